"""Today's officers go on working: whoever belongs to no office joins one, and the offices of the cycles there are.

Until now every officer read and did everything of his company. From now on he works for the office bodies in which he
sits. Nobody loses today what he was doing yesterday; the organization department narrows it on the bodies. An officer
without an employee record gets one (name and account only, in no unit), for members of a body are people.
"""

from odoo import SUPERUSER_ID, api
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tools import SQL

NAME = "考核办"
OFFICER = "cadre_assessment.group_cadre_officer"
ORGANIZATION = "cadre_assessment.group_cadre_manager"


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "mail_create_nolog": True})
    for company in env["res.company"].search([]):
        _seat_officers(env, company)
    for name in env["tier.review"]._about_models():
        env[name].search([("review_ids.status", "in", ("waiting", "pending"))])._note_bodies()


def _seat_officers(env, company):
    officers = env["res.users"].search(
        [("all_group_ids", "in", env.ref(OFFICER).id), ("company_ids", "in", company.id)]
    )
    officers = officers.filtered(lambda user: not user.has_group(ORGANIZATION) and user.id != SUPERUSER_ID)
    seats = env["cadre.body.member"].search(
        [("body_id.kind", "=", "office"), ("company_id", "=", company.id), ("sits_today", "=", True)]
    )
    cycles = env["cadre.cycle"].search([("company_id", "=", company.id)])
    bare = cycles.filtered(lambda cycle: not cycle.office_body_id)
    newcomers = officers - seats.user_id
    ballots = env["cadre.ballot"].search([("company_id", "=", company.id), ("office_body_id", "=", False)])
    ballots = ballots.filtered(lambda ballot: not ballot.cycle_id)
    house = env["cadre.body"]
    if bare or newcomers or ballots:
        house = _house(env, company)
        bare.office_body_id = house
        guarded(ballots).office_body_id = house
    wanted = {(user, body) for user in newcomers for body in cycles.office_body_id | house}
    wanted |= {(user, house) for user in officers if ballots}
    wanted |= {(user, cycle.office_body_id) for user, cycle in _worked(env, officers - newcomers, cycles)}
    seated = {(seat.user_id, seat.body_id) for seat in seats}
    for user, body in sorted(wanted - seated, key=lambda pair: (pair[1].id, pair[0].id)):
        env["cadre.body.member"].create({"body_id": body.id, "employee_id": _employee(env, user, company).id})


def _house(env, company):
    """The office that works for everything the company has."""
    known = env["cadre.body"].search(
        [("company_id", "=", company.id), ("kind", "=", "office"), ("name", "=", NAME), ("unit_id", "=", False)],
        limit=1,
    )
    if known:
        return known
    roots = env["hr.department"].search([("parent_id", "=", False), ("company_id", "in", (company.id, False))])
    return env["cadre.body"].create(
        {"name": NAME, "kind": "office", "company_id": company.id, "unit_ids": [(6, 0, roots.ids)]}
    )


def _worked(env, officers, cycles):
    """Pairs (officer, cycle): he made or changed something in it that is not about himself."""
    found = set()
    if not officers or not cycles:
        return found
    for name, model in env.registry.models.items():
        cycle = model._fields.get("cycle_id")
        if model._abstract or model._transient or not model._auto or not name.startswith("cadre."):
            continue
        if name == "cadre.cycle":
            key = SQL("id")
        elif cycle is not None and cycle.store and model._log_access:
            key = SQL("cycle_id")
        else:
            continue
        own = (
            SQL("user_id IS DISTINCT FROM actor.uid")
            if "user_id" in model._fields and model._fields["user_id"].store
            else SQL("TRUE")
        )
        rows = env.execute_query(
            SQL(
                "SELECT DISTINCT %s, actor.uid FROM %s "
                "CROSS JOIN LATERAL (VALUES (create_uid), (write_uid)) actor (uid) "
                "WHERE %s = ANY(%s) AND actor.uid = ANY(%s) AND %s",
                key,
                SQL.identifier(model._table),
                key,
                cycles.ids,
                officers.ids,
                own,
            )
        )
        found |= {(env["res.users"].browse(uid), env["cadre.cycle"].browse(cycle_id)) for cycle_id, uid in rows}
    return found


def _employee(env, user, company):
    known = user.with_company(company).employee_ids.filtered(lambda one: one.company_id == company)[:1]
    return known or env["hr.employee"].create({"name": user.name, "user_id": user.id, "company_id": company.id})
