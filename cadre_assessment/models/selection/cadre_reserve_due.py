"""Which entries of the reserve wait for the review of the last year, and who is reminded of them (S4-P8-20)."""

from datetime import date

from odoo import api, fields, models
from odoo.fields import Domain

from ..clock import on_the_day, today_of
from ..guard.activities import clear_tasks
from ..meeting.activities import readable, schedule


class CadreReserve(models.Model):
    _name = "cadre.reserve"
    _inherit = ["cadre.reserve", "mail.activity.mixin"]

    review_due = fields.Boolean(
        string="Review of the Year Due",
        compute="_compute_review_due",
        search="_search_review_due",
        compute_sudo=True,
        help="His annual grade of last year is decided, and no review of that year is confirmed.",
    )

    @api.depends("state", "date_from", "review_ids.state", "review_ids.year")
    def _compute_review_due(self):
        due = self.search([("id", "in", self.ids), ("review_due", "=", True)])
        for one in self:
            one.review_due = one in due

    @api.model
    def _search_review_due(self, operator, value):
        """Who stands in it since a former year, whose last year is graded, and not reviewed: on each company's day."""
        if operator != "in":
            return NotImplemented

        def due(day):
            year = day.year - 1
            graded = Domain("year", "=", year) & Domain("annual_grade", "!=", False)
            graded = self.env["cadre.result"].sudo()._search(graded).subselect("employee_id")
            reviewed = Domain("year", "=", year) & Domain("state", "=", "confirmed")
            reviewed = self.env["cadre.reserve.review"].sudo()._search(reviewed).subselect("reserve_id")
            return (
                Domain("state", "=", "in")
                & Domain("date_from", "<", date(day.year, 1, 1))
                & Domain("employee_id", "in", graded)
                & Domain("id", "not in", reviewed)
            )

        found = on_the_day(self.env, due)
        return found if True in value else ~found

    # -- who is reminded -------------------------------------------------------------------------------------------
    @api.model
    def _cron_remind(self):
        """Once a day the office that keeps an entry whose review is due: one activity each, none twice in a year.

        What was reviewed, or is no longer in the reserve, is asked of nobody any more. As superuser.
        """
        due = self.sudo().search([("review_due", "=", True)])
        asked = self.sudo().search([("activity_ids", "!=", False)])
        clear_tasks(asked - due)
        Activity = self.env["mail.activity"].sudo().with_context(active_test=False)
        there = Activity.search([("res_model", "=", self._name), ("res_id", "in", due.ids)])
        known = {(one.res_id, one.user_id.id, one.date_deadline.year) for one in there}
        wanted = {}
        for (body, day), entries in due.grouped(lambda one: (one.office_body_id, today_of(one))).items():
            for user in body._members_on(day).user_id.filtered("active"):
                told = self.with_context(lang=user.lang or self.env.lang)
                said = told.env._("Review the year %(year)s of the reserve", year=day.year - 1)
                for one in entries:
                    if (one.id, user.id, day.year) not in known:
                        wanted[self._name, one.id, user.id, said] = day
        schedule(self.env, readable(self.env, wanted)) if wanted else None
