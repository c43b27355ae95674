"""How a written notice reached its subject (送达回证): signed by whom, or refused before witnesses (S2A-70)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..listing import of_year, titled
from .decision_check import names

WITNESSES = 2
"""So many people see that somebody refuses to sign."""


class CadreDelivery(models.Model):
    """One written notice as it was received. It stays when a later result is notified anew."""

    _name = "cadre.delivery"
    _description = "Delivery of a Written Notice"
    _inherit = ["cadre.server.only.mixin"]
    _rec_names_search = ["assessment_id"]
    _order = "received_on desc, id desc"

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    employee_id = fields.Many2one(related="assessment_id.employee_id", store=True, index="btree_not_null")
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    notified_on = fields.Date(string="Written Notice On", required=True)
    received_on = fields.Date(required=True, help="送达日期; the day of the refusal, where he refused.")
    way = fields.Selection(
        [("self", "Confirmed by Himself"), ("paper", "Signed on Paper"), ("refused", "Refused before Witnesses")],
        string="How Received",
        required=True,
    )
    signer = fields.Char(string="Signed by", help="签收人; empty: the person himself.")
    handed_by_id = fields.Many2one("hr.employee", string="Handed Over by", ondelete="restrict", help="送达人")
    witness_ids = fields.Many2many(
        "hr.employee", "cadre_delivery_witness_rel", string="Witnesses", help="见证人: who saw that he refused."
    )
    evidence = fields.Binary(string="Evidence of Receipt", attachment=True, help="签收单或拒签记录的扫描件")
    evidence_name = fields.Char(string="Name of the File")
    opinion = fields.Text(string="Opinion of the Person", help="本人意见")
    opinion_on = fields.Date(string="Opinion Given On")
    entered_by_id = fields.Many2one("res.users", string="Receipt Entered By")

    @api.depends("assessment_id.name", "received_on")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for delivery in self:
            name = titled(self.env, self.env._("Written notice"), delivery.assessment_id.name or "")
            delivery.display_name = of_year(delivery, name)


def refuse_delivery(assessments, day, values):
    """Whether the notices of ``assessments`` were received on ``day`` (a date) as ``values`` say.

    :raises UserError: a notice that was never given, a wrong day, too few witnesses or the wrong ones
    :raises AccessError: somebody enters for himself what the office enters
    """
    env, about = assessments.env, {"names": names(assessments, assessments.env)}
    refuse_early(assessments)
    wrong = assessments.filtered(lambda one: not one.notified_on <= day <= one.cycle_id._today())
    if wrong:
        raise UserError(
            env._(
                "%(names)s: the day of receipt lies between the written notice and today. Correct %(day)s.",
                names=names(wrong, env),
                day=day,
            )
        )
    if values["way"] == "self":
        return
    if not all(one._is_office() for one in assessments):
        raise AccessError(
            env._("%(names)s: what was signed on paper is entered by another member of the office.", **about)
        )
    if values.get("opinion") and (len(assessments) > 1 or values["way"] == "refused"):
        raise UserError(
            env._("%(names)s: an opinion is that of one person who received his notice. Enter it there.", **about)
        )
    if values["way"] == "refused":
        _refuse_witnesses(assessments, values.get("handed_by_id"), values.get("witness_ids") or ())
    if values.get("handed_by_id") in assessments._own_people().ids:
        raise UserError(env._("%(names)s: nobody hands his own notice over. Name who did.", **about))


def refuse_early(assessments):
    """:raises UserError: the written notice was not given yet"""
    if early := assessments.filtered(lambda one: not one.notified_on):
        raise UserError(
            early.env._(
                "%(names)s: no written notice was given yet. Take “Give the Written Notice” first.",
                names=names(early, early.env),
            )
        )


def _refuse_witnesses(assessments, handing, witnesses):
    """A refusal is seen by two who are neither the subject nor the one who handed the notice over.

    :param handing: id of that employee
    :param witnesses: ids of employees
    """
    env, about = assessments.env, {"names": names(assessments, assessments.env)}
    if not handing:
        raise UserError(env._("%(names)s: say under “Handed Over by” who brought the notice.", **about))
    people = env["hr.employee"].sudo().browse(witnesses)
    if len(people) < WITNESSES:
        raise UserError(env._("%(names)s: a refusal needs two witnesses. Name them under “Witnesses”.", **about))
    wrong = people.filtered(lambda one: one.id == handing) | (people & assessments._own_people())
    if wrong:
        raise UserError(
            env._(
                "%(names)s: %(witness)s received or handed over the notice and is no witness. Name somebody else.",
                witness=names(wrong, env),
                **about,
            )
        )
