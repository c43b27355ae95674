"""Ask for the reason of a step (a return, a withdrawal)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .dialog import named


class CadreStepReason(models.TransientModel):
    """Decides nothing itself: the records' own table of steps says whether the user may."""

    _name = "cadre.step.reason"
    _description = "Reason of a Step"

    res_model = fields.Char(required=True)
    res_ids = fields.Json(required=True)
    step = fields.Char(required=True)
    about = fields.Text(string="What It Will Do", compute="_compute_about")
    reason = fields.Text(required=True)

    @api.depends("res_model", "res_ids", "step")
    @api.depends_context("lang", "uid")
    def _compute_about(self):
        """What the step does to people, where the records say so; nothing of what the user may not do."""
        for asked in self:
            records = asked._records()._filtered_access("read") if asked.res_model else ()
            said = [line for one in records for line in one._step_effect(asked.step)]
            asked.about = "\n".join(said) or False

    def _records(self):
        """Those whose step it is.

        :raises UserError: they are none of the kit's
        """
        records = named(self.env, self.res_model, self.res_ids)
        if records._abstract or not isinstance(records, self.env.registry["cadre.guard.mixin"]):
            raise UserError(self.env._("There is no such step."))
        return records

    def action_confirm(self):
        self.ensure_one()
        records = self._records()
        if not self.reason.strip():
            raise UserError(self.env._("Please give a reason."))
        records.check_access("write")
        done = records._take_with_reason(self.step, self.reason.strip())
        if isinstance(done, dict) and done.get("res_model") == "cadre.batch":
            return done  # very many at once: how far the job runner is
        return {"type": "ir.actions.act_window_close"}
