"""An event that gives bonuses or deductions, and its document (S1-31 … S1-50, S2A-19 … 25)."""

import unicodedata

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.tools import format_date

from ..clock import today_of
from ..company import company_of
from ..guard import Step
from ..listing import listed, of_year
from .recipients import reached


def project_key(text):
    """One spelling of a project's name: full-width and half-width, blanks and case make no difference.

    >>> project_key(" 智慧 Audit"), project_key("")
    ('智慧audit', False)
    """
    return "".join(unicodedata.normalize("NFKC", text or "").split()).casefold() or False


TARGETS = [("individual", "Individual"), ("collective", "Collective")]
ORIGINS = [("entered", "Entered"), ("imported", "Imported"), ("leave", "Computed from Leaves")]


class CadreLedgerEvent(models.Model):
    """One commendation, criticism or other matter of the tariff. Confirmed, it gives its recipients their points."""

    _name = "cadre.ledger.event"
    _description = "Bonus or Deduction"
    _inherit = [
        "cadre.offered.mixin",
        "cadre.apart.mixin",
        "cadre.tier.mixin",
        "cadre.locked.files.mixin",
        "mail.thread",
        "mail.activity.mixin",
    ]
    _check_company_auto = True
    _order = "date desc, id desc"
    _apart = frozenset({"points_total"})
    _rec_name = "title"

    _chosen = ("cadre.cycle", "takes_events")
    _state_to = ["confirmed"]
    _locked_states = frozenset({"submitted", "confirmed", "cancelled"})
    _steps = (
        Step("submit", ("draft",), "submitted", "_may_enter", reason=True),
        Step("withdraw", ("submitted",), "draft", "_may_withdraw"),
        Step("review", ("submitted",), None, "_is_my_turn", whose="_waiting_users", method="action_approve"),
        Step("approve", ("submitted",), "confirmed", "_may_approve"),
        Step("return", ("submitted",), "draft", "_may_return", reason=True, whose="_waiting_users"),
        Step("confirm", ("draft", "submitted"), "confirmed", "_may_confirm", reason=True),
        Step("cancel", ("confirmed",), "cancelled", "_may_cancel", reason=True),
        Step("edit", ("draft",), None, "_may_enter"),
    )

    cycle_id = fields.Many2one(
        "cadre.cycle",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('takes_events', '=', True)]",
    )
    company_id = company_of("cycle_id")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    subject_kind = fields.Selection(related="scheme_id.subject_kind")
    adjustment_id = fields.Many2one(
        "cadre.scheme.adjustment",
        string="Tariff Line",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('scheme_id', '=', scheme_id)]",
    )
    sign = fields.Selection(related="adjustment_id.sign", store=True)
    has_range = fields.Boolean(related="adjustment_id.has_range")
    needs_document = fields.Boolean(related="adjustment_id.needs_document")
    needs_fault = fields.Boolean(related="adjustment_id.needs_fault")
    dedupe = fields.Boolean(related="adjustment_id.dedupe")
    title = fields.Char(string="Matter", required=True, tracking=True)
    date = fields.Date(
        required=True,
        default=today_of,
        tracking=True,
        help="Day of the matter; it decides the year in which the points are booked.",
    )
    document_number = fields.Char(tracking=True, help="文号")
    document_date = fields.Date(
        string="Date of the Document",
        tracking=True,
        help="Who belonged to a section and who led it is taken from the post history of this day (A1-11).",
    )
    issuer = fields.Char(string="Issued by", tracking=True, help="发文机关")
    level_id = fields.Many2one(
        "cadre.category",
        string="Level of the Issuer",
        compute="_compute_level_id",
        store=True,
        readonly=False,
        precompute=True,
        domain="[('kind', '=', 'level')]",
        ondelete="restrict",
    )
    attachment_ids = fields.Many2many("ir.attachment", "cadre_ledger_event_attachment_rel", string="Documents")
    target = fields.Selection(TARGETS, string="Who", default="individual", required=True, tracking=True)
    employee_ids = fields.Many2many(
        "hr.employee", "cadre_ledger_event_employee_rel", string="People Named", check_company=True
    )
    department_ids = fields.Many2many(
        "hr.department", "cadre_ledger_event_department_rel", string="Sections Involved", check_company=True
    )
    unit_ids = fields.Many2many("hr.department", "cadre_ledger_event_unit_rel", string="Units", check_company=True)
    project_key = fields.Char(
        string="Project", tracking=True, help="Of one project only the highest counts; write it the same way each time."
    )
    points = fields.Float(
        string="Points for Each",
        digits=(12, 4),
        compute="_compute_points",
        store=True,
        readonly=False,
        precompute=True,
        tracking=True,
        help="For each one; the tariff line says how many, or within which bounds.",
    )
    count = fields.Float(string="How Many", default=1, digits=(12, 2), tracking=True, help="Times, days, pieces.")
    points_total = fields.Float(
        string="Points",
        digits=(16, 4),
        low=None,
        compute="_compute_points_total",
        store=True,
        help="Negative: a deduction.",
    )
    subjective = fields.Boolean(string="At Fault", tracking=True, help="主观原因: the criticism is due to own fault.")
    evidence = fields.Char(string="Ground", help="What it rests on, or how it was computed.")
    origin = fields.Selection(ORIGINS, default="entered", required=True, readonly=True, copy=False)
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("submitted", "Awaiting Confirmation"),
            ("confirmed", "Confirmed"),
            ("cancelled", "Cancelled"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    posting_ids = fields.One2many("cadre.ledger.posting", "event_id", string="Who Gets the Points", readonly=True)
    posting_count = fields.Integer(string="People", compute="_compute_posting_count")
    submitted_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    submitted_on = fields.Datetime(readonly=True, copy=False)
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)
    return_reason = fields.Char(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)
    late = fields.Boolean(
        readonly=True, copy=False, help="Confirmed or cancelled after the archive: results were taken up again."
    )
    late_reason = fields.Char(readonly=True, copy=False)

    _count_positive = models.Constraint("CHECK(count > 0)", "An event happens at least once.")
    _points_sign = models.Constraint("CHECK(points >= 0)", "Points have no sign here: the tariff line says which way.")

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

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("adjustment_id")
    def _compute_level_id(self):
        for event in self:
            event.level_id = event.adjustment_id.level_id or event.level_id

    @api.depends("adjustment_id")
    def _compute_points(self):
        for event in self:
            line = event.adjustment_id
            event.points = line.low if line.has_range else line.points

    @api.depends("points", "count", "adjustment_id.sign")
    def _compute_points_total(self):
        for event in self:
            total = event.points * event.count
            event.points_total = -total if event.adjustment_id.sign == "deduction" else total

    @api.depends("posting_ids")
    def _compute_posting_count(self):
        groups = self.env["cadre.ledger.posting"]._read_group([("event_id", "in", self.ids)], ["event_id"], ["__count"])
        counts = {event.id: count for event, count in groups}
        for event in self:
            event.posting_count = counts.get(event._origin.id, 0)

    @api.depends("title", "document_number", "cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for event in self:
            name = f"{event.title or ''} {event.document_number or ''}".strip()
            event.display_name = of_year(event, name)

    # -- what fits -------------------------------------------------------------------------------------------------
    @api.constrains("adjustment_id", "cycle_id")
    def _check_scheme(self):
        for event in self:
            if event.adjustment_id.scheme_id != event.cycle_id.scheme_id:
                raise ValidationError(
                    self.env._(
                        "%(event)s: the tariff line “%(line)s” belongs to another scheme.",
                        event=event.display_name,
                        line=event.adjustment_id.name,
                    )
                )

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
