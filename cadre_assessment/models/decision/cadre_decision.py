"""The body's decision: when, with which votes, and why otherwise than proposed (S0-33)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..company import company_of
from ..computation import bulk
from ..guard import Step, guarded
from .cadre_decision_line import counted
from .decision_check import names, problems
from .decision_seats import badges, seat_states
from .recusal import DECIDER, on_list, people_of, presiding


class CadreDecision(models.Model):
    """The office writes it down, the head of the body confirms it (a tier definition says who)."""

    _name = "cadre.decision"
    _description = "Decision"
    _inherit = ["cadre.yearly.mixin", "mail.thread", "mail.activity.mixin", "cadre.tier.mixin"]
    _check_company_auto = True
    _order = "date desc, id desc"

    _steps = (
        Step("submit", {"draft"}, "submitted", "_is_office"),
        Step("withdraw", {"submitted"}, "draft", "_is_office"),
        Step("approve", {"submitted"}, "approved", "_may_confirm", whose="_confirmers"),
        Step("return", {"submitted"}, "draft", "_may_confirm", reason=True, whose="_confirmers"),
        Step("undo", {"approved"}, "revoked", "_may_undo", reason=True),
    )
    _locked_states = frozenset({"submitted", "approved", "revoked"})

    name = fields.Char(required=True)
    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    scale_id = fields.Many2one(related="cycle_id.scheme_id.result_scale_id")
    company_id = company_of("cycle_id")
    body_id = fields.Many2one("cadre.body", required=True, check_company=True, string="Deciding Body")
    chair_user_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        help="Head of the body on the day: confirms the decision. Where he is on the list himself, the next member who "
        "is not.",
    )
    second_user_id = fields.Many2one(
        "res.users",
        string="Second to Confirm",
        readonly=True,
        copy=False,
        help="Where everybody who could preside is on the list himself, two confirm: each for the lines of the others.",
    )
    date = fields.Date(required=True, default=today_of)
    expected = fields.Integer(help="应到人数")
    present = fields.Integer(help="实到人数")
    attendee_ids = fields.Many2many("hr.employee", "cadre_decision_attendee_rel", string="Attendees")
    votes_for = fields.Integer()
    votes_against = fields.Integer()
    votes_abstained = fields.Integer()
    minutes = fields.Html()
    overrun_reason = fields.Text(help="Why more are given a grade than its soft quota has seats (S0-34).")
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Awaiting Confirmation"), ("approved", "Confirmed"), ("revoked", "Undone")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    has_awards = fields.Boolean(compute="_compute_has_awards", help="The scheme gives awards beside the grades.")
    line_ids = fields.One2many("cadre.decision.line", "decision_id", copy=False)
    line_count = fields.Integer(compute="_compute_line_count")
    different_count = fields.Integer(compute="_compute_line_count", help="Lines with another grade than proposed.")
    seat_text = fields.Html(string="Seats", compute="_compute_seats", sanitize=False)
    seat_state = fields.Json(compute="_compute_seats", help="Seats left, for the counter beside each grade.")
    overrun = fields.Boolean(compute="_compute_seats", help="More grades are given than there are seats.")
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    undo_reason = fields.Text(readonly=True, copy=False)

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("cycle_id")
    def _compute_has_awards(self):
        for decision in self:
            decision.has_awards = bool(decision.cycle_id.scheme_id.quota_ids.award_id)

    @api.depends("line_ids.grade_id")
    def _compute_line_count(self):
        """As they are stored all at once, by one statement; only lines that are being edited are read."""
        stored = self.filtered(lambda decision: isinstance(decision.id, int))
        counts = counted(stored)
        for decision in stored:
            decision.line_count, decision.different_count = counts.get(decision.id, (0, 0))
        for decision in self - stored:
            decision.line_count = len(decision.line_ids)
            decision.different_count = len(decision.line_ids.filtered("different"))

    @api.depends("line_ids.grade_id", "line_ids.award_ids", "line_ids.assessment_id", "cycle_id")
    def _compute_seats(self):
        """The counter beside the grades: it moves while the lines are edited."""
        for decision in self:
            states = seat_states(decision)
            decision.overrun = any(state.left < 0 for state in states)
            decision.seat_state = [{"id": state.pool.id, "left": state.left} for state in states]
            decision.seat_text = badges(states, self.env)

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        decisions = super().create(vals_list)
        for decision in decisions:
            if not decision.expected:
                decision.expected = len(decision.cycle_id.sudo()._sitting(decision.date))
            if not decision.line_ids:
                decision._fill()
        return decisions

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_fill(self):
        """Take over the proposals of the last computation; lines the body gave a reason for keep their grade."""
        self.check_access("write")
        for decision in self:
            decision._refuse_locked(None)
            decision._fill()
        return True

    def action_submit(self):
        """The office hands the decision to the head of the body, or to who presides in his place."""
        self.check_access("write")
        for decision in self:
            presiding = decision._presiding(decision.date)
            decision._refuse(problems(decision, presiding))
            now = fields.Datetime.now()
            who = {"chair_user_id": presiding[:1].id, "second_user_id": presiding[1:].id}
            decision._take("submit", submitted_by_id=self.env.uid, submitted_on=now, **who)
            decision._open_tiers()
            for user in presiding:
                decision.sudo().activity_schedule(
                    "mail.mail_activity_data_todo", user_id=user.id, summary=self.env._("Confirm the decision")
                )
        return True

    def action_withdraw(self):
        """The office takes it back before it is confirmed."""
        self._take("withdraw", submitted_by_id=False, submitted_on=False)
        self._clear_tiers()
        self.sudo().activity_unlink(["mail.mail_activity_data_todo"])
        return True

    def action_return(self):
        return self._ask_reason("return")

    def action_undo(self):
        """The same body takes its decision back, with a reason, as long as nothing is published."""
        return self._ask_reason("undo")

    def action_side_by_side(self):
        """The pools of this decision; a single one shows its people at once."""
        self.ensure_one()
        self.check_access("read")
        pools = self.env["cadre.pool"].search([("cycle_id", "=", self.cycle_id.id), ("quota_id.use", "=", "result")])
        if len(pools) == 1:
            return pools.action_side_by_side()
        return self.env["cadre.cycle"]._list_action("cadre_pool_action", [("id", "in", pools.ids)])

    # -- who -------------------------------------------------------------------------------------------------------
    def _presiding(self, day):
        """Users who preside over this body on ``day`` for this list: its head, or who stands in for him (回避)."""
        self.ensure_one()
        return presiding(self, self.sudo().body_id._members_on(day)).user_id

    def _is_about(self, users):
        """Those of ``users`` whom a line of this decision is about, by any account they had since the cycle began."""
        since = self.cycle_id.date_from
        found = on_list(self, people_of(users, since))
        return users.filtered(lambda user: people_of(user, since) & found)

    def _confirmers(self):
        """Those who confirm it: of two each for the lines of the others."""
        return self.chair_user_id | self.second_user_id

    def _barred_reviewers(self):
        """Four eyes, not four accounts: not who handed it in confirms it, and nobody what is about himself."""
        about = self._is_about(self.chair_user_id | self.sudo().review_ids.reviewer_ids)
        return self._hands() | (about - self._confirmers() if self.second_user_id else about)

    def _hands(self):
        """Every account of who handed it in."""
        return self.submitted_by_id._cadre_accounts(self.cycle_id.date_from)

    def _asked_bodies(self):
        return {"chair_user_id": self.body_id}

    def _may_confirm(self):
        user = self.env.user
        asked = user in self._confirmers() - self._hands() and self.cycle_id._sits_in_body(user)
        return asked and (bool(self.second_user_id) or not self._is_about(user))

    def _may_undo(self):
        """Who presides over the same body today, and is not on the list himself."""
        user = self.env.user
        return user.has_group(DECIDER) and user in self._presiding(self.cycle_id._today())

    # -- steps -----------------------------------------------------------------------------------------------------
    def _refuse(self, found):
        if found:
            raise UserError(
                self.env._("“%(name)s” cannot be confirmed yet:", name=self.name) + "\n– " + "\n– ".join(found)
            )

    def _refuse_unasked(self):
        """Of two who confirm together each has said yes himself, whatever the definitions of the tiers are."""
        given = self.sudo().review_ids.filtered(lambda review: review.status == "approved").done_by
        if self.second_user_id and (missing := self._confirmers() - given):
            raise UserError(
                self.env._(
                    "“%(name)s”: %(user)s has not confirmed it, and no approval rule asks for it. Ask the organization "
                    "department to complete the tier definitions.",
                    name=self.name,
                    user=missing[0].name,
                )
            )

    def _on_validated(self):
        """The head of the body confirmed: what it rests on is looked at once more, then the grades stand."""
        for decision in self:
            decision._refuse_unasked()
            decision._refuse(problems(decision.sudo(), decision._confirmers()))
            decision._take("approve", confirmed_by_id=self.env.uid, confirmed_on=fields.Datetime.now())
            decision.sudo()._apply()
            decision.sudo().activity_feedback(["mail.mail_activity_data_todo"])

    def _apply(self):
        """Write the decided grades, all at once, and bring the cycle to *decided* when nobody is left."""
        self.ensure_one()
        names = ["decided_grade_id", "override_reason", "decision_id", "extremely_poor", "state"]
        rows = [
            bulk.row(
                line.assessment_id.id,
                line.grade_id.id or None,
                line.reason or None,
                self.id,
                bool(line.extremely_poor),
                "decided",
            )
            for line in self.line_ids
        ]
        self._write_assessments(names, rows)
        self._write_awards({line.assessment_id.id: line.award_ids for line in self.line_ids})
        self.cycle_id._write_used()
        if self.cycle_id.state == "computed":
            guarded(self.cycle_id).write({"state": "decided"})

    def _reason_undo(self, reason):
        for decision in self:
            decision._undo(reason)
        return True

    def _undo(self, reason):
        """Back to *computed*. What is published already is changed by a late event only."""
        self.ensure_one()
        assessments = self.sudo().line_ids.assessment_id
        later = assessments.filtered(lambda one: one.state != "decided" or one.decision_id != self)
        if later:
            raise UserError(
                self.env._(
                    "“%(name)s” can no longer be undone: the results of %(people)s are published already.",
                    name=self.name,
                    people=names(later, self.env),
                )
            )
        self._take("undo", undo_reason=reason)
        self.sudo()._write_assessments(
            ["decided_grade_id", "override_reason", "decision_id", "extremely_poor", "state"],
            [bulk.row(key, None, None, None, False, "computed") for key in assessments.ids],
        )
        self.sudo()._write_awards({})
        self.sudo().cycle_id._write_used()
        if self.sudo().cycle_id.state == "decided":
            guarded(self.sudo().cycle_id).write({"state": "computed"})
        self.sudo().message_post(body=self.env._("Undone: %(reason)s", reason=reason))

    def _write_assessments(self, names, rows):
        Assessment = self.env["cadre.assessment"]
        Assessment.flush_model()
        bulk.update_from(Assessment, names, rows)
        bulk.refreshed(self.line_ids.assessment_id, names)

    def _write_awards(self, given):
        """Which of the awards are decided: ``given`` is assessment id -> categories."""
        awards = self.line_ids.assessment_id.award_ids
        awards.flush_model()
        rows = [bulk.row(one.id, one.award_id in given.get(one.assessment_id.id, ())) for one in awards]
        bulk.update_from(awards, ["decided"], rows, touch=False)
        bulk.refreshed(awards, ["decided"])

    # -- business --------------------------------------------------------------------------------------------------
    def _fill(self):
        """Lines for everybody who is computed and not decided, with the grade proposed.

        What is proposed is the server's word, also about who fills them in himself.
        """
        self.ensure_one()
        waiting = self.env["cadre.assessment"].search(
            [("cycle_id", "=", self.cycle_id.id), ("assessed", "=", True), ("state", "=", "computed")], order="rank, id"
        )
        lines = guarded(self.line_ids)
        known = {line.assessment_id: line for line in lines}
        (lines - self.env["cadre.decision.line"].union(*[known[one] for one in waiting if one in known])).unlink()
        fresh = []
        for sequence, assessment in enumerate(waiting, 1):
            line = known.get(assessment)
            if line is None:
                values = {"assessment_id": assessment.id, "grade_id": assessment.proposed_grade_id.id}
                values["award_ids"] = [(6, 0, line_awards(assessment).ids)]
                fresh.append({"decision_id": self.id, "sequence": sequence, **values})
            elif not line.reason:
                if line.grade_id != assessment.proposed_grade_id:
                    line.grade_id = assessment.proposed_grade_id
                if line.award_ids != line_awards(assessment):
                    line.award_ids = line_awards(assessment)
        guarded(self.env["cadre.decision.line"]).create(fresh)


def line_awards(assessment):
    """The awards proposed for a subject."""
    return assessment.award_ids.filtered("won").award_id
