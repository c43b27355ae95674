"""Approve records that wait for the reader, all in one go (S0-14, A0-9).

The months of all one's people come on the same days; on a phone nobody opens thirty of them to press the same button.
The list says whose record of which period is approved; what wants a closer look is left out.
"""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.safe_eval import safe_eval

MOST = 500
"""Records that stand in one dialog; the rest comes when those are done."""


class CadreProgressApprove(models.TransientModel):
    _name = "cadre.progress.approve"
    _description = "Approve Together"

    line_ids = fields.One2many(
        "cadre.progress.approve.line", "approve_id", default=lambda self: self._waiting_lines(), string="Records"
    )
    count = fields.Integer(string="To Be Approved", compute="_compute_count")

    @api.model
    def _waiting_lines(self):
        """A line for each record that waits for the current user, as the list of those has them."""
        name, domain = self.env["cadre.home"]._list_behind("cadre_progress_report_review_action")
        order = "date_from, employee_name, id"
        waiting = self.env[name].search(safe_eval(domain, {"uid": self.env.uid}), limit=MOST, order=order)
        return [Command.create({"report_id": report.id}) for report in waiting]

    @api.depends("line_ids.chosen")
    def _compute_count(self):
        for batch in self:
            batch.count = len(batch.line_ids.filtered("chosen"))

    def action_approve(self):
        """Each by the step that waits for the user: approved by the leader in charge, endorsed by the section head.

        :raises UserError: none is left, or one of them is not his any more (the step says which, and why).
        """
        self.ensure_one()
        reports = self.line_ids.filtered("chosen").report_id
        if not reports:
            raise UserError(self.env._("Choose at least one record."))
        endorsed = reports.filtered(lambda report: " endorse " in (report.allowed_steps or ""))
        if endorsed:
            endorsed.action_endorse()
        if approved := reports - endorsed:
            approved.action_approve()
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)s records approved.", count=len(reports)),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }


class CadreProgressApproveLine(models.TransientModel):
    _name = "cadre.progress.approve.line"
    _description = "Record to Approve"
    _rec_name = "employee_name"

    approve_id = fields.Many2one("cadre.progress.approve", required=True, ondelete="cascade")
    report_id = fields.Many2one("cadre.progress.report", required=True, ondelete="cascade")
    chosen = fields.Boolean(default=True)
    # read as the user himself: a line made by a client for somebody else's record says nothing of it
    employee_name = fields.Char(related="report_id.employee_name", related_sudo=False)
    period_id = fields.Many2one(related="report_id.period_id", related_sudo=False)
    cycle_id = fields.Many2one(related="report_id.cycle_id", related_sudo=False)
