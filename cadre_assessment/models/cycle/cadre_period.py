"""Which week, month, half-year or year of the cycle, and when are its records due?"""

from odoo import fields, models

from ..scheme.cadre_scheme_period import LEVELS


class CadrePeriod(models.Model):
    _name = "cadre.period"
    _description = "Period"
    _inherit = ["cadre.guard.mixin"]
    _order = "cycle_id, date_from, date_to desc, id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    rule_id = fields.Many2one("cadre.scheme.period", required=True, ondelete="restrict")
    level = fields.Selection(LEVELS, required=True)
    number = fields.Integer(required=True, help="Week 1 … 53, month 1 … 12, half-year 1 … 2.")
    name = fields.Char(required=True)
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    due = fields.Date(required=True)
    state = fields.Selection(
        [("open", "Open"), ("published", "Published"), ("locked", "Locked")], default="open", required=True, copy=False
    )
    published_on = fields.Date(readonly=True, copy=False)

    _number_uniq = models.Constraint("UNIQUE(cycle_id, level, number)", "This period exists.")
