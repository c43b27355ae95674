"""Check that a scheme is complete and free of contradictions; every problem names its record."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from .check_result import check_gates, check_law, check_places, check_quotas, check_scale
from .check_score import check_components, check_organs, check_tariff, check_weights
from .check_year import check_papers, check_periods
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
    _inherit = "cadre.scheme"

    problem_count = fields.Integer(compute="_compute_problems")
    blocking_count = fields.Integer(compute="_compute_problems")
    draft_problem_count = fields.Integer(
        string="Problems of a Draft",
        compute="_compute_draft_problem_count",
        help="What a draft still lacks. What is in force was checked and changes no more; its own page says the rest.",
    )
    problem_list = fields.Html(string="Problems", compute="_compute_problems", sanitize=False)

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
