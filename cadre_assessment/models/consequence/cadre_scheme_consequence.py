"""A rule in preview, from the rule itself."""

from odoo import models


class CadreSchemeConsequence(models.Model):
    _inherit = "cadre.scheme.consequence"

    def action_preview(self):
        """Whom it would have hit in each archived year; nothing is written."""
        self.ensure_one()
        self.check_access("read")
        return self.env["cadre.consequence.preview"].create({"rule_id": self.id}).action_look()
