"""What came of one item in one period."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CadreProgressLine(models.Model):
    _name = "cadre.progress.line"
    _description = "Progress of an Item"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "report_id, sequence, id"

    _guard_parent = "report_id"
    _own_work = frozenset({"create", "write", "unlink"})

    report_id = fields.Many2one("cadre.progress.report", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="report_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    item_id = fields.Many2one("cadre.work.item", ondelete="restrict", string="Item of the List", index=True)
    day = fields.Date(help="Of a diary: the day it was done (工作日志).")
    name = fields.Char(required=True, string="Item")
    result = fields.Text(string="Progress and Quality", help="完成情况及质效")
    shortcoming = fields.Text(string="Shortcomings", help="主要不足或薄弱环节")
    length = fields.Integer(compute="_compute_length", string="Characters", help="Of the longer of both texts.")
    too_long = fields.Boolean(compute="_compute_length")

    @api.depends("result", "shortcoming", "report_id.item_limit")
    def _compute_length(self):
        """Blanks and line breaks do not count; at most about 200 characters an item, which warns only (S0-16)."""
        for line in self:
            line.length = max(len("".join((text or "").split())) for text in (line.result, line.shortcoming))
            limit = line.report_id.item_limit
            line.too_long = bool(limit) and line.length > limit

    @api.constrains("item_id", "report_id")
    def _check_item(self):
        for line in self.sudo():
            if line.item_id and line.item_id.plan_id.employee_id != line.report_id.employee_id:
                raise ValidationError(self.env._("“%(item)s” stands in another person's list.", item=line.name))
