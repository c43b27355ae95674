"""Classes of voters that the scheme asks, each with its weight (S3-32, S3-33, S3-34)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError


class CadreSchemeVoters(models.Model):
    _name = "cadre.scheme.voters"
    _description = "Group of Voters of a Scheme"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "component_id, sequence, id"

    component_id = fields.Many2one("cadre.scheme.component", required=True, ondelete="cascade", index=True)
    scheme_id = fields.Many2one(related="component_id.scheme_id", store=True, index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), default=1, help="Share of this group in the score, beside the other groups.")
    who = fields.Selection(
        [
            ("all", "Everybody of the Unit"),
            ("team", "Members of the Leadership Team"),
            ("section_heads", "Heads of Sections"),
            ("party", "Party Members"),
            ("units", "One for Each Unit on the List"),
            ("hand", "Entered by Hand"),
        ],
        string="Number Expected",
        default="hand",
        required=True,
        help="Where the number of voters expected is taken from when the ballot is prepared.",
    )
    unit_category_ids = fields.Many2many(
        "cadre.category",
        string="Kinds of Unit",
        domain="[('kind', '=', 'unit')]",
        help="The group votes in units of these kinds only. Empty: in every unit.",
    )
    skip_own_unit = fields.Boolean(
        string="Not on Their Own Unit", help="Who votes for a unit does not find that unit on the list (单位互评)."
    )
    layer_weight_ids = fields.One2many("cadre.scheme.voters.weight", "voters_id", copy=True)
    rule_ref = fields.Char(string="Rules")

    _weight = models.Constraint("CHECK(weight >= 0)", "The weight of a group is not negative.")
    _code_uniq = models.UniqueIndex("(component_id, code)", "This code is in use in this component.")

    def _votes_in(self, category_id):
        """Of these groups, those that vote in a unit of the kind ``category_id``."""
        return self.filtered(lambda voters: not voters.unit_category_ids or category_id in voters.unit_category_ids.ids)

    def _ballot_groups(self, numbers):
        """Values of these groups for a ballot; ``numbers``: how many voters each kind of group has."""
        return [
            {
                "sequence": voters.sequence,
                "name": voters.name,
                "weight": voters.weight,
                "expected": numbers.get(voters.who, 0),
                "skip_own_unit": voters.skip_own_unit,
                "layer_weight_ids": [
                    (0, 0, {"layer_id": line.layer_id.id, "weight": line.weight}) for line in voters.layer_weight_ids
                ],
            }
            for voters in self
        ]


class CadreSchemeVotersWeight(models.Model):
    """For subjects of one layer another weight than the group's own."""

    _name = "cadre.scheme.voters.weight"
    _description = "Weight of a Group of Voters for a Layer"
    _inherit = ["cadre.scheme.part.mixin"]
    _rec_name = "layer_id"
    _order = "voters_id, layer_id, id"

    voters_id = fields.Many2one("cadre.scheme.voters", required=True, ondelete="cascade", index=True)
    scheme_id = fields.Many2one(related="voters_id.scheme_id", store=True, index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    layer_id = fields.Many2one("cadre.category", required=True, ondelete="restrict", domain="[('kind', '=', 'layer')]")
    weight = fields.Float(digits=(12, 4), required=True)

    _weight = models.Constraint("CHECK(weight >= 0)", "The weight of a group is not negative.")
    _layer_uniq = models.UniqueIndex("(voters_id, layer_id)", "This layer has a weight already.")

    @api.constrains("layer_id")
    def _check_layer(self):
        for line in self:
            if line.layer_id.kind != "layer":
                raise ValidationError(self.env._("%(name)s is not a layer.", name=line.layer_id.name))
