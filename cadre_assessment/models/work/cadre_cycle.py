"""What does a cycle get from the room of the work: lists on opening, and who owes which record?"""

from collections import defaultdict, namedtuple
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain

from ..clock import day_of
from ..cycle.roster import days_of_leaving, roster
from ..offers import taken
from .cadre_score import ENTERED
from .cadre_work_item import SETTING
from .cadre_work_plan import RUNNING

OwedFacts = namedtuple("OwedFacts", "approved entered left done")
"""By (cycle id, employee id) the day the first list was approved (without lists: the day before the first one in the
cycle), the day of entry and the last day in the unit; by (cycle id, level, employee id) the first days of the periods
whose record is approved."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    plan_ids = fields.One2many("cadre.work.plan", "cycle_id", string="Work-Item Lists")
    report_ids = fields.One2many("cadre.progress.report", "cycle_id", string="Progress Reports")
    takes_targets = taken("takes_targets")
    takes_scores = taken("takes_scores")
    takes_records = taken("takes_records")

    # -- what the current user may begin here ----------------------------------------------------------------------
    def _domain_takes_targets(self):
        """Public targets: the office, or who sits in the organ of a part of the letter (S2A-05)."""
        parts = Domain("from_letter", "=", True)
        organ = Domain(
            "body_ids",
            "any",
            Domain("role", "in", list(SETTING))
            & Domain("body_id.mine", "=", True)
            & Domain("component_ids", "any", parts),
        ) | Domain("scheme_id.component_ids", "any", parts & Domain("scoring_body_id.mine", "=", True))
        return (
            Domain("state", "in", ["draft", *RUNNING])
            & Domain("scheme_id.plan_kind", "=", "letter")
            & Domain("scheme_id.component_ids", "any", parts)
            & (Domain("of_my_office", "=", True) | organ)
        )

    def _domain_takes_scores(self):
        """Marks entered by hand: the office, and the deciding body for what a body gives."""
        entered = Domain("method", "in", list(ENTERED))
        given = Domain("scheme_id.component_ids", "any", entered & Domain("rater", "=", "body"))
        return Domain("state", "in", RUNNING) & (
            (Domain("of_my_office", "=", True) & Domain("scheme_id.component_ids", "any", entered))
            | (Domain("leading_body_id.mine", "=", True) & given)
        )

    def _domain_takes_records(self):
        """Progress reports: whoever keeps a list, or is of a unit that keeps records without lists; the office."""
        lists = Domain("plan_ids", "any", [("user_id", "=", self.env.uid), ("state", "!=", "superseded")])
        without = self.env["cadre.progress.report"]._my_cycles_without_lists()
        mine = Domain("of_my_office", "=", True) | lists | Domain("id", "in", without.ids)
        return Domain("state", "in", RUNNING) & mine

    def _roster_rows(self, employees=None, units=None):
        """Rows of the roster as of today (within the year), of some employees and units or all. Bounded queries."""
        self.ensure_one()
        rows = roster(self, self._as_of())
        if employees is None and units is None:
            return rows
        wanted = {(one.id, None) for one in employees or ()} | {(None, one.id) for one in units or ()}
        return [row for row in rows if (row.employee_id, row.subject_unit_id) in wanted]

    def _office_users(self):
        """Users of the assessment office of the cycle, its head first."""
        members = self.sudo().office_body_id._members_on(self._today())
        return members.sorted(lambda member: member.role != "chair").user_id

    def _on_open(self):
        result = super()._on_open()
        for cycle in self.filtered(lambda cycle: cycle._keeps_lists()):
            cycle.env["cadre.work.plan"]._draw_up(cycle, cycle._roster_rows())
        return result

    def _keeps_lists(self):
        """Whether lists or letters are drawn up in this cycle; without them a record is about the post alone (S1)."""
        return self.sudo().scheme_id.plan_kind != "none"

    def _on_refresh(self):
        """Lists of people who came since the opening, and leaders who took over since; no empty list of who is gone."""
        result = super()._on_refresh()
        for cycle in self.filtered(lambda cycle: cycle._keeps_lists()):
            rows = cycle._roster_rows()
            cycle.plan_ids._sync_leaders(rows)
            cycle.env["cadre.work.plan"]._draw_up(cycle, rows)
            empty = cycle.sudo().plan_ids.filtered(lambda plan: plan.state == "draft" and not plan.item_ids)
            gone = cycle._gone(empty.employee_id)
            empty.filtered(lambda plan, gone=gone: plan.employee_id and plan.employee_id in gone).unlink()
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
            (cycle.id, employee.id): day_of(cycle, first)
            for cycle, employee, first in plans._read_group(
                [*domain, ("approved_on", "!=", False)], ["cycle_id", "employee_id"], ["approved_on:min"]
            )
        }
        first_days = self.env["hr.version"].sudo()
        first_days = first_days._read_group(
            [("employee_id", "in", employees.ids)], ["employee_id"], ["date_version:min"]
        )
        entered = {}
        for cycle in self:
            lists = cycle._keeps_lists()
            for employee, first in first_days:
                if lists:
                    entered[cycle.id, employee.id] = first
                else:  # who comes on the first of a month owes that month (S1-E5)
                    approved[cycle.id, employee.id] = max(first, cycle.date_from) - timedelta(days=1)
        left = days_of_leaving(self, employees.ids)
        done = defaultdict(set)
        for cycle, level, employee, days in reports._read_group(
            [*domain, ("state", "in", states)],
            ["cycle_id", "level", "employee_id"],
            ["date_from:array_agg"],
        ):
            done[cycle.id, level, employee.id].update(days)
        return OwedFacts(approved, entered, left, done)
