"""What comes out of a scheme, as plain values that can be compared: scores, scope, papers, consequences.

Each world is worked by the code that works the real thing. The situations are made once, from the scheme as it is
shipped: whoever takes a rule away meets the very subjects it was made for.
"""

from fractions import Fraction

from odoo.addons.cadre_assessment.engine import EngineError, Input, Pool, Posting, Subject, Tally, evaluate
from odoo.addons.cadre_assessment.engine.criteria import prepare
from odoo.addons.cadre_assessment.models.cycle.roster_scope import Scope

PEOPLE = 21
"""Subjects of one pool: every ratio of the shipped schemes gives them a seat more or less."""


class _Refused(Exception):
    pass


def facts_for(criterion):
    """Facts for which an engine criterion holds, as far as single facts can be chosen."""
    if criterion.kind == "fact":
        value = criterion.value
        if criterion.operator in ("in", "not in"):
            value = next(iter(value)) if criterion.operator == "in" else None
        elif criterion.operator == "<":
            value = value - 1
        elif criterion.operator == ">":
            value = value + 1
        elif criterion.operator == "!=":
            value = None
        if criterion.window is not None:
            value = (value,) * max(criterion.window, criterion.times or 1, 1)
        return {} if value is None else {criterion.fact: value}
    if criterion.kind == "not":
        return {}
    found = {}
    for child in criterion.children if criterion.kind == "all" else criterion.children[:1]:
        found |= facts_for(child)
    return found


def alternatives(criterion):
    """Facts for each leaf of a condition, by itself and beside what else must hold."""
    whole = facts_for(criterion)
    found = [whole]
    todo = [criterion]
    while todo:
        one = todo.pop()
        todo += one.children
        if one.kind == "not":
            found += [facts_for(child) for child in one.children]
        if one.kind == "any":
            found += [whole | facts_for(child) for child in one.children]
        if one.kind == "fact" and one.operator == "in" and one.window is None:
            found += [whole | {one.fact: value} for value in one.value]
    return found


def together(found):
    """Those facts, and each pair of them at once: histories one after the other."""
    pairs = []
    for n, one in enumerate(found):
        for other in found[:n]:
            both = {**other, **one}
            for name in one.keys() & other.keys():
                if isinstance(one[name], tuple) and isinstance(other[name], tuple):
                    both[name] = (*other[name], *one[name])
            pairs.append(both)
    return [*found, *pairs]


class ScoreWorld:
    """Totals, ranks, grades, awards and reasons of a set of subjects: everybody the scheme could tell apart."""

    def __init__(self, scheme):
        self.scheme = scheme
        engine = scheme._engine_scheme()
        self.subjects = list(self._people(engine))
        attributes = {key for quota in engine.quotas for key in quota.ratio_by} | {None}
        self.pools = [Pool(quota.key, f"pool-{name}", name) for quota in engine.quotas for name in attributes]
        self.before = self.digest()

    def digest(self):
        try:
            outcome = evaluate(self.scheme._engine_scheme(), self.subjects, self.pools)
        except EngineError as error:  # a scheme nobody can compute with is another outcome; as shipped it is none
            if not hasattr(self, "before"):
                raise
            return type(error).__name__
        verdicts = [
            (
                one.subject, one.total, one.rank, one.band, one.proposed, one.may_top, one.pending, one.seatless,
                one.reason.code, [(award.award, award.won, award.pending) for award in one.awards],
                [share.points for share in one.shares],
            )
            for one in outcome.verdicts
        ]  # fmt: skip
        return verdicts, [(pool.quota, pool.pool, pool.base, pool.seats, pool.used) for pool in outcome.pools]

    def _people(self, engine):
        leaves = [one for one in engine.components if one.method != "group"]
        sets = {(one.classes, one.kinds) for one in leaves} | {(frozenset(), frozenset())}
        for who, (classes, kinds) in enumerate(sorted(sets, key=str)):
            base = {"classes": classes, "kinds": kinds, "group": "g"}
            found = [self._by_part(leaves), self._at_gates(engine, leaves)]
            if not who:
                found.append(self._in_pools(engine, leaves))
            for kind, some in enumerate(found):
                for n, values in enumerate(some):
                    yield Subject((who, kind, n), **base, **values)

    def _in_pools(self, engine, leaves):
        """Falling scores for every ratio of the seats, and a pool whose best are not good."""
        clean = {}  # what keeps from the top grade unless something is there (S3-48)
        for gate in engine.gates:
            if gate.criterion.kind == "not":
                clean |= facts_for(gate.criterion.children[0])
        attributes = sorted({key for quota in engine.quotas for key in quota.ratio_by}, key=str)
        falling = [Fraction(1) - Fraction(n, PEOPLE + 10) for n in range(PEOPLE)]
        low = [Fraction(3, 5) - Fraction(n, 2 * PEOPLE) for n in range(PEOPLE)]
        for pool, shares in [*((name, falling) for name in (None, *attributes)), ("low", low)]:
            pools = {quota.key: f"pool-{pool}" for quota in engine.quotas}
            for share in shares:
                yield {"inputs": tuple(self._inputs(leaves, share)), "pools": pools, "facts": clean}

    def _by_part(self, leaves):
        """Each part alone, well and badly done; equal totals of unlike parts; each thing that is counted."""
        for n, one in enumerate(leaves):
            for share in (Fraction(1), Fraction(1, 2), Fraction(0)):
                yield {"inputs": tuple(self._inputs([one], share))}
            for other in leaves[:n]:
                yield {"inputs": (*self._inputs([one], Fraction(9, 10)), *self._inputs([other], Fraction(3, 10)))}
            for role in self._roles(one):
                for count in (1, 3, 40):
                    yield {"inputs": (Input(one.key, ("count", role), value=Fraction(count), role=role),)}

    def _at_gates(self, engine, leaves):
        """Full marks, and whatever a gate or a limit asks about."""
        full = tuple(self._inputs(leaves, Fraction(1)))
        pools = {quota.key: "pool-None" for quota in engine.quotas}
        known = [facts for gate in engine.gates for facts in alternatives(gate.criterion)]
        for facts in together(known):
            yield {"inputs": full, "facts": facts, "pools": pools}
        for n, cap in enumerate(engine.caps):
            yield {"inputs": full, "postings": (Posting(("event", n), cap.limit + 10, cap_group=cap.group),)}

    def _roles(self, component):
        known = set(component.params.get("rates", {})) | set(component.params.get("void", ()))
        return sorted(known | set(component.params.get("ranges", {})))

    def _inputs(self, components, share):
        for one in components:
            key = ("input", one.code)
            grades = one.scale.grades if one.scale else ()
            if one.method == "coef_of_grade":
                place = min(int((1 - share) * len(grades)), len(grades) - 1)
                yield Input(one.key, key, grade=grades[place].key)
            elif one.method == "ballot":
                good = int(share * 20)
                counts = tuple(zip((grade.key for grade in grades), (good, 20 - good, 1, 1), strict=False))
                yield Input(one.key, key, tallies=(Tally("all", Fraction(1), counts),))
            elif one.method in ("checklist_deduct", "proportional"):
                yield Input(one.key, (*key, 1), value=Fraction(10), role="required")
                yield Input(one.key, (*key, 2), value=Fraction(int(10 * (1 - share))), role="missing")
            elif one.method == "per_unit":
                for role in self._roles(one)[:1]:
                    yield Input(one.key, key, value=Fraction(int(5 * (1 - share))), role=role)
            elif one.method == "step_count":
                yield Input(one.key, key, value=Fraction(int(4 * share)))
            elif one.method.startswith("mean_of_") or one.method == "sum_of_items":
                several = Fraction(1, 2) if one.method == "sum_of_items" else 1
                yield Input(one.key, (*key, 1), value=one.maximum * share * several)
                yield Input(one.key, (*key, 2), value=one.maximum * share * several * Fraction(19, 20))
            else:
                yield Input(one.key, key, value=one.maximum * share)


