"""One subject's result and its reason, with post, unit and group frozen as of the cut-off day."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain
from odoo.tools import SQL

from ..company import company_of
from ..computation.cells import VERDICT
from ..computation.outcome import KEPT
from ..computation.reasons import Words
from ..guard import Step
from ..listing import listed
from ..states import DECIDED, RUNNING
from ..subject import SUBJECT
from .snapshot import FROZEN

WRITTEN = SQL(
    """(
    SELECT f.assessment_id
      FROM cadre_finding f JOIN cadre_cycle c ON c.id = f.cycle_id
     WHERE f.positive <> '' OR f.negative <> ''
  GROUP BY f.assessment_id, c.scheme_id
    HAVING count(*) >= (SELECT count(*)
                          FROM cadre_scheme_dimension_rel r
                          JOIN cadre_category d ON d.id = r.cadre_category_id AND d.active
                         WHERE r.cadre_scheme_id = c.scheme_id))"""
)
"""Assessments (ids) with something under every heading."""

YEARS = 3
"""So many of the years before are shown."""

DECIDING = (
    "cadre_assessment.group_cadre_officer,cadre_assessment.group_cadre_decider,cadre_assessment.group_cadre_auditor"
)
"""Who may know the figures behind a reason: they speak of others, too."""


def words_of(cycle, words):
    """The words of a cycle for the current user, kept in ``words``: with others' figures for who sees everybody."""
    if cycle not in words:
        words[cycle] = Words(cycle.env, cycle.scheme_id, cycle._sees_all())
    return words[cycle]


