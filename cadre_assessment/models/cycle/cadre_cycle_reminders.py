"""Remind whoever must act next: once a day, an activity for each, and none twice."""

from typing import NamedTuple

from odoo import api, fields, models
from odoo.fields import Domain
from odoo.tools import split_every

from ..states import UNDER_WAY

ACTIVITY = "cadre_assessment.activity_reminder"
AT_ONCE = 200
"""So many activities are made before the work is committed."""


class Reminder(NamedTuple):
    """``record``: what it is about; ``user``: who must act; ``summary``: what to do; ``deadline``: a date."""

    record: models.BaseModel
    user: models.BaseModel
    summary: str
    deadline: object


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    reminder_days = fields.Integer(
        default=5, high=366, help="Papers: reminder this many days before they are due; 0 = none."
    )

    @api.model
    def _cron_remind(self):
        """Once a day: every running cycle that wants it. Work done stays done when a run is cut short."""
        cycles = self.search(self._domain_to_remind() & Domain("reminders", "=", True))
        cron = self.env["ir.cron"]
        self.env["tier.review"]._ask_anew([("body_ids", "!=", False)])  # memberships begin and end by their days
        cron._commit_progress(remaining=len(cycles))
        for cycle in cycles:
            cycle._remind(cycle._today(), cron._commit_progress)
            cron._commit_progress(1)

    @api.model
    def _domain_to_remind(self):
        """Which cycles somebody may have to be reminded of something in."""
        return Domain("state", "in", UNDER_WAY)

    def _reminders(self, today):
        """What has to be done soon or is late: a list of :class:`Reminder` s. Every room adds its own."""
        self.ensure_one()
        return [*self._paper_reminders(today), *self._filing_reminders(today)]

    def _remind(self, today, progress=None):
        """Make the activities that are missing and drop those that are no longer needed (no duplicates).

        Somebody who marked one as done is not asked again before another deadline.
        """
        self.ensure_one()
        cycle = self.with_context(lang=self.scheme_id._text_lang())
        wanted = {}
        for reminder in cycle._reminders(today):
            if reminder.user and reminder.user.active:
                key = (reminder.record._name, reminder.record.id, reminder.user.id, reminder.summary)
                wanted.setdefault(key, reminder.deadline)
        there = self._reminders_there()
        stale = self.env["mail.activity"].sudo()
        for activity in there:
            key = (activity.res_model, activity.res_id, activity.user_id.id, activity.summary)
            if wanted.get(key) == activity.date_deadline:
                del wanted[key]
            elif activity.active:
                stale |= activity
        stale.unlink()
        for chunk in split_every(AT_ONCE, self._readable(wanted)):
            self._schedule(chunk)
            if progress:
                progress(0)

    def _reminders_there(self):
        """The reminders made for this cycle so far, open or done."""
        activity_type = self.env.ref(ACTIVITY)
        activities = self.env["mail.activity"].sudo().with_context(active_test=False)
        activities = activities.search([("activity_type_id", "=", activity_type.id), ("automated", "=", True)])
        mine = set()
        for model, some in activities.grouped("res_model").items():
            if model == self._name:
                mine |= {(model, self.id)}
            elif "cycle_id" in self.env[model]._fields:
                domain = [("id", "in", some.mapped("res_id")), ("cycle_id", "=", self.id)]
                mine |= {(model, record_id) for record_id in self.env[model].sudo().search(domain).ids}
        return activities.filtered(lambda activity: (activity.res_model, activity.res_id) in mine)

    def _readable(self, wanted):
        """Of what is wanted, what its user may read: an activity must not tell of a hidden record."""
        by_reader = {}
        for (model, record_id, user_id, summary), deadline in wanted.items():
            by_reader.setdefault((model, user_id), []).append((record_id, summary, deadline))
        for (model, user_id), entries in by_reader.items():
            records = self.env[model].browse(entry[0] for entry in entries).with_user(user_id)
            seen = set(records.sudo(False)._filtered_access("read").ids)
            for record_id, summary, deadline in entries:
                if record_id in seen:
                    yield model, record_id, user_id, summary, deadline

    def _schedule(self, chunk):
        chunk = list(chunk)
        models_ids = {model: self.env["ir.model"]._get_id(model) for model, *_rest in chunk}
        activity_type = self.env.ref(ACTIVITY)
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create(
            [
                {
                    "res_model_id": models_ids[model],
                    "res_id": record_id,
                    "user_id": user_id,
                    "summary": summary,
                    "date_deadline": deadline,
                    "activity_type_id": activity_type.id,
                    "automated": True,
                }
                for model, record_id, user_id, summary, deadline in chunk
            ]
        )

    # -- our own ---------------------------------------------------------------------------------------------------
    def _paper_reminders(self, today):
        if not self.reminder_days:
            return []
        soon = fields.Date.add(today, days=self.reminder_days)
        papers = self.env["cadre.document"].search(
            [("cycle_id", "=", self.id), ("state", "=", "draft"), ("due", "<=", soon)]
        )
        clerks = self._clerks()
        return [
            Reminder(paper, user, self.env._("Hand in: %(paper)s", paper=paper.name), paper.due)
            for paper in papers
            for user in (clerks if paper.author == "office" else paper.user_id)
        ]

    def _filing_reminders(self, today):
        """One for the whole office, not one for each paper."""
        domain = [("cycle_id", "=", self.id), ("state", "=", "submitted")]
        if not self.env["cadre.document"].search_count(domain, limit=1):
            return []
        return [Reminder(self, user, self.env._("Papers wait for filing"), today) for user in self._clerks()]
