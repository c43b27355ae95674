"""Each item of a filed letter becomes a line of the marks to enter (S2A-16)."""

from odoo import models

from ..guard import guarded
from ..listing import listed
from ..plan.cadre_work_plan_version import QUIET
from .cadre_score_verify import NOT_VERIFIED


class CadreWorkPlan(models.Model):
    _inherit = "cadre.work.plan"

    def _book_items(self):
        """Lines of the marks for the items of these letters, filed just now; a version after another keeps its marks.

        What was entered for an item goes on with the item of the new version, as long as it fits its points; lines of
        items that no longer exist are removed, and what was entered there stands in the chatter.
        """
        result = super()._book_items()
        Score = guarded(self.env["cadre.score"].sudo()).with_context(**QUIET)
        items = self.item_ids.filtered(lambda item: item.component_id._method().each == "item")
        before = Score.search([("item_id.plan_id", "in", self._older().ids)])
        by_item = before.grouped("item_id")
        taken, fresh = Score.browse(), []
        there = Score.search([("item_id", "in", items.ids)]).item_id
        for item in items - there:
            scores = by_item.get(item.previous_id, Score.browse())
            taken |= scores
            for score in scores:
                score._move_to(item)
            if not scores:
                fresh.append(item._score_values())
        (before - taken)._drop()
        Score.create(fresh)
        return result

    def _older(self):
        """Earlier versions of these letters."""
        plans, found = self.env["cadre.work.plan"].sudo(), self.browse()
        for letter in self:
            found |= plans.search([*letter._same_subject(), ("version", "<", letter.version)])
        return found


class CadreWorkItem(models.Model):
    _inherit = "cadre.work.item"

    def _score_values(self):
        self.ensure_one()
        plan = self.plan_id
        return {
            "cycle_id": plan.cycle_id.id,
            "component_id": self.component_id.id,
            "employee_id": plan.employee_id.id,
            "subject_unit_id": plan.subject_unit_id.id,
            "head_id": plan.head_id.id,
            "item_id": self.id,
            "label": self.name,
        }


class CadreScore(models.Model):
    _inherit = "cadre.score"

    def _move_to(self, item):
        """Go on as the line of ``item``; a mark that the new points do not bear is to be entered again."""
        self.ensure_one()
        values = {"item_id": item.id, "label": item.name, "component_id": item.component_id.id, **NOT_VERIFIED}
        if self.value > item.points or self.self_value > item.points:
            self.write({"value": 0, "self_value": 0, "confirmed_by_id": False, "confirmed_on": False})
            values |= {"entered": False, "has_self": False, "state": "draft"}
        self.write(values)

    def _drop(self):
        """Remove lines of items that are gone; what was entered is kept in words."""
        for plan, scores in self.grouped(lambda score: score.item_id.plan_id).items():
            given = scores.filtered("entered")
            if given:
                note = self.env._(
                    "Marks of items that the new version no longer has: %(marks)s",
                    marks=listed(self.env, [f"{one.label} {one.value:g}" for one in given]),
                )
                plan.sudo().message_post(body=note)
                self.env["cadre.step.log"]._write_down(plan, "drop", {}, None, {plan.id: note})
        self.unlink()