class CadreAssessment(models.Model):
    _name = "cadre.assessment"
    _description = "Assessment"
    _inherit = [
        "cadre.apart.mixin",
        "mail.thread",
        "mail.activity.mixin",
        "cadre.guard.mixin",
        "cadre.subject.mixin",
        "cadre.absent.mixin",
        "cadre.urged.mixin",
    ]
    _absent = {"total": "has_total"}
    _check_company_auto = True
    _order = "cycle_id, rank, id"
    _apart = frozenset({"total"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id", store=True)
    subject_kind = fields.Selection(related="cycle_id.scheme_id.subject_kind", store=True)
    name = fields.Char(required=True, readonly=True, string="Name of the Subject")
    state = fields.Selection(
        [
            ("open", "Under Way"),
            ("computed", "Computed"),
            ("decided", "Decided"),
            ("published", "Public Notice"),
            ("archived", "Archived"),
        ],
        default="open",
        required=True,
        copy=False,
        index=True,
    )
    # frozen as of the cut-off day
    staff_number = fields.Char(readonly=True)
    gender = fields.Char(readonly=True)
    birthday = fields.Date(readonly=True)
    birthday_month_only = fields.Boolean(readonly=True)
    ethnicity = fields.Char(readonly=True)
    political_status = fields.Char(readonly=True)
    party_member = fields.Boolean(readonly=True)
    post = fields.Char(readonly=True)
    rank_name = fields.Char(readonly=True)
    post_since = fields.Date(readonly=True)
    rank_since = fields.Date(readonly=True)
    duties = fields.Text(readonly=True)
    department_id = fields.Many2one("hr.department", readonly=True, index=True)
    unit_id = fields.Many2one("hr.department", readonly=True, index=True)
    comparison_group_id = fields.Many2one("cadre.category", readonly=True)
    post_class_id = fields.Many2one("cadre.category", readonly=True)
    identity_id = fields.Many2one("cadre.category", readonly=True)
    is_unit_head = fields.Boolean(readonly=True)
    is_team_member = fields.Boolean(readonly=True)
    leader_id = fields.Many2one("hr.employee", readonly=True, index=True)
    leader_user_id = fields.Many2one(related="leader_id.user_id", store=True, index=True, string="User of the Leader")
    # scope
    assessed = fields.Boolean(readonly=True)
    in_base = fields.Boolean(readonly=True)
    uses_seat = fields.Boolean(readonly=True)
    entrusted = fields.Boolean(readonly=True, help="委托考核: assessed by the supervising department, counted apart.")
    scope_reason = fields.Char(readonly=True)
    scope_facts = fields.Char(
        readonly=True, groups=DECIDING, help="What the criteria may ask of the cut-off day (JSON)."
    )
    # what the rules say
    total = fields.Float(digits=(12, 2), readonly=True, copy=False, aggregator="avg", low=None)
    has_total = fields.Boolean(readonly=True, copy=False)
    exact_total = fields.Char(readonly=True, copy=False, help="Before rounding, as a fraction.")
    rank = fields.Integer(readonly=True, copy=False, aggregator=None)
    band_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    proposed_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    may_top = fields.Boolean(string="Can Be Top", readonly=True, copy=False)
    seatless = fields.Boolean(
        string="Beside the Seats",
        readonly=True,
        copy=False,
        help="Its grade uses no seat: by its scope (S3-04) or because it was granted directly (A2-2).",
    )
    status = fields.Selection(
        [("normal", "Graded"), ("undetermined", "No Grade for now"), ("excluded", "Not Assessed")],
        string="Participation",
        readonly=True,
        copy=False,
        help="不定等次: takes part and counts in the base, but no grade is set until the case is closed (S3-21).",
    )
    pending = fields.Boolean(
        string="To Be Decided", readonly=True, copy=False, help="待裁定: tied across the last seat."
    )
    reason_code = fields.Char(readonly=True, copy=False)
    reason_figures = fields.Json(readonly=True, copy=False, groups=DECIDING)
    reason = fields.Char(compute="_compute_reason", help="Why this grade is proposed.")
    flags = fields.Char(readonly=True, copy=False, help="Codes of what needs a look, e.g. missing:half")
    flag_text = fields.Text(string="To Be Looked At", compute="_compute_reason")
    gate_keys = fields.Char(readonly=True, copy=False, help="Ids of the gates it met, separated by spaces.")
    unmet = fields.Json(
        readonly=True,
        copy=False,
        groups=DECIDING,
        help="Binding quotas whose minimum or first places it does not reach, each with the code and figures of why.",
    )
    previous_total = fields.Float(digits=(12, 2), readonly=True, copy=False, aggregator=None, low=None)
    has_previous = fields.Boolean(readonly=True, copy=False)
    previous_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False)
    changed_run = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="The computation that last gave another result."
    )
    changed = fields.Boolean(
        compute="_compute_changed",
        search="_search_changed",
        help="The last computation gave another result than the one before.",
    )
    verdict_digest = fields.Char(readonly=True, copy=False, groups=DECIDING, help="Hash of what the rules said.")
    trace_digest = fields.Char(readonly=True, copy=False, groups=DECIDING, help="Hash of the lines of the trace.")
    line_ids = fields.One2many("cadre.assessment.line", "assessment_id", string="Trace")
    award_ids = fields.One2many("cadre.assessment.award", "assessment_id", string="Awards")
    award_text = fields.Char(string="Awards Proposed or Decided", compute="_compute_award_text")
    finding_ids = fields.One2many("cadre.finding", "assessment_id", string="Findings")
    # veto review (S0-32)
    veto_state = fields.Selection(
        [("none", "Not Required"), ("pending", "To Be Reviewed"), ("clear", "No Veto"), ("vetoed", "Vetoed")],
        string="Veto Review",
        default="none",
        readonly=True,
        copy=False,
    )
    veto_field_id = fields.Many2one("cadre.category", readonly=True, copy=False, domain="[('kind', '=', 'veto')]")
    veto_note = fields.Char(readonly=True, copy=False)
    veto_by_id = fields.Many2one("res.users", string="Veto Concluded By", readonly=True, copy=False)
    veto_on = fields.Datetime(string="Veto Concluded On", readonly=True, copy=False)
    # proposals of the office (S0-31) and the decision
    advanced = fields.Boolean(string="Proposed as Advanced", copy=False)
    unfit = fields.Boolean(string="Proposed as Unfit for the Post", copy=False)
    extremely_poor = fields.Boolean(
        copy=False, readonly=True, help="Found extremely poor by the deciding body (S0-39)."
    )
    decided_grade_id = fields.Many2one("cadre.scale.grade", readonly=True, copy=False, index=True)
    override_reason = fields.Char(readonly=True, copy=False)
    decision_id = fields.Many2one("cadre.decision", readonly=True, copy=False)
    late_reason = fields.Char(
        string="Late Event", readonly=True, copy=False, help="Why it was taken up again after the archive."
    )

    _guarded = SUBJECT | {"state", "cycle_id", "line_ids", "award_ids", *FROZEN, *VERDICT, *KEPT}
    _office_fields = frozenset({"advanced", "unfit"})
    _steps = (
        Step("reopen", {"archived"}, "open", "_is_office", reason=True),
        Step("recompute", RUNNING, None, "_may_recompute"),
    )
    _locked_states = frozenset(DECIDED)

    _once = models.UniqueIndex(
        "(cycle_id, employee_id) WHERE employee_id IS NOT NULL", "This person is in this cycle already."
    )
    _unit_once = models.UniqueIndex(
        "(cycle_id, subject_unit_id) WHERE subject_unit_id IS NOT NULL", "This unit is in this cycle already."
    )
    # how many are assessed, who, and how far they are: asked by every cockpit and list of cycles
    _far = models.Index("(cycle_id, assessed, state) INCLUDE (employee_id)")

    gate_text = fields.Char(string="Gates Met", compute="_compute_side_by_side", help="What bars or forces a grade.")
    years_text = fields.Char(
        string="Last Years", compute="_compute_side_by_side", help="Archived grades of the last three years."
    )
    decision_grade_id = fields.Many2one(
        "cadre.scale.grade",
        string="In the Decision",
        compute="_compute_side_by_side",
        help="The grade on the decision that is being written, before it is confirmed.",
    )

    printed_rank = fields.Integer(
        string="Place in Print",
        compute="_compute_printed_rank",
        aggregator=None,
        help="As forms, notices and workbooks have it; the rules go by the rank.",
    )

    unwritten = fields.Boolean(
        string="Findings Not Complete",
        compute="_compute_unwritten",
        search="_search_unwritten",
        help="Assessed, not decided, and the evaluation is not written under every heading.",
    )

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("reason_code", "reason_figures", "flags", "scope_reason", "assessed", "override_reason")
    @api.depends_context("uid", "lang")
    def _compute_reason(self):
        words = {}
        for assessment in self:
            known = assessment.sudo()
            say = words_of(known.cycle_id, words)
            assessment.reason = say.of(known) if known.assessed else known.scope_reason
            assessment.flag_text = "\n".join(say.flags(known.flags))

    @api.depends("award_ids.won", "award_ids.pending", "award_ids.decided", "state")
    @api.depends_context("lang")
    def _compute_award_text(self):
        """What it wins beside its grade: as decided, before that as proposed."""
        for assessment in self:
            settled = not assessment._is_living()
            won = assessment.sudo().award_ids.filtered(lambda one, on=settled: one.decided if on else one.won)
            names = [award.award_id.name for award in won]
            if not settled and assessment.sudo().award_ids.filtered("pending"):
                names.append(self.env._("to be decided"))
            assessment.award_text = listed(self.env, names) or False

    @api.depends("changed_run", "cycle_id.compute_run")
    def _compute_changed(self):
        for assessment in self:
            run = assessment.changed_run
            assessment.changed = bool(run) and run == assessment.cycle_id.compute_run

    def _search_changed(self, operator, value):
        if operator != "in":
            return NotImplemented
        runs = self.env["cadre.cycle"].search_fetch([("compute_run", ">", 0)], ["compute_run"])
        changed = Domain.OR(
            [Domain("cycle_id", "=", cycle.id) & Domain("changed_run", "=", cycle.compute_run) for cycle in runs]
        )
        return changed if True in value else ~changed

    # -- constraints and CRUD --------------------------------------------------------------------------------------
    @api.constrains("advanced", "unfit", "veto_state")
    def _check_proposals(self):
        """A veto bars from 先进 (S0-32); nobody is proposed for both lists (S0-31)."""
        for assessment in self:
            if assessment.advanced and assessment.veto_state == "vetoed":
                raise ValidationError(
                    self.env._("%(name)s cannot be proposed as advanced: there is a veto.", name=assessment.name)
                )
            if assessment.advanced and assessment.unfit:
                raise ValidationError(
                    self.env._("%(name)s cannot be proposed both as advanced and as unfit.", name=assessment.name)
                )

    # -- business --------------------------------------------------------------------------------------------------
    def _is_living(self):
        """Whether snapshot, review and proposals may still change."""
        self.ensure_one()
        return self.state in RUNNING

    # -- side by side (校准) ------------------------------------------------------------------------------------------
    @api.depends("gate_keys", "employee_id", "subject_unit_id")
    @api.depends_context("uid", "lang")
    def _compute_side_by_side(self):
        """Three queries, however many rows. What the reader may not read of other years is not there."""
        gates = {str(gate.id): gate.name for gate in self.sudo().cycle_id.scheme_id.gate_ids}
        years = self._last_years()
        open_lines = self.env["cadre.decision.line"]
        if open_lines.has_access("read"):
            open_lines = open_lines.search(
                [("assessment_id", "in", self.ids), ("decision_id.state", "in", ("draft", "submitted"))]
            )
        given = {line.assessment_id: line.grade_id for line in open_lines}
        for one in self:
            one.gate_text = listed(self.env, [gates[key] for key in (one.gate_keys or "").split() if key in gates])
            rules = one.cycle_id.sudo().scheme_id.regulation_id.name, one.company_id.id
            past = years.get((one.employee_id.id, one.subject_unit_id.id, *rules), {})
            before = sorted((year for year in past if year < one.cycle_id.year), reverse=True)[:YEARS]
            one.years_text = listed(self.env, [f"{year} {past[year]}" for year in before])
            one.decision_grade_id = given.get(one)

    def _last_years(self):
        """{(person, unit, regulation, company): {year: grade}} of the archived results of these subjects, the latest
        version of each: other regulations have other grades, and count in no rule of this one.
        """
        Result = self.env["cadre.result"]
        if not Result.has_access("read"):
            return {}
        subjects = [
            "|",
            ("employee_id", "in", self.employee_id.ids),
            ("subject_unit_id", "in", self.subject_unit_id.ids),
        ]
        found = {}
        for result in Result.search(subjects, order="version"):
            subject = result.employee_id.id, result.subject_unit_id.id, result.regulation, result.company_id.id
            found.setdefault(subject, {})[result.year] = result.grade_name
        return found

    # -- ranks on paper ------------------------------------------------------------------------------------------------
    @api.depends("rank", "comparison_group_id", "cycle_id.scheme_id.printed_ranks")
    def _compute_printed_rank(self):
        """The rank, or how many different totals there are from the best one on, in the comparison group. One query."""
        dense = self.filtered(lambda one: one.rank and one.cycle_id.sudo().scheme_id.printed_ranks == "dense")
        places = {}
        if dense:
            ranked = [("cycle_id", "in", dense.cycle_id.ids), ("assessed", "=", True), ("rank", ">", 0)]
            found = self.sudo()._read_group(ranked, ["cycle_id", "comparison_group_id", "rank"])
            for cycle, group, rank in sorted(found, key=lambda one: one[2]):
                within = places.setdefault((cycle.id, group.id), {})
                within[rank] = len(within) + 1
        for one in self:
            within = places.get((one.cycle_id.id, one.comparison_group_id.id), {}) if one in dense else {}
            one.printed_rank = within.get(one.rank, one.rank)

    # -- findings ------------------------------------------------------------------------------------------------------
    @api.depends("assessed", "state", "finding_ids.positive", "finding_ids.negative")
    def _compute_unwritten(self):
        found = self._origin.search([("id", "in", self._origin.ids), ("unwritten", "=", True)])
        for assessment in self:
            assessment.unwritten = assessment._origin in found

    def _search_unwritten(self, operator, value):
        """One statement, and no list of people: of a county it would be ten thousand long on the card that opens it."""
        if operator != "in":
            return NotImplemented
        self.env["cadre.finding"].flush_model(["assessment_id", "cycle_id", "positive", "negative"])
        self.env["cadre.cycle"].flush_model(["scheme_id"])
        self.env["cadre.scheme"].flush_model(["dimension_ids"])
        self.env["cadre.category"].flush_model(["active"])
        unwritten = (
            Domain("assessed", "=", True)
            & Domain("state", "in", RUNNING)
            & Domain("cycle_id.scheme_id.dimension_ids.active", "=", True)
            & Domain("id", "not in", WRITTEN)
        )
        return unwritten if True in value else ~unwritten
