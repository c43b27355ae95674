"""Write down for good the steps with a reason, and those that take away what somebody had given."""

from odoo import models

from ..guard.trust import reason_of, with_reason
from ..listing import titled


class CadreGuardMixin(models.AbstractModel):
    _inherit = "cadre.guard.mixin"

    _evidence = frozenset()
    """Fields in which somebody's judgement stands: what a step takes away of them is written down before."""

    def _take_with_reason(self, code, reason):
        return super(CadreGuardMixin, with_reason(self, reason))._take_with_reason(code, reason)

    def _take(self, code, **values):
        reason = reason_of(self.env)
        before = self._taken_away(values)
        states = {record.id: record.state for record in self.sudo()} if reason or before else {}
        result = super()._take(code, **values)
        told = self if reason else self.browse(before)
        if told:
            self.env["cadre.step.log"]._write_down(told, code, states, reason, before)
        return result

    def _taken_away(self, values):
        """{record id: text} of the evidence that ``values`` are about to replace."""
        names = sorted(values.keys() & frozenset().union(*self._declared("_evidence")))
        found = {}
        for record in self.sudo() if names else ():
            lines = [
                titled(self.env, record._fields[name]._description_string(self.env), record._evidence_text(name))
                for name in names
                if record[name] and not record._is_same(name, values[name])
            ]
            if lines:
                found[record.id] = "\n".join(lines)
        return found

    def _is_same(self, name, value):
        stands = self[name]
        return (stands.id if isinstance(stands, models.BaseModel) else stands) == value

    def _evidence_text(self, name):
        value = self[name]
        return ", ".join(value.sudo().mapped("name")) if isinstance(value, models.BaseModel) else str(value)


class CadreTierMixin(models.AbstractModel):
    _inherit = "cadre.tier.mixin"

    def _clear_tiers(self):
        """Answers that were given already are not forgotten with the reviews."""
        answered = self.sudo().review_ids.filtered("reviewed_date")
        before = {
            number: "\n".join(
                titled(
                    self.env,
                    review.name,
                    " ".join(filter(None, (review.done_by.name, str(review.reviewed_date), review.comment))),
                )
                for review in reviews
            )
            for number, reviews in answered.grouped("res_id").items()
        }
        told = self.filtered(lambda record: record.id in before)
        if told:
            self.env["cadre.step.log"]._write_down(told, "clear", {}, None, before)
        return super()._clear_tiers()
