"""An award that the deciding body approved stands among the honours of the person."""

from odoo import fields, models


class CadreHonour(models.Model):
    _inherit = "cadre.honour"

    consequence_id = fields.Many2one(
        "cadre.consequence", readonly=True, copy=False, ondelete="restrict", index="btree_not_null"
    )
