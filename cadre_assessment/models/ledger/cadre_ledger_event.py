"""An event that gives bonuses or deductions, and its document (S1-31 … S1-50, S2A-19 … 25)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..clock import today_of
from ..company import company_of
from ..guard import Step
from ..listing import of_year

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
