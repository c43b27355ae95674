"""Sanctions of civil servants get their months without promotion (O-05), and closed cases their line on the file.

A word on which an office has entered months already keeps them.
"""

from odoo import SUPERUSER_ID, api

MONTHS = {
    "admin_warning": 6,
    "admin_demerit": 12,
    "admin_major_demerit": 18,
    "admin_demotion": 24,
    "admin_dismissal": 24,
}


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "active_test": False})
    Case = env["cadre.case"]
    words = env["cadre.category"].search([("kind", "=", "sanction"), ("code", "in", list(MONTHS))])
    for word in words.filtered(lambda one: not one.barred_months):
        word.barred_months = MONTHS[word.code]
    for case in Case.search([("sanction_id", "in", words.ids), ("barred_months", "=", 0)]):
        case.barred_months = case.sanction_id.barred_months
    for case in Case.search([("state", "=", "closed"), ("sanction_id", "!=", False)]):
        env["cadre.honour"]._record_case(case, case.barred_until)
