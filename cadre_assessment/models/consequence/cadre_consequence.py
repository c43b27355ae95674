"""What follows from a result for a person, who does it and is it done?  (S0-35 … S0-39)"""

from odoo import fields, models

from ..scheme.cadre_scheme_consequence import ACTIONS


class CadreConsequence(models.Model):
    _name = "cadre.consequence"
    _description = "Consequence"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "id desc"

    _locked_states = frozenset({"done", "cancelled"})

    name = fields.Char(required=True)
    result_id = fields.Many2one("cadre.result", ondelete="restrict", index=True)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    rule_id = fields.Many2one("cadre.scheme.consequence", ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    action = fields.Selection(ACTIONS, required=True)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Approved"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="proposed",
        required=True,
        copy=False,
        tracking=True,
    )
    note = fields.Text()
    done_on = fields.Date(readonly=True, copy=False)
