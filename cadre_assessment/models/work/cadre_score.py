"""Which marks, counts and figures were given that are neither a report, an event nor a ballot?"""

from odoo import fields, models


class CadreScore(models.Model):
    """One input of one component for one person (A0-1: the committee's mark out of 100)."""

    _name = "cadre.score"
    _description = "Score"
    _inherit = ["mail.thread", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "cycle_id, component_id, employee_id, id"

    _locked_states = frozenset({"confirmed"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    component_id = fields.Many2one("cadre.scheme.component", required=True, ondelete="restrict", index=True)
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    value = fields.Float(digits=(16, 4))
    label = fields.Char()
    rater_id = fields.Many2one("hr.employee")
    evidence = fields.Char()
    state = fields.Selection(
        [("draft", "Draft"), ("confirmed", "Confirmed")], default="draft", required=True, copy=False
    )
