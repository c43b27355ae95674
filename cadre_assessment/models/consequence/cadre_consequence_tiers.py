"""Approval step by step, as the tier definitions for consequences have it: who is asked, in which order.

An office completes what was proposed and hands it in; from then on nothing of it changes until every step has said yes,
one has returned it with a reason, or the office has taken it back. Nobody answers for what is about himself, nor who
handed it in; of an adjustment of the post nobody answers two steps (S2A-80: never by one person's click).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..batch.many import in_parts
from ..clock import by_today
from ..guard import LOG_TOGETHER, Step, guarded
from ..guard.activities import Task, clear_tasks, give_out, hand_over_each
from ..ledger.recipients import heads_on
from ..organization.membership import leaders_on
from ..reasons import said
from ..scheme.cadre_scheme_consequence import MANY
from .reasons_said import WORDS

_lt = LazyTranslate(__name__)
APPROVE = "cadre_assessment.activity_consequence_approve"
APPROVE_MANY = "cadre_assessment.activity_consequence_approve_many"
RETURNED = "cadre_assessment.activity_consequence_returned"


class CadreConsequence(models.Model):
    _inherit = "cadre.consequence"

    _state_from = ["proposed"]
    _asked_by_day = True
    _guarded = frozenset({"submitted_on", "submitted_by_id", "return_reason", "question_why", "gone_why"})
    _steps = (
        Step("submit", {"proposed"}, None, "_may_submit"),
        Step("withdraw", {"proposed"}, None, "_may_withdraw"),
        Step("review", {"proposed"}, None, "_is_my_turn", whose="_waiting_users", method="action_approve"),
        Step("return", {"proposed"}, None, "_is_my_turn", reason=True, whose="_waiting_users"),
    )

    submitted_on = fields.Datetime(readonly=True, copy=False, help="Handed in for its approval step by step.")
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    return_reason = fields.Text(readonly=True, copy=False)
    question_why = fields.Json(readonly=True, copy=False)
    gone_why = fields.Json(readonly=True, copy=False, help="By a rule: why it was cancelled or taken back.")
    question_said = fields.Char(string="Why It Is Questioned", compute="_compute_said")
    cancel_said = fields.Char(string="Cancel Reason", compute="_compute_said")
    taken_back_said = fields.Char(string="Taken Back Because", compute="_compute_said")
    unit_head_user_ids = fields.Many2many(
        "res.users",
        compute="_compute_step_users",
        compute_sudo=True,
        string="User of the Unit's Head",
        help="Head of the unit of whom it is about; where it is about the head himself or the unit, who is in charge "
        "of the unit.",
    )
    leader_user_ids = fields.Many2many(
        "res.users", compute="_compute_step_users", compute_sudo=True, string="User of the Leader in Charge"
    )
    office_user_ids = fields.Many2many(
        "res.users", compute="_compute_step_users", compute_sudo=True, string="Users of the Assessment Office"
    )
    body_head_user_ids = fields.Many2many(
        "res.users", compute="_compute_step_users", compute_sudo=True, string="Heads of the Deciding Body"
    )

    # -- why it does not stand as it did ---------------------------------------------------------------------------
    @api.depends("question_why", "gone_why", "question_note", "cancel_reason", "taken_back_because", "state")
    @api.depends_context("lang")
    def _compute_said(self):
        for one in self:
            gone = {one.state: one.gone_why}
            one.question_said = said(self.env, one.question_why, WORDS, one.question_note) or False
            one.cancel_said = said(self.env, gone.get("cancelled"), WORDS, one.cancel_reason) or False
            one.taken_back_said = said(self.env, gone.get("taken_back"), WORDS, one.taken_back_because) or False

    # -- who is asked ----------------------------------------------------------------------------------------------
    @api.depends("cycle_id", "result_id", "employee_id", "subject_unit_id", "about_unit_id")
    def _compute_step_users(self):
        """As of today. A number of queries that does not depend on the consequences."""
        Employee = self.env["hr.employee"]
        for today, records in by_today(self).items():
            units = {
                one: one.subject_unit_id
                or one.about_unit_id
                or one.result_id.assessment_id.unit_id
                or one.employee_id.department_id.unit_id
                for one in records
            }
            asked = {(unit.id, today) for unit in units.values() if unit}
            leaders, heads = leaders_on(self.env, asked), heads_on(self.env, asked)
            sitting = (records.cycle_id.office_body_id | records.cycle_id.leading_body_id)._members_today()
            sitting = sitting.grouped("body_id")
            nobody = self.env["cadre.body.member"]
            for one in records:
                place = (units[one].id, today)
                head = Employee.browse(heads.get(place) or ())
                above = Employee.browse(leaders.get(place, ()))
                about = one.employee_id | one.head_id
                one.unit_head_user_ids = (head if head and not head & about else above - about).user_id
                one.leader_user_ids = (one.result_id.assessment_id.leader_id or above).user_id
                one.office_user_ids = sitting.get(one.cycle_id.office_body_id, nobody).user_id
                body = sitting.get(one.cycle_id.leading_body_id, nobody)
                one.body_head_user_ids = body.filtered(lambda member: member.role == "chair").user_id

    def _asked_bodies(self):
        cycle = self.cycle_id
        return {"office_user_ids": cycle.office_body_id, "body_head_user_ids": cycle.leading_body_id}

    def evaluate_tier(self, tier):
        """Definitions speak of what its rule approves step by step alone; all else is approved as it was."""
        return super(CadreConsequence, self.filtered(lambda one: one.approval == "tiers")).evaluate_tier(tier)

    def _barred_reviewers(self):
        """Not whom it is about or a relative of his, nor who handed it in; where nobody acts alone, nor who said yes
        already.
        """
        hands, kin, since = self.submitted_by_id, self.sudo().kin_ids, self._own_since()
        if self.action in MANY:
            hands |= self.sudo().review_ids.filtered(lambda review: review.status == "approved").done_by
        barred = super()._barred_reviewers() | hands._cadre_accounts(since)
        return barred | kin._cadre_users(since) if kin else barred

    def _tiers_agree(self):
        """Every step has said yes; of what nobody does alone, at least two people. Other ways have their own rule."""
        if self.approval != "tiers":
            return True
        return super()._tiers_agree() and (self.action not in MANY or len(self.sudo().review_ids.done_by) > 1)

    # -- who may ---------------------------------------------------------------------------------------------------
    def _is_asked(self):
        """Whether it waits for the answers of its steps."""
        return self.state == "proposed" and bool(self.submitted_on)

    def _may_submit(self):
        return self.approval == "tiers" and not self.submitted_on and self._is_office()

    def _may_withdraw(self):
        return self.approval == "tiers" and bool(self.submitted_on) and self._is_office()

    def _may_approve(self):
        """Only what its steps were asked about is approved by them."""
        if self.approval == "tiers":
            return bool(self.sudo().review_ids) and self._tiers_agree()
        return super()._may_approve()

    def _refuse_locked(self, vals):
        """What the steps are asked about stays as it is until they have answered."""
        for one in self:
            if one._is_asked() and (vals is None or vals.keys() - one._open_when_locked()):
                raise UserError(
                    self.env._(
                        "%(record)s waits for its approval and is not changed meanwhile. Take it back first.",
                        record=one.display_name,
                    )
                )
        return super()._refuse_locked(vals)

    # -- handing in ------------------------------------------------------------------------------------------------
    @in_parts(_lt("Submit"), step="submit")
    def action_submit(self):
        """The office hands these in for approval, complete; the first step is asked."""
        self.check_access("write")
        self._refuse_incomplete()
        self._take("submit", submitted_on=fields.Datetime.now(), submitted_by_id=self.env.uid, return_reason=False)
        self._open_tiers()
        self._ask_next()
        return True

    def _refuse_incomplete(self):
        self._refuse_protected_person()
        self._refuse_without_amount()
        self._refuse_beyond_seats()

    def _open_tiers(self):
        """As always; and of what nobody does alone two people are asked at least."""
        result = super()._open_tiers()
        for one in self.sudo().filtered(lambda one: one.action in MANY):
            asked = one.review_ids.reviewer_ids - one._barred_reviewers()
            if len(one.review_ids) < 2 or len(asked) < len(one.review_ids):
                raise UserError(
                    self.env._(
                        "%(record)s: nobody is dismissed or moved by one person's word, and its approval has only "
                        "%(steps)s steps with %(people)s people. Ask the organization department to complete the "
                        "tier definitions, or let the deciding body decide.",
                        record=one.display_name,
                        steps=len(one.review_ids),
                        people=len(asked),
                    )
                )
        return result

    def action_withdraw(self):
        """The office takes it back, to change it; who has answered already is asked anew."""
        self._take("withdraw", submitted_on=False, submitted_by_id=False)
        self._clear_tiers()
        return self._ask_next()

    def action_return(self):
        return self._ask_reason("return")

    def _return(self, reason):
        """Back to the office, with the reason: to who handed it in."""
        by = {one: one.submitted_by_id for one in self.sudo()}
        result = super()._return(reason)
        guarded(self.sudo()).write({"submitted_on": False, "submitted_by_id": False, "return_reason": reason})
        self._ask_next()
        hand_over_each(self, RETURNED, lambda one: by[one], note=reason)
        return result

    def _stop_asking(self):
        """It is no longer proposed as it stood: nobody is asked any more. Server code only."""
        if asked := self.filtered("submitted_on"):
            asked._clear_tiers()
            guarded(asked.sudo()).write({"submitted_on": False, "submitted_by_id": False})
            asked._ask_next()

    def _on_gone(self, reason):
        self.filtered(lambda one: one.state == "cancelled")._stop_asking()
        return super()._on_gone(reason)

    # -- answering -------------------------------------------------------------------------------------------------
    def _refuse_out_of_turn(self):
        """Who would approve what is not handed in yet learns what it waits for."""
        for one in self.filtered(lambda one: one.approval == "tiers" and one.state == "proposed"):
            if not one.submitted_on and not one._is_own() and (one._may_decide() or one._is_office()):
                raise UserError(
                    self.env._(
                        "%(record)s is approved step by step: the office hands it in first.", record=one.display_name
                    )
                )
        return super()._refuse_out_of_turn()

    def _say_yes(self, comment=None):
        result = super()._say_yes(comment)
        self._ask_next()
        return result

    def _on_validated(self):
        """The last step has said yes: what it rests on is looked at once more, then it is approved."""
        self.sudo()._refuse_incomplete()
        self._take("approve", approved_by_id=self.env.uid, approved_on=fields.Datetime.now())
        self.sudo()._on_approved()

    # -- tasks -----------------------------------------------------------------------------------------------------
    def _by_turn(self):
        """{user: those of these consequences that wait for his answer now}"""
        records, found = self.sudo(), {}
        records._read_reviewers()
        for one in records:
            for user in one._waiting_users():
                found.setdefault(user, []).append(one.id)
        return {user: self.browse(ids) for user, ids in found.items()}

    def _reviewers_changed(self):
        self._ask_next()

    def _ask_next(self):
        """A task for whose turn it is; of many at once one on their cycle, and none where nothing waits for him."""
        records = self.sudo()
        clear_tasks(records)
        waiting = records.filtered(lambda one: one._is_asked())
        many = waiting if len(waiting) > LOG_TOGETHER else waiting.browse()
        if few := waiting - many:
            few._read_reviewers()
            hand_over_each(few, APPROVE, lambda one: one._waiting_users())
        kind = self.env.ref(APPROVE_MANY)
        for cycle in records.cycle_id:
            tasks = cycle.activity_ids.filtered(lambda one: one.activity_type_id == kind)
            if not tasks and cycle not in many.cycle_id:
                continue
            every = records.search(
                [("cycle_id", "=", cycle.id), ("state", "=", "proposed"), ("submitted_on", "!=", False)]
            )
            turns, told = every._by_turn(), tasks.user_id
            tasks.filtered(lambda task, turns=turns: task.user_id not in turns).unlink()
            fresh = [
                Task(cycle, user, note=self.env._("%(count)s consequences wait for your approval.", count=len(some)))
                for user, some in turns.items()
                if user not in told
            ]
            give_out(self.env, APPROVE_MANY, fresh)
        return True
