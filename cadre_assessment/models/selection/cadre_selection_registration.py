"""To whom a selection is open, whose places it fills anew, to which day it counts, and what double selection makes of
both sides' wishes.

S4-P9-24, S4-P10-08 … S4-P10-11, S4-P10-27 … S4-P10-35.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import date_utils

from ...engine.matching import match
from ..clock import today_of
from ..guard import guarded
from ..listing import listed
from ..meeting.activities import Reminder, readable, reminders_there, schedule
from . import previews
from .appointing import APPOINTING, INTO_A_POST


class CadreSelection(models.Model):
    _inherit = "cadre.selection"

    stands_in = fields.Boolean(
        string="I Stand in It", compute="_compute_stands_in", search="_search_stands_in", compute_sudo=True
    )

    cut_off = fields.Date(compute="_compute_cut_off", store=True, readonly=False, precompute=True)

    register_unit_ids = fields.Many2many(
        "hr.department",
        "cadre_selection_register_unit_rel",
        string="Open to the People of",
        check_company=True,
        help="Who works there, or below, may register himself. Empty: the unit itself.",
    )

    after_selection_id = fields.Many2one(
        "cadre.selection",
        string="After the Selection",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        copy=False,
        help="Of a double selection: the competition whose losers must come (S4-P10-32), or the round before, whose "
        "unplaced people come again (S4-P10-34).",
    )
    late_until = fields.Datetime(
        string="Losers May Choose Until", copy=False, help="Who lost in it chooses until this minute (A4-2)."
    )
    choice_ids = fields.One2many("cadre.choice", "selection_id", string="Choices")
    standby_ids = fields.One2many("cadre.term", "selection_id", domain=[("kind", "=", "standby")], string="On Standby")

    plan_text = fields.Text(string="About the Plan", compute="_compute_plan_text")

    @api.depends("procedure_id", "date_from")
    def _compute_cut_off(self):
        """The last day of the month that the procedure names, of the year in which it begins (S4-P9-24); what somebody
        has entered stays where the procedure names none."""
        for selection in self:
            month, first = selection.procedure_id.cut_off_month, selection.date_from
            if month and first:
                selection.cut_off = date_utils.end_of(first.replace(month=month, day=1), "month")
            else:
                selection.cut_off = selection.cut_off

    @api.depends_context("uid")
    def _compute_stands_in(self):
        mine = self.search([("stands_in", "=", True)])
        for selection in self:
            selection.stands_in = selection in mine

    @api.model
    def _search_stands_in(self, operator, value):
        """Under way, and the current user is one of its candidates: what is written about his rivals is not his."""
        if operator != "in":
            return NotImplemented
        own = [("user_id", "=", self.env.uid), ("state", "!=", "out")]
        mine = Domain("state", "in", ("draft", "running", "suspended")) & Domain("candidate_ids", "any!", own)
        return mine if True in value else ~mine

    def _concerns(self, person):
        """Whether ``person`` works where people may register for it, or lost the competition before; a second round
        is for those on standby from the first one. As superuser."""
        self.ensure_one()
        if self._second_round():
            return person in self.after_selection_id.standby_ids.employee_id
        if person in self._losers():
            return True
        units = self.register_unit_ids or self.unit_id
        above = {int(number) for number in (person.department_id.parent_path or "").split("/") if number}
        return person.active and person.company_id == self.company_id and bool(above & set(units.ids))

    def _incumbents(self):
        """Who holds one of its posts today. As superuser."""
        jobs = self.post_ids.job_id
        return self.env["hr.employee"].search([("job_id", "in", jobs.ids)]) if jobs else self.env["hr.employee"]

    def _fills_posts(self):
        """Whether whoever it chooses takes a place of the headcount; a reserve names people for later."""
        return self.procedure_id.subject in APPOINTING

    @api.depends("step_ids.late", "step_ids.warning", "post_ids.job_id", "post_ids.number", "state")
    def _compute_plan_text(self):
        for selection in self:
            lines = [
                self.env._(
                    "“%(step)s” is planned for %(planned)s and can begin on %(first)s at the earliest.",
                    step=step.name,
                    planned=step.planned,
                    first=step.possible_from,
                )
                for step in selection.step_ids.filtered("late")
            ]
            lines += filter(None, selection.step_ids.mapped("warning"))
            selection.plan_text = "\n".join([*lines, *selection._origin._places_missing()]) or False

    def _places_missing(self):
        """While it is prepared, what is to be filled and has no place, in sentences: no vacancy, no plan, whether or
        not its procedure has a step of its own for it (S4-P2-09, S4-P4-03, S4-P10-28)."""
        if not self or self.state != "draft" or not self._fills_posts():
            return []
        return [*dict.fromkeys(text for post in self.post_ids for text in post._vacancy_problems())]

    def _stand_again(self, holders):
        """Who of ``holders`` (of places of a headcount) loses his place by this selection or wins it again: in a double
        selection whoever may choose, else whoever holds one of its posts, where losers lose them. As superuser."""
        if not holders:
            return holders
        here = self.appointment_ids.filtered(lambda one: one.kind in INTO_A_POST and one.state == "effective")
        holders -= here.employee_id
        if self.procedure_id.subject == "double":
            before = self.after_selection_id.candidate_ids
            won = before.filtered(lambda one: one.state in ("decided", "appointed")).employee_id
            heads = self.post_ids.chooser_id | self.body_id._members_on(today_of(self)).employee_id
            return (holders - won - heads).filtered(self._concerns)
        jobs = self.post_ids.filtered(lambda one: one.contest != "cancelled").job_id
        return holders.filtered(lambda one: self.procedure_id.incumbents_lapse and one.job_id in jobs)

    def _registrations(self, post):
        """Its steps in which people register for ``post``. As superuser."""
        return self.step_ids.filtered(
            lambda step: step.kind == "registration" and (not step.post_id or step.post_id == post)
        )

    # -- double selection ------------------------------------------------------------------------------------------
    def _losers(self):
        """Who stood in the selection before and won nothing there. As superuser."""
        stood = self.after_selection_id.candidate_ids
        return stood.employee_id - stood.filtered(lambda one: one.state in ("decided", "appointed")).employee_id

    def _second_round(self):
        """Whether it is the second one: the selection before was a double selection too."""
        return self.after_selection_id.procedure_id.subject == "double"

    # -- matching --------------------------------------------------------------------------------------------------
    def _matching(self):
        """By choices and orders: :class:`engine.matching.Matching`, of ids of people and posts. As superuser."""
        self.ensure_one()
        choices, orders = {}, {post.id: [] for post in self.post_ids}
        for choice in self.choice_ids.sorted(lambda one: (one.employee_id.id, one.rank)):
            choices.setdefault(choice.employee_id.id, []).append(choice.post_id.id)
        for choice in self.choice_ids.filtered("place").sorted("place"):
            orders[choice.post_id.id].append(choice.employee_id.id)
        return match(choices, orders, {post.id: post.number for post in self.post_ids})

    def _propose(self):
        """Who is placed becomes a candidate for the post; the body decides on each. As superuser."""
        for person, post in self._matching().placed.items():
            choice = self.choice_ids.filtered(
                lambda one, person=person, post=post: (one.employee_id.id, one.post_id.id) == (person, post)
            )
            guarded(self.env["cadre.candidate"].sudo()).create(
                {
                    "selection_id": self.id,
                    "post_id": post,
                    "employee_id": person,
                    "channel": "self",
                    "by_himself": True,
                    "takes_other": choice.takes_other,
                    "choice_id": choice.id,
                }
            )

    # -- the unplaced ----------------------------------------------------------------------------------------------
    def _unplaced(self):
        """Who chose, or had to, and is in no post by it (S4-P10-33, -35). As superuser."""
        asked = self.choice_ids.employee_id | self._losers()
        if self._second_round():
            asked |= self.after_selection_id.standby_ids.employee_id
        else:
            units = self.register_unit_ids or self.unit_id
            everybody = self.env["hr.employee"].search([("department_id", "child_of", units.ids)])
            won = self.after_selection_id.candidate_ids.filtered(lambda one: one.state in ("decided", "appointed"))
            heads = self.post_ids.chooser_id | self.body_id._members_on(today_of(self)).employee_id
            asked |= everybody - won.employee_id - heads
        placed = self.candidate_ids.filtered(lambda one: one.state in ("decided", "appointed")).employee_id
        return asked - placed

    def _standby_planned(self):
        """Values of a term for each who is unplaced and on standby nowhere yet.

        :raises UserError: its procedure puts nobody on standby, or the document that places people is missing
        """
        self.ensure_one()
        self.check_access("write")
        selection = self.sudo()
        months = selection.procedure_id.standby_months
        document = selection.step_ids.filtered(lambda step: step.kind == "document" and step.state == "done")
        if not self._is_office() or selection.procedure_id.subject != "double" or not months:
            raise UserError(
                self.env._("“%(selection)s”: its procedure puts nobody on standby.", selection=selection.name)
            )
        if self._acts_on_kin():
            raise self._kin_refusal()
        if not document:
            raise UserError(
                self.env._("“%(selection)s”: the document that places people comes first.", selection=selection.name)
            )
        terms = self.env["cadre.term"]
        return terms._standby_values(selection, selection._unplaced(), document[0]._last_day(), months)

    def action_standby(self):
        """Who is unplaced goes on standby, with basic pay, from the day after the document on."""
        self.check_access("write")
        self.sudo().step_ids._hold()  # of two clicks at once the second finds who is on standby already
        guarded(self.env["cadre.term"].sudo()).create(self._standby_planned())
        return True

    def action_preview_standby(self):
        """Who goes on standby, by name, before anybody does."""
        return previews.show(self, "action_standby")

    # -- posts that lapse ------------------------------------------------------------------------------------------
    def _lose(self, job, winners):
        """Who holds ``job`` and did not win it loses it, where the procedure says so; ``winners`` and who is appointed
        to it here already do not (S4-P10-39). As superuser."""
        if not (job and self.procedure_id.incumbents_lapse):
            return self.env["hr.employee"]
        won = self.appointment_ids.filtered(
            lambda one: one.job_id == job and one.kind in INTO_A_POST and one.state in ("ordered", "effective")
        )
        return self.env["hr.employee"].search([("job_id", "=", job.id)]) - won.employee_id - winners

    def _lapses_waiting(self):
        """Drafts of lapses that the office has still to order with the decision that cancels the post. As superuser."""
        return self.appointment_ids.filtered(lambda one: one.kind == "lapse" and one.state == "draft")

    def action_close(self):
        for selection in self:
            waiting = selection.sudo()._lapses_waiting()
            if waiting:
                raise UserError(
                    self.env._(
                        "“%(selection)s” is not finished. These held a post that was cancelled: enter the decision and "
                        "order it, under Appointments: %(people)s.",
                        selection=selection.name,
                        people=listed(self.env, waiting.mapped("display_name")),
                    )
                )
        return super().action_close()

    # -- who is awaited --------------------------------------------------------------------------------------------
    def _reminders(self, today):
        """Beside whose turn it is: posts that are to lapse, for the office; marks, for each judge."""
        office = self.office_body_id._members_on(today).user_id
        lapses = [Reminder(one, user, one._full_name(), today) for one in self._lapses_waiting() for user in office]
        return [*super()._reminders(today), *lapses, *self._awaited_marks(today)]

    def _awaited_marks(self, today):
        """One for each judge of a step of marks whose day has come: on the first of his marks not confirmed yet."""
        found = []
        for step in self.step_ids.filtered(lambda one: one.kind == "marks" and one.state == "open"):
            first = step._earliest()
            if first is None or first > today:
                continue
            judges = {post: step._judges_of(post) for post in step.mark_ids.post_id}
            waiting = step.mark_ids.filtered(
                lambda one, judges=judges: (
                    one.state == "draft" and one.candidate_id.state != "out" and one.judge_id in judges[one.post_id]
                )
            )
            said = self.env._("Marks to give: %(step)s", step=step.display_name)
            due = max(step.planned or first, first)
            for user, marks in waiting.grouped("judge_user_id").items():
                found.append(Reminder(marks.sorted("id")[:1], user, said, due))
        return found

    def _ask_judges(self):
        """Each finds his marks among his tasks at once; the daily reminders find it there and make no second one."""
        for selection in self.sudo().filtered(lambda one: one.state == "running" and one.reminders):
            told = selection.with_context(lang=selection._told_in())
            wanted = {
                (one.record._name, one.record.id, one.user.id, one.summary): one.deadline
                for one in told._awaited_marks(today_of(selection))
                if one.user.active
            }
            there = reminders_there(selection)
            known = {(one.res_model, one.res_id, one.user_id.id, one.summary) for one in there}
            wanted = {key: deadline for key, deadline in wanted.items() if key not in known}
            schedule(self.env, [*readable(self.env, wanted)])

    # -- screens ---------------------------------------------------------------------------------------------------
    def action_find_candidates(self):
        """Look for candidates among everybody of its units."""
        self.ensure_one()
        self.check_access("write")
        find = self.env["cadre.candidate.find"].create({"selection_id": self.id, "post_id": self.post_ids[:1].id})
        return find._again()

    def action_matching(self):
        """The matching sheet of this double selection."""
        return self._window("cadre_choice_action", {"search_default_group_post": 1})
