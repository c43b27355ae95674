"""Draw up lists and letters: for a whole cycle, or as a new version of one's own (S0-13)."""

import calendar
from datetime import date, timedelta

from odoo import api, models
from odoo.exceptions import UserError

from ..cycle.roster import days_of_entering
from ..guard import guarded
from ..guard.activities import hand_over, hand_over_each

QUIET = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
"""Context for records made in bulk: what the server makes for everybody needs no message a record."""

FROZEN = (
    *("employee_id", "subject_unit_id", "head_id"),
    *("employee_name", "staff_number", "post", "department_id", "unit_id", "unit_name", "duties"),
    *("comparison_group_id", "uses_seat", "entrusted", "hr_version_id", "leader_id", "section_head_id"),
    "roster_leader_id",
)
"""What a list keeps of the roster."""


class CadreWorkPlan(models.Model):
    _inherit = "cadre.work.plan"

    @api.model
    def _snapshot(self, rows):
        """{subject (see :func:`subject_of`): values frozen from the roster}. One query for the names of the units."""
        units = self.env["hr.department"].sudo().browse({row.unit_id for row in rows if row.unit_id})
        names = {unit.id: unit.name for unit in units}
        return {
            subject_of(row): {
                "employee_id": row.employee_id,
                "subject_unit_id": row.subject_unit_id,
                "head_id": row.head_id,
                "employee_name": row.employee_name,
                "staff_number": row.staff_number,
                "post": row.post,
                "department_id": row.department_id,
                "unit_id": row.unit_id,
                "unit_name": names.get(row.unit_id),
                "comparison_group_id": row.comparison_group_id,
                "uses_seat": row.uses_seat,
                "entrusted": row.entrusted,
                "hr_version_id": row.version_id,
                "duties": row.duties,
                "leader_id": row.leader_id,
                "roster_leader_id": row.leader_id,
                "section_head_id": row.section_head_id,
            }
            for row in rows
        }

    @api.model
    def _how_made(self):
        return self.env._(
            "Lists and letters are drawn up with the cycle: its button “Take In Newcomers” makes those of who "
            "came since, “New Version” of a list or letter makes its next one."
        )

    @api.model
    def _draw_up(self, cycle, rows):
        """Make the first list of everybody who is assessed and has none, in one call. Returns the new lists."""
        plans = self.sudo().with_context(**QUIET)
        kind = cycle.scheme_id.plan_kind
        if kind == "none":
            return plans.browse()
        groups = plans._read_group([("cycle_id", "=", cycle.id)], ["employee_id", "subject_unit_id"])
        there = {(employee.id or None, unit.id or None) for employee, unit in groups}
        common = {"cycle_id": cycle.id, "kind": kind}
        snapshot = self._snapshot([row for row in rows if row.assessed and subject_of(row) not in there])
        entered = days_of_entering(cycle, [employee for employee, _unit in snapshot if employee])
        return guarded(plans).create(
            [
                {**values, **common, "due": self._due(cycle, entered.get((cycle.id, employee)))}
                for (employee, _unit), values in snapshot.items()
            ]
        )

    @api.model
    def _due(self, cycle, since=None):
        """Day by which lists are filed: the last one of a month (S0-12: 31 May) or a day of it (S2A-08: 15 March).

        :param since: day on which the subject came, or its post changed; after the beginning of the cycle the list is
            due so many days from then as the scheme says, where that is later.
        """
        month, day = cycle.scheme_id.plan_due_month, cycle.scheme_id.plan_due_day
        if not 1 <= month <= 12:
            return False
        last = calendar.monthrange(cycle.year, month)[1]
        due = date(cycle.year, month, min(day, last) if day > 0 else last)
        if since and since > cycle.date_from:
            due = max(due, since + timedelta(days=cycle.scheme_id.plan_entry_days))
        return due

    def _new_version(self, reason, note):
        """A draft of the next version, with the items and the post of today (S0-13). Returns it.

        :param reason: special, post or duties
        """
        self.ensure_one()
        self._refuse_step("change")
        plans = self.sudo().with_context(**QUIET)
        newest = plans.search(self._same_subject(), order="version desc", limit=1)
        if newest.state in ("draft", "submitted"):
            raise UserError(
                self.env._("%(list)s is being prepared already: finish or delete it first.", list=newest.display_name)
            )
        values = {
            **plans._roster_values()[plans],
            "cycle_id": self.cycle_id.id,
            "kind": self.kind,
            "version": newest.version + 1,
            "previous_id": self.id,
            "change_reason": reason,
            "change_note": note,
            "due": self._due(self.cycle_id.sudo(), self._changed_on(reason, plans)),
            "item_ids": [
                (0, 0, {**item.copy_data({"plan_id": False})[0], "previous_id": item.id}) for item in plans.item_ids
            ],
        }
        new = plans.create(values)
        new.sudo().message_post(body=note, author_id=self.env.user.partner_id.id)
        hand_over(new, "cadre_assessment.activity_plan_draw_up", new.user_id, note=note)
        return new.with_env(self.env)

    def _changed_on(self, reason, plan):
        """The day from which a new version is owed: of the latest post, or today for special circumstances."""
        if reason == "special" or not plan.employee_id:
            return self.cycle_id._today()
        today = self.cycle_id._today()
        versions = plan.employee_id.version_ids.filtered(lambda version: version.date_version <= today)
        return max(versions.mapped("date_version"), default=today)

    def _roster_values(self):
        """{list: the subject's post, unit, duties and leader as of today}; as on the list for who left the roster."""
        found = {}
        for cycle, plans in self.grouped("cycle_id").items():
            snapshot = self._snapshot(cycle._roster_rows(plans.employee_id, plans.subject_unit_id))
            for plan in plans:
                as_listed = {name: plan[name] for name in FROZEN}
                found[plan] = snapshot.get(plan._key()) or plan._convert_to_write(as_listed)
        return found

    def _key(self):
        return (self.employee_id.id or None, self.subject_unit_id.id or None)

    def _sync_leaders(self, rows):
        """Follow the post history to another leader: these lists, and their records that nobody has approved yet.

        A leader whom the office named by hand stays, until the post history itself names another one.
        """
        now = {subject_of(row): row.leader_id for row in rows}
        moved = self.sudo().filtered(lambda plan: plan.state != "superseded" and now.get(plan._key()))
        moved = moved.filtered(lambda plan: now[plan._key()] != plan.roster_leader_id.id)
        reports = self.env["cadre.progress.report"].sudo()
        reports = reports.search([("plan_id", "in", moved.ids), ("state", "in", ("draft", "submitted"))])
        for leader, plans in moved.grouped(lambda plan: now[plan._key()]).items():
            plans.write({"leader_id": leader, "roster_leader_id": leader})
            reports.filtered(lambda report, plans=plans: report.plan_id in plans).write({"leader_id": leader})

    def _notice_change(self, reason):
        """Post or division of work have changed: who has to draw up a new version is told (S0-13)."""
        notes = {
            "post": self.env._("The post has changed: the list is to be determined and approved anew."),
            "duties": self.env._("The division of work has changed: the list is to be determined and approved anew."),
        }
        plans = self.sudo()
        drafts = plans.filtered(lambda plan: plan.state == "draft")
        for plan, values in drafts._roster_values().items():
            guarded(plan).write(values)
        office = {cycle: cycle._office_users()[:1] for cycle in (plans - drafts).cycle_id}
        hand_over_each(
            plans - drafts,
            "cadre_assessment.activity_plan_change",
            lambda plan: plan.user_id | office[plan.cycle_id],
            note=notes[reason],
        )


def subject_of(row):
    """(employee id, unit id) of a row of the roster: one of the two is ``None``."""
    return (row.employee_id, row.subject_unit_id)
