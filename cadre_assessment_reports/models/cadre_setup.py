"""The last of the first steps: the lists of everybody on paper."""

from odoo import models

from .cadre_batch import AT_ONCE


class CadreSetup(models.AbstractModel):
    _inherit = "cadre.setup"

    def _print(self):
        """The lists of the cycle that was opened last, in one go."""
        step = super()._print()
        cycle = self.env["cadre.work.plan"].search(
            [("company_id", "=", self.env.company.id)], order="cycle_id desc", limit=1
        )
        if cycle:
            step["buttons"].append(
                {"label": self.env._("Print the Lists"), "action": self._print_lists(cycle.cycle_id), "primary": True}
            )
        return step

    def _print_lists(self, cycle):
        """The lists as one file or, of more people than one waits for, the dialog that prints them unit by unit."""
        if self.env["report.cadre_assessment_reports.cycle_work_plans"]._count(cycle) > AT_ONCE:
            action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment_reports.cadre_print_set_action")
            return {**action, "context": {"active_id": cycle.id, "active_ids": cycle.ids, "active_model": cycle._name}}
        return self.env.ref("cadre_assessment_reports.action_cycle_work_plans").report_action(cycle, config=False)
