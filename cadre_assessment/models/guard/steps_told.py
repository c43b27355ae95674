"""The table of steps as data, for an API (docs/api.md)."""

from odoo import api, models


class CadreGuardMixin(models.AbstractModel):
    _inherit = "cadre.guard.mixin"

    @api.readonly
    def steps_now(self):
        """What the current user may do now with each of these records. It says what the buttons say, no more.

        :return: for each record ``{"id", "state", "steps"}``; of a step ``code``, ``method`` (the public method that
            takes it; ``False``: no button of its own, it is the right to write certain fields), ``target`` (the state
            it leads to; ``False``: the record stays in its state) and ``reason`` (it may ask for one)
        :raises AccessError: he may not read one of the records
        """
        self.check_access("read")
        table = self._all_steps()
        return [
            {
                "id": record.id,
                "state": record.state,
                "steps": [record._step_told(table[code]) for code in record.allowed_steps.split()],
            }
            for record in self
        ]

    def _step_told(self, step):
        return {
            "code": step.code,
            "method": self._method_of(step),
            "target": step.target or False,
            "reason": step.reason,
        }

    @classmethod
    def _method_of(cls, step):
        """The public method that takes ``step``. Odoo's own (``action_archive``) take none of ours."""
        name = step.method or f"action_{step.code}"
        return name if hasattr(cls, name) and not hasattr(models.BaseModel, name) else False
