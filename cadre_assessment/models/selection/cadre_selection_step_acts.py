"""What steps ask and do beside papers: a free place, conditions, a nomination that counts, the appointment."""

from odoo import models

from ..clock import today_of
from ..guard import guarded
from .problems import Said


class CadreSelectionStep(models.Model):
    _inherit = "cadre.selection.step"

    def _more_problems(self):
        found = super()._more_problems()
        asked = {
            "headcount": self._headcount_problems,
            "check": self._condition_problems,
            "shortlist": self._nomination_problems,
            "decision": self._nomination_problems,
        }.get(self.kind)
        return [*found, *(asked() if asked else ())]

    def _headcount_problems(self):
        """No vacancy, no plan (S4-P2-09, S4-P4-03)."""
        for post in self.post_id or self.selection_id.post_ids:
            for text in post._vacancy_problems():
                yield Said(f"vacancy:{post.id}", text)

    def _condition_problems(self):
        """Where the procedure has conditions, each candidate is held against them one by one."""
        field = self._field().filtered(lambda one: one._roots())
        for candidate, text in field._conditions_problems():
            yield Said(f"conditions:{candidate.id}", text)

    def _nomination_problems(self):
        """A decision after the nomination has lapsed needs a new one (S4-P3-13, S4-E5)."""
        day = self.acted_on or self.decision_ids.filtered(lambda one: one.state != "revoked")[:1].date or today_of(self)
        for one in self._field().filtered("nomination_id"):
            if not one.nomination_id._holds_on(day):
                yield Said(
                    f"nomination:{one.id}",
                    self.env._(
                        "%(person)s: the nomination counted until %(day)s; a new one is needed.",
                        person=one.name,
                        day=one.nomination_id.valid_until,
                    ),
                )

    def _take_effect(self):
        field = self._field()
        result = super()._take_effect()
        if self.kind == "check":
            guarded(field.check_ids).write({"shown": True})
        elif self.kind == "document":
            self.env["cadre.appointment"]._order_for(self, field)
        return result

    def _open_again(self):
        result = super()._open_again()
        self._hide_checks()
        return result

    def _reason_reopen(self, reason):
        result = super()._reason_reopen(reason)
        self._hide_checks()
        return result

    def _hide_checks(self):
        for step in self.filtered(lambda one: one.kind == "check"):
            guarded(step.sudo().selection_id.candidate_ids.check_ids).write({"shown": False})
