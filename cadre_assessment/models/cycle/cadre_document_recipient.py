"""To whom a paper was sent, with whom a copy was filed, and when (S2A-10, S2A-11)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..office import require_office, works_for
from ..scheme.cadre_scheme_document import PURPOSES


class CadreDocumentRecipient(models.Model):
    """One recipient of one paper, as the scheme names it when the paper is made."""

    _name = "cadre.document.recipient"
    _description = "Recipient of a Paper"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "document_id, sequence, id"

    _guard_parent = "document_id"

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    cycle_id = fields.Many2one(related="document_id.cycle_id", store=True)
    sequence = fields.Integer(default=10, readonly=True)
    name = fields.Char(required=True, readonly=True)
    purpose = fields.Selection(PURPOSES, required=True, default="report", readonly=True)
    leader_id = fields.Many2one(
        "hr.employee", string="Leader in Charge", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    user_id = fields.Many2one(
        related="leader_id.user_id", store=True, string="Approver", index="btree_not_null", ondelete="restrict"
    )
    sent_on = fields.Date(readonly=True, copy=False)
    filed_on = fields.Date(string="Receipt Filed On", readonly=True, copy=False)
    may_file = fields.Boolean(compute="_compute_may_file")

    @api.depends("sent_on", "filed_on")
    @api.depends_context("uid")
    def _compute_may_file(self):
        for recipient in self:
            recipient.may_file = works_for(recipient.cycle_id) and bool(recipient.sent_on) and not recipient.filed_on

    def action_filed(self):
        """The office notes that the recipient has it (回执 / 备案)."""
        self.check_access("read")
        require_office(self.cycle_id, self.env._("The assessment office notes the receipts."))
        self._refuse_own("write")
        for recipient in self:
            if not recipient.sent_on:
                raise UserError(self.env._("“%(name)s” has not been sent the paper yet.", name=recipient.name))
            recipient.document_id._refuse_noting(recipient)
            if not recipient.filed_on:
                recipient.sudo().filed_on = recipient.cycle_id._today()
        self.document_id._on_receipt()
        return True
