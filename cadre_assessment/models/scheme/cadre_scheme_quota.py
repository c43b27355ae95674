"""How many may get a grade, counted over whom?"""

from odoo import fields, models


class CadreSchemeQuota(models.Model):
    _name = "cadre.scheme.quota"
    _description = "Quota"
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    use = fields.Selection([("result", "Result"), ("period", "Rating of a Period")], default="result", required=True)
    period_level = fields.Selection([("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")])
    grade_id = fields.Many2one("cadre.scale.grade", required=True)
    basis = fields.Selection([("ratio", "Ratio"), ("number", "Number")], default="ratio", required=True)
    ratio = fields.Float(digits=(12, 6), help="0.2 = 20 %")
    number = fields.Integer()
    rounding = fields.Selection([("floor", "Down"), ("ceil", "Up")], default="floor", required=True, help="G3")
    pooled_by = fields.Selection(
        [("cycle", "The Whole Cycle"), ("unit", "Each Unit"), ("group", "Each Comparison Group")], default="cycle", required=True
    )
    hard = fields.Boolean(default=True, help="Not set: may be overrun with a reason and an approver.")
    rule_ref = fields.Char(string="Rules")
