"""Which ranks (职级, 职务层次) are there, and which is higher?"""

from odoo import fields, models


class CadreRank(models.Model):
    _name = "cadre.rank"
    _description = "Post Rank"
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

    _code_uniq = models.Constraint("UNIQUE(code)", "This code is in use for another rank.")
