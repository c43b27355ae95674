"""Which way the records of some post classes go (S1-10, S1-11)."""

from odoo import api, fields, models

from ..listing import titled
from ..naming import by_word

ROUTES = [
    ("none", "Nobody"),
    ("leader", "Leader in Charge"),
    ("section_leader", "Section Head, then Leader in Charge"),
]


class CadreSchemeRoute(models.Model):
    """The way of the records of some post classes (S1-10, S1-11); the first line that fits speaks."""

    _name = "cadre.scheme.route"
    _description = "Route of a Record"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "period_rule_id, sequence, id"

    period_rule_id = fields.Many2one("cadre.scheme.period", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="period_rule_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    post_class_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_route_class_rel",
        string="Post Classes",
        domain="[('kind', '=', 'post_class')]",
        required=True,
    )
    route = fields.Selection(ROUTES, default="leader", required=True)
    rule_ref = fields.Char(string="Rules")

    @api.depends("period_rule_id", "route")
    @api.depends_context("lang")
    def _compute_display_name(self):
        names = dict(self._fields["route"]._description_selection(self.env))
        for line in self:
            line.display_name = titled(self.env, line.period_rule_id.display_name, names.get(line.route, ""))

    @api.model
    def _search_display_name(self, operator, value):
        return by_word(self, "route", operator, value)

    def _schemes(self):
        return self.period_rule_id.scheme_id
