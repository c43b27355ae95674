"""Ranks (职级, 职务层次), and which is higher."""

from odoo import fields, models


class CadreRank(models.Model):
    _name = "cadre.rank"
    _description = "Post Rank"
    _inherit = ["cadre.shared.mixin"]
    _order = "sequence, id"

    name = fields.Char(required=True)
    code = fields.Char(required=True)
    kind = fields.Selection(
        [
            ("leading", "Layer of a Leading Post"),
            ("grade", "Grade of a Civil Servant"),
            ("institution", "Staff of an Institution"),
            ("technical", "Professional and Technical Post"),
            ("worker", "Worker"),
        ],
        default="grade",
        required=True,
    )
    sequence = fields.Integer(default=10, help="The smaller, the higher.")
    layer_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'layer')]", ondelete="restrict")
    active = fields.Boolean(default=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )

    _company_code_uniq = models.UniqueIndex("(code, COALESCE(company_id, 0))", "This code is in use for another rank.")
