"""Headings of a scheme's ballot (德能勤绩廉, S3-24; the team's five, S3-23)."""

from odoo import fields, models


class CadreSchemeHeading(models.Model):
    _name = "cadre.scheme.heading"
    _description = "Heading of a Scheme's Ballot"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "component_id, sequence, id"

    component_id = fields.Many2one("cadre.scheme.component", required=True, ondelete="cascade", index=True)
    scheme_id = fields.Many2one(related="component_id.scheme_id", store=True, index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    weight = fields.Float(
        digits=(12, 4), default=1, help="Share in the score, beside the other headings; 0 = asked, but not counted."
    )
    party_weight = fields.Float(
        string="Weight for Party Members",
        digits=(12, 4),
        help="Of subjects who are party members (S3-25: the work of building the party weighs more); 0 = as of others.",
    )
    note = fields.Char(help="What is to be looked at under this heading; stands below it on paper.")
    rule_ref = fields.Char(string="Rules")

    _weight = models.Constraint("CHECK(weight >= 0 AND party_weight >= 0)", "The weight of a heading is not negative.")
    _code_uniq = models.UniqueIndex("(component_id, code)", "This code is in use in this component.")
