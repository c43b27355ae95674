"""Sentences of a regulation that its rules name, word for word."""

from odoo import fields, models


class CadreRegulationClause(models.Model):
    _name = "cadre.regulation.clause"
    _description = "Sentence of a Regulation"
    _inherit = ["cadre.shared.mixin"]
    _check_company_auto = True
    _order = "regulation_id, code, id"
    _rec_name = "code"

    regulation_id = fields.Many2one("cadre.regulation", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="regulation_id.company_id", store=True, index=True)
    code = fields.Char(required=True, help="As the rules name it.")
    text = fields.Text(required=True, help="As the regulation says it; “…” marks what is left out.")

    _code_uniq = models.Constraint("UNIQUE(regulation_id, code)", "This code is in use in this regulation.")
