"""What one subject would have, under the cycle's rules and under the others."""

from odoo import fields, models


class CadreSimulationLine(models.Model):
    """Written by :meth:`cadre.simulation._run`."""

    _name = "cadre.simulation.line"
    _description = "Simulated Result"
    _inherit = ["cadre.server.only.mixin"]
    _order = "simulation_id, rank_before, id"

    simulation_id = fields.Many2one("cadre.simulation", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="simulation_id.company_id", store=True, index=True)
    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade", index=True)
    name = fields.Char(string="Name of the Subject", required=True)
    unit_id = fields.Many2one("hr.department")
    comparison_group_id = fields.Many2one("cadre.category")
    change = fields.Selection(
        [("up", "Better"), ("down", "Worse"), ("other", "Other"), ("same", "The Same")], required=True, index=True
    )
    has_total_before = fields.Boolean()
    total_before = fields.Float(string="Total now", digits=(12, 4), aggregator=None, low=None)
    rank_before = fields.Integer(string="Rank now", aggregator=None)
    grade_id_before = fields.Many2one("cadre.scale.grade", string="Grade now")
    pending_before = fields.Boolean(string="To Be Decided now")
    awards_before = fields.Char(string="Awards now")
    reason_before = fields.Char(string="Reason now")
    has_total_after = fields.Boolean()
    total_after = fields.Float(string="Total then", digits=(12, 4), aggregator=None, low=None)
    rank_after = fields.Integer(string="Rank then", aggregator=None)
    grade_id_after = fields.Many2one("cadre.scale.grade", string="Grade then")
    pending_after = fields.Boolean(string="To Be Decided then")
    awards_after = fields.Char(string="Awards then")
    reason_after = fields.Char(string="Reason then")
    difference = fields.Float(digits=(12, 4), aggregator="avg", low=None)
    why = fields.Char(string="What Differs")
