"""Who is assessed, who counts in the base and who uses a seat; the first matching line speaks."""

from odoo import fields, models


class CadreSchemeScope(models.Model):
    _name = "cadre.scheme.scope"
    _description = "Scope Rule"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True, help="The reason shown beside each person.")
    criterion_id = fields.Many2one("cadre.criterion", ondelete="restrict", help="Empty: everybody else.")
    assessed = fields.Boolean(default=True)
    in_base = fields.Boolean(default=True)
    uses_seat = fields.Boolean(default=True)
    place = fields.Selection(
        [("home", "Own Unit"), ("host", "Unit of the Posting"), ("superior", "Unit Above")],
        string="Assessed at",
        default="home",
        required=True,
        help="Where the person is assessed and whose seats he competes for (S3-03, S3-19).",
    )
    rule_ref = fields.Char(string="Rules")
