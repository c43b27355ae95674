"""Who asks for a review (复核), why, until when must it be answered, and how was it?  (S2A-71, S2A-72)"""

from odoo import fields, models

from ..guard import Step


class CadreAppeal(models.Model):
    """Asked for by the subject, answered by the office; upheld, the result is computed again as a new version."""

    _name = "cadre.appeal"
    _description = "Review Request"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "requested_on desc, id desc"

    _guarded = frozenset({"state", "assessment_id"})
    _locked_states = frozenset({"requested", "upheld", "rejected", "withdrawn"})
    _steps = (Step("request", {"draft"}, "requested", "_is_own"),)

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    cycle_id = fields.Many2one(related="assessment_id.cycle_id", store=True, index=True)
    company_id = fields.Many2one(related="assessment_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="assessment_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(related="assessment_id.name", string="Name of the Subject")
    grounds = fields.Text(help="申请事由")
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("requested", "Requested"),
            ("upheld", "Upheld"),
            ("rejected", "Rejected"),
            ("withdrawn", "Withdrawn"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    received_on = fields.Date(readonly=True, copy=False, string="Notice Received On")
    due = fields.Date(string="Request Until", readonly=True, copy=False)
    requested_on = fields.Date(readonly=True, copy=False, help="申请日期")
    reply_due = fields.Date(string="Reply Until", readonly=True, copy=False)
    reply = fields.Text(readonly=True, copy=False, help="答复意见")
    replied_on = fields.Date(readonly=True, copy=False, help="答复日期")
    replied_by_id = fields.Many2one("res.users", readonly=True, copy=False)
