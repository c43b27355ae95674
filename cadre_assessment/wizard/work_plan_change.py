"""Why a work-item list is determined anew, and what changed (S0-13)."""

from odoo import fields, models


class CadreWorkPlanChange(models.TransientModel):
    _name = "cadre.work.plan.change"
    _description = "New Version of a Work-Item List"

    plan_id = fields.Many2one("cadre.work.plan", required=True, string="List")
    reason = fields.Selection(
        lambda self: self.env["cadre.work.plan"]._fields["change_reason"]._description_selection(self.env),
        required=True,
        default="special",
    )
    note = fields.Char(required=True, string="What Changed")

    def action_apply(self):
        self.ensure_one()
        plan = self.plan_id._new_version(self.reason, self.note)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.work.plan",
            "view_mode": "form",
            "res_id": plan.id,
        }
