"""Check a decision before it is confirmed: the rules of S0-30 … S0-34 and S0-40, each with its culprits."""

from ...engine.gates import barring_award, forbidding
from ...engine.spelling import told_apart
from ..assessment.cadre_finding import unwritten
from ..computation.reasons import Words
from ..listing import listed
from ..meeting.recusal import withdrawing
from ..meeting.vote import SHOWN, first_names, vote_problems, who_problems
from ..states import RUNNING, UNDECIDED
from .decision_seats import seat_states


def problems(decision, confirmers):
    """Sentences that say what is wrong with ``decision`` and what to do; empty: it may be confirmed.

    :param confirmers: the users who will confirm it, one or two.
    """
    cycle = decision.cycle_id
    found = [*who_problems(decision, confirmers), *_state(decision)]
    if found:
        return found
    assessments = decision.line_ids.filtered(lambda one: not one._stays_open()).assessment_id
    return [
        *_prerequisites(cycle),
        *_complete(decision, assessments),
        *_papers_before(cycle),
        *vote_problems(decision),
        *_lines(decision),
        *_reviewed(decision),
        *_seats(decision),
        *_fresh(cycle, assessments),
        *_gaps(decision),
    ]


def names(records, env):
    """Names of the culprits, the first ones in full."""
    return first_names(env, _told_apart(records))


def _told_apart(records):
    """Names of ``records``; of who shares his with somebody, also with one of his cycle who is not meant, the post or
    unit beside it."""
    if records._name == "hr.employee":
        return records._names_told_apart()
    if records._name != "cadre.assessment":
        return records.mapped("name")
    known = records.sudo()
    known |= known.search([("cycle_id", "in", known.cycle_id.ids), ("name", "in", known.mapped("name"))])
    people = [(one.name, one.post or "", one.unit_id.name or "") for one in known]
    labels = dict(zip(known.ids, told_apart(people), strict=True))
    return [labels[key] for key in records.ids]


def _state(decision):
    env, cycle = decision.env, decision.cycle_id
    waiting = env["cadre.assessment"].search(
        [("cycle_id", "=", cycle.id), ("assessed", "=", True), ("state", "in", RUNNING)]
    )
    if not waiting:
        yield env._("“%(cycle)s” has nobody left to decide on.", cycle=cycle.name)
        return
    uncomputed = waiting.filtered(lambda one: one.state == "open")
    if uncomputed:
        yield env._("Not computed yet: %(people)s. Compute the cycle first.", people=names(uncomputed, env))
    missing = waiting - uncomputed - decision.line_ids.assessment_id
    if missing:
        yield env._("Not on the list: %(people)s. Take over the proposals again.", people=names(missing, env))
    foreign = decision.line_ids.assessment_id - waiting
    if foreign:
        yield env._("Not open for a decision: %(people)s. Take over the proposals again.", people=names(foreign, env))


def _prerequisites(cycle):
    undecided = cycle.prerequisite_ids.filtered(lambda one: one.state in UNDECIDED)
    if undecided:
        yield cycle.env._("To be decided first: %(cycles)s.", cycles=names(undecided, cycle.env))


def _papers_before(cycle):
    """What must be approved before the body decides (S2A-30)."""
    first = [("cycle_id", "=", cycle.id), ("rule_id.before_decision", "=", True), ("state", "!=", "filed")]
    waiting = cycle.env["cadre.document"].sudo().search(first)
    if waiting:
        said = [" · ".join(filter(None, (paper.employee_name, paper.name))) for paper in waiting]
        yield cycle.env._(
            "To be done before the decision: %(papers)s. They wait under “Papers”.",
            papers=listed(cycle.env, said[:SHOWN]),
        )


def _complete(decision, assessments):
    """Veto review (S0-32), score and 表5 (S0-40) of everybody on the list."""
    env = decision.env
    unreviewed = assessments.filtered(lambda one: one.veto_state == "pending")
    if unreviewed:
        yield env._("Veto review without a conclusion: %(people)s.", people=names(unreviewed, env))
    scoreless = assessments.filtered(lambda one: not one.has_total and one.status not in ("undetermined", "excluded"))
    if scoreless:
        yield env._("No score: %(people)s.", people=names(scoreless, env))
    formless = unwritten(decision.cycle_id) & assessments.filtered(lambda one: one.status != "excluded")
    if formless:
        yield env._("Findings not complete under every heading: %(people)s.", people=names(formless, env))


def _gaps(decision):
    """A year that is not finished says so: each kind of gap has the body's reason."""
    for gap in decision.gap_ids.filtered(lambda one: not (one.reason or "").strip()):
        yield decision.env._(
            "%(gap)s: %(count)s. Say under “Gaps” why the body decides all the same.", gap=gap.label, count=gap.count
        )


def _reviewed(decision):
    """Whoever asked for a review, or went further, is not treated worse because of it (O-04)."""
    for line in decision.line_ids:
        known = line.assessment_id.sudo()
        upheld = known.appeal_ids.filtered(lambda one: one.state == "upheld").sorted("id")[-1:]
        further = known.further_ids.filtered(lambda one: one.outcome == "upheld").sorted("id")[-1:]
        before = further.grade_id or upheld.grade_id
        if before and line.grade_id and line.grade_id.sequence > before.sequence:
            yield decision.env._(
                "%(name)s asked for a review that was upheld: the new grade is not worse than “%(grade)s”.",
                name=line.assessment_id.name,
                grade=before.name,
            )


