"""A mark of a judge for a candidate, or of an examination, which has no judge (S4-P4-06 … 09, S4-P10-19)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..clock import today_of
from ..guard import Step, guarded
from ..guard.activities import clear_tasks
from ..listing import listed, titled
from ..marks.grid import Column, Row


class CadreCandidateMark(models.Model):
    """Made by the server for each judge and candidate; a judge sees his own alone, and what he has confirmed stays."""

    _name = "cadre.candidate.mark"
    _description = "Mark of a Candidate"
    _inherit = [
        "mail.thread",
        "mail.activity.mixin",
        "cadre.of.candidate.mixin",
        "cadre.guard.mixin",
        "cadre.absent.mixin",
        "cadre.grid.mixin",
    ]
    _rec_names_search = ["step_id", "candidate_id"]
    _order = "step_id, candidate_id, judge_id, id"
    _absent = {"value": "entered"}

    _guarded = frozenset(
        {"step_id", "candidate_id", "judge_id", "value", "entered", "state", "confirmed_on", "selection_id", "post_id"}
    )
    _locked_states = frozenset({"confirmed"})
    _steps = (Step("confirm", ("draft",), "confirmed", "_may_enter", whose="_judges"),)

    step_id = fields.Many2one("cadre.selection.step", required=True, ondelete="cascade", index=True)
    selection_id = fields.Many2one(related="step_id.selection_id", store=True, index=True)
    company_id = fields.Many2one(related="step_id.company_id", store=True, index=True)
    component_id = fields.Many2one(related="step_id.rule_id.component_id")
    candidate_id = fields.Many2one("cadre.candidate", required=True, ondelete="cascade", index=True)
    post_id = fields.Many2one(related="candidate_id.post_id", store=True, index=True)
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index="btree_not_null", string="Whose User")
    judge_id = fields.Many2one(
        "hr.employee", ondelete="restrict", index="btree_not_null", help="Empty: the mark of an examination."
    )
    judge_user_id = fields.Many2one(
        "res.users", compute="_compute_judge_user_id", store=True, index="btree_not_null", string="User of the Judge"
    )
    value = fields.Float(digits=(16, 4), string="Mark", aggregator="avg", readonly=True)
    maximum = fields.Float(compute="_compute_maximum", compute_sudo=True, aggregator=None)
    entered = fields.Boolean(readonly=True, copy=False, help="A mark was entered: no mark is not a zero (G12).")
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")], default="draft", required=True, copy=False
    )
    confirmed_on = fields.Datetime(readonly=True, copy=False)

    _once = models.UniqueIndex(
        "(step_id, candidate_id, COALESCE(judge_id, 0))", "The mark of this judge for this candidate is there already."
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    def _judges(self):
        return self.sudo().judge_user_id

    def _may_enter(self):
        """The judge his own, while he is one; the office what an examination gave. Both while the step is open."""
        mark, step = self.sudo(), self.sudo().step_id
        first = step._earliest() if step.state == "open" and step.selection_id.state == "running" else None
        if first is None or first > today_of(step) or mark.state != "draft" or mark.candidate_id.state == "out":
            return False
        if not mark.judge_id:
            return step.kind == "exam" and self._is_office()
        return mark.judge_user_id == self.env.user and mark.judge_id in step._judges_of(mark.post_id)

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("judge_id.user_id")
    def _compute_judge_user_id(self):
        for mark in self:
            mark.judge_user_id = mark.judge_id.sudo().user_id

    @api.depends("step_id.rule_id.component_id.maximum")
    def _compute_maximum(self):
        for mark in self:
            mark.maximum = mark.step_id._full_mark()

    @api.depends("candidate_id.name", "step_id.name")
    def _compute_display_name(self):
        for mark in self:
            known = mark.sudo()
            mark.display_name = titled(self.env, known.step_id.name or "", known.candidate_id.name or "")

    # -- the table -------------------------------------------------------------------------------------------------
    @api.model
    def _grid_places(self):
        """A table for each post of every step under way in which the current user has something to mark, or to read."""
        groups = [(step.sudo(), post.sudo()) for step, post in self._read_group([], ["step_id", "post_id"])]
        return [
            (f"{step.id}-{post.id}", f"{step.selection_id.name} · {step.name} · {post.name}")
            for step, post in sorted(groups, key=lambda pair: (pair[0].id, pair[1].id))
            if step.state == "open" and step.selection_id.state == "running"
        ]

    @api.model
    def _grid(self, place, offset=0, limit=None, search=""):
        marks = self.search(self._place_domain(place))
        known = marks.sudo()
        candidates = known.candidate_id._in_field().sorted(lambda one: (one.name or "", one.id))
        if search:
            candidates = candidates.filtered(
                lambda one: search in (one.name or "") or search in (one.employee_id.staff_number or "")
            )
        total = len(candidates)
        candidates = candidates[offset : offset + limit] if limit else candidates
        several = len(known.judge_id) > 1
        columns, cells = {}, {}
        for mark, its in zip(marks, known, strict=True):
            key = str(its.judge_id.id or 0)
            label = its.judge_id.name if several else its.component_id.name or its.step_id.name
            columns.setdefault(key, Column(key, label, 0, its.maximum))
            if its.candidate_id in candidates:
                value = its.value if its.entered else None
                cells.setdefault(its.candidate_id, {})[key] = (mark.id, value, mark._may_enter())
        rows = [
            Row(
                str(one.id),
                one.employee_id.staff_number or "",
                one.name or "",
                one.unit_text or "",
                "",
                cells.get(one, {}),
            )
            for one in candidates
        ]
        return list(columns.values()), rows, total

    @api.model
    def _place_domain(self, place):
        step, _, post = str(place).partition("-")
        if not (step.isdecimal() and post.isdecimal()):
            raise UserError(self.env._("There is no such table."))
        return Domain([("step_id", "=", int(step)), ("post_id", "=", int(post))])

    @api.model
    def grid_confirm(self, place):
        """The current user's marks of a table count from now on, and stay as they are.

        :raises UserError: he has nothing to confirm there, or somebody has no mark yet
        """
        mine = Domain([("judge_user_id", "=", self.env.uid), ("state", "=", "draft")])
        marks = self.search(self._place_domain(place) & mine)
        marks = marks.filtered(lambda mark: mark.sudo().candidate_id.state != "out")
        if not marks:
            raise UserError(self.env._("There is nothing of yours to confirm here."))
        return marks.action_confirm()

    def action_confirm(self):
        """These marks of the current user count from now on.

        :raises UserError: somebody has no mark yet
        """
        self.check_access("write")
        self._hold_cells()
        empty = self.filtered(lambda mark: not mark.entered)
        if empty:
            raise UserError(
                self.env._(
                    "No mark yet for %(names)s. Enter it, 0 too, then confirm.",
                    names=listed(self.env, empty.sudo().candidate_id.mapped("name")),
                )
            )
        self._take("confirm", confirmed_on=fields.Datetime.now())
        clear_tasks(self)
        self.sudo().selection_id._ask_judges()
        return True

    def action_table(self):
        """The table in which this mark stands."""
        self.ensure_one()
        self.check_access("read")
        mark = self.sudo()
        return {
            "type": "ir.actions.client",
            "tag": "cadre_grid",
            "name": self.env._("Marks: %(step)s", step=mark.step_id.name),
            "params": {
                "model": self._name,
                "place": f"{mark.step_id.id}-{mark.post_id.id}",
                "confirm": mark.judge_user_id == self.env.user,
            },
        }

    def _hold_cells(self):
        """Who takes the step in the same instant waits, or has taken it."""
        self.flush_recordset(["state", "value", "entered"])
        self.sudo().step_id._hold()
        if self.ids:
            self.env.cr.execute(
                SQL("SELECT 1 FROM cadre_candidate_mark WHERE id IN %s ORDER BY id FOR UPDATE", tuple(self.ids))
            )
            self.invalidate_recordset(["state", "value", "entered"], flush=False)

    def _cell_problem(self, value):
        if not self._may_enter():
            return self.env._("you are not the one to give this mark now, or it is confirmed.")
        if value is not None and not 0 <= value <= self.maximum:
            return self.env._("a mark is between 0 and %(maximum)g, not %(value)g.", maximum=self.maximum, value=value)
        return False

    def _cells_written(self):
        result = super()._cells_written()
        self.modified(["value", "entered"])
        return result

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _make_for(self, step):
        """The missing marks of a step: of each judge for each candidate, or one of an examination for each."""
        step = guarded(step.sudo())
        there = {(mark.candidate_id, mark.judge_id) for mark in step.mark_ids}
        nobody = self.env["hr.employee"].browse()
        return step.mark_ids.with_context(mail_create_nolog=True).create(
            [
                {"step_id": step.id, "candidate_id": one.id, "judge_id": judge.id}
                for post, people in step._field().grouped("post_id").items()
                for judge in (step._judges_of(post) if step.kind == "marks" else [nobody])
                for one in people
                if (one, judge) not in there
            ]
        )
