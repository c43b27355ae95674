"""What a newer edition says of procedures stands on the page beside what it says of schemes."""

from odoo import fields, models

from ...models.listing import titled


class CadreRegulationNews(models.TransientModel):
    _inherit = "cadre.regulation.news"

    _lists = ("scheme_ids", "procedure_ids")
    procedure_ids = fields.Many2many("cadre.procedure", string="Procedures Compared", readonly=True)

    def _told_added(self, model, values):
        if model != "cadre.procedure":
            return super()._told_added(model, values)
        return {
            "rule": titled(self.env, self.env._("Procedure"), values["name"]),
            "after": self.env._("a procedure of its own, with everything in it"),
        }


class CadreRegulationNewsLine(models.TransientModel):
    _inherit = "cadre.regulation.news.line"

    procedure_id = fields.Many2one("cadre.procedure", readonly=True)
