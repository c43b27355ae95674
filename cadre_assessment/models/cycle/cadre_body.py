"""The cycles in which a body decides, and those that name it."""

from odoo import fields, models


class CadreBody(models.Model):
    _inherit = "cadre.body"

    led_cycle_ids = fields.One2many("cadre.cycle", "leading_body_id", string="Decides in", groups="base.group_system")

    def _used_by(self):
        """Cycles that name one of these bodies, in whatever role. Three queries."""
        Cycle, Line = self.env["cadre.cycle"].sudo(), self.env["cadre.cycle.body"].sudo()
        found = super()._used_by()
        for name in ("leading_body_id", "office_body_id"):
            found += [(cycle[name], cycle.name) for cycle in Cycle.search([(name, "in", self.ids)])]
        return found + [(line.body_id, line.cycle_id.name) for line in Line.search([("body_id", "in", self.ids)])]
