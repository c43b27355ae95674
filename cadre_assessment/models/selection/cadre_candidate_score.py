"""What a candidate was given: the mark of the examination, total, rank and place by the scheme (F-27)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import guarded
from .scores import settle
from .scores_said import said

STANDING = [
    ("won", "Within the Places"),
    ("waiting", "On the Waiting List"),
    ("tied", "Level at the Last Place"),
    ("barred", "No Majority"),
    ("none", "No Total"),
]


class CadreCandidate(models.Model):
    _inherit = "cadre.candidate"

    _guarded = frozenset({"has_total", "total", "rank", "standing", "waiting_place", "score_reason", "score_lines"})

    exam_taken = fields.Boolean(
        string="Took the Examination", compute="_compute_exam", inverse="_inverse_exam", compute_sudo=True
    )
    exam_mark = fields.Float(
        string="Mark of the Examination", digits=(6, 2), high=1000, aggregator=None,
        compute="_compute_exam", inverse="_inverse_exam", compute_sudo=True,
    )  # fmt: skip
    mark_ids = fields.One2many("cadre.candidate.mark", "candidate_id", string="Marks")
    has_total = fields.Boolean(string="Scored", readonly=True, copy=False)
    total = fields.Float(digits=(12, 4), readonly=True, copy=False, aggregator=None, help="综合成绩, by the scheme.")
    rank = fields.Integer(readonly=True, copy=False, aggregator=None, help="Among those who stand for the same post.")
    standing = fields.Selection(STANDING, string="By the Score", readonly=True, copy=False, help="The body decides.")
    waiting_place = fields.Integer(readonly=True, copy=False, aggregator=None, help="递补顺序; 0: he does not wait.")
    score_reason = fields.Json(readonly=True, copy=False)
    score_lines = fields.Json(readonly=True, copy=False, help="The trace of the total.")
    score_text = fields.Text(string="About the Score", compute="_compute_score_text")

    @api.depends("mark_ids.value", "mark_ids.entered")
    def _compute_exam(self):
        for candidate in self:
            mark = candidate.mark_ids.filtered(lambda one: not one.judge_id and one.entered)[:1]
            candidate.exam_taken, candidate.exam_mark = bool(mark), mark.value

    def _inverse_exam(self):
        """Entered by the office one by one; for many at once there is the table of the step, and its workbook."""
        for candidate in self:
            known, value = candidate.sudo(), candidate.exam_mark
            taken = candidate.exam_taken or bool(value)
            step = known.selection_id.step_ids.filtered(
                lambda one, post=known.post_id: (
                    one.kind == "exam" and one.state == "open" and one.post_id in (post, post.browse())
                )
            )[:1]
            if not step and not taken and not known.mark_ids.filtered(lambda one: not one.judge_id):
                continue
            if not step:
                raise UserError(
                    self.env._("%(candidate)s: no examination is open. Open its step again.", candidate=known.name)
                )
            if not 0 <= value <= step._full_mark():
                raise UserError(
                    self.env._(
                        "%(candidate)s: a mark is between 0 and %(maximum)g, not %(value)g.",
                        candidate=known.name,
                        maximum=step._full_mark(),
                        value=value,
                    )
                )
            self.env["cadre.candidate.mark"]._make_for(step)
            mark = step.mark_ids.filtered(lambda one, known=known: one.candidate_id == known)
            guarded(mark).write({"value": value, "entered": taken})
        self.invalidate_recordset(["exam_taken", "exam_mark"], flush=False)  # each is read from what the other wrote

    @api.depends("has_total", "standing", "state", "score_reason", "score_lines", "post_id.number")
    @api.depends_context("lang")
    def _compute_score_text(self):
        for candidate in self:
            candidate.score_text = "\n".join(said(candidate)) or False

    def _score_anew(self):
        """Who leaves the field, or comes back, moves the places of the others."""
        for selection in self.sudo().selection_id:
            settle(selection)
