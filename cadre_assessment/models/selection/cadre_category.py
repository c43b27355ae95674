"""What a category of the reserve says beside its name: for which layer, and after how many years good or bad results
tell (S4-P8-20: the regulation names no number of years, so the office sets it)."""

from odoo import fields, models

from ..organization.annual_grades import GRADES

LEVELS = [grade for grade in GRADES if grade[0] != "undetermined"]


class CadreCategory(models.Model):
    _inherit = "cadre.category"

    layer_id = fields.Many2one(
        "cadre.category",
        string="Prepares for the Layer",
        domain="[('kind', '=', 'layer')]",
        ondelete="restrict",
        help="For a category of the reserve: who is appointed to a post of this layer, or above, leaves it.",
    )
    priority_years = fields.Integer(
        string="Good Years for Priority",
        default=3,
        aggregator=None,
        high=20,
        help="For a category of the reserve: so many years in a row; 0: nobody is proposed.",
    )
    priority_grade = fields.Selection(
        LEVELS, string="Good from", default="outstanding", help="The annual grade, or a better one."
    )
    removal_years = fields.Integer(
        string="Bad Years for Removal",
        default=2,
        aggregator=None,
        high=20,
        help="For a category of the reserve: so many years in a row; 0: nobody is proposed.",
    )
    removal_grade = fields.Selection(
        LEVELS, string="Bad from", default="basic", help="The annual grade, or a worse one."
    )
