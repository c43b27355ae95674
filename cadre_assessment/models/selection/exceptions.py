"""An exception (破格): what the law allows, and what must be there before (O-18, 2014 rules §9, 2019 likewise)."""

from ...engine.known import AtLeast
from ..clock import today_of
from ..organization.person_facts import facts_of

KINDS = [
    ("tenure", "Time Served"),
    ("level", "A Level Is Skipped"),
    ("education", "Schooling"),
    ("other", "Another Condition"),
]
MONTHS_SINCE_PROMOTION = 12
"""Nobody is promoted by exception within a year of a promotion."""
MOST_LEVELS = 2
"""Levels that one promotion goes up at most: one may be skipped, two may not."""


def problems(check):
    """What keeps the exception of ``check`` (a row of ``cadre.candidate.check``, as superuser) from being made."""
    env = check.env
    if not check.may_except:
        return [env._("The condition allows no exception.")]
    if check.answer == "yes" or check.found == "yes":
        return [env._("It is met: no exception is needed.")]
    found = []
    if not (check.exception_reason or "").strip():
        found.append(env._("Write down the reason: it stands in the public notice."))
    if not (check.consent_by and check.consent_document and check.consent_on):
        found.append(env._("Enter the consent of the level above: by whom, its document and day."))
    elif check.consent_on > today_of(check):
        found.append(env._("The consent of the level above comes before: its day has not come."))
    return [*found, *_limits(check)]


def _limits(check):
    env, person = check.env, check.employee_id
    day = today_of(check)
    if env["cadre.term"].search_count(
        [("employee_id", "=", person.id), ("kind", "=", "probation"), ("state", "=", "running")], limit=1
    ):
        yield env._("%(person)s is on probation: no exception is made in that time.", person=person.name)
    months = facts_of(env, person, ["promoted_months"], day)[person.id].get("promoted_months")
    known = months.value if isinstance(months, AtLeast) else months
    if known is None or (isinstance(months, AtLeast) and known < MONTHS_SINCE_PROMOTION):
        yield env._("When %(person)s was promoted last is not on file: enter it first.", person=person.name)
    elif known < MONTHS_SINCE_PROMOTION:
        yield env._(
            "%(person)s was promoted %(months)s months ago: within a year no exception is made.",
            person=person.name,
            months=int(known),
        )
    yield from _levels(check, person, day)
    if check.exception == "tenure" and _tenure_before(check, person):
        yield env._(
            "%(person)s was promoted last by an exception from the time served: not twice in a row.", person=person.name
        )
    if check.exception == "level" and check.selection_id.step_ids.filtered(
        lambda step: step.kind == "inspection" and step.state == "done"
    ):
        yield env._("The consent to skip a level comes before the inspection.")


def _levels(check, person, day):
    env, job = check.env, check.candidate_id.post_id.job_id
    present = facts_of(env, person, ["layer"], day)[person.id].get("layer")
    if not job.layer_id or present is None:
        return
    order = env["cadre.category"].search([("kind", "=", "layer")], order="sequence, id").mapped("code")
    if order.index(str(present)) - order.index(job.layer_id.code) > MOST_LEVELS:
        yield env._("%(post)s is more than one level beyond the next: two levels are not skipped.", post=job.name)


def _tenure_before(check, person):
    last = _last_promotion(check, person)
    return bool(last.candidate_id.check_ids.filtered(lambda one: one.excepted and one.exception == "tenure"))


def _last_promotion(check, person):
    """The last promotion of ``person`` that is in force."""
    domain = [("employee_id", "=", person.id), ("kind", "=", "promote"), ("state", "=", "effective")]
    return check.env["cadre.appointment"].search(domain, order="effective_on desc, id desc", limit=1)
