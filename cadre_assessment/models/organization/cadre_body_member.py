"""Members of a body: from when to when, and as what."""

from datetime import timedelta
from itertools import pairwise

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import format_date

from ..clock import on_the_day, today_of
from ..company import company_of
from ..guard.keys import differing
from ..guard.trust import is_trusted
from ..listing import listed

HISTORY = frozenset({"role", "organizer", "date_from", "date_to"})
"""What a membership says of its person: each change is a row of its own."""


class CadreBodyMember(models.Model):
    """A person in a body, from a day to a day, in a role.

    Who comes, changes or goes stands in the history of the body (:class:`CadreBodyChange`); what has a decision behind
    it or waiting before it does not change at all (:mod:`.cadre_body`).
    """

    _name = "cadre.body.member"
    _description = "Member of a Body"
    _inherit = ["cadre.keys.mixin", "cadre.office.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "body_id, sequence, id"
    _rec_name = "employee_id"

    _keys = frozenset({"body_id", "employee_id"})  # whose membership of what it is
    _office_paths = ("body_id",)

    body_id = fields.Many2one("cadre.body", required=True, ondelete="cascade", index=True)
    company_id = company_of("body_id")
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

    sits_today = fields.Boolean(
        compute="_compute_sits_today",
        search="_search_sits_today",
        string="In Office Today",
        help="In office on the day of the body's company; access rules ask it, so that no time zone of a user counts.",
    )

    _dates = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_from <= date_to)", "A membership ends before it begins."
    )

    @api.model
    def _office_domain(self):
        return Domain("body_id.of_my_office", "=", True)

    @api.depends("date_from", "date_to")
    def _compute_sits_today(self):
        for member in self:
            member.sits_today = member._in_office(today_of(member))

    @api.model
    def _search_sits_today(self, operator, value):
        if operator != "in":
            return NotImplemented
        sitting = on_the_day(
            self.env,
            lambda day: [
                "|", ("date_from", "=", False), ("date_from", "<=", day),
                "|", ("date_to", "=", False), ("date_to", ">=", day),
            ],
        )  # fmt: skip
        return sitting if True in value else ~sitting

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

    @api.model
    def _instead(self):
        return self.env._("End it and add another one.")

    # -- CRUD: a row is closed and followed by another one, never rewritten --------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        members = super().create(vals_list)
        members._keep("joined", {member: (False, member._seat_text()) for member in members})
        if not is_trusted(self.env):
            members.body_id._refuse_while_deciding()
            for body, day, name in members.body_id._decided_days():
                if any(member.body_id == body and member._in_office(day) for member in members):
                    body._refuse_past(body, day, name)
            members.body_id._on_changed()
        return members

    def write(self, vals):
        """The server corrects a row; for everybody else a change is a row of its own, and the person stays."""
        if is_trusted(self.env):
            before = {member: member._seat_text() for member in self}
            result = super().write(vals)
            self._keep("changed", {member: (before[member], member._seat_text()) for member in self})
            return result
        rest = {name: value for name, value in vals.items() if name not in HISTORY}
        result = super().write(rest) if rest else True
        for member in self:
            if changed := differing(member, {name: vals[name] for name in vals.keys() & HISTORY}):
                member._follow(changed)
        return result

    def _follow(self, changed):
        """Let what ``changed`` says follow this row, which is closed and kept; a row itself gets its last day only."""
        body = self.body_id
        first = fields.Date.to_date(changed.get("date_from")) or body._today()
        begun = not self.date_from or self.date_from < first
        running = not self.date_to or self.date_to >= first
        before = self._seat_text()
        values = {name: self[name].id for name in self._all_keys()}
        values |= {name: self[name] for name in (*HISTORY, "sequence")}
        with body._keeping_history():
            if changed.keys() == {"date_to"} and not self.date_to:
                self._write_row(changed)
                self._keep("ended", {self: (before, self._seat_text())})
            elif changed.keys() & {"role", "organizer"} and begun and running:
                self._write_row({"date_to": first - timedelta(days=1)})
                self._keep("ended", {self: (before, self._seat_text())})
                self._add({**values, **changed, "date_from": first}, "joined", False)
            else:  # it has not begun, or its days were wrong: the row goes, and what it said stands in the history
                successor = {**values, **changed}
                self._drop_row()
                self._add(successor, "changed", before)
        body._on_changed()

    # the rows themselves: what is above would lead into these methods again
    def _write_row(self, values):
        return super().write(values)  # pylint: disable=unknown-option-value,super-method-mismatch

    def _drop_row(self):
        return super().unlink()  # pylint: disable=unknown-option-value,super-method-mismatch

    def _make_row(self, values):
        [member] = super().create([values])  # pylint: disable=unknown-option-value,super-method-mismatch
        return member

    def _add(self, values, what, before):
        member = self._make_row(values)
        member._keep(what, {member: (before, member._seat_text())})

    def unlink(self):
        self._keep("removed", {member: (member._seat_text(), False) for member in self})
        if is_trusted(self.env):
            return super().unlink()
        bodies = self.body_id
        with bodies._keeping_history():
            result = super().unlink()
        bodies._on_changed()
        return result

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

    def _seat_text(self):
        """Role and days in one line, as the history keeps them."""
        self.ensure_one()
        said = [dict(self._fields["role"]._description_selection(self.env))[self.role], self._period_text()]
        if self.organizer:
            said.append(self._fields["organizer"]._description_string(self.env))
        return listed(self.env, said)

    def _keep(self, what, texts):
        """Who decides matters: every change stands in the history of the body, and is told in its chatter.

        ``texts``: {member: (before, after)}; what says the same before and after is none.
        """
        changed = {member: (old, new) for member, (old, new) in texts.items() if old != new}
        self.env["cadre.body.change"]._keep(
            [
                {
                    "body_id": member.body_id.id,
                    "employee_id": member.employee_id.id,
                    "name": member.employee_id.name,
                    "what": what,
                    "before": old,
                    "after": new,
                }
                for member, (old, new) in changed.items()
            ]
        )
        word = dict(self.env["cadre.body.change"]._fields["what"]._description_selection(self.env))[what]
        for body, members in self.filtered(lambda one: one in changed).grouped("body_id").items():
            lines = Markup("").join(
                Markup("<li>%s: %s, %s</li>")
                % (word, member.employee_id.name, " → ".join(filter(None, changed[member])))
                for member in members
            )
            body.sudo().message_post(body=Markup("<ul>%s</ul>") % lines)
