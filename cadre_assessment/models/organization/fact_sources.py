"""The record that a fact is read from, for the checker to open (F-24). One query a kind of record."""

from .person_facts import BY_HAND, sourced_by
from .studies import DEGREE_PLACES, FULL_TIME, LEVEL_PLACES


@sourced_by(BY_HAND)
def nothing(_request):
    return {}


@sourced_by("age", "birthday", "work_start", "work_months", "party_member", "party_date", "party_months", "serving")
def person(request):
    people = request.env["hr.employee"].browse(request.people)
    return {one.id: dict.fromkeys(request.asked, one) for one in people}


@sourced_by(
    "sex", "post_class", "post_kind", "identity", "staffing", "unit_category", "unit_head", "team_member",
    "leading_post", "grassroots_post", "rank", "layer", "rank_since", "post_since", "promoted_months", "rank_months",
    "layer_months", "layer_up_months", "post_months", "post_kind_months", "grassroots_months",
    "grassroots_lead_months",
)  # fmt: skip
def posts(request):
    """The post in force on the day: it says since when rank and post are held; the history hangs on the person."""
    domain = [("employee_id", "in", request.people), ("date_version", "<=", request.on), ("active", "=", True)]
    versions = request.env["hr.version"].search(domain, order="employee_id, date_version")
    last = {version.employee_id.id: version for version in versions}
    return {who: dict.fromkeys(request.asked, version) for who, version in last.items()}


@sourced_by("posted_months")
def postings(request):
    """The last posting of the kind."""
    domain = [("employee_id", "in", request.people), ("date_from", "<=", request.on)]
    last = {}
    for posting in request.env["cadre.posting"].search(domain, order="date_from"):
        last[posting.employee_id.id, posting.kind] = posting
    return {who: {one: last.get((who, one.of)) for one in request.asked} for who in request.people}


@sourced_by("trained", "training_days")
def trainings(request):
    """The last training of the kind that is over; of the days added up the last one."""
    domain = [("employee_id", "in", request.people), ("date_to", "<=", request.on)]
    last = {}
    for training in request.env["cadre.training"].search(domain, order="date_to"):
        last[training.employee_id.id, training.kind] = last[training.employee_id.id, ""] = training
    return {who: {one: last.get((who, one.of)) for one in request.asked} for who in request.people}


@sourced_by("education", "education_full_time", "education_before_work", "degree")
def studies(request):
    """The highest of the studies that may count."""
    found = {who: {} for who in request.people}
    domain = [("employee_id", "in", request.people), "|", ("date_to", "=", False), ("date_to", "<=", request.on)]
    for study in request.env["cadre.education"].search(domain):
        mine = found[study.employee_id.id]
        for one in request.asked:
            fits = one.name in ("education", "degree") or study.kind == FULL_TIME
            if fits and (one not in mine or _height(study, one.name) > _height(mine[one], one.name)):
                mine[one] = study
    return found


def _height(study, name):
    if name == "degree":
        return DEGREE_PLACES.get(study.degree_code, 0)
    return LEVEL_PLACES.get(study.level_code, 0)
