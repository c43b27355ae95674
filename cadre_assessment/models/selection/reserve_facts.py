"""Whether somebody is in the reserve: a fact about a person that conditions ask (S4-P9-18, S4-P9-20)."""

from collections import defaultdict

from odoo.tools import SQL

from ..organization.person_facts import provides, sourced_by

STOOD = ("in", "removed")
"""States of an entry that has begun."""


@provides("in_reserve")
def in_reserve(request):
    """Yes or no where the person's company keeps a reserve of the category on that day; else nobody knows. One query.

    Who was removed later stood in it until then: what was answered for a day stays the answer for that day.
    """
    request.env["cadre.reserve"].flush_model()
    rows = request.env.execute_query(
        SQL(
            """
            SELECT e.id, kept.code, EXISTS (
                       SELECT 1 FROM cadre_reserve r JOIN cadre_category w ON w.id = r.category_id
                        WHERE r.employee_id = e.id AND w.code = kept.code AND r.state IN %(stood)s
                          AND r.date_from <= %(on)s AND (r.removed_on IS NULL OR r.removed_on > %(on)s))
              FROM hr_employee e
              JOIN (SELECT DISTINCT r.company_id, w.code FROM cadre_reserve r JOIN cadre_category w
                        ON w.id = r.category_id
                     WHERE r.state IN %(stood)s AND r.date_from <= %(on)s AND w.code = ANY(%(codes)s)) kept
                ON kept.company_id = e.company_id
             WHERE e.id = ANY(%(people)s)
            """,
            stood=STOOD,
            on=request.on,
            codes=[one.of for one in request.asked],
            people=list(request.people),
        )
    )
    asked = defaultdict(list)
    for one in request.asked:
        asked[one.of].append(one)
    facts = defaultdict(dict)
    for person, code, stands in rows:
        facts[person].update(dict.fromkeys(asked[code], stands))
    return facts


@sourced_by("in_reserve")
def entries(request):
    """The entry that stood on the day."""
    domain = [
        ("employee_id", "in", request.people),
        ("state", "in", STOOD),
        ("date_from", "<=", request.on),
        "|", ("removed_on", "=", False), ("removed_on", ">", request.on),
    ]  # fmt: skip
    found = {}
    for entry in request.env["cadre.reserve"].search(domain):
        found[entry.employee_id.id, entry.category_id.code] = entry
    return {who: {one: found.get((who, one.of)) for one in request.asked} for who in request.people}
