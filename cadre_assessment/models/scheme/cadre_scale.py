"""Which levels (等次) are there, what are they worth and where do their bands begin?"""

from odoo import fields, models


class CadreScale(models.Model):
    _name = "cadre.scale"
    _description = "Grade Scale"
    _order = "code, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    grade_ids = fields.One2many("cadre.scale.grade", "scale_id", copy=True)
    company_id = fields.Many2one("res.company")
    active = fields.Boolean(default=True)


class CadreScaleGrade(models.Model):
    """One level: order 1 is the best. 称职 and 合格 are one level with an alias."""

    _name = "cadre.scale.grade"
    _description = "Grade"
    _order = "scale_id, sequence, id"

    scale_id = fields.Many2one("cadre.scale", required=True, ondelete="cascade", index=True)
    name = fields.Char(required=True, translate=True)
    alias = fields.Char(translate=True, help="称职 = 合格")
    code = fields.Char(required=True)
    sequence = fields.Integer(string="Order", default=1, help="1 is the best.")
    coefficient = fields.Float(digits=(12, 6), help="Ratio of the weight (S0-09).")
    ballot_value = fields.Float(digits=(12, 4), help="Points of one mark in a ballot (G7).")
    has_band = fields.Boolean()
    band_from = fields.Float(digits=(12, 2), help="Inclusive lower bound; the band ends where the next better one begins.")
    is_top = fields.Boolean(help="The level whose number is limited (优秀).")
    is_unfit = fields.Boolean(string="Lowest Level", help="不称职 / 较差")

    _code_uniq = models.Constraint("UNIQUE(scale_id, code)", "This code is in use in this scale.")
