"""Is a scheme complete and free of contradictions?  Every problem names the record that has it."""

from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from .cadre_scheme_component import SCALED


class Problem(NamedTuple):
    """``record``: what must be mended; ``text``: what is wrong with it; ``blocking``: no computing like this."""

    record: models.BaseModel
    text: str
    blocking: bool = True

    @property
    def sentence(self):
        return f"{self.record.display_name or self.record._description}: {self.text}"


def as_list(problems):
    """Problems as a list for the screen; what does not block stands in another colour."""
    items = [
        Markup('<li class="%s">%s</li>') % ("text-danger" if problem.blocking else "text-warning", problem.sentence)
        for problem in problems
    ]
    return Markup('<ul class="mb-0">%s</ul>') % Markup("").join(items) if items else False


def _number(value):
    return f"{value:.4f}".rstrip("0").rstrip(".")


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    problem_count = fields.Integer(compute="_compute_problems")
    problem_list = fields.Html(string="Problems", compute="_compute_problems", sanitize=False)

    @api.depends(
        "full_score", "banded", "default_grade_id", "veto_review", "state", "result_scale_id.grade_ids.has_band",
        "result_scale_id.grade_ids.band_from", "result_scale_id.grade_ids.sequence",
        "result_scale_id.grade_ids.is_top", "component_ids.weight", "component_ids.method", "component_ids.scale_id",
        "component_ids.parent_id", "component_ids.rater", "component_ids.tie_break", "component_ids.period_level",
        "component_ids.maximum", "component_ids.post_class_ids", "period_ids.level", "period_ids.rated",
        "period_ids.scale_id", "period_ids.route", "period_ids.requires_level", "quota_ids.ratio", "quota_ids.number",
        "quota_ids.grade_id", "quota_ids.use", "quota_ids.period_level", "quota_ids.basis", "gate_ids.effect",
        "gate_ids.grade_id", "gate_ids.criterion_id", "scope_ids.criterion_id", "scope_ids.assessed",
        "scope_ids.sequence", "document_ids.level",
    )  # fmt: skip
    @api.depends_context("lang")
    def _compute_problems(self):
        for scheme in self:
            problems = scheme._check()
            scheme.problem_count = len(problems)
            scheme.problem_list = as_list(problems)

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
        """Everything that is wrong with this scheme, as :class:`Problem` s; ``base``: people in a pool, if known."""
        self.ensure_one()
        return [
            *self._check_weights(),
            *self._check_components(),
            *self._check_scale(),
            *self._check_periods(),
            *self._check_quotas(base),
            *self._check_criteria(),
            *self._check_scope(),
        ]

    # -- weights ---------------------------------------------------------------------------------------------------
    def _check_weights(self):
        """Parts add up to their whole, for every class of posts with components of its own (S0-05: 30 + 50 = 80)."""
        if not self.component_ids:
            return [Problem(self, self.env._("it has no components"))]
        parts = self.component_ids.grouped(lambda component: component.parent_id._origin.id)
        classes = self.component_ids.post_class_ids
        problems = {}
        for post_class in (None, *classes):
            for parent in (self.env["cadre.scheme.component"], *self.component_ids):
                children = [
                    child
                    for child in parts.get(parent._origin.id, ())
                    if not child.post_class_ids or (post_class and post_class in child.post_class_ids)
                ]
                whole = parent.weight if parent else self.full_score
                total = round(sum(child.weight for child in children), 4)
                if children and total != round(whole, 4):
                    names = listed(self.env, [f"{child.name} {_number(child.weight)}" for child in children])
                    text = self.env._(
                        "the parts add up to %(total)s, the whole is %(whole)s (%(parts)s)",
                        total=_number(total),
                        whole=_number(whole),
                        parts=names,
                    )
                    problems[text] = Problem(parent or self, text)
        return list(problems.values())

    def _check_components(self):
        parents = {component.parent_id._origin.id for component in self.component_ids if component.parent_id}
        rated = {period.level: period for period in self.period_ids}
        order = {}
        for component in self.component_ids:
            is_parent = component._origin.id in parents if component._origin else False
            for text in self._component_faults(component, is_parent, rated):
                yield Problem(component, text)
            if component.tie_break:
                other = order.setdefault(component.tie_break, component)
                if other != component:
                    yield Problem(
                        component,
                        self.env._(
                            "it has the place %(place)s in the tie-break chain, like %(other)s",
                            place=component.tie_break,
                            other=other.name,
                        ),
                    )

    def _component_faults(self, component, is_parent, periods):
        if component.method == "group":
            return [] if is_parent else [self.env._("it adds up its parts and has none")]
        faults = []
        if is_parent:
            faults.append(self.env._("it has parts: its method must be “Sum of its Parts”"))
        if not component.rater:
            faults.append(self.env._("nobody gives it: choose a rater"))
        if component.maximum <= 0:
            faults.append(self.env._("the highest mark must be above 0"))
        if component.has_floor and component.has_cap and component.floor > component.cap:
            faults.append(self.env._("the floor is above the cap"))
        if component.method in SCALED:
            faults += self._scaled_faults(component)
        if component.method == "coef_of_grade":
            period = periods.get(component.period_level)
            if not period:
                faults.append(self.env._("the records it is made of are missing: no period rule of its level"))
            elif not period.rated or period.scale_id != component.scale_id:
                faults.append(self.env._("the records of its level are not rated on its scale"))
        return faults

    def _scaled_faults(self, component):
        if not component.scale_id:
            return [self.env._("the scale is missing")]
        grades = component.scale_id.grade_ids
        value = "coefficient" if component.method == "coef_of_grade" else "ballot_value"
        if not any(grades.mapped(value)):
            return [self.env._("the grades of its scale “%(scale)s” have no values", scale=component.scale_id.name)]
        better = grades.sorted("sequence")[:-1]
        zero = better.filtered(lambda grade: not grade[value])
        return [self.env._("the grade %(grade)s is worth nothing", grade=grade.name) for grade in zero]

    # -- grades ----------------------------------------------------------------------------------------------------
    def _check_scale(self):
        """Bands are half-open (G2): without a gap below and in the order of the grades they cannot overlap."""
        scale = self.result_scale_id
        grades = scale.grade_ids.sorted("sequence")
        if not grades:
            if scale:
                yield Problem(scale, self.env._("it has no grades"))
            return
        orders = grades.mapped("sequence")
        if len(set(orders)) != len(orders):
            yield Problem(scale, self.env._("two grades stand at the same place"))
        if len(grades.filtered("is_top")) != 1:
            yield Problem(scale, self.env._("exactly one grade must be the top grade"))
        if not self.banded:
            if self.default_grade_id not in grades:
                yield Problem(self, self.env._("without bands it needs the grade of those who win no seat"))
            return
        *upper, lowest = grades
        for grade in upper:
            if not grade.has_band:
                yield Problem(grade, self.env._("its band is missing"))
        if lowest.has_band and lowest.band_from > 0:
            text = self.env._(
                "scores below %(bound)s have no grade: leave the lowest band open", bound=_number(lowest.band_from)
            )
            yield Problem(lowest, text)
        banded = [grade for grade in grades if grade.has_band]
        for better, worse in pairwise(banded):
            if better.band_from <= worse.band_from:
                text = self.env._("its band begins at or below that of the lower grade %(grade)s", grade=worse.name)
                yield Problem(better, text)

    # -- the year --------------------------------------------------------------------------------------------------
    def _check_periods(self):
        levels = set(self.period_ids.mapped("level"))
        names = dict(self.period_ids._fields["level"]._description_selection(self.env))
        for period in self.period_ids:
            named = Problem(period, "")._replace
            if period.rated and not period.scale_id:
                yield named(text=self.env._("it is rated: the scale is missing"))
            if period.rated and period.route == "none":
                yield named(text=self.env._("it is rated: somebody must say yes to it"))
            if period.requires_level and period.requires_level not in levels:
                level = names[period.requires_level]
                yield named(
                    text=self.env._("it waits for records of the level “%(level)s”, which has no rule", level=level)
                )
        for paper in self.document_ids:
            if paper.level not in levels:
                text = self.env._(
                    "it belongs to the level “%(level)s”, which has no rule", level=names.get(paper.level)
                )
                yield Problem(paper, text)
        if self.plan_due_month and not 1 <= self.plan_due_month <= 12:
            yield Problem(self, self.env._("the month of the work-item lists is no month"))

    def _check_quotas(self, base):
        levels = {period.level: period for period in self.period_ids}
        for quota in self.quota_ids:
            if quota.use == "period":
                period = levels.get(quota.period_level)
                scale = period.scale_id if period and period.rated else None
                if not scale:
                    yield Problem(quota, self.env._("no records of its level are rated"))
                    continue
            else:
                scale = self.result_scale_id
            if quota.grade_id and quota.grade_id.scale_id._origin != scale._origin:
                yield Problem(quota, self.env._("its grade is not on the scale “%(scale)s”", scale=scale.name))
            if quota.basis == "ratio" and not 0 < quota.ratio <= 1:
                yield Problem(quota, self.env._("its ratio must be above 0 and at most 1 (0.2 = 20 %)"))
            elif quota.basis == "number" and quota.number <= 0:
                yield Problem(quota, self.env._("its number of seats is missing"))
            elif base is not None and quota.pooled_by == "cycle" and not quota._seats(base):
                text = self.env._("it gives no seat to %(base)s people: nobody can have this grade", base=base)
                yield Problem(quota, text, blocking=False)

    # -- conditions ------------------------------------------------------------------------------------------------
    def _check_criteria(self):
        codes = frozenset(self.result_scale_id.grade_ids.mapped("code"))
        owners = [
            (part, part.criterion_id)
            for parts in (self.gate_ids, self.scope_ids, self.consequence_ids)
            for part in parts
        ]
        for part, criterion in owners:
            for leaf, text in criterion._origin._faults(codes) if criterion else ():
                yield Problem(part, f"{leaf.display_name}: {text}" if leaf != criterion._origin else text)
        for gate in self.gate_ids:
            if gate.effect in ("max_grade", "forced_grade") and gate.grade_id not in self.result_scale_id.grade_ids:
                yield Problem(gate, self.env._("it needs a grade of the result scale"))
        facts = self.gate_ids.criterion_id._origin._tree()[0].mapped("fact")
        if self.veto_review != "none" and "veto" not in facts:
            yield Problem(self, self.env._("vetoes are reviewed, but no gate says what a veto does"), blocking=False)
        if self.veto_review == "none" and "veto" in facts:
            yield Problem(self, self.env._("a gate asks for vetoes, but nobody is reviewed for one"))

    def _check_scope(self):
        lines = self.scope_ids.sorted("sequence")
        if lines and not any(lines.mapped("assessed")):
            yield Problem(self, self.env._("its scope assesses nobody"))
        for line in lines[:-1]:
            if not line.criterion_id:
                yield Problem(line, self.env._("it speaks for everybody: the lines after it are never asked"))
                break
