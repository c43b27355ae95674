"""What speaks for and against a person under 德能勤绩廉?  (表5; S0-29)"""

from odoo import fields, models


class CadreFinding(models.Model):
    _name = "cadre.finding"
    _description = "Finding"
    _order = "assessment_id, sequence, id"

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    dimension_id = fields.Many2one("cadre.category", required=True, ondelete="restrict")
    sequence = fields.Integer(related="dimension_id.sequence", store=True)
    positive = fields.Text(help="正向情况")
    negative = fields.Text(help="反向情况")

    _once = models.Constraint("UNIQUE(assessment_id, dimension_id)", "This dimension stands once in a person's form.")
