"""The day on which the written notice was signed for on paper, asked by the office (S2A-70)."""

from odoo import fields, models

from ..models.clock import today_of


class CadreReceiptWizard(models.TransientModel):
    """Asks; the assessments check who may say so."""

    _name = "cadre.receipt.wizard"
    _description = "Receipt of Written Notices"

    assessment_ids = fields.Many2many("cadre.assessment", required=True)
    received_on = fields.Date(required=True, default=today_of)

    def action_confirm(self):
        self.ensure_one()
        self.assessment_ids._receive(self.received_on)
        return {"type": "ir.actions.act_window_close"}