class ScopeWorld:
    """Who takes part, in which base, with which seat, assessed where: for everybody a line of the scope speaks of."""

    def __init__(self, scheme):
        self.scheme = scheme
        criteria = scheme.scope_ids.criterion_id._engine_criteria()
        known = [{}]
        for line in scheme.scope_ids:
            if line.criterion_id:
                known += alternatives(criteria[line.criterion_id.id])
        self.people = together(known)
        self.before = self.digest()

    def digest(self):
        scope = Scope(self.scheme)
        found = []
        for facts in self.people:
            line = scope.line(facts)
            found.append(line and (line.assessed, line.in_base, line.uses_seat, line.place))
        return found


class FollowWorld:
    """What follows from a result, for whom a rule speaks and for whom none does; and for how much."""

    def __init__(self, scheme):
        self.scheme = scheme
        criteria = scheme.consequence_ids.criterion_id._engine_criteria()
        self.results = [{}]
        for rule in scheme.consequence_ids:
            if rule.criterion_id:
                self.results += alternatives(criteria[rule.criterion_id.id])
        self.before = self.digest()

    def digest(self):
        rules = self.scheme.consequence_ids
        criteria = rules.criterion_id._engine_criteria()
        tests = [(one, prepare(criteria[one.criterion_id.id]) if one.criterion_id else None) for one in rules]
        return [
            [
                (one.action, one._amount(86.5), one.award_id.code, one.to_head)
                for one, test in tests
                if test is None or test(facts)
            ]
            for facts in self.results
        ]


class YearWorld:
    """Periods with their days and papers with their sections, recipients and days, as an opened cycle has them."""

    def __init__(self, cycle):
        self.cycle = cycle
        self.before = self.digest()

    def digest(self):
        cycle = self.cycle
        try:
            with cycle.env.cr.savepoint():
                cycle._make_periods()
                cycle._make_documents()
                cycle.env.flush_all()
                cycle.invalidate_recordset()
                found = self._seen()
                raise _Refused
        except _Refused:
            cycle.env.invalidate_all()
        return found

    def _seen(self):
        periods = sorted((one.level, one.number, one.name, one.due, one.publish_due) for one in self.cycle.period_ids)
        papers = [
            (
                paper.rule_id.code, paper.period_id.name, paper.name, paper.due, paper.employee_name or "",
                paper.section_ids.mapped(lambda one: (one.name, one.required, one.text)),
                paper.recipient_ids.mapped(lambda one: (one.name, one.purpose)),
            )
            for paper in self.cycle.document_ids
        ]  # fmt: skip
        plans = self.cycle.scheme_id.plan_kind, self.cycle.env["cadre.work.plan"]._due(self.cycle)
        return periods, sorted(papers, key=str), plans
