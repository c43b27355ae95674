"""From when to when, and of which unit: promotions and temporary posts in figures (S4-P5-01, S4-P7-01)."""

from datetime import date

from odoo import api, fields, models
from odoo.addons.cadre_assessment.models.clock import today_of


class CadrePromotionReport(models.TransientModel):
    """The organization department alone asks: nobody else reads all promotions and postings."""

    _name = "cadre.promotion.report"
    _description = "Promotions and Temporary Posts in Figures"

    date_from = fields.Date(
        string="From", required=True, compute="_compute_date_from", store=True, readonly=False, precompute=True
    )
    date_to = fields.Date(string="Until", required=True, default=lambda self: today_of(self.env.company))
    unit_id = fields.Many2one("hr.department", help="With everything below it. Empty: all units.")

    _dates = models.Constraint("CHECK(date_from <= date_to)", "It ends before it begins.")

    @api.depends("date_to")
    def _compute_date_from(self):
        """From the first day of the year, unless another one is typed."""
        for one in self:
            one.date_from = one.date_from or (one.date_to and date(one.date_to.year, 1, 1))

    def action_print(self):
        self.ensure_one()
        return self.env.ref("cadre_assessment_reports.action_promotion_xlsx").report_action(self)
