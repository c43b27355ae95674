"""F-16 评分表 of a unit: item, points, criteria, own score, final score, grounds (S2B-02 … S2B-33)."""

from collections import defaultdict

from odoo import models
from odoo.addons.cadre_assessment.files import written
from odoo.addons.cadre_assessment.models.computation.subtotals import subtotals_of, subtotals_of_marks
from odoo.addons.cadre_assessment.models.organization.unit_names import called
from odoo.addons.cadre_assessment.models.scheme.figures import number

from .matrix import Head, Matrix
from .sheet import Cell, Column, Fact, Sheet
from .words import typeset


def score_sheet(assessment):
    """The sheet of one subject as a :class:`Matrix`: a row for each component, in the order of the tree.

    The trace is read with the rights of the current user, who may read the assessment; the own marks and the grounds of
    the final ones follow it.
    """
    scheme = assessment.cycle_id.scheme_id
    final = subtotals_of(assessment, assessment.line_ids)[assessment.id]
    own, grounds = _entered(assessment.sudo())
    rows = []
    for component in _in_order(scheme.component_ids):
        parts = component.child_ids
        rows.append(
            (
                component.indented_name,
                component._weight_in(assessment.cycle_id.year),
                "" if parts else "\n".join(_criteria(component)),
                own.of(component),
                final.of(component) if assessment.has_total else None,
                "" if parts else "\n".join(grounds[component.id]),
            )
        )
    rows.append(
        (
            "合计",
            scheme.full_score,
            "",
            own.total,
            assessment.total if assessment.has_total else None,
            "",
        )
    )
    heads = (
        Head("项目", "text", 24),
        Head("分值", "number", 8),
        Head("评分标准", "text", 46),
        Head("自评分", "number", 10),
        Head("领导小组评定分", "number", 12),
        Head("扣分、加分依据", "text", 40),
    )
    return Matrix(f"{scheme.name}评分表({assessment.name})", heads, tuple(rows))


def _in_order(components, parent=None):
    """Components as the regulation lists them: each before its parts."""
    level = components.filtered(lambda one: one.parent_id == (parent or components.browse()))
    for component in level.sorted(lambda one: (one.sequence, one.id)):
        yield component
        yield from _in_order(components, component)


def _criteria(component):
    """What is counted and for how many points each, as the scheme says it."""
    params = component._method().params
    if "per_item" in params:
        names = "、".join(component.count_ids.mapped("name"))
        yield f"每缺一项扣{number(component.per_item)}分:{names}"
        return
    if "target" in params:
        most = f",最高加{number(component.extra_cap)}分" if component.has_extra_cap else ""
        yield f"{component.target}项得满分,每增加一项加{number(component.per_extra)}分{most}"
        return
    for count in component.count_ids:
        yield _criterion(count)
    if component.has_bonus_cap:
        yield f"加分最高{number(component.bonus_cap)}分"


def _criterion(count):
    if count.has_range:
        sign = "扣" if count.points < 0 else "加"
        return f"{count.name}:酌情{sign}{number(count.low)}至{number(count.high)}分"
    if count.void:
        return f"{count.name}:该项不得分"
    if count.points:
        return f"{count.name}:每项{'加' if count.points > 0 else '扣'}{number(abs(count.points))}分"
    return count.name


def _entered(assessment):
    """(the own points part by part, {component id: what the final points rest on}). One query."""
    subject = "employee_id" if assessment.employee_id else "subject_unit_id"
    scores = assessment.env["cadre.score"].search(
        [("cycle_id", "=", assessment.cycle_id.id), (subject, "=", assessment[subject].id)]
    )
    own, grounds = [], defaultdict(list)
    for score in scores:
        if score.has_self:
            own.append((score.component_id.id, score.self_value))
        if score.state == "confirmed" and (score.value or score.evidence):
            what = score.count_id.name or score.item_id.name or score.label or ""
            told = " ".join(
                filter(None, (what, number(score.value), score.evidence and typeset(f"({score.evidence})")))
            )
            grounds[score.component_id.id].append(told)
    return subtotals_of_marks(assessment.cycle_id.scheme_id.component_ids, own), grounds


class ScoreSheetForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.score_sheet"
    _inherit = "cadre.form.mixin"
    _description = "F-16 评分表"

    _model = "cadre.assessment"

    def _sheets(self, assessment):
        matrix = score_sheet(assessment)
        return [
            Sheet(
                title=f"{assessment.cycle_id.year}年度{assessment.scheme_id.name}评分表",
                facts=(
                    Fact(
                        "单位" if assessment.subject_unit_id else "姓名",
                        called(assessment.subject_unit_id, assessment.name),
                    ),
                    Fact("负责人" if assessment.subject_unit_id else "职务", self._head(assessment)),
                ),
                columns=(
                    Column("项目", 19),
                    Column("分值", 8, "center"),
                    Column("评分标准", 29),
                    Column("自评分", 9, "center"),
                    Column("领导小组\n评定分", 12, "center"),
                    Column("扣分、加分依据", 23),
                ),
                rows=tuple(
                    tuple(Cell(number(value) if isinstance(value, float | int) else value or "") for value in row)
                    for row in matrix.rows
                ),
                landscape=True,
                signs=("单位负责人签字:", "考评考核领导小组(章):"),
            )
        ]

    def _head(self, assessment):
        return (assessment.head_id.sudo().name if assessment.subject_unit_id else assessment.post) or ""


class ScoreSheetsOfCycle(models.AbstractModel):
    _name = "report.cadre_assessment_reports.cycle_score_sheets"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.score_sheet"]
    _description = "F-16 of a Cycle"

    _domain = (("assessed", "=", True),)
    _sorting = "comparison_group_id, id"


class ScoreSheetXlsx(models.AbstractModel):
    """All sheets of a cycle in one workbook, a page for each subject."""

    _name = "report.cadre_assessment_reports.score_sheet_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "F-16 评分表"

    def generate_xlsx_report(self, workbook, data, objs):
        for cycle in self._cycles_of_everybody(objs):
            subjects = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
            used = set()
            for subject in subjects.sorted(lambda one: (one.rank or 0, one.id)):
                self._sheet(workbook, written.page_name(subject.name, used), score_sheet(subject))
