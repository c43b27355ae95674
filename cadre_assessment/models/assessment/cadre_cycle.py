"""What does a cycle get from the room of the assessments?  Its subjects, decisions, notices and results."""

from odoo import fields, models


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    assessment_ids = fields.One2many("cadre.assessment", "cycle_id")
    decision_ids = fields.One2many("cadre.decision", "cycle_id")
    notice_ids = fields.One2many("cadre.notice", "cycle_id")
    result_ids = fields.One2many("cadre.result", "cycle_id")
    computed_at = fields.Datetime(readonly=True, copy=False)
