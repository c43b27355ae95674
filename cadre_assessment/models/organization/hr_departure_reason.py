"""Mark the reason of leaving that is retirement (S3-20)."""

from odoo import fields, models


class HrDepartureReason(models.Model):
    _inherit = "hr.departure.reason"

    is_retirement = fields.Boolean(string="Retirement")
