"""Was the subject told the result in writing, and when did it get there?  (S2A-70, O-01)"""

from odoo import fields, models


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    _guarded = frozenset({"notified_on", "notified_by_id", "received_on", "receipt_by_id"})

    notified_on = fields.Date(string="Written Notice On", readonly=True, copy=False, help="书面通知日期")
    notified_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    received_on = fields.Date(readonly=True, copy=False, help="送达日期; a review is asked for within days of it.")
    receipt_by_id = fields.Many2one("res.users", string="Receipt Entered By", readonly=True, copy=False)
    appeal_ids = fields.One2many("cadre.appeal", "assessment_id", string="Review Requests")
