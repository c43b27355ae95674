"""The container of one assessment year: a year, a scheme, a unit; opened once, kept up to date, archived."""

import re
from datetime import date

from odoo import api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.fields import Domain

from ..clock import today_of
from ..guard import Step, guarded
from ..office import own_office, works_for
from ..organization.workdays import Workdays
from ..scheme.problems import as_list
from ..states import RUNNING
from .opening import problems
from .papers import leaders_of_places, make_papers
from .periods import spans
from .roster import days_of_leaving


def _but_for_year(name):
    """
    >>> _but_for_year("2025年度考核") == _but_for_year("2026年度考核")
    True
    """
    return re.sub(r"\d{4}", "", name or "")


class CadreCycle(models.Model):
    _name = "cadre.cycle"
    _description = "Assessment Cycle"
    _inherit = ["cadre.occasion", "mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "year desc, id desc"

    _hung_by = "cycle_id"
    _guarded = frozenset({"state", "opened_on", "closed_on"})
    _locked_states = frozenset({"archived"})
    _office_paths = ("office_body_id", "unit_id", "company_id")
    _office_depends = ("office_body_id.mine",)
    _steps = (Step("open", ("draft",), "open", "_may_manage"),)
    _settled_fields = frozenset(
        {"year", "company_id", "scheme_id", "unit_id", "date_from", "date_to", "cut_off", "prerequisite_ids"}
    )
    """What periods, pools and subjects were made of: fixed once the cycle is open."""

    name = fields.Char(
        compute="_compute_name", store=True, readonly=False, precompute=True, required=True, tracking=True
    )
    year = fields.Integer(required=True, default=lambda self: today_of(self).year, aggregator=None, low=1900, high=2200)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    scheme_id = fields.Many2one(
        "cadre.scheme",
        required=True,
        check_company=True,
        domain="[('state', '=', 'active'), ('subject_kind', '!=', 'candidate')]",
        index=True,
    )
    unit_id = fields.Many2one(
        "hr.department",
        required=True,
        check_company=True,
        index=True,
        help="Everybody in it is looked at by the scope rules.",
    )
    date_from = fields.Date(compute="_compute_dates", store=True, readonly=False, precompute=True, required=True)
    date_to = fields.Date(compute="_compute_dates", store=True, readonly=False, precompute=True, required=True)
    cut_off = fields.Date(
        string="Cut-off Day",
        compute="_compute_dates",
        store=True,
        readonly=False,
        precompute=True,
        required=True,
        help="Posts held on this day count (S3-02).",
    )
    state = fields.Selection(
        [
            ("draft", "Preparation"),
            ("open", "Under Way"),
            ("computed", "Computed"),
            ("decided", "Decided"),
            ("published", "Public Notice"),
            ("archived", "Archived"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
        group_expand=True,
    )
    prerequisite_ids = fields.Many2many(
        "cadre.cycle",
        "cadre_cycle_prerequisite_rel",
        "cycle_id",
        "prerequisite_id",
        string="Decided First",
        check_company=True,
        domain="[('id', '!=', id)]",
        help="Cycles that must be decided first.",
    )
    leading_body_id = fields.Many2one(
        "cadre.body",
        string="Deciding Body",
        check_company=True,
        domain="[('kind', 'not in', ('office', 'selection'))]",
        index=True,
        help="Decides (委领导班子).",
    )
    office_body_id = fields.Many2one(
        "cadre.body",
        string="Assessment Office",
        check_company=True,
        domain="[('kind', '=', 'office')]",
        default=lambda self: own_office(self.env),
        index=True,
        help="Does the work (办公室 / 考核办): its members of today read and do everything of this cycle. Empty: the "
        "organization department alone.",
    )
    organizer_id = fields.Many2one(
        "hr.employee", check_company=True, help="分管干部人事工作的副书记; default rater (S0-10)."
    )
    reminders = fields.Boolean(default=True, help="Not set: nobody is reminded of anything in this cycle.")
    period_ids = fields.One2many("cadre.period", "cycle_id", string="Periods")
    owed_period_ids = fields.One2many("cadre.period", compute="_compute_owed_period_ids", string="Periods Owed")
    pool_ids = fields.One2many("cadre.pool", "cycle_id")
    document_ids = fields.One2many("cadre.document", "cycle_id")
    opening_problem_list = fields.Html(compute="_compute_opening_problems", sanitize=False, string="Before Opening")
    opened_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)

    _code_uniq = models.Constraint(
        "UNIQUE(company_id, scheme_id, year, unit_id)", "This unit has a cycle of this scheme and year."
    )
    _dates = models.Constraint("CHECK(date_from <= date_to)", "The cycle ends before it begins.")
    _cut_off_inside = models.Constraint("CHECK(cut_off >= date_from)", "The cut-off day lies before the cycle.")

    # -- whose work ------------------------------------------------------------------------------------------------
    @api.model
    def _office_domain(self):
        return Domain("office_body_id.mine", "=", True)

    def _office_of(self):
        return self

    def _refuse_beyond_office(self):
        """An office opens cycles of the units it works for; beyond them the organization department does."""
        for cycle in self:
            if not self.env.su and not works_for(cycle.unit_id):
                raise AccessError(
                    self.env._(
                        "%(cycle)s: %(unit)s is not among the units your office works for. Choose one of them, or ask "
                        "the organization department.",
                        cycle=cycle.name,
                        unit=cycle.unit_id.name,
                    )
                )

    def _deciding_body(self):
        return self.leading_body_id

    def _office_body(self):
        return self.office_body_id

    def _accounts_since(self):
        return self.date_from

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("year", "scheme_id")
    def _compute_name(self):
        for cycle in self:
            made = cycle.scheme_id and cycle._default_name(cycle)
            former = cycle.name in (False, "", cycle._default_name(cycle._origin))
            # a form that was never saved has no former year to compare with
            if made and (former or _but_for_year(cycle.name) == _but_for_year(made)):
                cycle.name = made
            else:
                cycle.name = cycle.name

    @api.model
    def _default_name(self, cycle):
        scheme = cycle.scheme_id
        pattern = "{year}年度{scheme}" if scheme.lang == "zh_CN" else "{scheme} {year}"
        return pattern.format(year=cycle.year, scheme=scheme.name or "")

    @api.depends("year")
    def _compute_dates(self):
        for cycle in self:
            if 1900 < cycle.year < 3000:
                cycle.date_from = date(cycle.year, 1, 1)
                cycle.date_to = cycle.cut_off = date(cycle.year, 12, 31)

    @api.depends("period_ids.rule_id.required")
    def _compute_owed_period_ids(self):
        for cycle in self:
            cycle.owed_period_ids = cycle.period_ids.filtered("required")

    @api.depends_context("uid", "lang")
    def _compute_opening_problems(self):
        for cycle in self:
            problems = cycle._opening_problems() if cycle.state == "draft" and cycle.id and cycle._may_manage() else []
            cycle.opening_problem_list = as_list(problems)

    @api.onchange("unit_id")
    def _onchange_unit_id(self):
        """The unit's own bodies, and its organizer (S0-02)."""
        bodies = self.env["cadre.body"].search([("unit_id", "=", self.unit_id.id)]) if self.unit_id else []
        for body in bodies:
            if body.kind == "leading_body":
                self.leading_body_id = self.leading_body_id or body
            elif body.kind == "office":
                self.office_body_id = self.office_body_id or body
        organizer = self.leading_body_id.current_member_ids.filtered("organizer")[:1]
        self.organizer_id = self.organizer_id or organizer.employee_id

    @api.onchange("scheme_id", "year", "unit_id")
    def _onchange_prerequisites(self):
        self.prerequisite_ids |= self._found_first()

    def _found_first(self):
        """Cycles of this year and place under the schemes that are decided before this one's (S3-43, S2A-34)."""
        self.ensure_one()
        before = self.scheme_id.prerequisite_scheme_ids
        if not before or not self.unit_id:
            return self.browse()
        domain = [
            ("year", "=", self.year),
            ("company_id", "=", self.company_id.id),
            ("scheme_id.code", "in", before.mapped("code")),
            "|", ("unit_id", "parent_of", self.unit_id.id), ("unit_id", "child_of", self.unit_id.id),
        ]  # fmt: skip
        return self.search(domain) - self._origin

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        cycles = super().create(vals_list)
        cycles._refuse_beyond_office()
        for cycle, vals in zip(cycles, vals_list, strict=True):
            if "prerequisite_ids" not in vals:
                cycle.prerequisite_ids = cycle._found_first()
        return cycles

    def write(self, vals):
        if not self._is_trusted() and vals.keys() & self._settled_fields:
            self._refuse_open()
        result = super().write(vals)
        if vals.keys() & {"unit_id", "office_body_id"}:
            self._refuse_beyond_office()
        if "state" in vals:
            self.env["cadre.scheme"].invalidate_model(["latest_cycle_id"], flush=False)
        return result

    def _refuse_open(self):
        """:raises UserError: what was made when it was opened rests on what it says"""
        for cycle in self:
            if cycle.state != "draft":
                raise UserError(
                    self.env._(
                        "%(cycle)s is open: its scheme, unit and dates stay, for periods, seats and people come from "
                        "them.",
                        cycle=cycle.name,
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_open(self):
        for cycle in self:
            if cycle.state != "draft" and not self._is_trusted():
                raise UserError(self.env._("%(cycle)s has been opened and cannot be deleted.", cycle=cycle.name))

    def copy_data(self, default=None):
        """A copy is the cycle of the year after."""
        data = super().copy_data(default)
        for cycle, vals in zip(self, data, strict=True):
            if "year" not in (default or {}):
                vals["year"] = cycle.year + 1
                for name in ("name", "date_from", "date_to", "cut_off"):
                    vals.pop(name, None)
        return data

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_open(self):
        """Open the cycle: periods with due dates, pools of seats, papers, and what other rooms add.

        Raises UserError naming everything that is missing; all or nothing.
        """
        for cycle in self:
            cycle._open()
        return True

    def action_refresh(self):
        """Take in who came, left or moved since: bases and seats, and papers of newcomers."""
        for cycle in self:
            if not cycle._may_manage() or cycle.state not in RUNNING:
                raise UserError(
                    self.env._(
                        "%(cycle)s: the assessment office does this while the cycle is under way.", cycle=cycle.name
                    )
                )
            cycle.check_access("write")
            cycle._refresh_pools()
            cycle._on_refresh()
            cycle._make_documents()
            cycle._drop_papers_of_the_gone()
        return True

    # -- opening ---------------------------------------------------------------------------------------------------
    def _open(self):
        self.ensure_one()
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(self.env._("%(cycle)s is being opened at this moment.", cycle=self.name)) from error
        self._take("open", opened_on=fields.Datetime.now())
        blocking = [problem.sentence for problem in self._opening_problems() if problem.blocking]
        if blocking:
            raise UserError(
                self.env._(
                    "%(cycle)s cannot be opened yet:\n%(problems)s",
                    cycle=self.name,
                    problems="\n".join(f"• {sentence}" for sentence in blocking),
                )
            )
        self._make_periods()
        self._refresh_pools()
        self._on_open()
        self._make_documents()

    def _make_periods(self):
        """The periods of every level of the scheme: names in the language of its texts, due dates (1 create)."""
        self.ensure_one()
        workdays = Workdays(self.company_id)
        self.env["cadre.period"].sudo().create(
            [
                {
                    "cycle_id": self.id,
                    "rule_id": rule.id,
                    **span._asdict(),
                    "due": rule._due_after(span.date_to, workdays),
                    "publish_due": rule._publish_after(span.date_to, workdays),
                }
                for rule in self.scheme_id.period_ids
                for span in spans(rule.level, self.date_from, self.date_to, self.scheme_id.lang)
            ]
        )
        if workdays.note:
            guarded(self.sudo()).message_post(body=workdays.note)

    def _opening_problems(self):
        """Everything that keeps this cycle from opening, or is worth a look before (a bounded number of queries)."""
        self.ensure_one()
        return problems(self)

    def _make_documents(self):
        """The required papers that are not there yet: of the subjects, and those that the office writes itself."""
        self.ensure_one()
        return make_papers(self)

    # -- business --------------------------------------------------------------------------------------------------
    def _subject_field(self):
        """Name of the field that holds who or what is assessed, on every record about a subject."""
        kinds = set(self.scheme_id.mapped("subject_kind"))
        return "employee_id" if kinds <= {"person"} else "subject_unit_id"

    def _may_manage(self):
        return self._is_office()

    def _as_of(self, day=None):
        """The day as of which people are looked at: ``day`` (default: today), within the cycle."""
        self.ensure_one()
        return min(max(day or today_of(self), self.date_from), self.cut_off)

    def _gone(self, employees):
        """Those of ``employees`` who are no longer in the unit, today or on the cut-off day."""
        self.ensure_one()
        left = days_of_leaving(self, employees.ids)
        return employees.filtered(lambda one: (self.id, one.id) in left and left[self.id, one.id] < self._as_of())

    def _drop_papers_of_the_gone(self):
        """Papers nobody has begun to write are not owed by people who have left; what says something stays."""
        drafts = self.sudo().document_ids.filtered(lambda paper: paper.state == "draft")
        gone = self._gone(drafts.employee_id)
        drafts.filtered(lambda paper: paper.employee_id in gone and not any(paper.section_ids.mapped("text"))).unlink()

    def _on_open(self):
        """What further rooms add to a cycle that has just been opened (its periods and pools are there)."""

    def _on_refresh(self):
        """What is brought up to date when people came, left or moved: here papers, for whoever leads since (S2A-30).

        Further rooms add their own.
        """
        for cycle in self:
            rules = cycle.scheme_id.document_ids.filtered(lambda rule: rule.author == "office")
            if leaders := leaders_of_places(cycle, rules):
                waiting = cycle.sudo().document_ids.filtered(lambda paper, rules=rules: paper.rule_id in rules)
                waiting._follow_leaders(leaders)
