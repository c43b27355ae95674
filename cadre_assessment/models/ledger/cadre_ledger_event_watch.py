"""Remind of events to confirm: an activity for each; for many at once one on their cycle."""

from odoo import api, fields, models

from ..clock import today_of
from ..guard import LOG_TOGETHER
from ..guard.activities import clear_tasks, hand_over
from ..organization.membership import leaders_on

CONFIRM = "cadre_assessment.activity_ledger_confirm"
CONFIRM_MANY = "cadre_assessment.activity_ledger_confirm_many"
RETURNED = "cadre_assessment.activity_ledger_returned"


class CadreLedgerEvent(models.Model):
    _inherit = "cadre.ledger.event"

    committee_user_ids = fields.Many2many(
        "res.users",
        compute="_compute_tier_users",
        compute_sudo=True,
        string="Users of the Group Committee",
        help="First tier (S2A-25): members of the committees of the comparison groups concerned.",
    )
    committee_body_ids = fields.Many2many(
        "cadre.body", compute="_compute_tier_users", compute_sudo=True, string="Group Committees"
    )
    led_by_user_ids = fields.Many2many(
        "res.users",
        compute="_compute_tier_users",
        compute_sudo=True,
        string="Users of the Leaders in Charge",
        help="Second tier (S2A-25): who is in charge of the units concerned on the day of the document.",
    )
    office_user_ids = fields.Many2many(
        "res.users",
        compute="_compute_tier_users",
        compute_sudo=True,
        string="Users of the Assessment Office",
        help="Third tier (S2A-25): members of the cycle's assessment office.",
    )

    # -- who is asked ----------------------------------------------------------------------------------------------
    @api.depends("cycle_id", "unit_ids", "department_ids", "employee_ids", "document_date", "date")
    def _compute_tier_users(self):
        """A number of queries that does not depend on the events: bodies, members, leaders."""
        units = {
            event: event.unit_ids | event.department_ids.unit_id | event.employee_ids.department_id.unit_id
            for event in self
        }
        groups = self.env["hr.department"].union(*units.values()).comparison_group_id
        bodies = self.env["cadre.body"].search(
            [("kind", "=", "group_committee"), ("comparison_group_ids", "in", groups.ids)]
        )
        sitting = (bodies | self.cycle_id.office_body_id)._members_today().grouped("body_id")
        days = {event: event.document_date or event.date or today_of(event) for event in self}
        leaders = leaders_on(self.env, {(unit, days[event]) for event in self for unit in units[event].ids})
        nobody, Employee = self.env["cadre.body.member"], self.env["hr.employee"]
        for event in self:
            mine = bodies.filtered(
                lambda body, event=event: (
                    body.comparison_group_ids & units[event].comparison_group_id and body.company_id == event.company_id
                )
            )
            event.committee_body_ids = mine
            event.committee_user_ids = nobody.union(*(sitting.get(body, nobody) for body in mine)).user_id
            event.office_user_ids = sitting.get(event.cycle_id.office_body_id, nobody).user_id
            people = {one for unit in units[event].ids for one in leaders.get((unit, days[event]), ())}
            event.led_by_user_ids = Employee.browse(sorted(people)).user_id

    def _asked_bodies(self):
        return {"committee_user_ids": self.committee_body_ids, "office_user_ids": self.cycle_id.office_body_id}

    # -- activities ------------------------------------------------------------------------------------------------
    def _hand_over(self):
        """To the tier whose turn it is, or to the office; nobody is asked to approve his own bonus."""
        records = self.sudo()
        if len(records) > LOG_TOGETHER:
            records._hand_over_together()
            return
        for event in records:
            hand_over(event, CONFIRM, event._asked_users())

    def _asked_users(self):
        """Users who are to answer now."""
        if self.review_ids.filtered(lambda review: review.status in ("waiting", "pending")):
            return self._waiting_users()
        return self.office_user_ids - self._barred_reviewers()

    def _reviewers_changed(self):
        self.filtered(lambda event: event.state == "submitted")._hand_over()

    def _hand_over_together(self):
        for cycle, events in self.grouped("cycle_id").items():
            users = events[:1]._asked_users()
            note = self.env._("%(count)s bonuses and deductions wait to be confirmed.", count=len(events))
            for user in (
                users
                - cycle.activity_ids.filtered(lambda one: one.activity_type_id == self.env.ref(CONFIRM_MANY)).user_id
            ):
                cycle.sudo().with_context(mail_activity_quick_update=True).activity_schedule(
                    CONFIRM_MANY, note=note, user_id=user.id
                )

    def _clear_tasks(self):
        """Nobody has to act on these any more; nor on the cycle, once nothing of it waits."""
        clear_tasks(self)
        cycles = self.sudo().cycle_id
        waiting = self.sudo()._read_group(
            [("cycle_id", "in", cycles.ids), ("state", "=", "submitted")], ["cycle_id"], ["__count"]
        )
        done = cycles - cycles.browse(cycle.id for cycle, _count in waiting)
        kind = self.env.ref(CONFIRM_MANY)
        done.activity_ids.filtered(lambda one: one.activity_type_id == kind).unlink()

    def _say_yes(self, comment=None):
        result = super()._say_yes(comment)
        waiting = self.sudo().filtered(lambda event: event.state == "submitted")
        if waiting:
            waiting._hand_over()
        return result

    def _return(self, reason):
        result = super()._return(reason)
        for event in self.sudo():
            hand_over(event, RETURNED, event.submitted_by_id, note=reason)
        return result
