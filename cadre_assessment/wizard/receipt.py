"""How and on which day a written notice was received, asked by the office; what a person says of it (S2A-70)."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..models.clock import today_of


class CadreReceiptWizard(models.TransientModel):
    """Asks; the assessments check who may say so."""

    _name = "cadre.receipt.wizard"
    _description = "Receipt of Written Notices"

    assessment_ids = fields.Many2many("cadre.assessment", required=True)
    received_on = fields.Date(required=True, default=today_of)
    way = fields.Selection(
        [("paper", "Signed on Paper"), ("refused", "Refused before Witnesses")],
        string="How Received",
        required=True,
        default="paper",
    )
    single = fields.Boolean(compute="_compute_single")
    signer = fields.Char(string="Signed by", help="签收人; empty: the person himself.")
    handed_by_id = fields.Many2one(
        "hr.employee", string="Handed Over by", help="送达人", default=lambda self: self.env.user.employee_id
    )
    witness_ids = fields.Many2many(
        "hr.employee", "cadre_receipt_wizard_witness_rel", string="Witnesses", help="见证人: who saw that he refused."
    )
    evidence = fields.Binary(string="Evidence of Receipt", attachment=False, help="签收单或拒签记录的扫描件")
    evidence_name = fields.Char(string="Name of the File")
    opinion = fields.Text(string="Opinion of the Person", help="本人意见")

    def _compute_single(self):
        for wizard in self:
            wizard.single = len(wizard.assessment_ids) == 1

    def action_confirm(self):
        self.ensure_one()
        refused = self.way == "refused"
        self.assessment_ids._receive(
            self.received_on,
            way=self.way,
            signer=False if refused else (self.signer or "").strip(),
            handed_by_id=self.handed_by_id.id,
            witness_ids=self.witness_ids.ids if refused else (),
            evidence=self.evidence,
            evidence_name=self.evidence_name,
            **self._opinion(),
        )
        return {"type": "ir.actions.act_window_close"}

    def _opinion(self):
        text = (self.opinion or "").strip()
        return {"opinion": text, "opinion_on": self.received_on} if text else {}


class CadreOpinionWizard(models.TransientModel):
    """Asks; the assessment checks whose opinion it is."""

    _name = "cadre.opinion.wizard"
    _description = "Opinion on a Result"

    assessment_id = fields.Many2one("cadre.assessment", required=True)
    opinion = fields.Text(string="Opinion of the Person", required=True, help="本人意见")

    def action_confirm(self):
        self.ensure_one()
        text = (self.opinion or "").strip()
        if not text:
            raise UserError(self.env._("%(name)s: write the opinion down.", name=self.assessment_id.name))
        self.assessment_id._opine(text)
        return {"type": "ir.actions.act_window_close"}
