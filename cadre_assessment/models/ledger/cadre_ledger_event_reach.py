"""Show whom an event would reach, and what is still missing, before anything is confirmed."""

import unicodedata

from odoo import api, fields, models
from odoo.tools import format_date

from ..listing import listed
from .recipients import reached


def project_key(text):
    """One spelling of a project's name: full-width and half-width, blanks and case make no difference.

    >>> project_key(" 智慧 Audit"), project_key("")
    ('智慧audit', False)
    """
    return "".join(unicodedata.normalize("NFKC", text or "").split()).casefold() or False


class CadreLedgerEvent(models.Model):
    _inherit = "cadre.ledger.event"

    touched_user_ids = fields.Many2many(
        "res.users",
        compute="_compute_touched_user_ids",
        compute_sudo=True,
        string="Users Who Get the Points",
        help="Nobody of them confirms a bonus or cancels a deduction.",
    )
    recipients_preview = fields.Text(
        compute="_compute_preview", string="Would Reach", help="As the post history has it on the day of the document."
    )
    problems_preview = fields.Text(compute="_compute_preview", string="Still Missing")

    # -- whom it touches -------------------------------------------------------------------------------------------
    @api.depends(
        *("state", "date", "document_date", "target", "employee_ids", "department_ids", "unit_ids", "adjustment_id"),
        "posting_ids.user_id",
    )
    def _compute_touched_user_ids(self):
        """Every account, since the cycle began, of the people reached; of a unit those of everybody in it today."""
        booked = self.filtered(lambda event: event.state in ("confirmed", "cancelled"))
        found = reached(self - booked) if self - booked else {}
        people, units = {}, {}
        for event in self:
            if event in booked:
                people[event], units[event] = event.posting_ids.employee_id.ids, event.posting_ids.subject_unit_id.ids
            else:
                recipients = found[event].recipients
                people[event] = [one.employee_id for one in recipients if one.employee_id]
                units[event] = [one.unit_id for one in recipients if one.unit_id]
        members = self._members_in({unit for ids in units.values() for unit in ids})
        Employee = self.env["hr.employee"].with_context(active_test=False)
        mine = {
            event: Employee.browse(people[event]).union(*(members[unit] for unit in units[event])) for event in self
        }
        Employee.union(*mine.values())._cadre_users()  # read at once, not event by event
        for event in self:
            event.touched_user_ids = mine[event]._cadre_users(event.cycle_id.date_from)

    def _members_in(self, unit_ids):
        """{unit id: everybody in it who has or had an account} in one query."""
        if not unit_ids:
            return {}
        people = (
            self.env["hr.employee"]
            .sudo()
            .search([("department_id.unit_id", "in", list(unit_ids)), ("cadre_account_ids", "!=", False)])
        )
        by_unit = people.grouped(lambda one: one.department_id.unit_id.id)
        empty = people.browse()
        return {unit: by_unit.get(unit, empty) for unit in unit_ids}

    def _is_touched(self):
        return self.env.user in self.sudo().touched_user_ids

    # -- what is shown before --------------------------------------------------------------------------------------
    @api.depends(
        *("state", "date", "document_date", "document_number", "issuer", "target", "employee_ids", "department_ids"),
        *("unit_ids", "adjustment_id", "points", "count", "subjective", "project_key", "cycle_id", "level_id"),
    )
    @api.depends_context("lang")
    def _compute_preview(self):
        waiting = self.filtered(lambda event: event.state in ("draft", "submitted") and event.cycle_id)
        (self - waiting).recipients_preview = (self - waiting).problems_preview = False
        found = reached(waiting) if waiting else {}
        why = dict(self.env["cadre.ledger.posting"]._fields["why"]._description_selection(self.env))
        for event in waiting:
            result = found[event]
            names = self._names(result.recipients)
            event.recipients_preview = listed(
                self.env, [f"{name} ({why[one.why]})" for one, name in zip(result.recipients, names, strict=True)]
            )
            event.problems_preview = "\n".join(event._missing(result))

    def _names(self, recipients):
        """Names of ``recipients``, in their order."""
        env = self.sudo().env
        people = env["hr.employee"].browse(one.employee_id for one in recipients if one.employee_id)
        units = env["hr.department"].browse(one.unit_id for one in recipients if one.unit_id)
        names = {("person", one.id): one.name for one in people} | {("unit", one.id): one.name for one in units}
        return [names[("person", one.employee_id) if one.employee_id else ("unit", one.unit_id)] for one in recipients]

    # -- what is missing -------------------------------------------------------------------------------------------
    def _missing(self, result):
        """Sentences: why this event cannot be handed in or confirmed yet."""
        self.ensure_one()
        return [*self._missing_ground(), *self._wrong_numbers(), *(self._problem(*one) for one in result.problems)]

    def _missing_ground(self):
        """Document, fault, project: what the tariff line asks for (S1-35, S1-42, S2A-24)."""
        line = self.adjustment_id
        if line.needs_document:
            for name in ("document_number", "document_date", "issuer"):
                if not self[name]:
                    yield self.env._(
                        "%(field)s is missing: only official documents count",
                        field=self._fields[name]._description_string(self.env),
                    )
        if line.needs_fault and not self.subjective:
            yield self.env._("Own fault is not recorded: without it there is no deduction")
        if line.dedupe and not project_key(self.project_key):
            yield self.env._("The project is missing: of one project only the highest counts")

    def _wrong_numbers(self):
        line, cycle = self.adjustment_id, self.cycle_id
        if line.has_range and not line.low <= self.points <= line.high:
            yield self.env._(
                "%(points)g points are not between %(low)g and %(high)g",
                points=self.points,
                low=line.low,
                high=line.high,
            )
        elif not line.has_range and self.points != line.points:
            yield self.env._("The tariff line gives %(points)g points", points=line.points)
        if self.date and not cycle.date_from <= self.date <= cycle.date_to:
            yield self.env._(
                "The day %(day)s is not in the cycle (%(begin)s – %(end)s)",
                day=format_date(self.env, self.date),
                begin=format_date(self.env, cycle.date_from),
                end=format_date(self.env, cycle.date_to),
            )
        if self.origin != "leave" and self.count != int(self.count):
            yield self.env._("%(count)g times is not a whole number", count=self.count)

    def _problem(self, code, about):
        model = "hr.employee" if code in ("no_post", "no_leader", "person_outside") else "hr.department"
        known = about and code != "no_such_target"
        person = section = self.sudo().env[model].browse(about).name if known else ""
        day = format_date(self.env, self.document_date or self.date)
        return {
            "no_such_target": self.env._("The tariff line has no points for individual or for collective events"),
            "nobody_named": self.env._("Nobody is named: choose the people, the sections or the units"),
            "no_post": self.env._("%(name)s had no post on %(day)s", name=person, day=day),
            "no_leader": self.env._(
                "Nobody was in charge of %(name)s on %(day)s: complete the post history", name=person, day=day
            ),
            "person_outside": self.env._("%(name)s was not in the cycle's unit on %(day)s", name=person, day=day),
            "unit_outside": self.env._("%(name)s does not belong to the cycle's unit", name=section),
            "nobody_there": self.env._("Nobody had a post in %(name)s on %(day)s", name=section, day=day),
            "section_without_leader": self.env._(
                "Nobody led %(name)s on %(day)s: complete the post history", name=section, day=day
            ),
        }[code]
