"""Bodies that work on a cycle beside the one that decides and the office, and for whom."""

from itertools import combinations

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..company import company_of

ORGANS = ("cycle_id.body_ids.component_ids", "cycle_id.body_ids.body_id", "cycle_id.body_ids.comparison_group_ids")
"""What decides which body of a cycle gives a part of the score."""


class CadreCycleBody(models.Model):
    """A body in its role in one cycle: a group's committee (分口考核组), a scoring organ, an office of other layers."""

    _name = "cadre.cycle.body"
    _description = "Body of a Cycle"
    _inherit = ["cadre.of.cycle.mixin", "cadre.discreet.mixin"]
    _check_company_auto = True
    _order = "cycle_id, sequence, id"
    _rec_name = "body_id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("cycle_id")
    sequence = fields.Integer(default=10)
    role = fields.Selection(
        [
            ("leading_group", "Leading Group"),
            ("party_committee", "Party Committee"),
            ("group_committee", "Group Assessment Committee"),
            ("scoring_organ", "Scoring Organ"),
            ("office", "Assessment Office"),
            ("inspection", "Inspection Group"),
            ("judges", "Judges"),
            ("verifier", "Verifying Organ"),
        ],
        required=True,
        default="group_committee",
    )
    body_id = fields.Many2one("cadre.body", required=True, check_company=True, ondelete="restrict")
    comparison_group_ids = fields.Many2many(
        "cadre.category",
        "cadre_cycle_body_group_rel",
        string="Groups of Units",
        domain="[('kind', '=', 'group')]",
        help="Whose units it is for; empty: all.",
    )
    layer_ids = fields.Many2many(
        "cadre.category",
        "cadre_cycle_body_layer_rel",
        string="Layers",
        domain="[('kind', '=', 'layer')]",
        help="Of an office: whose assessment it handles, by layer of the post (S2A-53); empty: all.",
    )
    duties = fields.Char(string="Tasks Here", help="What it does in this cycle.")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    component_ids = fields.Many2many(
        "cadre.scheme.component",
        string="Scores",
        copy=False,  # of this year's scheme: the next year may have another version of it
        domain="[('scheme_id', '=', scheme_id), ('rater', '=', 'body')]",
        help="Parts of the score that its members give in this cycle (S2A-14, S2A-18).",
    )
    verified_component_ids = fields.Many2many(
        "cadre.scheme.component",
        "cadre_cycle_body_verified_rel",
        string="Verifies",
        copy=False,  # of this year's scheme, as above
        domain="[('scheme_id', '=', scheme_id), ('verified_by', '=', 'organ')]",
        help="Parts of the score whose marks its members verify after they were given (S2A-44).",
    )

    _once = models.Constraint("UNIQUE(cycle_id, role, body_id)", "This body has this role in the cycle already.")

    @api.constrains("component_ids", "verified_component_ids", "comparison_group_ids", "cycle_id")
    def _check_components(self):
        """One body gives a part of the score to one group of units, and the part is one of the cycle's scheme."""
        for cycle in self.cycle_id:
            lines = cycle.body_ids.filtered("component_ids")
            if (lines.component_ids | cycle.body_ids.verified_component_ids).scheme_id - cycle.scheme_id:
                raise ValidationError(
                    self.env._("%(cycle)s: a body can only score parts of the cycle's own scheme.", cycle=cycle.name)
                )
            for one, other in combinations(lines, 2):
                groups = one.comparison_group_ids & other.comparison_group_ids
                alike = not one.comparison_group_ids and not other.comparison_group_ids
                for component in one.component_ids & other.component_ids if groups or alike else ():
                    raise ValidationError(
                        self.env._(
                            "“%(part)s” is given by %(one)s and by %(other)s: one body gives it to one group of units.",
                            part=component.name,
                            one=one.body_id.name,
                            other=other.body_id.name,
                        )
                    )

    def _for_group(self, group):
        """Those of these lines that are about the units of a comparison group, its own before those for all."""
        found = self.filtered(
            lambda line: not line.comparison_group_ids or (group and group in line.comparison_group_ids)
        )
        return found.sorted(lambda line: not line.comparison_group_ids)
