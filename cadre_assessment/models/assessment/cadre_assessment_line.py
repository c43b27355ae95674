"""Where does every point of a total come from?  The trace. Written by the computation only."""

from odoo import fields, models


class CadreAssessmentLine(models.Model):
    _name = "cadre.assessment.line"
    _description = "Line of the Trace"
    _order = "assessment_id, sequence, id"
    _log_access = False

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one("res.company", index=True)
    sequence = fields.Integer()
    kind = fields.Char(required=True, help="component / posting / cap / renormalise / rounding")
    component_id = fields.Many2one("cadre.scheme.component", ondelete="restrict")
    name = fields.Char(required=True)
    raw = fields.Float(digits=(16, 4))
    has_raw = fields.Boolean()
    coefficient = fields.Float(digits=(16, 6))
    weight = fields.Float(digits=(12, 4))
    points = fields.Float(digits=(12, 2), help="Two decimals; the lines add up to the total.")
    exact_points = fields.Char(help="Before rounding, as a fraction.")
    source = fields.Char(help="model,id of the input records, parted by blanks")
    reason_code = fields.Char()
    reason_figures = fields.Json()
