"""What a year lacks when it is computed or decided: parts without input, lists and papers that never came.

A gap stops nothing by itself. It is said where it matters: after computing, on the decision, where the body gives its
reason for each, and on the notice.
"""

from collections import namedtuple

from ..marks.cadre_score_verify import UNVERIFIED
from ..rows import counts
from ..states import RUNNING

Gap = namedtuple("Gap", "kind label count note model domain", defaults=("", "", ()))
"""A kind of gap (its code and words), how many records, names or figures beside it, and where they are found."""


def gaps_of(cycle):
    """The gaps of one cycle, in the order of the year. A fixed number of queries."""
    cycle.ensure_one()
    cycle = cycle.sudo()
    sources = (_lists, _records, _papers, _summaries, _marks, _unverified, _events, _ballots, _parts)
    found = [gap for source in sources for gap in source(cycle)]
    asked = [gap for gap in found if gap.count is None]
    numbers = iter(counts(cycle.env, [(gap.model, gap.domain) for gap in asked]))
    found = [gap._replace(count=next(numbers)) if gap.count is None else gap for gap in found]
    return [gap for gap in found if gap.count]


def _counted(cycle, kind, label, model, domain):
    """A gap of which the records are counted with those of the others."""
    yield Gap(kind, label, None, "", model, [("cycle_id", "=", cycle.id), *domain])


def _lists(cycle):
    """Work-item lists and letters that were never filed."""
    if cycle.scheme_id.plan_kind != "none":
        label = cycle.env._("Lists or letters not filed")
        yield from _counted(
            cycle, "lists", label, "cadre.work.plan", [("state", "in", ("draft", "submitted", "approved"))]
        )


def _records(cycle):
    """Records that are owed and were not filed, begun or not."""
    owed = cycle.period_ids.filtered("required").ids
    owed = [("period_id", "in", owed), ("state", "in", ("draft", "submitted", "approved"))]
    yield from _counted(cycle, "records", cycle.env._("Records not filed"), "cadre.progress.report", owed)
    missing = cycle._months_missing(cycle.cut_off)
    if missing:
        months = sum(len(periods) for periods in missing.values())
        note = cycle.env._("%(months)s months in all", months=months)
        people = [("id", "in", list(missing))]
        yield Gap("months", cycle.env._("People with months missing"), len(missing), note, "hr.employee", people)


def _papers(cycle):
    label = cycle.env._("Papers not filed")
    yield from _counted(cycle, "papers", label, "cadre.document", [("state", "!=", "filed")])


def _summaries(cycle):
    """Summaries of the office without text, rectification plan or meeting (S1-15, S1-20, S1-22)."""
    waiting = cycle._unsummed(cycle._today())
    label = cycle.env._("Summaries of the office not complete")
    yield Gap("summaries", label, len(waiting), "", "cadre.period", [("id", "in", waiting.ids)])


def _marks(cycle):
    label = cycle.env._("Marks not confirmed")
    yield from _counted(cycle, "marks", label, "cadre.score", [("state", "!=", "confirmed")])


def _unverified(cycle):
    """Marks that the leader in charge, or the organ that verifies them, has not said yes to (S2A-17, S2A-44)."""
    if any(part.verified_by for part in cycle.scheme_id.component_ids):
        yield from _counted(cycle, "unverified", cycle.env._("Marks not approved"), "cadre.score", UNVERIFIED)


def _events(cycle):
    label = cycle.env._("Bonuses and deductions not confirmed")
    yield from _counted(cycle, "events", label, "cadre.ledger.event", [("state", "in", ("draft", "submitted"))])


def _ballots(cycle):
    label = cycle.env._("Ballots not sealed")
    yield from _counted(cycle, "ballots", label, "cadre.ballot", [("state", "not in", ("sealed", "void"))])


def _parts(cycle):
    """Parts of the score that had no input, for how many subjects and with which weight."""
    env = cycle.env
    living = [("assessment_id.cycle_id", "=", cycle.id), ("assessment_id.state", "in", RUNNING)]
    lines = env["cadre.assessment.line"]._read_group(
        [*living, ("assessment_id.assessed", "=", True), ("reason_code", "=", "missing")],
        ["component_id"],
        ["__count"],
    )
    for component, subjects in lines:
        label = env._("“%(part)s” without input", part=component.name)
        weight = component._weight_in(cycle.year)
        note = env._("weight %(weight)g", weight=weight) if weight else ""
        without = [("component_id", "=", component.id), ("reason_code", "=", "missing")]
        subjects_of = [
            ("cycle_id", "=", cycle.id), ("state", "in", RUNNING), ("assessed", "=", True), ("line_ids", "any", without)
        ]  # fmt: skip
        yield Gap(f"part:{component.code}", label, subjects, note, "cadre.assessment", subjects_of)
