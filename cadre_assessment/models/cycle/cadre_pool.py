"""How many seats has a quota this year, and who may look at them?"""

from odoo import fields, models


class CadrePool(models.Model):
    """Seats of one quota for the people pooled this year. ``used`` of a rating pool is counted by the database."""

    _name = "cadre.pool"
    _description = "Pool of Seats"
    _order = "cycle_id, quota_id, id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    quota_id = fields.Many2one("cadre.scheme.quota", required=True, ondelete="restrict")
    period_id = fields.Many2one("cadre.period", ondelete="cascade")
    unit_id = fields.Many2one("hr.department")
    comparison_group_id = fields.Many2one("cadre.category")
    grade_id = fields.Many2one(related="quota_id.grade_id")
    hard = fields.Boolean(related="quota_id.hard")
    base = fields.Integer(readonly=True)
    seats = fields.Integer(readonly=True)
    used = fields.Integer(readonly=True)
    tied_text = fields.Char(string="To Be Decided", readonly=True, help="待裁定")
