"""Remind of written notices to confirm, and of review requests to answer in time."""

from odoo import models
from odoo.fields import Domain

from ..cycle.cadre_cycle_reminders import Reminder


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def _domain_to_remind(self):
        """After the archive, too, as long as a notice is on its way or a request waits for its answer."""
        waiting = Domain("assessment_ids.notified_on", "!=", False) & Domain("assessment_ids.received_on", "=", False)
        asked = Domain("appeal_ids.state", "=", "requested")
        return super()._domain_to_remind() | (Domain("state", "=", "archived") & (waiting | asked))

    def _reminders(self, today):
        """Of an archived cycle nothing else is left to be reminded of."""
        mine = [*self._receipt_reminders(), *self._appeal_reminders()]
        return mine if self.state == "archived" else [*super()._reminders(today), *mine]

    def _receipt_reminders(self, assessments=None):
        if assessments is None:
            domain = [("cycle_id", "=", self.id), ("notified_on", "!=", False), ("received_on", "=", False)]
            assessments = self.env["cadre.assessment"].search(domain)
        text = self.env._("Confirm that you received the result of your assessment")
        return [Reminder(one, one.user_id, text, one.notified_on) for one in assessments]

    def _appeal_reminders(self):
        asked = self.env["cadre.appeal"].search([("cycle_id", "=", self.id), ("state", "=", "requested")])
        text = self.env._("Answer the review request")
        return [Reminder(one, user, text, one.reply_due) for one in asked for user in one._answerers()]

    def _remind_of_receipt(self, assessments):
        """At once, for the days of a review are counted from the receipt (one create for all)."""
        cycle = self.with_context(lang=self.scheme_id._text_lang())
        there = {(one.res_id, one.user_id.id) for one in cycle._reminders_there() if one.active}
        reminders = [
            (one.record._name, one.record.id, one.user.id, one.summary, one.deadline)
            for one in cycle._receipt_reminders(assessments)
            if one.user and one.user.active and (one.record.id, one.user.id) not in there
        ]
        cycle._schedule(reminders)
