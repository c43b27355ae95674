"""Limits on the bonuses, or the deductions, of a group of tariff lines (S1-41)."""

from odoo import fields, models

from ... import engine
from ...engine import exact


class CadreSchemeCap(models.Model):
    """A limit on the bonuses of a group of tariff lines (S1-41); a negative limit bounds deductions."""

    _name = "cadre.scheme.cap"
    _description = "Cap"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    limit = fields.Float(
        string="At Most",
        digits=(12, 4),
        required=True,
        low=None,
        help="Points in a year, before netting; negative: it bounds the deductions.",
    )
    adjustment_ids = fields.One2many("cadre.scheme.adjustment", "cap_id", string="Tariff Lines")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")

    def _engine_cap(self):
        return engine.Cap(self.id, exact(self.limit))
