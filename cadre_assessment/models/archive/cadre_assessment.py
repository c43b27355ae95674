"""A receipt or an opinion that comes after the archiving is entered into the chain; the result itself stays."""

from odoo import models

from ..guard import guarded
from .chain import text_of
from .delivered import FORMAT, delivered


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    def _receive(self, day, **values):
        result = super()._receive(day, **values)
        self.filtered(lambda one: one.state == "archived")._receipt_kept()
        return result

    def _opine(self, text):
        result = super()._opine(text)
        self.filtered(lambda one: one.state == "archived")._receipt_kept()
        return result

    def _receipt_kept(self):
        """An entry for each of these results: when and how its notice was received, and what was said of it."""
        if not self:
            return
        known = self.sudo()
        results = self.env["cadre.result"].sudo().search([("assessment_id", "in", self.ids)], order="version")
        last = {one.assessment_id: one for one in results}
        told = delivered(known.delivery_id)
        for company, some in known.grouped("company_id").items():
            guarded(self.env["cadre.archive.chain"].sudo())._of(company)._append(
                "receipt",
                [
                    (
                        last[one].id,
                        one.cycle_id.id,
                        None,
                        text_of(
                            {
                                "format": FORMAT,
                                "name": one.name,
                                "notified_on": one.notified_on,
                                "received_on": one.received_on,
                                "delivery": told.get(one.delivery_id),
                            }
                        ),
                    )
                    for one in some
                    if one in last
                ],
            )
