"""Who sat in a body from when to when, and as what?"""

from itertools import pairwise

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date


class CadreBodyMember(models.Model):
    """A person in a body, from a day to a day, in a role. Who comes, changes or goes is noted on the body."""

    _name = "cadre.body.member"
    _description = "Member of a Body"
    _inherit = ["cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "body_id, sequence, id"
    _rec_name = "employee_id"

    body_id = fields.Many2one("cadre.body", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    employee_id = fields.Many2one("hr.employee", required=True, index=True, check_company=True, ondelete="restrict")
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True)
    role = fields.Selection(
        [
            ("chair", "Head"),
            ("deputy", "Deputy Head"),
            ("member", "Member"),
            ("secretary", "Secretary"),
        ],
        required=True,
        default="member",
    )
    organizer = fields.Boolean(help="In charge of organizing the assessment (分管干部人事工作).")
    date_from = fields.Date(string="From", help="First day in office; empty: always.")
    date_to = fields.Date(string="Until", help="Last day in office; empty: until further notice.")

    _dates = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_from <= date_to)", "A membership ends before it begins."
    )

    @api.constrains("body_id", "employee_id", "date_from", "date_to")
    def _check_overlap(self):
        """One person sits in one body only once on any day."""
        rows = self.search([("body_id", "in", self.body_id.ids), ("employee_id", "in", self.employee_id.ids)])
        for (body, employee), members in rows.grouped(lambda member: (member.body_id, member.employee_id)).items():
            for one, other in members._neighbours():
                if one._overlaps(other):
                    raise ValidationError(
                        self.env._(
                            "%(person)s is a member of %(body)s twice at the same time: %(one)s and %(other)s. "
                            "End the first membership before the second begins.",
                            person=employee.name,
                            body=body.name,
                            one=one._period_text(),
                            other=other._period_text(),
                        )
                    )

    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._note(self.env._("Joins"))
        return members

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"employee_id", "role", "organizer", "date_from", "date_to"}:
            self._note(self.env._("Changed"))
        return result

    def unlink(self):
        self._note(self.env._("Removed"))
        return super().unlink()

    def _in_office(self, day):
        self.ensure_one()
        return (not self.date_from or self.date_from <= day) and (not self.date_to or day <= self.date_to)

    def _neighbours(self):
        """Pairs of memberships that follow each other in time; an empty beginning comes first."""
        ordered = self.sorted(lambda member: (member.date_from or fields.Date.from_string("0001-01-01"), member.id))
        return pairwise(ordered)

    def _overlaps(self, later):
        """Whether this membership still runs when ``later`` (which does not begin before it) begins."""
        return not later.date_from or not self.date_to or later.date_from <= self.date_to

    def _period_text(self):
        self.ensure_one()
        begin, end = (format_date(self.env, day) if day else "…" for day in (self.date_from, self.date_to))
        return f"{begin} – {end}"

    def _note(self, what):
        """Who decides matters: every change of a membership stands in the body's own history."""
        roles = dict(self._fields["role"]._description_selection(self.env))
        for body, members in self.grouped("body_id").items():
            lines = Markup("").join(
                Markup("<li>%s: %s, %s, %s</li>")
                % (what, member.employee_id.name, roles[member.role], member._period_text())
                for member in members
            )
            body.message_post(body=Markup("<ul>%s</ul>") % lines)