def _lines(decision):
    """Ties decided, reasons given, gates obeyed, line by line."""
    env = decision.env
    scale, rules = (
        decision.cycle_id.scheme_id.result_scale_id,
        decision.cycle_id.scheme_id._engine_scheme(decision.cycle_id.year),
    )
    gates = {str(gate.key): gate for gate in rules.gates}
    grades = {grade.key: grade for grade in rules.scale.grades}
    quotas = {quota.id: quota for quota in decision.cycle_id.scheme_id.quota_ids if quota.hard}
    words = Words(env, decision.cycle_id.scheme_id)
    yield from _authorised(decision)
    for line in decision.line_ids.filtered(lambda one: not one._stays_open()):
        person, grade = line.assessment_id.name, line.grade_id
        met = [gates[key] for key in (line.assessment_id.gate_keys or "").split() if key in gates]
        if grade and grade.scale_id != scale:
            yield env._("%(person)s: “%(grade)s” is no grade of this scheme.", person=person, grade=grade.name)
            continue
        broken = forbidding(met, grades.get(grade.id), rules.scale)
        if broken:
            yield env._(
                "%(person)s cannot be graded “%(grade)s”: %(gate)s.",
                person=person,
                grade=grade.name or "—",
                gate=broken.name,
            )
            continue
        short = _unmet(line, quotas, words)
        if short:
            yield env._("%(person)s: %(why)s The deciding body cannot set this aside.", person=person, why=short)
            continue
        if not grade and line.assessment_id.status not in ("undetermined", "excluded"):
            if line.assessment_id.pending:
                yield env._("%(person)s: the tie is still to be decided.", person=person)
            else:
                yield env._("%(person)s: no grade is chosen.", person=person)
        elif line.different and not (line.reason or "").strip():
            if line.assessment_id.pending:
                yield env._("%(person)s: say why the tie is decided so.", person=person)
            elif grade == line.proposed_grade_id:
                yield env._("%(person)s: other awards than proposed need a reason.", person=person)
            else:
                yield env._("%(person)s: another grade than proposed needs a reason.", person=person)
        if line.extremely_poor and (grade.is_top or not (line.reason or "").strip()):
            yield env._("%(person)s: “extremely poor” needs a reason and excludes the top grade.", person=person)
        yield from _awards(line, met)


def _authorised(decision):
    """An override names who of those present answers for it, and does not withdraw from that line."""
    env = decision.env
    chosen = decision.line_ids.filtered(lambda one: one.different and not one._stays_open())
    there = decision.attendee_ids
    aside = withdrawing(decision, decision.body_id.sudo()._members_on(decision.date)) if chosen else {}
    for line in chosen:
        if line.authorised_by_id not in there - aside.get(line.assessment_id, there.browse()):
            yield env._(
                "%(person)s: say under “Authorised by” which of the members present, who does not withdraw from this "
                "line, answers for another grade than proposed.",
                person=line.assessment_id.name,
            )
    if decision.overrun and decision.overrun_by_id not in there:
        yield env._("Say which of the members present answers for more than there are seats.")


def _unmet(line, quotas, words):
    """Why the grade or award needs a score that the subject does not have: a binding minimum, as computed (S3-39,
    A3-14); empty: nothing of the kind. The sentence is the one of the proposal."""
    for key, code, figures in line.assessment_id.sudo().unmet or ():
        quota = quotas.get(key)
        if not quota:
            continue
        if quota.award_id & line.award_ids:
            return words.verdict(code, {**figures, "award": quota.award_id.name})
        if quota.grade_id and quota.grade_id == line.grade_id:
            return words.verdict(code, figures)
    return ""


def _awards(line, met):
    """An award is one the scheme gives here, never against a gate (S2A-31), nor outside its grade (S2A-75)."""
    env, person = line.env, line.assessment_id.name
    if not line.award_ids:
        return
    names_of = listed(env, line.award_ids.mapped("name"))
    if line.award_ids - line.possible_award_ids:
        yield env._(
            "%(person)s: the scheme has no such award for this subject: %(awards)s.", person=person, awards=names_of
        )
    bar = barring_award(met)
    if bar:
        yield env._("%(person)s cannot be given %(awards)s: %(gate)s.", person=person, awards=names_of, gate=bar.name)
    for award in line.assessment_id.award_ids.filtered(lambda one: one.award_id in line.award_ids):
        among = award.quota_id.among_grade_id
        if among and award.quota_id.hard and line.grade_id != among:
            yield env._(
                "%(person)s: “%(award)s” is only for those graded “%(grade)s”.",
                person=person,
                award=award.award_id.name,
                grade=among.name,
            )


def _seats(decision):
    """A hard quota is never overrun; a soft one with a reason (S0-20, S0-34)."""
    env = decision.env
    for state in seat_states(decision):
        if state.left >= 0:
            continue
        if state.pool.quota_id.hard:
            yield env._("%(label)s: this quota is never exceeded.", label=state.label(env))
        elif not (decision.overrun_reason or "").strip():
            yield env._("%(label)s: exceeding it needs a reason.", label=state.label(env))


def _fresh(cycle, assessments):
    stale = cycle._outdated(assessments)
    if stale:
        yield cycle.env._(
            "Something changed since the last computation, compute again: %(people)s.", people=names(stale, cycle.env)
        )
