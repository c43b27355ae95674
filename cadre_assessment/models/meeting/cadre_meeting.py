"""The meeting of a body: who was there, who presided, what was decided (S0-33, O-18)."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ..clock import today_of
from ..company import company_of
from ..guard import guarded
from ..listing import listed
from ..office import own_office


class CadreMeeting(models.Model):
    """A body on a day. Its members as of that day stand here, each present or absent with a reason.

    Decisions are its items. Once one of them is handed in the meeting was held, and its attendance stays.
    """

    _name = "cadre.meeting"
    _description = "Meeting"
    _inherit = ["mail.thread", "cadre.office.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date desc, id desc"

    _locked_states = frozenset({"held"})
    _office_paths = ("office_body_id",)
    _office_depends = ("office_body_id.mine",)

    name = fields.Char(compute="_compute_name", store=True, readonly=False, precompute=True, required=True)
    body_id = fields.Many2one(
        "cadre.body",
        required=True,
        check_company=True,
        ondelete="restrict",
        index=True,
        domain="[('kind', 'not in', ('office', 'selection'))]",
    )
    company_id = company_of("body_id")
    office_body_id = fields.Many2one(
        "cadre.body",
        string="Kept by",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('kind', 'in', ('office', 'selection'))]",
        default=lambda self: own_office(self.env),
        help="The office that keeps its record. Empty: the organization department.",
    )
    date = fields.Date(required=True, default=today_of, index=True)
    place = fields.Char()
    number = fields.Char(help="文号 of its minutes.")
    chair_id = fields.Many2one(
        "hr.employee",
        string="Presided",
        check_company=True,
        ondelete="restrict",
        compute="_compute_chair_id",
        store=True,
        readonly=False,
        domain="[('id', 'in', voter_ids)]",
        help="Who led the meeting: the head of the body, or another member.",
    )
    secretary_id = fields.Many2one(
        "hr.employee", string="Minutes Kept by", check_company=True, ondelete="restrict", help="记录人"
    )
    member_ids = fields.One2many("cadre.meeting.member", "meeting_id", string="Attendance", copy=False)
    voter_ids = fields.Many2many(
        "hr.employee", compute="_compute_counts", compute_sudo=True, string="Members with a Vote"
    )
    expected = fields.Integer(
        compute="_compute_counts", compute_sudo=True, help="应到: the members with a vote on that day, counted."
    )
    present = fields.Integer(compute="_compute_counts", compute_sudo=True, help="实到: those of them who were there.")
    decision_ids = fields.One2many("cadre.decision", "meeting_id", string="Items of the Meeting")
    state = fields.Selection(
        [("draft", "Being Prepared"), ("held", "Held")],
        compute="_compute_state",
        store=True,
        default="draft",
        help="Held: one of its decisions was handed in, and who was there stays as it is.",
    )

    # -- whose work ------------------------------------------------------------------------------------------------
    @api.model
    def _office_domain(self):
        return Domain("office_body_id.mine", "=", True)

    def _office_of(self):
        return self

    def _open_when_locked(self):
        """Minutes get their number when they are issued, after the meeting."""
        return super()._open_when_locked() | {"number"}

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("body_id", "date")
    def _compute_name(self):
        for meeting in self:
            made = meeting._default_name(meeting.body_id, meeting.date)
            if meeting.name in (False, "", meeting._default_name(meeting._origin.body_id, meeting._origin.date)):
                meeting.name = made
            else:
                meeting.name = meeting.name

    def _default_name(self, body, day):
        return self.env._("%(body)s, meeting of %(day)s", body=body.name or "", day=day or "")

    @api.depends("member_ids.presence", "member_ids.role")
    def _compute_chair_id(self):
        """The head of the body, or his only deputy where he was absent; whoever was named stays while he may."""
        for meeting in self:
            there = meeting.member_ids.filtered(lambda one: one.votes and one.presence != "absent")
            if meeting.chair_id and meeting.chair_id in there.employee_id:
                meeting.chair_id = meeting.chair_id
                continue
            heads = there.filtered(lambda one: one.role == "chair") or there.filtered(lambda one: one.role == "deputy")
            meeting.chair_id = heads.employee_id if len(heads) == 1 else False

    @api.depends("member_ids.presence", "member_ids.role")
    def _compute_counts(self):
        for meeting in self:
            voters = meeting.member_ids.filtered("votes")
            meeting.voter_ids = voters.employee_id
            meeting.expected = len(voters)
            meeting.present = len(voters.filtered(lambda one: one.presence == "present"))

    @api.depends("decision_ids.state")
    def _compute_state(self):
        for meeting in self:
            meeting.state = "held" if any(one.state != "draft" for one in meeting.decision_ids) else "draft"

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        meetings = super().create(vals_list)
        for meeting in meetings:
            meeting._call_members()
        return meetings

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"body_id", "date"}:
            for meeting in self:
                meeting._call_members()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        """One that was held, or has items, stays."""
        result = super()._unlink_except_locked()
        for meeting in self:
            if meeting.sudo().decision_ids and not self._is_trusted():
                raise UserError(
                    self.env._(
                        "“%(meeting)s” has items: %(items)s. Delete them first, or move them to another meeting.",
                        meeting=meeting.name,
                        items=listed(self.env, meeting.sudo().decision_ids.mapped("name")),
                    )
                )
        return result

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_all_present(self):
        """Everybody of whom nothing is said yet was there."""
        self.check_access("write")
        for meeting in self:
            meeting._refuse_locked(None)
            meeting.member_ids.filtered(lambda one: not one.presence).write({"presence": "present"})
        return True

    # -- business --------------------------------------------------------------------------------------------------
    def _call_members(self, anew=False):
        """Bring the attendance to the members as of the day.

        What was written down about somebody who still sits in the body stays, unless ``anew``: then the meeting is
        held again by those who sit in it now.
        """
        self.ensure_one()
        meeting = guarded(self.sudo())
        sitting = {member.employee_id: member for member in meeting.body_id._members_on(meeting.date)}
        rows = {row.employee_id: row for row in meeting.member_ids}
        meeting.member_ids.browse([row.id for person, row in rows.items() if person not in sitting]).unlink()
        for sequence, (person, member) in enumerate(sitting.items()):
            values = {"sequence": sequence, "role": member.role}
            if person not in rows:
                meeting.member_ids.create({"meeting_id": meeting.id, "employee_id": person.id, **values})
            else:
                rows[person].write({**values, **({"presence": False, "reason": False} if anew else {})})

    @api.model
    def _of_day(self, body, day, office):
        """The meeting of ``body`` on ``day`` that ``office`` prepares; made where there is none."""
        domain = [("body_id", "=", body.id), ("date", "=", day), ("state", "=", "draft")]
        found = self.search([*domain, ("office_body_id", "=", office.id)], limit=1)
        return found or self.create({"body_id": body.id, "date": day, "office_body_id": office.id})
