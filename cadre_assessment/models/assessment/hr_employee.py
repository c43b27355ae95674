"""What becomes of a decision that waits for somebody who is given another account?"""

from odoo import models

from ..guard import guarded


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def _accounts_changed(self, before):
        """Who was to confirm it still is: the person was chosen, not the login."""
        after = {user: employee.user_id for employee, user in before.items() if user}
        for name in ("chair_user_id", "second_user_id"):
            domain = [("state", "=", "submitted"), (name, "in", [user.id for user in after])]
            for decision in guarded(self.env["cadre.decision"].sudo()).search(domain):
                decision[name] = after[decision[name]]
        return super()._accounts_changed(before)
