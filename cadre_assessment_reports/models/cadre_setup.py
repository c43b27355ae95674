"""The last of the first steps: the lists of everybody on paper."""

from odoo import models


class CadreSetup(models.AbstractModel):
    _inherit = "cadre.setup"

    def _print(self):
        """The lists of the cycle that was opened last, in one go."""
        step = super()._print()
        cycle = self.env["cadre.work.plan"].search(
            [("company_id", "=", self.env.company.id)], order="cycle_id desc", limit=1
        )
        if cycle:
            report = self.env.ref("cadre_assessment_reports.action_cycle_work_plans")
            action = report.report_action(cycle.cycle_id, config=False)
            step["buttons"].append({"label": self.env._("Print the Lists"), "action": action, "primary": True})
        return step
