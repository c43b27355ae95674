"""Names of people as they are stored from now on: without inner blanks where they are Chinese, with one kind of dot."""

from odoo import SUPERUSER_ID, api
from odoo.addons.cadre_assessment.engine.spelling import person_name


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "active_test": False})
    for person in env["hr.employee"].search([]):
        clean = person_name(person.name or "")
        if clean and clean != person.name:
            person.name = clean
