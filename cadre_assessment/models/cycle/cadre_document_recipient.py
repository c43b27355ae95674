"""To whom was a paper sent, with whom was a copy filed, and when?  (S2A-10, S2A-11)"""

from odoo import fields, models


class CadreDocumentRecipient(models.Model):
    """One recipient of one paper, as the scheme names it when the paper is made."""

    _name = "cadre.document.recipient"
    _description = "Recipient of a Paper"
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    cycle_id = fields.Many2one(related="document_id.cycle_id", store=True)
    sequence = fields.Integer(default=10, readonly=True)
    name = fields.Char(required=True, readonly=True)
    purpose = fields.Selection(
        [("report", "Report"), ("filing", "Copy for Filing")], required=True, default="report", readonly=True
    )
    sent_on = fields.Date(readonly=True, copy=False)
    filed_on = fields.Date(string="Receipt Filed On", readonly=True, copy=False)
