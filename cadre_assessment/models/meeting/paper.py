"""A paper that is owed: written in sections by whoever writes it, handed in, given back or filed by the office.

Who writes it and whom it is about are two questions: a report on somebody is never written by him.  A model that
inherits ``cadre.paper`` says the first by :meth:`CadrePaper._authors`, the second as every guarded record does.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..clock import day_of, on_the_day, today_of
from ..guard import Step, is_trusted
from ..guard.activities import clear_tasks, hand_over_each
from ..guard.notes import note_each
from ..listing import listed


class CadrePaper(models.AbstractModel):
    """Its sections are rows of a model of ``cadre.paper.section.mixin``, in the field ``section_ids``."""

    _name = "cadre.paper"
    _description = "Paper"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]

    _guarded = frozenset({"state", "name", "submitted_by_id"})
    _office_fields = frozenset({"due"})
    _locked_states = frozenset({"submitted", "filed"})
    _steps = (
        Step("submit", ("draft",), "submitted", "_may_submit", own=True, whose="_authors"),
        Step("return", ("submitted",), "draft", "_is_office", reason=True),
        Step("file", ("submitted",), "filed", "_is_office"),
    )

    name = fields.Char(required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Handed In"), ("filed", "Filed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    due = fields.Date(help="Last day for handing it in. The office may grant another one.")
    late = fields.Boolean(compute="_compute_late", search="_search_late", help="Not handed in by the due date.")
    return_reason = fields.Text(readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)

    @api.depends("due", "state", "submitted_on")
    def _compute_late(self):
        for paper in self:
            handed_in = day_of(paper, paper.submitted_on) or today_of(paper)
            paper.late = bool(paper.due) and handed_in > paper.due

    @api.model
    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        owed = Domain("state", "=", "draft") & on_the_day(self.env, lambda day: [("due", "<", day)])
        return owed if True in value else ~owed

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """Hand it in. Every required section must say something; the empty ones are named (S0-23)."""
        for paper in self:
            paper._refuse_empty()
        result = self._take(
            "submit", submitted_on=fields.Datetime.now(), submitted_by_id=self.env.uid, return_reason=False
        )
        clear_tasks(self)
        return result

    def action_file(self):
        """The office takes it to the files (备案)."""
        return self._take("file", filed_on=fields.Datetime.now())

    def action_return(self):
        """The office gives it back, with a reason."""
        return self._ask_reason("return")

    # -- business --------------------------------------------------------------------------------------------------
    def _authors(self):
        """The users whose work it is to write it."""
        return self.env["res.users"]

    def _is_writer(self):
        """Whether the current user writes it: never one whom it is about, unless the model says so."""
        return self.env.user in self.sudo()._authors() and not self._is_own()

    def _may_submit(self):
        return self._is_writer()

    def _refuse_other_writers(self):
        """:raises AccessError: the current user does not write one of these papers"""
        for paper in self:
            if not paper._is_writer():
                raise AccessError(self.env._("%(paper)s: this is not yours to write.", paper=paper.display_name))

    def _refuse_empty(self):
        """:raises UserError: a required section says nothing."""
        empty = self.section_ids.filtered(lambda section: section.required and not (section.text or "").strip())
        if empty:
            raise UserError(
                self.env._(
                    "%(paper)s cannot be handed in yet. These sections are empty: %(sections)s.",
                    paper=self.display_name,
                    sections=listed(self.env, empty.mapped("name")),
                )
            )

    def _reason_return(self, reason):
        self._take("return", return_reason=reason, submitted_on=False)
        note_each(self, self.env._("Returned: %(reason)s", reason=reason))
        hand_over_each(self, "cadre_assessment.activity_returned", lambda paper: paper._authors(), note=reason)
        return True


class CadrePaperPartMixin(models.AbstractModel):
    """What stands in a paper: written by whoever writes the paper, as long as it is not handed in."""

    _name = "cadre.paper.part.mixin"
    _description = "Part of a Paper"
    _inherit = ["cadre.guard.child.mixin"]

    sequence = fields.Integer(default=10, readonly=True)

    def write(self, vals):
        if not is_trusted(self.env):
            self[self._guard_parent]._refuse_other_writers()
        return super().write(vals)


class CadrePaperSectionMixin(models.AbstractModel):
    """One section: what is asked for, and what was written."""

    _name = "cadre.paper.section.mixin"
    _description = "Section of a Paper"
    _inherit = ["cadre.paper.part.mixin"]

    name = fields.Char(required=True, readonly=True)
    required = fields.Boolean(default=True, readonly=True)
    text = fields.Text()
