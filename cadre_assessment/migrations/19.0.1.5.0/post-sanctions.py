"""Sanctions get their months without promotion (O-05 and the Party's own), closed cases their line on the file.

The months are those of the addon's list of words, which an update leaves alone. A word on which an office has entered
months already keeps them.
"""

from lxml import etree
from odoo import SUPERUSER_ID, api
from odoo.tools import file_open

WORDS = "cadre_assessment/data/organization/cadre_category_sanction.xml"


def months():
    """{code: months} of the words that have any."""
    with file_open(WORDS, "rb") as file:
        records = etree.parse(file).iterfind(".//record[field]")
        said = [{field.get("name"): field.text for field in record.iterfind("field")} for record in records]
    return {one["code"]: int(one["barred_months"]) for one in said if one.get("barred_months")}


def migrate(cr, version):
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "active_test": False})
    Case, known = env["cadre.case"], months()
    words = env["cadre.category"].search([("kind", "=", "sanction"), ("code", "in", list(known))])
    for word in words.filtered(lambda one: not one.barred_months):
        word.barred_months = known[word.code]
    for case in Case.search([("sanction_id", "in", words.ids), ("barred_months", "=", 0)]):
        case.barred_months = case.sanction_id.barred_months
    for case in Case.search([("state", "=", "closed"), ("sanction_id", "!=", False)]):
        env["cadre.honour"]._record_case(case, case.barred_until)
