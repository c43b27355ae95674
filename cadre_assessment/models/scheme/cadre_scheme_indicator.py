"""Indicators of a period rule: what a record is marked by."""

from odoo import fields, models


class CadreSchemeIndicator(models.Model):
    """One line of the periodic sheet (月考评表): its marks add up to the mark of the record (S1-28 … S1-30)."""

    _name = "cadre.scheme.indicator"
    _description = "Indicator of a Record"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "period_rule_id, sequence, id"

    period_rule_id = fields.Many2one("cadre.scheme.period", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="period_rule_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, help="As the sheet says it, e.g. 思想作风")
    maximum = fields.Float(digits=(12, 4), required=True, help="Highest mark.")
    rater = fields.Selection(
        [("leader", "Leader in Charge"), ("section_head", "Section Head"), ("office", "Assessment Office")],
        default="leader",
        required=True,
    )
    post_class_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_indicator_class_rel",
        string="Post Classes",
        domain="[('kind', '=', 'post_class')]",
        help="Empty: everybody. The indicators of each class add up to the total (S1-54).",
    )
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(period_rule_id, code)", "This code is in use in this record.")

    def _schemes(self):
        return self.period_rule_id.scheme_id
