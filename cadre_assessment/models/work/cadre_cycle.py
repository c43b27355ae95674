"""What does a cycle get from the room of the work: lists on opening, cards of the cockpit, reminders?"""

from odoo import fields, models
from odoo.exceptions import AccessError

from .cadre_work_plan import RUNNING


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    plan_ids = fields.One2many("cadre.work.plan", "cycle_id", string="Work-Item Lists")
    report_ids = fields.One2many("cadre.progress.report", "cycle_id", string="Progress Reports")

    def _roster_rows(self, employees=None, as_of=None):
        """Rows of the roster as of a day (today within the year), of some employees or all. Bounded queries."""
        from ..cycle.roster import roster

        self.ensure_one()
        day = as_of or min(max(fields.Date.context_today(self), self.date_from), self.date_to)
        rows = roster(self, day)
        return [row for row in rows if employees is None or row.employee_id in employees.ids]

    def _office_users(self):
        """Users of the assessment office of the cycle, its head first."""
        members = self.sudo().office_body_id.member_ids
        return members.sorted(lambda member: member.role != "chair").user_id

    def _on_open(self):
        result = super()._on_open()
        for cycle in self:
            cycle.env["cadre.work.plan"]._draw_up(cycle, cycle._roster_rows())
        return result

    def action_draw_up_plans(self):
        """The office draws up the missing lists, for instance of people who came after the opening."""
        for cycle in self:
            if not cycle._is_office() or cycle.state not in RUNNING:
                raise AccessError(self.env._("The assessment office draws up lists while the cycle is under way."))
            cycle.env["cadre.work.plan"]._draw_up(cycle, cycle._roster_rows())
        return self.action_plans()

    def action_plans(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_work_plan_action")
        return {**action, "domain": [("cycle_id", "in", self.ids)], "context": {"create": False}}
