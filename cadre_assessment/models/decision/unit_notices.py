"""Put results up in one place, or in every unit about its own people (S2A-69)."""

from odoo import models


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def action_prepare_notice(self):
        """Where every unit puts up its own: one draft for each unit with a result to publish, opened as a list."""
        self.ensure_one()
        if not self.scheme_id.publicity_by_unit:
            return super().action_prepare_notice()
        self._take("prepare_notice")
        waiting = self.assessment_ids.filtered(lambda one: one.assessed and one.state == "decided")
        units = waiting.subject_unit_id | waiting.unit_id
        Notice = self.env["cadre.notice"]
        drafts = Notice.search([("cycle_id", "=", self.id), ("kind", "=", "result"), ("state", "=", "draft")])
        drafts |= Notice.create(
            [
                {
                    "name": self.env._("Public notice of %(unit)s: %(cycle)s", unit=unit.name, cycle=self.name),
                    "cycle_id": self.id,
                    "kind": "result",
                    "unit_id": unit.id,
                    "days": self.scheme_id.publicity_days,
                    "day_type": self.scheme_id.publicity_day_type,
                    "contact": self.office_body_id.name,
                }
                for unit in units - drafts.unit_id
            ]
        )
        return self._list_action("cadre_notice_action", [("id", "in", drafts.ids)])
