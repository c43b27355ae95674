"""Lines of the marks for the items of a letter that was filed (S2A-16)."""

from odoo import models

from ..guard import guarded
from ..plan.cadre_work_plan_version import QUIET


class CadreWorkPlan(models.Model):
    _inherit = "cadre.work.plan"

    def _book_items(self):
        """Lines of the marks for the items of these letters, filed just now; a version after another keeps its marks.

        What was entered for an item goes on with the item of the new version, as long as it fits its points; lines of
        items that no longer exist are removed, and what was entered there stands in the chatter.
        """
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
        return super()._book_items()

    def _older(self):
        """Earlier versions of these letters."""
        plans, found = self.env["cadre.work.plan"].sudo(), self.browse()
        for letter in self:
            found |= plans.search([*letter._same_subject(), ("version", "<", letter.version)])
        return found
