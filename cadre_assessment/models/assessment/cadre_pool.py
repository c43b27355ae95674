"""Who may know the names of those tied across the last seat?  Nobody from whom the scores are still kept."""

from odoo import fields, models


class CadrePool(models.Model):
    _inherit = "cadre.pool"

    tied_text = fields.Char(groups="cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider")
