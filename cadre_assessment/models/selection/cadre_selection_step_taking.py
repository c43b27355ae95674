"""A step is taken: under a lock, with nothing in its way; what follows from it, and what it needs."""

from datetime import timedelta

from odoo import models
from odoo.exceptions import UserError

from ..clock import today_of
from ..guard import guarded, hold
from ..meeting.cadre_notice import Bounds
from .problems import problems_of, told
from .reasons_said import why


class CadreSelectionStep(models.Model):
    _inherit = "cadre.selection.step"

    # -- taking it -------------------------------------------------------------------------------------------------
    def _hold(self):
        """One at a time in a selection: who comes second takes no step whose way another one opens again."""
        if selections := self.sudo().selection_id:
            hold(selections)
            selections.step_ids.invalidate_recordset(["state", "done_on"])

    def _problems(self):
        """What stands in the way, as coded sentences (:func:`.problems.problems_of`)."""
        return problems_of(self)

    def _more_problems(self):
        """What other rooms and helpers ask of this step: further :class:`.problems.Said`."""
        return []

    def _refuse_problems(self):
        """:raises UserError: it cannot be taken yet; each reason with its remedy."""
        if found := self.sudo()._problems():
            raise UserError(
                self.env._("“%(step)s” cannot be taken yet:", step=self.name)
                + "\n– "
                + "\n– ".join(dict.fromkeys(told(self.env, found).values()))
            )

    def _finish(self):
        """It is done, by the current user, today."""
        self.ensure_one()
        values = {"state": "done", "done_on": today_of(self), "done_by_id": self.env.uid}
        if not self.outcome:
            values["outcome"] = "agreed"
        self._write_step(values)
        self.sudo()._take_effect()
        self.sudo()._go_on()

    def _take_effect(self):
        """What the step says about the candidates. As superuser."""
        field = self._field()
        if self.kind == "check":
            for one in field.filtered(lambda one: one.eligible == "no"):
                if one.eligible_note:  # a checker's own words, where the procedure has no conditions
                    one._put_out_by_rule("written", text=one.eligible_note)
                else:
                    one._put_out_by_rule("conditions", candidate=one.id)
            cancelled = field._in_field().filtered(lambda one: one.post_id.contest == "cancelled")
            cancelled._put_out_by_rule("cancelled")
            field._in_field()._advance("eligible")
        elif self.kind == "ballot":
            field.filtered(lambda one: one.has_majority or not self.rule_id.majority)._advance("recommended")
        elif self.kind == "inspection":
            field._advance("inspected")
        elif self.kind == "document":
            guarded(field).write({"document_number": self.document})
            field._advance("appointed")
            self.env["cadre.registration"]._tell(field, "appointed")

    def _go_on(self):
        """Branches that do not hold are left out by themselves; what is next is prepared."""
        for step in self._branches():
            if step.state == "open" and step.rule_id.branch_outcome != self.outcome:
                guarded(step).write(
                    {
                        "state": "left_out",
                        "done_on": today_of(step),
                        "reason": False,
                        "why": why("branch", step=self.name),
                    }
                )
                step._go_on()
        self._after().filtered(lambda one: one.state == "open")._prepare()

    def _open_again(self):
        left = {"state": "open", "done_on": False, "done_by_id": False, "reason": False, "why": False}
        guarded(self.sudo()).write(left)

    def _void_for(self, kept):
        """Not taken for a post that nobody competes for, by :func:`.reasons_said.why`. Server only."""
        for step in self:
            void = {"state": "void", "done_on": today_of(step), "reason": False, "why": kept}
            guarded(step.sudo()).write(void)
            step.sudo()._go_on()

    def _refuse_leaving_out(self):
        rule = self.rule_id
        branch = self.selection_id.step_ids.filtered(
            lambda one: one.rule_id == rule.branch_id and one.state == "done" and one.outcome != rule.branch_outcome
        )
        decided = self.sudo().selection_id.decision_ids.filtered(
            lambda one: one.state == "approved" and self in one.left_out_step_ids
        )
        if not (rule.optional or branch or decided):
            raise UserError(
                self.env._(
                    "“%(step)s” is no optional step: it is left out by a decision of “%(body)s” that names it. Enter "
                    "the decision first, with this step under “Steps Left Out”.",
                    step=self.name,
                    body=self.sudo().selection_id.body_id.name or "",
                )
            )

    # -- what it needs ---------------------------------------------------------------------------------------------
    def _field(self):
        """The candidates it is about: of its post, those who are still in, as far as they have come."""
        self.ensure_one()
        found = self.sudo().selection_id.candidate_ids._in_field()
        found = found.filtered(lambda one: one.post_id._asks(self.rule_id))
        if self.post_id:
            found = found.filtered(lambda one: one.post_id == self.post_id)
        return found._come_to(self.rule_id)

    def _plan_by_rule(self):
        """The days that the procedure plans, from the first day of the selection."""
        for step in self:
            offset = step.rule_id.offset
            guarded(step.sudo()).planned = (
                step.selection_id.date_from + timedelta(days=offset) if offset >= 0 else False
            )

    def _prepare(self):
        """Papers that the template asks for and that are not there yet."""
        for step in self.filtered(lambda one: one.selection_id.state == "running" and one.state == "open"):
            if step._earliest() is None:
                continue
            step.env["cadre.candidate.paper"]._make_for(step)
            if step.kind in ("marks", "exam"):
                step.env["cadre.candidate.mark"]._make_for(step)
                step.selection_id._ask_judges()
            if step.kind == "opinion":
                step.env["cadre.opinion"]._ask_for(step)

    def _ballot(self):
        return self.env["cadre.ballot"]._of_step(self)

    def _decision(self):
        return self.env["cadre.decision"]._of_step(self)

    def _notice(self):
        return self.env["cadre.notice"]._of_step(self)

    def _bounds(self):
        rule = self.rule_id
        return Bounds(max(rule.days, 1), rule.day_type or "working", rule.most)
