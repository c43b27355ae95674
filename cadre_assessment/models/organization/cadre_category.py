"""Lists of words that the organization keeps: kinds of units, post classes, identities, veto fields …"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..listing import listed


class CadreCategory(models.Model):
    """One word of one list. Records, not selections: an office adds its own without a programmer."""

    _name = "cadre.category"
    _description = "Cadre Category"
    _inherit = ["cadre.shared.mixin"]
    _order = "kind, sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True, index=True)
    kind = fields.Selection(
        [
            ("unit", "Kind of Unit"),
            ("post_class", "Post Class"),
            ("layer", "Layer"),
            ("post_kind", "Kind of Post"),
            ("group", "Comparison Group"),
            ("identity", "Identity"),
            ("staffing", "Staffing"),
            ("political", "Political Status"),
            ("veto", "Veto Field"),
            ("dimension", "Dimension"),
            ("sanction", "Sanction"),
            ("award", "Award"),
            ("level", "Level of the Issuer"),
            ("incident", "Incident"),
            ("reserve", "Category of the Reserve"),
        ],
        required=True,
    )
    sequence = fields.Integer(default=10)
    parent_id = fields.Many2one("cadre.category", ondelete="restrict", domain="[('kind', '=', kind)]")
    party_member = fields.Boolean(help="For a political status: its holder is a member of the Party.")
    effect_years = fields.Integer(
        string="Years of Effect",
        default=1,
        aggregator=None,
        high=100,
        help="For a sanction: number of years it counts, from the year it was given on (O-12).",
    )
    after_id = fields.Many2one(
        "cadre.category",
        string="In the Years after",
        domain="[('kind', '=', 'sanction')]",
        ondelete="restrict",
        help="For a sanction: as what it counts in the years that follow.",
    )
    after_years = fields.Integer(
        string="Years after", aggregator=None, high=100, help="For a sanction: number of years that follow."
    )
    barred_months = fields.Integer(
        string="Months without Promotion",
        aggregator=None,
        high=1200,
        help="For a sanction: so long nobody who has it is promoted (Civil Servants Law, article 64; O-05).",
    )
    duty_id = fields.Many2one(
        "cadre.category",
        string="When Related to Duties",
        domain="[('kind', '=', 'sanction')]",
        ondelete="restrict",
        help="For a sanction: as what it counts instead when it was given for duties of the post.",
    )
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )

    _kind_code_uniq = models.UniqueIndex("(kind, code, COALESCE(company_id, 0))", "This code is in use in this list.")

    @api.constrains("parent_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(
                self.env._("A word cannot stand above itself: %(names)s", names=listed(self.env, self.mapped("name")))
            )
