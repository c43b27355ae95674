"""What does a cycle get from the room of the work: lists on opening, and who owes which record?"""

from collections import defaultdict, namedtuple

from odoo import fields, models
from odoo.tools import SQL

from ..cycle.roster import roster

OwedFacts = namedtuple("OwedFacts", "approved entered left done")
"""By (cycle id, employee id) the day the first list was approved; by employee id the days of entry and of leaving; by
(cycle id, level, employee id) the first days of the periods whose record is approved."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    plan_ids = fields.One2many("cadre.work.plan", "cycle_id", string="Work-Item Lists")
    report_ids = fields.One2many("cadre.progress.report", "cycle_id", string="Progress Reports")

    def _roster_rows(self, employees=None):
        """Rows of the roster as of today (within the year), of some employees or all. Bounded queries."""
        self.ensure_one()
        rows = roster(self, self._as_of())
        return [row for row in rows if employees is None or row.employee_id in employees.ids]

    def _office_users(self):
        """Users of the assessment office of the cycle, its head first."""
        members = self.sudo().office_body_id._members_on(self._today())
        return members.sorted(lambda member: member.role != "chair").user_id

    def _on_open(self):
        result = super()._on_open()
        for cycle in self:
            cycle.env["cadre.work.plan"]._draw_up(cycle, cycle._roster_rows())
        return result

    def _on_refresh(self):
        """Lists of people who came since the opening, and leaders who took over since."""
        result = super()._on_refresh()
        for cycle in self:
            rows = cycle._roster_rows()
            cycle.plan_ids._sync_leaders(rows)
            cycle.env["cadre.work.plan"]._draw_up(cycle, rows)
        return result

    def action_plans(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_work_plan_action")
        return {**action, "domain": [("cycle_id", "in", self.ids)], "context": {"create": False}}

    def _owed_facts(self, employees, states=("approved", "filed")):
        """What decides which records are owed, for these people in these cycles. Four queries.

        :param states: of a record that counts as done
        """
        domain = [("cycle_id", "in", self.ids), ("employee_id", "in", employees.ids)]
        plans, reports = self.env["cadre.work.plan"].sudo(), self.env["cadre.progress.report"].sudo()
        approved = {
            (cycle.id, employee.id): fields.Datetime.context_timestamp(self, first).date()
            for cycle, employee, first in plans._read_group(
                [*domain, ("approved_on", "!=", False)], ["cycle_id", "employee_id"], ["approved_on:min"]
            )
        }
        entered = {
            employee.id: first
            for employee, first in self.env["hr.version"]
            .sudo()
            ._read_group([("employee_id", "in", employees.ids)], ["employee_id"], ["date_version:min"])
        }
        left = self._days_of_leaving(employees)
        done = defaultdict(set)
        for cycle, level, employee, days in reports._read_group(
            [*domain, ("state", "in", states)],
            ["cycle_id", "level", "employee_id"],
            ["date_from:array_agg"],
        ):
            done[cycle.id, level, employee.id].update(days)
        return OwedFacts(approved, entered, left, done)

    def _days_of_leaving(self, employees):
        """{employee id: last day} of those of ``employees`` who have left or are known to leave. One query."""
        self.env["hr.employee"].flush_model(["current_version_id"])
        self.env["hr.version"].flush_model(["departure_date"])
        query = SQL(
            "SELECT e.id, v.departure_date FROM hr_employee e JOIN hr_version v ON v.id = e.current_version_id "
            "WHERE e.id = ANY(%s) AND v.departure_date IS NOT NULL",
            employees.ids,
        )
        return dict(self.env.execute_query(query))
