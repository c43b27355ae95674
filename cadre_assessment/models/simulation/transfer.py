"""Read what one scheme recorded by another: by codes of components, grades, tariff lines and quotas.

Only in memory: nothing here writes. What has no counterpart is left out and counted, so that whoever looks at the
result knows what it rests on.
"""

from collections import Counter
from dataclasses import replace
from fractions import Fraction

from ...engine import Pool, Unusable, exact
from ...engine.methods import PARTS, PERIODS
from ..cycle.roster_scope import Scope
from ..cycle.seats import counted_over, rules_of


class Transfer:
    """From the subjects of a cycle to the same subjects as the scheme ``new`` sees them.

    ``left`` counts what could not be carried over: (kind, code) -> number, with kind component, grade, counted or
    tariff.
    """

    def __init__(self, old, new):
        self._components = {one.id: one for one in old.component_ids}
        self._new_components = {one.code: one for one in new.component_ids}
        self._grades = {grade.id: grade.code for grade in old.component_ids.scale_id.grade_ids}
        self._new_grades = {
            component.id: {grade.code: grade.id for grade in component._read_as().scale_id.grade_ids}
            for component in new.component_ids
        }
        self._counted = {
            component.id: set(component._read_as().count_ids.mapped("code"))
            for component in new.component_ids
            if "rates" in component._read_as()._method().params
        }
        self._lines = {line.code: line for line in old.adjustment_ids}
        self._new_lines = {line.code: line for line in new.adjustment_ids}
        self.left = Counter()

    # -- inputs ----------------------------------------------------------------------------------------------------
    def inputs(self, inputs):
        """The inputs of one subject, each on the component of the same code."""
        return tuple([moved for entry in inputs if (moved := self._input(entry)) is not None])

    def _input(self, entry):
        old = self._components[entry.component]
        new = self._new_components.get(old.code)
        if new is None or new._method().takes == PARTS:
            self.left["component", old.code] += 1
            return None
        moved = entry._replace(component=new.id)
        if entry.grade is not None:
            moved = moved._replace(grade=self._grade(new, entry.grade))
            if moved.grade is None:
                return None
        if entry.tallies:
            moved = moved._replace(tallies=tuple([self._tally(new, tally) for tally in entry.tallies]))
        if new.id in self._counted and entry.role not in self._counted[new.id]:
            self.left["counted", f"{old.code}.{entry.role}"] += 1
            return None
        return moved

    def _grade(self, component, grade):
        code = self._grades.get(grade)
        found = self._new_grades[component.id].get(code)
        if found is None:
            self.left["grade", f"{component.code}.{code}"] += 1
        return found

    def _tally(self, component, tally):
        counts = [(self._grade(component, grade), number) for grade, number in tally.counts]
        return replace(tally, counts=tuple([(grade, number) for grade, number in counts if grade is not None]))

    # -- ledger ----------------------------------------------------------------------------------------------------
    def postings(self, posted):
        """The postings of one subject, at the points and under the cap of the other tariff."""
        moved = []
        for one in posted:
            if not one.points:
                continue  # booked in a month: the mark has it
            line = self._new_lines.get(one.code)
            if line is None:
                self.left["tariff", one.code] += 1
            elif points := self._points(one, line):
                dedupe = one.posting.dedupe if line.dedupe else None
                moved.append(replace(one.posting, points=points, cap_group=line.cap_id.id or None, dedupe=dedupe))
        return tuple(moved)

    def _points(self, one, line):
        """As often as the old tariff line, at the rate of the new one; what was set within a range stays as it was."""
        old = self._lines.get(one.code)
        if line.fact_only:
            return Fraction()
        if type(one.points) is Unusable:
            return one.points
        amount = abs(one.points)
        if old and old.points and line.points and not (old.has_range or line.has_range):
            amount = amount / exact(old.points) * exact(line.points)
        return -amount if line.sign == "deduction" else amount


class Sides:
    """Where two schemes say different things of who is assessed, counts in the base and uses a seat."""

    def __init__(self, old, new):
        self._old, self._new = _verdicts(Scope(old)), _verdicts(Scope(new))

    def of(self, facts, in_base, uses_seat):
        """(status, in_base, uses_seat) under the new scheme; what both say alike stays as the snapshot has it."""
        old, new = self._old(facts), self._new(facts)
        if old == new:
            return "normal", in_base, uses_seat
        return ("normal" if new[0] else "excluded"), new[1], new[2]


def _verdicts(scope):
    """What a scope says of the facts of a subject: who matches no line is not assessed; without lines everybody is."""
    said = {line: (line.assessed, line.in_base, line.uses_seat) for line in scope.lines}
    return lambda facts: said.get(scope.line(facts), (not said,) * 3)


class Seats:
    """The pools in which a subject competes under another scheme.

    A quota that is counted over the same people as the one of its code keeps the pools of the cycle, put together as
    they are there, with the lower ratios that were set; another one has pools of its own, as its rule says.
    """

    def __init__(self, old, new, places, known, team_grades):
        self._places = places
        self._team_grades = team_grades
        twins = {quota.code: quota for quota in old.quota_ids if quota.use == "result"}
        quotas = new.quota_ids.filtered(lambda one: one.use == "result")
        rules = rules_of(quotas)
        self._quotas = []
        for quota in quotas:
            twin = twins.get(quota.code)
            same = twin and counted_over(twin) == counted_over(quota)
            self._quotas.append((quota.id, rules[quota.id], twin.id if same else None))
        pairs = {old_id: quota for quota, _rule, old_id in self._quotas if old_id}
        self.known = [replace(pool, quota=pairs[pool.quota]) for pool in known if pool.quota in pairs]
        self._own = {}

    def of(self, row):
        """{quota: pool} of a row of the subjects."""
        there, found = self._places(row), {}
        for quota, rule, twin in self._quotas:
            place = rule.place_of(row)
            if place is None:
                continue
            if twin in there:
                found[quota] = there[twin]
                continue
            found[quota] = place
            if (quota, place) not in self._own:
                grade = self._team_grades.get(place.team)
                self._own[quota, place] = Pool(quota, place, grade, entrusted=place.entrusted)
        return found

    def pools(self):
        return [*self.known, *self._own.values()]


class OtherRules(Transfer):
    """The records of a cycle by the scheme ``new``: a view as :func:`..computation.gather.subjects` takes it."""

    def __init__(self, old, new, records, team_grades):
        super().__init__(old, new)
        self._sides = Sides(old, new)
        self._seats = Seats(old, new, records.places, records.pools, team_grades)
        self.pools_of = self._seats.of
        self.pools = self._seats.pools

    def owed(self, owed):
        """Records owed, on the component of the same code, where that still takes records."""
        found = {}
        for key, number in owed.items():
            component = self._new_components.get(self._components[key].code)
            if component and component._method().takes == PERIODS:
                found[component.id] = number
        return found

    def standing(self, row, facts):
        return self._sides.of(facts, bool(row.in_base), bool(row.uses_seat))
