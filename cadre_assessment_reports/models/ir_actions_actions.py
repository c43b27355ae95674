"""Order of the forms offered: what prints a whole cycle first, spreadsheets last."""

from odoo import api, models


class IrActionsActions(models.Model):
    _inherit = "ir.actions.actions"

    @api.model
    def get_bindings(self, model_name):
        bindings = super().get_bindings(model_name)
        if model_name.startswith("cadre.") and bindings.get("report"):
            bindings["report"] = sorted(bindings["report"], key=lambda action: action.get("sequence", 0))
        return bindings
