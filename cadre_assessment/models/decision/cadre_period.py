"""Publish the grades of a period: with a public notice, and in no other way (S0-21)."""

from odoo import models

from ..guard import hold


class CadrePeriod(models.Model):
    _inherit = "cadre.period"

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_publish(self):
        """Open the draft of the notice of this period's grades: posting it publishes them. One there is kept."""
        self.ensure_one()
        self.check_access("write")
        self._check_publishable()
        hold(self)
        Notice = self.env["cadre.notice"]
        notice = Notice.search([("period_id", "=", self.id), ("kind", "=", "period"), ("state", "=", "draft")], limit=1)
        cycle = self.cycle_id
        if not notice:
            notice = Notice.create(
                {
                    "name": self.env._("Public notice of the grades: %(period)s", period=self.name),
                    "cycle_id": cycle.id,
                    "kind": "period",
                    "period_id": self.id,
                    "days": cycle.scheme_id.publicity_days,
                    "day_type": cycle.scheme_id.publicity_day_type,
                    "contact": cycle.office_body_id.name,
                }
            )
        return cycle._form_of(notice)
