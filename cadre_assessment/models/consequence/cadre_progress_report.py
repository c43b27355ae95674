"""Who is given the lowest level of a month is talked to (S1-17)."""

from odoo import models

from ..guard import guarded
from ..guard.activities import hand_over

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}


class CadreProgressReport(models.Model):
    _inherit = "cadre.progress.report"

    def _on_period_grade(self):
        """A talk for every record with the lowest level, where the rule of its period asks for it; one each.

        The head of the deciding body holds it or a deputy, no relative; nobody has to approve that it is held.
        """
        result = super()._on_period_grade()
        low = self.filtered(lambda report: report.period_id.rule_id.talk and report.grade_id.is_unfit)
        if not low:
            return result
        Consequence = self.env["cadre.consequence"].sudo()
        low -= Consequence.search([("report_id", "in", low.ids)]).report_id
        talks = guarded(Consequence).with_context(**QUIET)
        talks = talks.create(
            [
                {
                    "name": report.env._("Admonition talk: %(period)s", period=report.period_id.name),
                    "cycle_id": report.cycle_id.id,
                    "employee_id": report.employee_id.id,
                    "person_name": report.employee_name,
                    "action": "talk",
                    "approval": "none",
                    "state": "approved",
                    "report_id": report.id,
                    "note": report.grade_id.name,
                }
                for report in low
            ]
        )
        for cycle, some in talks.grouped("cycle_id").items():
            holders = cycle.leading_body_id._members_on(cycle._today(), roles={"chair", "deputy"})
            holders = holders.sorted(lambda member: member.role != "chair").user_id
            for talk in some:
                kin = talk.sudo().kin_ids
                holder = holders.filtered(lambda user, kin=kin: user not in kin.user_id)[:1]
                hand_over(talk, "cadre_assessment.activity_talk", holder, note=talk.note)
        return result
