"""What the deciding body decides in a cycle: the grades, and why otherwise than proposed (S0-33)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import LazyTranslate

from ..batch.many import WHOLE, in_parts
from ..computation import bulk
from ..guard import guarded
from ..meeting.recusal import withdrawing
from ..organization.cadre_family_member import relatives_of
from .cadre_decision_line import counted
from .cadre_decision_review import review_problems
from .decision_check import names, problems
from .decision_seats import badges, seat_states

_lt = LazyTranslate(__name__)


class CadreDecision(models.Model):
    _name = "cadre.decision"
    _inherit = ["cadre.decision", "cadre.yearly.mixin"]

    _occasions = ("cycle_id",)

    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    scale_id = fields.Many2one(related="cycle_id.scheme_id.result_scale_id")
    overrun_reason = fields.Text(help="Why more are given a grade than its soft quota has seats (S0-34).")
    overrun_by_id = fields.Many2one(
        "hr.employee",
        string="Overrun Authorised by",
        ondelete="restrict",
        check_company=True,
        domain="[('id', 'in', attendee_ids)]",
        help="Who of those present answers for it. Empty: who presided.",
    )
    has_awards = fields.Boolean(compute="_compute_has_awards", help="The scheme gives awards beside the grades.")
    line_ids = fields.One2many("cadre.decision.line", "decision_id", copy=False)
    appeal_line_ids = fields.One2many(
        "cadre.decision.review", "decision_id", string="Review Requests Decided", copy=False
    )
    line_count = fields.Integer(compute="_compute_line_count")
    different_count = fields.Integer(compute="_compute_line_count", help="Lines with another grade than proposed.")
    seat_text = fields.Html(string="Seats", compute="_compute_seats", sanitize=False)
    seat_state = fields.Json(compute="_compute_seats", help="Seats left, for the counter beside each grade.")
    overrun = fields.Boolean(compute="_compute_seats", help="More grades are given than there are seats.")

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
        for decision in decisions.filtered("cycle_id"):
            if not decision.line_ids and not decision.appeal_line_ids:
                decision._fill()
        return decisions

    @api.onchange("cycle_id")
    def _onchange_cycle_id(self):
        self._onchange_occasion()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_fill(self):
        """Take over the proposals of the last computation; lines the body gave a reason for keep their grade."""
        self.check_access("write")
        for decision in self:
            decision._refuse_locked(None)
            if not decision.appeal_line_ids:
                decision._fill()
        return True

    def action_side_by_side(self):
        """The pools of this decision; a single one shows its people at once."""
        self.ensure_one()
        self.check_access("read")
        pools = self.env["cadre.pool"].search([("cycle_id", "=", self.cycle_id.id), ("quota_id.use", "=", "result")])
        if len(pools) == 1:
            return pools.action_side_by_side()
        return self.env["cadre.cycle"]._list_action("cadre_pool_action", [("id", "in", pools.ids)])

    def _count_behind(self):
        """For how many people the decision stands."""
        return self.env["cadre.decision.line"].sudo().search_count([("decision_id", "in", self.ids)])

    def _count_behind_yes(self):
        """… of what is answered without asking for a comment first."""
        return 0 if self._my_turns().filtered("has_comment") else self._count_behind()

    @in_parts(_lt("Confirm"), WHOLE, refuse="_refuse_out_of_turn", count="_count_behind_yes")
    def action_approve(self):
        return super().action_approve()

    def action_submit(self):
        for decision in self.filtered("cycle_id"):
            decision.check_access("write")
            decision._refuse_step("submit")
            decision._name_authorisers()
        return super().action_submit()

    def _name_authorisers(self):
        """Where nobody is named for an override, who presided answers for it, unless he withdraws there."""
        chair = self.meeting_id.chair_id
        aside = withdrawing(self, self.sudo().body_id._members_on(self.date))
        for line in self.line_ids.filtered(lambda one: one.different and not one.authorised_by_id):
            if chair not in aside.get(line.assessment_id, ()):
                guarded(line).authorised_by_id = chair
        if self.overrun and not self.overrun_by_id:
            guarded(self).overrun_by_id = chair

    # -- what the meeting asks -------------------------------------------------------------------------------------
    def _voted_lines(self):
        return self.line_ids if self.cycle_id else super()._voted_lines()

    def _about(self, people):
        """By assessment: those of ``people`` who are the subject or the head of the unit, or a relative of one. Two
        queries, however long the list."""
        found = super()._about(people)
        if not people or not self.ids:
            return found
        kin = relatives_of(people)
        concerned = [*people.ids, *(person.id for person in kin)]
        lines = self.env["cadre.decision.line"].sudo()
        lines = lines.search(
            [
                ("decision_id", "in", self.ids),
                "|",
                ("assessment_id.employee_id", "in", concerned),
                ("assessment_id.head_id", "in", concerned),
            ]
        )
        for one in lines.assessment_id | self.sudo().appeal_line_ids.appeal_id.assessment_id:
            subjects = one.employee_id | one.head_id
            found[one] = (subjects & people.sudo()).union(*(kin[person] for person in subjects if person in kin))
        return found

    def _problems(self, confirmers):
        if self.appeal_line_ids:
            found = super()._problems(confirmers)
            return [*found, *review_problems(self, self.submitted_by_id or self.env.user)]
        return problems(self, confirmers) if self.cycle_id else super()._problems(confirmers)

    def _apply(self):
        """Write the decided grades, all at once, and bring the cycle to *decided* when nobody is left."""
        super()._apply()
        if not self.cycle_id:
            return
        if self.appeal_line_ids:
            for review in self.appeal_line_ids:
                review.appeal_id._answered_by(review)
            return
        names = ["decided_grade_id", "override_reason", "decision_id", "extremely_poor", "state"]
        lines = self.line_ids.filtered(lambda one: not one._stays_open())
        rows = [
            bulk.row(
                line.assessment_id.id,
                line.grade_id.id or None,
                line.reason or None,
                self.id,
                bool(line.extremely_poor),
                "decided",
            )
            for line in lines
        ]
        self._freeze()
        self._write_assessments(names, rows)
        self._write_awards({line.assessment_id.id: line.award_ids for line in lines})
        self.cycle_id._write_used()
        if self.cycle_id.state == "computed":
            guarded(self.cycle_id).write({"state": "decided"})

    def _freeze(self):
        """The list as the body had it before it: figures that are computed again later do not change it."""
        lines = self.line_ids.with_context(lang=self.cycle_id.scheme_id._text_lang())
        lines.flush_recordset()
        rows = [bulk.row(line.id, bulk.json_text(as_decided(line))) for line in lines]
        bulk.update_from(lines, ["frozen"], rows, touch=False)
        bulk.refreshed(lines, ["frozen"])

    def _refuse_undo(self):
        """What is published already is changed by a late event only."""
        result = super()._refuse_undo()
        if self.sudo().appeal_line_ids:
            raise UserError(
                self.env._(
                    "“%(name)s” has answered review requests already and can no longer be undone. A further appeal, or "
                    "a late event, takes a result up again.",
                    name=self.name,
                )
            )
        lines = self.sudo().line_ids.filtered(lambda one: not one._stays_open())
        later = lines.assessment_id.filtered(lambda one: one.state != "decided" or one.decision_id != self)
        if later:
            raise UserError(
                self.env._(
                    "“%(name)s” can no longer be undone: the results of %(people)s are published already.",
                    name=self.name,
                    people=names(later, self.env),
                )
            )
        return result

    def _unapply(self):
        """Back to *computed*."""
        super()._unapply()
        if not self.cycle_id:
            return
        self._write_assessments(
            ["decided_grade_id", "override_reason", "decision_id", "extremely_poor", "state"],
            [
                bulk.row(line.assessment_id.id, None, None, None, False, "computed")
                for line in self.line_ids
                if not line._stays_open()
            ],
        )
        self._write_awards({})
        self.cycle_id._write_used()
        if self.cycle_id.state == "decided" and not self.cycle_id._waits_in(["decided"]):
            guarded(self.cycle_id).write({"state": "computed"})

    def _write_assessments(self, names, rows):
        Assessment = self.env["cadre.assessment"]
        Assessment.flush_model()
        bulk.update_from(Assessment, names, rows)
        bulk.refreshed(self.line_ids.assessment_id, names)

    def _write_awards(self, given):
        """Which of the awards are decided: ``given`` is assessment id -> categories."""
        awards = self.line_ids.filtered(lambda one: not one._stays_open()).assessment_id.award_ids
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


def as_decided(line):
    """What the list said of one person when it was decided: plain values, in the language of the scheme."""
    one = line.assessment_id
    return {
        "name": one.name,
        "post": one.post or "",
        "unit": one.unit_id.name or one.department_id.name or "",
        "total": f"{one.total:.2f}" if one.has_total else "",
        "rank": one.printed_rank or 0,
        "proposed": line.proposed_grade_id.name or "",
        "grade": line.grade_id.name or "",
        "awards": line.award_ids.mapped("name"),
        "reason": line.reason or "",
        "authorised": line.authorised_by_id.name or "",
    }
