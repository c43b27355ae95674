"""The rules for one kind of subject, as typed records, versioned (law 3)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from ..spoken import spoken
from .check_result import check_gates, check_law, check_places, check_quotas, check_scale
from .check_score import check_components, check_organs, check_tariff, check_weights
from .check_year import check_papers, check_periods
from .copying import complete_copy
from .engine_scheme import engine_scheme
from .problems import Problem, as_list

PARTS = (
    "component_ids", "gate_ids", "quota_ids", "scope_ids", "period_ids", "document_ids", "consequence_ids",
    "adjustment_ids", "cap_ids",
)  # fmt: skip
NESTED = (
    "component_ids.count_ids", "period_ids.indicator_ids", "period_ids.route_ids", "quota_ids.ratio_line_ids",
    "result_scale_id.grade_ids",
)  # fmt: skip
OWN = (
    "full_score", "banded", "digits", "printed_ranks", "default_grade_id", "veto_review", "state", "subject_kind",
    "result_scale_id", "plan_kind", "plan_due_month", "plan_due_day", "letter_copies", "appeal_days",
    "appeal_reply_days", "publicity_days", "publicity_days_max", "prerequisite_scheme_ids",
)  # fmt: skip

NO_RULE = frozenset({*models.MAGIC_COLUMNS, "rule_ref", "scheme_id"})


class CadreScheme(models.Model):
    _name = "cadre.scheme"
    _description = "Assessment Scheme"
    _inherit = ["cadre.followed.mixin", "cadre.own.choice.mixin"]
    _listed = "schemes"
    _of_line = "scheme_id"
    _check_company_auto = True
    _order = "regulation_id, sequence, version desc, id"

    regulation_id = fields.Many2one(
        "cadre.regulation", required=True, ondelete="restrict", index=True, check_company=True
    )
    subject_kind = fields.Selection(
        [
            ("person", "Person"),
            ("unit", "Unit"),
            ("team", "Leadership Team"),
            ("district", "District"),
            ("candidate", "Candidate"),
        ],
        required=True,
        default="person",
    )
    subject_text = fields.Char(string="Subjects", help="As the regulation says it (表1 考核对象).")
    previous_id = fields.Many2one("cadre.scheme", string="Previous Version", copy=False, readonly=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )

    lang = fields.Selection(
        [("zh_CN", "Chinese"), ("en_US", "English")],
        string="Language of the Texts",
        default="zh_CN",
        required=True,
        help="Language of what is named after the rules: periods, papers, what stands on the printed forms.",
    )
    full_score = fields.Float(digits=(12, 4), default=100, required=True, help="Points of the whole score.")
    scaled_up = fields.Boolean(
        string="Scale Up to the Whole Score",
        help="Where a part does not apply to a kind of subject, the others are scaled up to the whole score (A2B-2); "
        "not set: it has fewer points and is compared within its own group.",
    )
    result_scale_id = fields.Many2one(
        "cadre.scale",
        check_company=True,
        help="Scale of the result (年度等次); empty: no grades, only points, ranks and awards (S2A-29).",
    )
    result_grade_ids = fields.One2many(related="result_scale_id.grade_ids", string="Grades", readonly=False)
    default_grade_id = fields.Many2one(
        "cadre.scale.grade",
        domain="[('scale_id', '=', result_scale_id)]",
        help="Without bands: the grade of who wins no seat (A0-4).",
    )
    banded = fields.Boolean(
        string="Graded by Bands", help="The total proposes a grade by the bands of the result scale."
    )
    digits = fields.Integer(string="Decimals", default=2, high=9, help="Decimals of a published value (G1).")
    printed_ranks = fields.Selection(
        [("competition", "1, 2, 2, 4"), ("dense", "1, 2, 2, 3")],
        string="Places in Print",
        default="competition",
        required=True,
        help="How places are counted on forms, notices and in workbooks where two are level. Seats and rules always go "
        "by how many are ahead (1, 2, 2, 4).",
    )
    publicity_days = fields.Integer(
        string="Public Notice at Least", default=5, high=366, help="Least length of a public notice, in days (A0-6)."
    )
    publicity_days_max = fields.Integer(string="Public Notice at Most", high=366, help="In days; 0 = no limit.")
    publicity_day_type = fields.Selection(
        [("working", "Working Days"), ("calendar", "Calendar Days")],
        string="Counted in",
        default="working",
        required=True,
    )
    publicity_of = fields.Selection(
        [("all", "Everybody"), ("top", "The Top Grade and Awards")],
        string="Shown in Public",
        default="all",
        required=True,
        help="Whose result stands in the public notice (S2A-69: who is proposed as 优秀 or commended).",
    )
    publicity_by_unit = fields.Boolean(string="In Each Unit", help="Every unit puts up a notice of its own (S2A-69).")
    minimum_papers = fields.Integer(
        string="Fewest Valid Papers", default=5, help="Fewest valid papers of a published ballot cell."
    )
    veto_review = fields.Selection(
        [("none", "Nobody"), ("party", "Party Members"), ("all", "Everybody")], default="none", required=True
    )
    veto_field_ids = fields.Many2many("cadre.category", string="Veto Fields", domain="[('kind', '=', 'veto')]")
    dimension_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_dimension_rel",
        string="Dimensions",
        domain="[('kind', '=', 'dimension')]",
        help="德能勤绩廉",
    )
    plan_kind = fields.Selection(
        [("none", "None"), ("list", "Work-Item List"), ("letter", "Letter of Responsibility")],
        string="Plan of the Year",
        default="list",
        required=True,
        help="What every subject has for the year: a list of work items (工作项目清单), a letter of responsibility "
        "with points (目标责任书), or neither.",
    )
    plan_writer = fields.Selection(
        [("subject", "Whom It Is About"), ("office", "Assessment Office")],
        string="Drawn up by",
        default="subject",
        required=True,
        help="Who writes the items (S2A-56: those of leaders their own office); who signs is said by the letter.",
    )
    plan_due_day = fields.Integer(
        string="Day", high=31, help="Day of that month by which they are filed (S2A-08: 15); 0 = its last day."
    )
    letter_copies = fields.Integer(string="Copies of the Letter", default=1, high=1000, help="S2A-07: 2")
    self_scored = fields.Boolean(
        string="Self Score", help="Subjects score themselves first; only the final score counts (S2B-02)."
    )
    prerequisite_scheme_ids = fields.Many2many(
        "cadre.scheme",
        "cadre_scheme_prerequisite_rel",
        "scheme_id",
        "prerequisite_id",
        string="Decided before",
        help="Cycles of these schemes are decided first: their results are asked for here (team before persons, "
        "unit before its head).",
    )
    appeal_days = fields.Integer(
        string="Review Asked for within",
        high=3660,
        help="Calendar days after the written notice (S2A-71); 0 = no review.",
    )
    appeal_reply_days = fields.Integer(
        string="Answered within", high=3660, help="Calendar days after the request (S2A-72)."
    )
    plan_due_month = fields.Integer(
        string="Filed by the End of Month",
        high=12,
        help="Month by whose last day work-item lists are filed (S0-12: 5).",
    )
    plan_reminder_days = fields.Integer(string="Reminder before (Days)", default=10, high=366)
    plan_entry_days = fields.Integer(
        string="After Entry (Days)",
        default=30,
        high=366,
        help="Who comes after the cycle has begun, or gets another post, files so many days from then, where that is "
        "later than the day of the others. Calendar days.",
    )
    months_owed_from = fields.Selection(
        [("list", "The List's Approval"), ("cycle", "The Beginning of the Cycle")],
        string="Records Owed from",
        default="list",
        required=True,
        help="From the month after the list was approved, or from the cycle's beginning; always from entry (A0-10).",
    )

    component_ids = fields.One2many("cadre.scheme.component", "scheme_id", copy=True)
    gate_ids = fields.One2many("cadre.scheme.gate", "scheme_id", copy=True)
    quota_ids = fields.One2many("cadre.scheme.quota", "scheme_id", copy=True)
    scope_ids = fields.One2many("cadre.scheme.scope", "scheme_id", copy=True)
    period_ids = fields.One2many("cadre.scheme.period", "scheme_id", copy=True)
    document_ids = fields.One2many("cadre.scheme.document", "scheme_id", copy=True)
    consequence_ids = fields.One2many("cadre.scheme.consequence", "scheme_id", copy=True)
    cap_ids = fields.One2many("cadre.scheme.cap", "scheme_id", string="Caps", copy=True)
    adjustment_ids = fields.One2many("cadre.scheme.adjustment", "scheme_id", string="Tariff", copy=True)
    rule_ref = fields.Char(string="Rules", help="IDs of the rule catalogue, separated by spaces.")
    note = fields.Text()
    problem_count = fields.Integer(compute="_compute_problems")
    blocking_count = fields.Integer(compute="_compute_problems")
    draft_problem_count = fields.Integer(
        string="Problems of a Draft",
        compute="_compute_draft_problem_count",
        help="What a draft still lacks. What is in force was checked and changes no more; its own page says the rest.",
    )
    problem_list = fields.Html(string="Problems", compute="_compute_problems", sanitize=False)

    _code_version_uniq = models.UniqueIndex("(code, version, COALESCE(company_id, 0))", "This scheme version exists.")

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def copy(self, default=None):
        copies = super().copy(default)
        for scheme, duplicate in zip(self, copies, strict=True):
            complete_copy(scheme, duplicate)
        return copies

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_copy(self):
        """Copy it as a scheme of its own, in draft, and open that: a shipped scheme as the beginning of one's own."""
        self.ensure_one()
        return self.copy()._open()

    # -- business --------------------------------------------------------------------------------------------------
    def _text_lang(self):
        """The code of the language in which texts of this scheme are given (:func:`..spoken.spoken`)."""
        return spoken(self.env, self.lang)

    def _frozen_text(self, frozen):
        return self.env._(
            "%(schemes)s: a cycle was opened with these rules, or they are retired; they stay as they are. Make a new "
            "version and change that.",
            schemes=listed(self.env, frozen.mapped("display_name")),
        )

    def _engine_scheme(self, year=None):
        """This scheme, as it is in ``year``, as :class:`engine.Scheme` (as many queries however large it is)."""
        self.ensure_one()
        return engine_scheme(self, year)

    # -- what is wrong with it -------------------------------------------------------------------------------------
    def _check_depends(self):
        """Whatever is typed into a part is checked at once: every stored field of every part (rooms add to them)."""
        names = list(OWN)
        for path in (*PARTS, *NESTED):
            model = self
            for step in path.split("."):
                model = self.env[model._fields[step].comodel_name]
            names += [
                f"{path}.{name}"
                for name, field in model._fields.items()
                if field.store and not field.related and name not in NO_RULE
            ]
        return names

    @api.depends(_check_depends)
    @api.depends_context("lang")
    def _compute_problems(self):
        for scheme in self:
            problems = scheme._check()
            scheme.problem_count = len(problems)
            scheme.blocking_count = sum(problem.blocking for problem in problems)
            scheme.problem_list = as_list(sorted(problems, key=lambda problem: not problem.blocking))

    @api.depends("state", "problem_count")
    def _compute_draft_problem_count(self):
        """For lists: every scheme asked about costs some fifty questions to the database."""
        drafts = self.filtered(lambda scheme: scheme.state == "draft")
        for scheme in self:
            scheme.draft_problem_count = scheme.problem_count if scheme in drafts else 0

    def _refuse_problems(self):
        """Raise UserError with everything that keeps this scheme from being used."""
        for scheme in self:
            blocking = [problem.sentence for problem in scheme._check() if problem.blocking]
            if blocking:
                raise UserError(
                    self.env._(
                        "%(scheme)s cannot be used yet:\n%(problems)s",
                        scheme=scheme.display_name,
                        problems="\n".join(f"• {sentence}" for sentence in blocking),
                    )
                )

    def _check(self, base=None):
        """Everything that is wrong with this scheme, as :class:`Problem` s.

        ``base``: people in a pool, where a cycle asks; it asks for its organs itself.
        """
        self.ensure_one()
        return [
            *self._check_head(),
            *(self._check_yearly() if base is not None else ()),
            *check_weights(self),
            *check_components(self),
            *(check_organs(self) if base is None else ()),
            *check_scale(self),
            *check_tariff(self),
            *check_periods(self),
            *check_papers(self),
            *check_places(self),
            *check_quotas(self, base),
            *self._check_criteria(),
            *check_gates(self),
            *self._check_scope(),
            *check_law(self),
        ]

    def _check_head(self):
        """The figures of the scheme itself, and the schemes it waits for."""
        named = Problem(self, "")._replace
        if self.full_score <= 0:
            yield named(text=self.env._("its full score must be above 0"))
        if not 0 <= self.digits <= 4:
            yield named(text=self.env._("a published value has 0 to 4 decimals"))
        if self.publicity_days_max and self.publicity_days_max < self.publicity_days:
            yield named(text=self.env._("the longest public notice is shorter than the shortest"))
        if self.appeal_days < 0 or self.appeal_reply_days < 0:
            yield named(text=self.env._("a number of days cannot be below 0"))
        if self.appeal_days and not self.appeal_reply_days:
            yield named(text=self.env._("a review may be asked for, but nobody has to answer it by a day"))
        if self._origin and self._origin in self._earlier_schemes():
            yield named(text=self.env._("it waits for a scheme that waits for it"))

    def _check_yearly(self):
        """Whether years go by it at all."""
        if self.subject_kind == "candidate":
            yield Problem(self, self.env._("it is the score of a selection: no year is assessed by it"))

    def _earlier_schemes(self):
        """Every scheme whose cycles are decided before those of this one, at whatever distance."""
        found, front = self.browse(), self.prerequisite_scheme_ids._origin
        while front:
            found |= front
            front = front.sudo().prerequisite_scheme_ids - found
        return found

    def _waits_for(self, *kinds):
        """The schemes of these kinds of subjects that are decided directly before this one."""
        return self.prerequisite_scheme_ids._origin.sudo().filtered(lambda scheme: scheme.subject_kind in kinds)

    def _check_scope(self):
        lines = self.scope_ids.sorted("sequence")
        if lines and not any(lines.mapped("assessed")):
            yield Problem(self, self.env._("its scope assesses nobody"))
        for line in lines[:-1]:
            if not line.criterion_id:
                yield Problem(line, self.env._("it speaks for everybody: the lines after it are never asked"))
                break
        for line in lines:
            if line.place != "home" and self.subject_kind != "person":
                yield Problem(line, self.env._("only a person can be assessed elsewhere than at home"))
            if line.uses_seat and line.in_base and not line.assessed:
                text = self.env._("it is not assessed, yet counts in the base and uses a seat")
                yield Problem(line, text, blocking=False)

    def _known_bases(self):
        """(name of the pool, people in its base) pairs by the code of a quota. The room of the cycles knows some."""
        return {}
