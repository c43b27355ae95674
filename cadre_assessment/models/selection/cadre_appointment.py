"""An appointment: decided, announced, in effect on its day; it alone writes somebody's post (S4-P1-15, S4-P10-36 …).

Ordered by the document, it takes effect on its day, in one transaction: the place in the headcount, the version of the
post, what lapses by it, and the terms that begin. A second call finds it done. Annulled, it leaves its trace.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..clock import today_of
from ..company import company_of
from ..guard import Step, guarded
from ..meeting.activities import readable, schedule
from ..organization.vacancy import covering, vacancies
from . import appointing, effect, previews
from .appointing import INTO_A_POST

KINDS = [
    ("promote", "Appointment"),
    ("transfer", "Moved at His Level"),
    ("confirm", "Confirmed after Probation"),
    ("remove", "Removal from Office"),
    ("lapse", "Post Lapsed"),
]


class CadreAppointment(models.Model):
    _name = "cadre.appointment"
    _description = "Appointment"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.kin.mixin", "cadre.guard.mixin"]
    _rec_names_search = ["employee_id", "post_name"]
    _check_company_auto = True
    _order = "effective_on desc, id desc"

    _guarded = frozenset(
        {
            "state", "selection_id", "candidate_id", "employee_id", "kind", "post_id", "job_id", "post_name", "rank_id",
            "department_id", "counted_from", "version_id", "former_post", "former_values", "applied_on", "annulled_on",
            "annul_reason", "cause_id", "term_id", "posting_id",
        }
    )  # fmt: skip
    _locked_states = frozenset({"ordered", "effective", "annulled"})
    _steps = (
        Step("order", ("draft",), "ordered", "_is_office"),
        Step("withdraw", ("ordered",), "draft", "_is_office", reason=True),
        Step("take_effect", ("ordered",), "effective", "_is_office"),
        Step("annul", ("effective",), "annulled", "_is_office", reason=True),
    )

    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="restrict", index=True)
    company_id = company_of("selection_id")
    candidate_id = fields.Many2one("cadre.candidate", ondelete="restrict", index="btree_not_null")
    employee_id = fields.Many2one("hr.employee", string="Person", required=True, ondelete="restrict", index=True)
    user_id = fields.Many2one(
        related="employee_id.user_id", store=True, index="btree_not_null", string="User of the Person"
    )
    kind = fields.Selection(KINDS, required=True, default="promote", tracking=True)
    post_id = fields.Many2one("cadre.selection.post", string="Post of the Selection", ondelete="restrict", index=True)
    job_id = fields.Many2one("hr.job", string="Post", check_company=True, ondelete="restrict", index="btree_not_null")
    post_name = fields.Char(string="Called", required=True)
    department_id = fields.Many2one("hr.department", check_company=True, ondelete="restrict")
    rank_id = fields.Many2one(
        "cadre.rank", string="Post Rank", ondelete="restrict", help="Empty: the rank he has stays."
    )
    concurrent = fields.Boolean(
        string="Beside His Post",
        help="兼任: a posting, and no change of the post he holds; it uses no approved number.",
    )
    decision_text = fields.Char(
        string="By Decision", help="Where it rests on no decision of the selection: its document."
    )
    document = fields.Char(string="Document Number", tracking=True, help="Number of the document that appoints him.")
    decided_on = fields.Date(help="Day of the decision.")
    announced_on = fields.Date(help="Day on which it was announced to him: probation and term of office begin.")
    counted_from = fields.Date(
        string="Time in Post from", compute="_compute_counted_from", store=True, readonly=False, precompute=True
    )
    effective_on = fields.Date(string="In Effect from", required=True, default=today_of, tracking=True)
    former_post = fields.Char(string="Post Held until Then", copy=False)
    former_values = fields.Json(copy=False, groups="cadre_assessment.group_cadre_manager")
    version_id = fields.Many2one("hr.version", string="Version Written", ondelete="restrict", copy=False, index=True)
    posting_id = fields.Many2one("cadre.posting", string="Concurrent Post", ondelete="restrict", copy=False)
    applied_on = fields.Date(string="Written on", copy=False)
    state = fields.Selection(
        [("draft", "Draft"), ("ordered", "Ordered"), ("effective", "In Effect"), ("annulled", "Annulled")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    annulled_on = fields.Date(copy=False)
    annul_reason = fields.Text(copy=False)
    cause_id = fields.Many2one(
        "cadre.appointment", string="Follows from", ondelete="restrict", index="btree_not_null", copy=False,
        help="The appointment by which this post lapsed."
    )  # fmt: skip
    term_id = fields.Many2one("cadre.term", string="Ends the Term", ondelete="restrict", index="btree_not_null")
    term_ids = fields.One2many("cadre.term", "appointment_id", string="Terms")

    _once = models.UniqueIndex(
        "(candidate_id) WHERE kind IN ('promote', 'transfer') AND state <> 'annulled' AND candidate_id IS NOT NULL",
        "This candidate is appointed already.",
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    def _office_of(self):
        return self.sudo().selection_id if len(self) == 1 else self.env["cadre.selection"]

    def _own_since(self):
        return self.sudo().selection_id[:1].date_from

    @api.depends("employee_id", "post_name", "kind")
    def _compute_display_name(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        for one in self:
            one.display_name = " · ".join(
                filter(None, (one.employee_id.sudo().name, kinds.get(one.kind), one.post_name))
            )

    @api.depends("decided_on", "announced_on", "selection_id")
    def _compute_counted_from(self):
        """A4-21: time in post and in rank counts from the decision, where the procedure does not say otherwise."""
        for one in self:
            by = one.selection_id.procedure_id.time_counts_from
            one.counted_from = (one.announced_on if by == "announcement" else one.decided_on) or one.effective_on

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_order(self):
        """It is settled; on its day it takes effect by itself, today at once."""
        for one in self:
            one._refuse_step("order")
            if one.kind == "lapse" and one.decided_on:
                one.effective_on = one.decided_on  # the day of the decision that cancels the post (A4-18)
            one._refuse_problems()
            one._take("order", **one._assigned())
        self.filtered(lambda one: one.effective_on <= today_of(one))._apply()
        return True

    def action_preview_order(self):
        """What ordering it does, by name, before it is done."""
        return previews.show(self, "action_order")

    def action_preview_take_effect(self):
        """What it writes, by name, before it takes effect."""
        return previews.show(self, "action_take_effect")

    def action_withdraw(self):
        return self._ask_reason("withdraw")

    def _reason_withdraw(self, reason):
        self._take("withdraw")
        for one in self:
            one.sudo().message_post(body=self.env._("Taken back: %(reason)s", reason=reason))
        return True

    def action_take_effect(self):
        """On its day or later. What has taken effect already stays as it is."""
        waiting = self.filtered(lambda one: one.state != "effective")
        waiting._refuse_step("take_effect")
        waiting._apply()
        return True

    def action_annul(self):
        return self._ask_reason("annul")

    def _step_effect(self, code):
        """Of annulling: what becomes of his post, and of what followed from it."""
        if code != "annul" or "annul" not in (self.allowed_steps or ""):
            return super()._step_effect(code)
        return [*previews.annulling(self.sudo())]

    def _reason_annul(self, reason):
        for one in self:
            one._refuse_step("annul")
            one.sudo()._refuse_followed()
            one._take("annul", annulled_on=today_of(one), annul_reason=reason)
            guarded(one.sudo())._restore(reason)
        return True

    # -- what stands in the way ------------------------------------------------------------------------------------
    def _refuse_problems(self):
        for one in self.sudo():
            if found := [*one._problems()]:
                raise UserError(
                    self.env._("“%(name)s” cannot take effect:", name=one._full_name()) + "\n– " + "\n– ".join(found)
                )

    def _problems(self):
        """Sentences, as superuser (:func:`.appointing.problems_of`)."""
        return appointing.problems_of(self)

    def _refuse_followed(self):
        """What came after it is taken back first."""
        for one in self:
            later = effect.later(one.employee_id, one.effective_on) if one.version_id else one.version_id
            if later:
                raise UserError(
                    self.env._(
                        "“%(name)s”: %(person)s has had another post since %(day)s. Take that back first.",
                        name=one._full_name(),
                        person=one.employee_id.name,
                        day=later[0].date_version,
                    )
                )

    # -- in effect -------------------------------------------------------------------------------------------------
    @api.model
    def _order_for(self, step, candidates):
        """By the document of a step: those it names are appointed, today at once, else on their day. As superuser."""
        made = guarded(self.sudo()).create(appointing.planned(step, candidates))
        settled = made - made._waits_for_post()  # who won a rank is given his post later (S4-P4-10)
        settled._refuse_problems()
        settled.write({"state": "ordered"})
        settled.filtered(lambda one: one.effective_on <= today_of(one))._apply()
        return made

    def _hold(self):
        """One at a time: whoever comes second finds it done, or has to begin again (the rows are written below)."""
        if self:
            self.flush_recordset()
            query = "SELECT 1 FROM cadre_appointment WHERE id IN %s ORDER BY id FOR UPDATE"
            self.env.cr.execute(SQL(query, tuple(self.ids)))
            self.sudo().employee_id.lock_for_update()
            self.invalidate_recordset(["state"])

    def _apply(self):
        """Write it, all or nothing. What is in effect already is left alone."""
        todo = guarded(self.sudo())
        todo._hold()
        for one in todo.filtered(lambda one: one.state == "ordered"):
            one._refuse_problems()
            if one.effective_on > today_of(one):
                raise UserError(
                    self.env._("“%(name)s” takes effect on %(day)s.", name=one._full_name(), day=one.effective_on)
                )
            one._write_post()
            one._begin_terms()
            one._write_back()

    def _apply_on_its_day(self):
        """By the daily run: what cannot take effect waits, and the office is told why, once."""
        try:
            with self.env.cr.savepoint():
                self._apply()
        except UserError as error:
            self.invalidate_recordset()
            users = self.sudo().selection_id.office_body_id._members_on(today_of(self)).user_id
            there = (
                self.env["mail.activity"]
                .sudo()
                .search(
                    [
                        ("res_model", "=", self._name),
                        ("res_id", "=", self.id),
                        ("date_deadline", "=", self.effective_on),
                    ]
                )
            )
            wanted = {(self._name, self.id, user.id, str(error)): self.effective_on for user in users - there.user_id}
            schedule(self.env, readable(self.env, wanted))

    def _write_post(self):
        """The version or the posting, within the headcount; the incumbent's post lapses on the same day (A4-18)."""
        person, day = self.employee_id, self.effective_on
        receipt = {"state": "effective", "applied_on": today_of(self)}
        if self.kind == "confirm":
            self.write(receipt)
            return
        if self.concurrent:
            posting = self.env["cadre.posting"].create(
                {
                    "employee_id": person.id, "kind": "concurrent", "host_unit_id": self.department_id.id,
                    "post": self.post_name, "date_from": day, "document": self.document,
                }
            )  # fmt: skip
            self.write({**receipt, "posting_id": posting.id})
            return
        rows = covering(self.job_id, day).get(self.job_id.id, self.env["cadre.headcount"])
        rows._claim()
        before = vacancies(rows, day)
        former = effect.in_force(person, day)
        receipt |= {"former_post": former.job_title, "former_values": effect.values_of(former)}
        receipt["version_id"] = effect.change(person, day, self._post_values(former), self).id
        self.write(receipt)
        if self.kind in INTO_A_POST:
            self._lapse_incumbents()
            self._drop_lapses()
            self.flush_recordset()
            full = effect.overfull(before, vacancies(rows, day))
            if full:
                raise UserError("\n".join(full))

    def _post_values(self, former):
        if self.kind == "lapse":
            return effect.of_lapse(self.env)
        origin = self.term_id.appointment_id
        if self.kind == "remove" and origin.former_values:
            return {**origin.former_values, "post_since": str(self.effective_on)}
        if self.kind == "remove":
            return effect.of_lapse(self.env)
        return effect.of_post(self, former)

    def _lapse_incumbents(self):
        """Who held the post and did not win it has none any more, where the procedure says so."""
        holders = self.selection_id._lose(self.job_id, self.employee_id)
        made = guarded(self).create(
            [
                {
                    "selection_id": self.selection_id.id,
                    "employee_id": one.id,
                    "kind": "lapse",
                    "post_name": self.job_id.name,
                    "document": self.document,
                    "decided_on": self.decided_on,
                    "effective_on": self.effective_on,
                    "cause_id": self.id,
                    "state": "ordered",
                }
                for one in holders
            ]
        )
        made._apply()

    @api.model
    def _draft_lapses(self, posts):
        """Who holds a post that is cancelled has none from the decision that cancels it (A4-18): drafted here, ordered
        by the office with that decision. Made again, nobody is drafted twice. As superuser."""
        return guarded(self.sudo()).create(appointing.lapses_planned(posts))

    def _drop_lapses(self):
        """Who has won another post loses none: what was drafted for him goes. As superuser."""
        drafts = self.selection_id.appointment_ids.filtered(
            lambda one: one.kind == "lapse" and one.state == "draft" and one.employee_id in self.employee_id
        )
        guarded(drafts).unlink()

    def _begin_terms(self):
        """Probation, term of office and what is still to be met, as the procedure says; a term it ends is ended."""
        if self.kind in INTO_A_POST:
            self.env["cadre.term"]._begin(self)
        if self.term_id:
            outcome = "fulfilled" if self.kind == "confirm" else "ended_early"
            self.term_id._end(outcome, self.effective_on)

    def _write_back(self):
        """The day of the decision stands on the nomination (S4-P3-12); the reserve knows who was promoted."""
        if self.kind in INTO_A_POST:
            guarded(self.candidate_id.nomination_id).write({"decided_on": self.decided_on, "state": "used"})
            self.env["cadre.reserve"]._promoted(self)

    def _restore(self, reason):
        """The state before, from today on; what followed from it is taken back with it. As superuser."""
        day = today_of(self)
        followed = self.search([("cause_id", "=", self.id), ("state", "=", "effective")])
        if self.version_id and self.former_values:
            effect.change(self.employee_id, max(day, self.effective_on), self.former_values, self)
        if self.posting_id:
            self.posting_id.date_to = max(day, self.posting_id.date_from)
        self.term_ids.filtered(lambda term: term.state == "running")._end("ended_early", day)
        if self.kind in INTO_A_POST and self.candidate_id.state == "appointed":
            guarded(self.candidate_id).write({"state": "decided"})
            guarded(self.candidate_id.nomination_id).write({"decided_on": False, "state": "accepted"})
        self.env["cadre.reserve"]._promotion_annulled(self)
        for one in followed:
            one.write({"state": "annulled", "annulled_on": day, "annul_reason": reason})
            one._restore(reason)
        self.message_post(body=self.env._("Annulled: %(reason)s", reason=reason))
