"""A receipt that comes after the archiving is entered into the chain: the result itself is not touched."""

from odoo import models

from ..guard import guarded
from .chain import text_of


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    def write(self, vals):
        written = super().write(vals)
        if vals.get("received_on"):
            self.filtered(lambda one: one.state == "archived")._receipt_kept()
        return written

    def _receipt_kept(self):
        """An entry for each of these results, with the day on which its notice was given and received."""
        if not self:
            return
        results = self.env["cadre.result"].sudo().search([("assessment_id", "in", self.ids)], order="version")
        last = {one.assessment_id: one for one in results}
        for company, some in self.sudo().grouped("company_id").items():
            guarded(self.env["cadre.archive.chain"].sudo())._of(company)._append(
                "receipt",
                [
                    (
                        last[one].id,
                        one.cycle_id.id,
                        None,
                        text_of({"name": one.name, "notified_on": one.notified_on, "received_on": one.received_on}),
                    )
                    for one in some
                    if one in last
                ],
            )
