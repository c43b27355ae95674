"""Decisions that wait for somebody who is given another account."""

from odoo import models

from ..guard import guarded


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _accounts_changed(self, before):
        """Who was to confirm it still is, with his task, by the account he has now: the person was chosen."""
        decisions = guarded(self.env["cadre.decision"].sudo())
        for employee in self.sudo().filtered("user_id"):
            former = employee.cadre_account_ids.user_id - employee.user_id
            mine = [("state", "=", "submitted"), ("company_id", "=", employee.company_id.id)]
            for name in ("chair_user_id", "second_user_id"):
                for decision in decisions.search([*mine, (name, "in", former.ids)]):
                    decision[name] = employee.user_id
                    tasks = decision.activity_ids.filtered(lambda task, former=former: task.user_id in former)
                    tasks.write({"user_id": employee.user_id.id})
        return super()._accounts_changed(before)
