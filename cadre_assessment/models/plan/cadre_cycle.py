"""The lists and letters of a cycle: drawn up when it is opened, and for who comes later."""

from odoo import fields, models
from odoo.fields import Domain

from ..cycle.roster import roster
from ..offers import taken
from ..states import RUNNING
from .cadre_work_item import SETTING


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    plan_ids = fields.One2many("cadre.work.plan", "cycle_id", string="Work-Item Lists")
    takes_targets = taken("takes_targets")

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

    def _work_counts(self):
        """Lists and letters, without the versions before."""
        plans = self._counted_by_state("cadre.work.plan", ("filed",), [("state", "!=", "superseded")])
        return self._added(super()._work_counts(), plans)
