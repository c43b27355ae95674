"""The written notice: whether and when it got there, and until when a review may be asked for.

S2A-70: written notice to everybody; S2A-71, G9: the day of receipt is not counted; O-04: for some grades the law gives
more days than the scheme.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine.clock import last_day
from ..guard import Step, guarded, hold, is_guarded
from ..meeting.activities import ACTIVITY
from ..meeting.cadre_notice import KEEPERS as KEPT
from .backfill import tried_again
from .cadre_delivery import refuse_delivery, refuse_early
from .decision_check import names
from .reminders import remind_of_receipt

KEEPERS = f"{KEPT},cadre_assessment.group_cadre_decider"
"""Who may know what a closed case proposes."""
BACKFILL = ("backfill_grade_id", "backfill_reason")
TOLD = ("published", "archived")
"""States in which a result is known to its subject."""


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    _guarded = frozenset({"notified_on", "notified_by_id", "received_on", "receipt_by_id", "delivery_id", *BACKFILL})
    _steps = (
        Step("notify", frozenset(TOLD), None, "_may_notify", own=True),  # everybody's on one day, and nothing is judged
        Step("receive", frozenset(TOLD), None, "_may_receive", own=True),
        Step("opine", frozenset(TOLD), None, "_may_opine", own=True),
        Step("appeal", frozenset(TOLD), None, "_may_appeal", own=True),
        Step("backfill", frozenset(TOLD), None, "_may_backfill"),
        Step("further", frozenset(TOLD), None, "_may_go_further"),
        Step("reopen", frozenset(TOLD), "open", "_may_reopen", reason=True),
    )

    notified_on = fields.Date(string="Written Notice On", readonly=True, copy=False, help="书面通知日期")
    notified_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    received_on = fields.Date(readonly=True, copy=False, help="送达日期; a review is asked for within days of it.")
    receipt_by_id = fields.Many2one("res.users", string="Receipt Entered By", readonly=True, copy=False)
    delivery_id = fields.Many2one(
        "cadre.delivery", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
    delivery_ids = fields.One2many("cadre.delivery", "assessment_id", string="Deliveries", readonly=True)
    appeal_ids = fields.One2many("cadre.appeal", "assessment_id", string="Review Requests")
    further_ids = fields.One2many("cadre.further.appeal", "assessment_id", string="Further Appeals")
    appeal_until = fields.Date(
        compute="_compute_appeal_until", string="Review Until", help="Last day on which a review may be asked for."
    )
    appeal_note = fields.Char(compute="_compute_appeal_until", string="About the Review")

    @api.depends("received_on", "decided_grade_id")
    @api.depends_context("lang")
    def _compute_appeal_until(self):
        for assessment in self:
            days, by_law = assessment._appeal_days()
            longest = max(days, by_law) if days else 0
            assessment.appeal_until = longest and assessment.received_on and last_day(assessment.received_on, longest)
            assessment.appeal_note = (
                bool(days)
                and by_law > days
                and self.env._(
                    "For “%(grade)s” the law gives %(law)s days, the scheme %(scheme)s: a request within %(law)s days "
                    "is taken (O-04).",
                    grade=assessment.decided_grade_id.name,
                    law=by_law,
                    scheme=days,
                )
            )

    def _appeal_days(self):
        """Days for a request by the scheme (0: no review) and by the law for the decided grade."""
        self.ensure_one()
        known = self.sudo()
        return known.scheme_id.appeal_days, known.decided_grade_id.appeal_days

    backfill_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="Grade after the Case",
        readonly=True,
        copy=False,
        groups=KEEPERS,
        help="补定等次: what the rules propose since the case is closed. The body decides.",
    )
    backfill_reason = fields.Text(string="Why This Grade", readonly=True, copy=False, groups=KEEPERS)

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_notify(self):
        return self.assessed and not self.notified_on and self._in_office()

    def _may_receive(self):
        """The subject for himself, the office for who signed on paper."""
        return bool(self.notified_on) and not self.received_on and (self._is_subject() or self._is_office())

    def _may_opine(self):
        """The person once; the office what stands on the paper that was signed, where it was not entered with it."""
        delivery = self.sudo().delivery_id
        if not delivery or delivery.opinion or delivery.way == "refused":
            return False
        return self._is_subject() or (delivery.way == "paper" and self._is_office())

    def _may_reopen(self):
        """The office, for a late event; the server, where a review or a further appeal was upheld."""
        return self._is_office() or is_guarded(self.env)

    def _may_appeal(self):
        """The subject in time; the office for who asks on paper. Nobody twice on one notice."""
        if not self.received_on or not self.appeal_until or not (self._is_subject() or self._is_office()):
            return False
        asked = self.sudo().appeal_ids.filtered(
            lambda one: one.state in ("requested", "upheld", "rejected") and one.received_on == self.received_on
        )
        return not asked and (self._is_office() or self.cycle_id._today() <= self.appeal_until)

    def _may_backfill(self):
        return bool(self.sudo().backfill_reason) and self._is_office()

    def _may_go_further(self):
        """The office writes down what the person lodged with an authority, on what he was told."""
        return bool(self.received_on) and self._is_office()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_notify(self):
        """Give the written notice (many at once), after the public notice is over. From now on it can be received."""
        for cycle in self.cycle_id:
            posted = cycle.sudo().notice_ids.filtered(lambda one: one.kind == "result" and one.state == "posted")
            if posted:
                raise UserError(
                    self.env._(
                        "“%(notice)s” is up until %(day)s: the written notice follows when it is ended.",
                        notice=posted[0].name,
                        day=posted[0].date_to,
                    )
                )
        for cycle, some in self.grouped("cycle_id").items():
            some._take("notify", notified_on=cycle._today(), notified_by_id=self.env.uid)
            remind_of_receipt(cycle.sudo(), some)
        return True

    def action_receive(self):
        """The subject confirms the receipt today; the office enters what was signed or refused."""
        self._refuse_receipt()
        if any(not assessment._is_subject() for assessment in self):
            return {
                "type": "ir.actions.act_window",
                "name": self.env._("Day of Receipt"),
                "res_model": "cadre.receipt.wizard",
                "view_mode": "form",
                "target": "new",
                "context": {"default_assessment_ids": self.ids},
            }
        for assessment in self:
            assessment._receive(assessment.cycle_id._today())
        return True

    def action_opine(self):
        """What the person says of his result (本人意见): once, and it stays."""
        self.ensure_one()
        self._refuse_step("opine", "read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Opinion of the Person"),
            "res_model": "cadre.opinion.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_assessment_id": self.id},
        }

    def action_appeal(self):
        """The draft of a review request; one that is there already is opened."""
        self.ensure_one()
        self._refuse_late_appeal()
        self._refuse_step("appeal", "read")
        hold(self)
        appeals = self.env["cadre.appeal"].sudo()
        draft = appeals.search([("assessment_id", "=", self.id), ("state", "=", "draft")], limit=1)
        appeal = draft or guarded(appeals).create({"assessment_id": self.id, "received_on": self.received_on})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Review Request"),
            "res_model": "cadre.appeal",
            "view_mode": "form",
            "res_id": appeal.id,
        }

    def action_backfill(self):
        """Take up what the rules propose since the case is closed; the body decides on it."""
        for assessment in self:
            assessment._refuse_step("backfill")
            assessment._reopen(assessment.backfill_reason)
        return True

    def action_further(self):
        """The draft of a further appeal (申诉), against the answer to his request or against the result itself."""
        self.ensure_one()
        self._refuse_step("further", "read")
        return self.env["cadre.further.appeal"]._draft_for(self)

    # -- business --------------------------------------------------------------------------------------------------
    def _refuse_late_appeal(self):
        """:raises AccessError: his time for it is over"""
        if self._is_subject() and self.appeal_until and self.cycle_id._today() > self.appeal_until:
            raise AccessError(
                self.env._(
                    "%(name)s: a review could be asked for until %(due)s. What was handed in on paper by then is "
                    "entered by the office.",
                    name=self.name,
                    due=self.appeal_until,
                )
            )

    def _receive(self, day, **values):
        """Write the day of receipt, between the notice and today; one's own is today's.

        :param values: how it was received, as fields of ``cadre.delivery``; nothing: confirmed by himself
        """
        values = {"way": "self", **values}
        self._refuse_receipt()
        refuse_delivery(self, day, values)
        late = self.filtered(lambda one: not one._is_office() and day != one.cycle_id._today())
        if late:
            raise UserError(
                self.env._(
                    "%(names)s: who confirms his own receipt confirms it today, %(today)s.",
                    names=names(late, self.env),
                    today=late[0].cycle_id._today(),
                )
            )
        rows = [{"assessment_id": one.id, "notified_on": one.notified_on, "received_on": day} for one in self]
        told = {**values, "entered_by_id": self.env.uid}
        deliveries = self.env["cadre.delivery"].sudo().create([{**row, **told} for row in rows])
        guarded(self.sudo()).write({"received_on": day, "receipt_by_id": self.env.uid})
        for assessment, delivery in zip(self.sudo(), deliveries, strict=True):
            guarded(assessment).delivery_id = delivery
        self.sudo().activity_unlink([ACTIVITY])

    def _refuse_receipt(self):
        """:raises AccessError: another one's :raises UserError: before the notice, or a second time"""
        refuse_early(self.filtered(lambda one: one._is_subject() or one._is_office()))
        self._refuse_step("receive", "read")

    def _opine(self, text):
        """Keep what the person says of his result with the notice it is about.

        :raises AccessError: another one's opinion, a second one, or after a refusal
        """
        for assessment in self:
            assessment._refuse_step("opine", "read")
            assessment.sudo().delivery_id.write({"opinion": text, "opinion_on": assessment.cycle_id._today()})

    def _reopen(self, reason):
        """What was notified is no longer the result: the new one is notified again."""
        result = super()._reopen(reason)
        guarded(self.sudo()).write(
            {
                "notified_on": False,
                "notified_by_id": False,
                "received_on": False,
                "receipt_by_id": False,
                "delivery_id": False,
                **dict.fromkeys(BACKFILL, False),
            }
        )
        return result

    def _propose_backfill(self):
        """The grade that the rules give since the case is closed, and why; the office is asked. As superuser."""
        for one in self:
            assessment = one.with_context(lang=one.cycle_id._told_in())
            closed = assessment.env._("The case is closed.")
            grade, why = tried_again(assessment, closed)
            guarded(assessment).write(
                {"backfill_grade_id": grade.id, "backfill_reason": " ".join(filter(None, (closed, why)))}
            )
            assessment.activity_unlink([ACTIVITY])
            for user in assessment.cycle_id._office_users() - assessment._own_users():
                assessment.activity_schedule(
                    ACTIVITY, user_id=user.id, summary=assessment.env._("Take up the grade that was left open")
                )

    def _withdraw_backfill(self):
        """The case was opened again: nothing is proposed. As superuser."""
        guarded(self).write(dict.fromkeys(BACKFILL, False))
        self.activity_unlink([ACTIVITY])
