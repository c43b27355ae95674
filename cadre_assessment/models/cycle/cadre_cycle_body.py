"""Which bodies work on a cycle beside the one that decides and the office, and for whom?"""

from odoo import fields, models


class CadreCycleBody(models.Model):
    """A body in its role in one cycle: a group's committee (分口考核组), a scoring organ, an office of other layers."""

    _name = "cadre.cycle.body"
    _description = "Body of a Cycle"
    _check_company_auto = True
    _order = "cycle_id, sequence, id"
    _rec_name = "body_id"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
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
    duties = fields.Char(help="What it does in this cycle.")

    _once = models.Constraint("UNIQUE(cycle_id, role, body_id)", "This body has this role in the cycle already.")


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    body_ids = fields.One2many("cadre.cycle.body", "cycle_id", string="Further Bodies", copy=True)

    def _bodies(self, role, group=None, layer=None):
        """The bodies of the cycle in a role: for a comparison group, for a layer (categories), else all of them.

        The body that decides and the office stand on the cycle itself and are bodies of their roles, too.
        """
        self.ensure_one()
        found = self.env["cadre.body"]
        for line in self.sudo().body_ids.filtered(lambda line: line.role == role):
            of_group = not group or not line.comparison_group_ids or group in line.comparison_group_ids
            of_layer = not layer or not line.layer_ids or layer in line.layer_ids
            if of_group and of_layer:
                found |= line.body_id
        if role == "office" and not found:
            found = self.office_body_id
        if role == "leading_body":
            found |= self.leading_body_id
        return found
