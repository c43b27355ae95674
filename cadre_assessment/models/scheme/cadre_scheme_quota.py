"""How many may get a grade, counted over whom?"""

from odoo import fields, models

from ...engine import model as engine
from ...engine.numbers import exact
from ...engine.quota import seats_of


class CadreSchemeQuota(models.Model):
    _name = "cadre.scheme.quota"
    _description = "Quota"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    use = fields.Selection([("result", "Result"), ("period", "Rating of a Period")], default="result", required=True)
    period_level = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")]
    )
    grade_id = fields.Many2one("cadre.scale.grade", required=True)
    basis = fields.Selection([("ratio", "Ratio"), ("number", "Fixed Number")], default="ratio", required=True)
    ratio = fields.Float(digits=(12, 6), help="0.2 = 20 %")
    number = fields.Integer(string="Fixed Number")
    rounding = fields.Selection([("floor", "Down"), ("ceil", "Up")], default="floor", required=True, help="G3")
    pooled_by = fields.Selection(
        [("cycle", "The Whole Cycle"), ("unit", "Each Unit"), ("group", "Each Comparison Group")],
        default="cycle",
        required=True,
    )
    hard = fields.Boolean(string="Binding", default=True, help="Not set: may be overrun with a reason and an approver.")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")

    def _engine_quota(self):
        self.ensure_one()
        by_ratio = self.basis == "ratio"
        return engine.Quota(
            self.id,
            self.code,
            self.name,
            self.grade_id.id,
            exact(self.ratio) if by_ratio else None,
            None if by_ratio else self.number,
            self.rounding,
            self.hard,
        )

    def _seats(self, base):
        """Seats for ``base`` people (G3: 20 % of 13 = 2)."""
        return seats_of(self._engine_quota(), base).number
