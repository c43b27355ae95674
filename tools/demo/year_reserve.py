"""The reserve of the county after a year: who stays, who is preferred and who leaves; of two nobody has said it yet."""

from .clock import on
from .year_selection import scene

CATEGORY = {
    "kind": "reserve",
    "code": "yunling_county_deputy",
    "name": "云岭县副县级后备干部",
    "priority_years": 2,
    "removal_years": 1,
}
"""The county's own category, for those that come along are every company's: two years good, one behind."""
ENTERED = "2023-04-10"
PEOPLE = ("emp_0394", "emp_0007", "emp_0117", "emp_0116", "emp_0008")
"""Who stands in the reserve since 2023: 优秀 twice, 称职, 基本称职 last year; then one 基本称职 and one 优秀."""
PROPOSED, CONFIRMED = 4, 3
"""Of how many, in this order, the year is proposed, and confirmed: the others wait for the office."""


def reserve(stage, today):
    people = [stage.env.ref(f"county.{key}") for key in PEOPLE]
    _enter(stage, people)
    with on(today.isoformat()):
        _review(stage, people, today.year - 1)


def _enter(stage, people):
    """By one decision of the county."""
    entries, categories = stage.office["cadre.reserve"], stage.office["cadre.category"]
    with on(ENTERED):
        known = categories.find([("kind", "=", "reserve"), ("code", "=", CATEGORY["code"])])
        values = {**CATEGORY, "company_id": stage.env.company.id, "layer_id": _layer(stage)}
        [category] = known or [categories.create(values)]
        for person in people:
            known = entries.find([("employee_id", "=", person.id), ("category_id", "=", category)])
            values = {
                "employee_id": person.id,
                "category_id": category,
                "office_body_id": stage.bodies["selection"],
                "body_id": stage.decides,
                "decided_on": ENTERED,
                "date_from": ENTERED,
                "document": "云委纪要〔2023〕8号",
                "note": "到市直部门挂职一年，参加市委党校中青年干部培训班。",
            }
            known = known or [entries.create(values)]
            if entries.read(known, ["state"])[0]["state"] == "draft":
                entries.action_enter(known)


def _layer(stage):
    """The layer for which the category of the same kind that comes along prepares."""
    return stage.env["cadre.category"].search([("kind", "=", "reserve"), ("code", "=", "county_deputy")]).layer_id.id


def _review(stage, people, year):
    """Proposed by the grades; whoever is preferred, stays or leaves is confirmed with the number of the minutes."""
    entries, reviews = stage.office["cadre.reserve"], stage.office["cadre.reserve.review"]
    proposed = [person.id for person in people[:PROPOSED]]
    mine = [("employee_id", "in", [person.id for person in people]), ("year", "=", year)]
    if not reviews.find(mine):
        entries.action_review(entries.find([("employee_id", "in", proposed), ("state", "=", "in")]))
    for person in people[:CONFIRMED]:
        found = reviews.find([*mine, ("employee_id", "=", person.id), ("state", "=", "draft")])
        reviews.write(found, {"document": f"云委纪要〔{year + 1}〕6号"})
        reviews.action_confirm(found)


STEPS = [("reserve_review", "reserve: one is preferred, one stays, one leaves, two wait", scene(reserve))]
