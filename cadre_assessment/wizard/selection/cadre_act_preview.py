"""What an act is about to do, by name, before it is done: standby, appointments, a check that puts people out."""

from odoo import fields, models

from ...models.selection.previews import told
from ..dialog import dialog, named


class CadreActPreview(models.TransientModel):
    """Decides nothing itself: the act is the record's own, with its own guard."""

    _name = "cadre.act.preview"
    _description = "What It Will Do"

    res_model = fields.Char(required=True, readonly=True)
    res_ids = fields.Json(required=True, readonly=True)
    act = fields.Char(required=True, readonly=True)
    said = fields.Text(string="What It Will Do", readonly=True)
    changed = fields.Boolean(readonly=True, help="Something happened since it was shown first.")

    def action_confirm(self):
        """Do it, where it still does what was shown; else show what it would do now.

        :raises UserError: there is no such act, or it may not be done
        """
        self.ensure_one()
        records = named(self.env, self.res_model, self.res_ids)
        records.check_access("read")
        said = "\n".join(told(records, self.act))
        if said != self.said:
            self.write({"said": said, "changed": True})
            return self._window()
        done = getattr(records, self.act)()
        return done if isinstance(done, dict) else {"type": "ir.actions.act_window_close"}

    def _window(self):
        return dialog(self, self.env._("What It Will Do"))
