"""One member at a meeting: there, or absent and why."""

from odoo import api, fields, models


class CadreMeetingMember(models.Model):
    """Who sits in the body on that day is the server's word (nobody may create or delete a row); who was there is the
    office's."""

    _name = "cadre.meeting.member"
    _description = "Attendance at a Meeting"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "meeting_id, sequence, id"
    _rec_name = "employee_id"

    _guard_parent = "meeting_id"

    meeting_id = fields.Many2one("cadre.meeting", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="meeting_id.company_id", store=True, index=True)
    sequence = fields.Integer(readonly=True)
    employee_id = fields.Many2one(
        "hr.employee", string="Member", required=True, readonly=True, ondelete="restrict", index=True
    )
    role = fields.Selection(
        selection=lambda self: self.env["cadre.body.member"]._fields["role"]._description_selection(self.env),
        readonly=True,
        required=True,
    )
    votes = fields.Boolean(
        string="Has a Vote",
        compute="_compute_votes",
        store=True,
        help="The secretary keeps the minutes and has no vote.",
    )
    presence = fields.Selection([("present", "Present"), ("absent", "Absent")])
    reason = fields.Char(string="Reason of Absence")

    _once = models.Constraint("UNIQUE(meeting_id, employee_id)", "This member stands in the attendance already.")

    @api.depends("role")
    def _compute_votes(self):
        for member in self:
            member.votes = member.role != "secretary"

    @api.onchange("presence")
    def _onchange_presence(self):
        if self.presence != "absent":
            self.reason = False

    def _own_people(self):
        """Who was there is no judgement of anybody."""
        return self.env["hr.employee"]
