"""F-12 年度综合得分及排名表: rank, parts of the score, bonuses, deductions, veto and award, by group (S2A-26 … 29)."""

from odoo import models
from odoo.addons.cadre_assessment.models.computation.subtotals import subtotals_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name, of_a_place, place_of

from .matrix import Head, Matrix
from .organ import issuer
from .sheet import Sheet
from .words import of_group, unsettled

WIDTHS = {
    "名次": 6,
    "单位": 20,
    "姓名": 12,
    "分口": 9,
    "加分": 8,
    "减分": 8,
    "总分": 9,
    "一票否决": 12,
    "是否拟表彰": 14,
}
"""Percent of the paper on its side; what they leave the parts of the score share."""
FIGURE = 6.5
"""Percent that a figure like 100.00 takes: where less is left, the others give it, for it is never broken."""


def widths(labels):
    """
    >>> [round(width, 1) for width in widths(["名次", "单位", "甲得分", "乙得分", "总分", "一票否决", "是否拟表彰"])]
    [6, 20, 19.5, 19.5, 9, 12, 14]
    >>> found = widths([*WIDTHS, "甲得分", "乙得分", "丙得分"])
    >>> round(sum(found)), found[-1]
    (100, 6.5)
    """
    known = [WIDTHS.get(label, 0) for label in labels]
    parts = known.count(0)
    share = max((100 - sum(known)) / max(1, parts), FIGURE)
    rest = min(1, (100 - parts * share) / sum(known))
    return [width * rest or share for width in known]


def standings(cycle):
    """[(name of the comparison group, :class:`Matrix`)]: everybody with the parts of his score, by rank.

    Read with the rights of the current user: assessments, trace and awards of everybody in one query each.
    """
    subjects = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
    parts = cycle.scheme_id.component_ids.filtered(lambda one: not one.parent_id).sorted("sequence")
    points = subtotals_of(subjects)
    persons = cycle.scheme_id.subject_kind == "person"
    placed = persons and of_a_place(cycle)  # people of many units stand with theirs
    heads = (
        Head("名次", "integer", 7),
        Head("姓名" if persons else "单位", "text", 26),
        *([Head("单位", "text", 26)] if placed else []),
        *([Head("分口", "text", 12)] if subjects.comparison_group_id else []),
        *(Head(part.name.removesuffix("得分") + "得分", "number", 14) for part in parts),
        Head("加分", "number", 10),
        Head("减分", "number", 10),
        Head("总分", "number", 11),
        Head("一票否决", "text", 14),
        Head("是否拟表彰", "text", 24),
    )
    return [
        (
            group.name or "",
            Matrix(
                f"{cycle.name}综合得分及排名表{of_group(group.name)}{unsettled(cycle)}",
                heads,
                tuple(
                    _row(one, parts, points[one.id], bool(subjects.comparison_group_id), placed)
                    for one in members.sorted(_by_rank)
                ),
            ),
        )
        for group, members in sorted(
            subjects.grouped("comparison_group_id").items(), key=lambda pair: (pair[0].sequence, pair[0].id)
        )
    ]


def _by_rank(subject):
    return (not subject.has_total, subject.rank, -subject.total, subject.id)


def _row(one, parts, points, grouped, placed):
    veto = dict(one._fields["veto_state"]._description_selection(one.env)).get(one.veto_state, "")
    vetoed = "是" + (f"({one.veto_field_id.name})" if one.veto_field_id else "") if one.veto_state == "vetoed" else ""
    return (
        one.printed_rank or None,
        one.name,
        *([place_of(one)] if placed else []),
        *([one.comparison_group_id.name or ""] if grouped else []),
        *(points.of(part) if one.has_total else None for part in parts),
        points.bonus or None,
        points.deduction or None,
        one.total if one.has_total else None,
        vetoed or (veto if one.veto_state == "pending" else "否"),
        one.award_text or "",
    )


class UnitRankingForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.unit_ranking"
    _inherit = "cadre.form.mixin"
    _description = "F-12 年度综合得分及排名表"

    _model = "cadre.cycle"
    _of_everybody = True

    def _sheets(self, cycle):
        return [self._sheet(cycle, group, matrix) for group, matrix in standings(cycle)]

    def _sheet(self, cycle, group, matrix):
        centered = {head.label for head in matrix.heads} - {"单位", "是否拟表彰"}
        return Sheet(
            title=f"{cycle.year}年度综合得分及排名表" + of_group(group),
            organ=full_name(cycle.unit_id),
            subtitle=cycle.scheme_id.name + unsettled(cycle),
            columns=matrix.columns(widths([head.label for head in matrix.heads]), centered),
            rows=matrix.cells(),
            foot=(
                f"共{len(matrix.rows)}个。"
                if cycle.scheme_id.subject_kind != "person"
                else f"共{len(matrix.rows)}人。",
            ),
            seal=(cycle.office_body_id.name or issuer(cycle),),
            landscape=True,
        )


class UnitRankingXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.unit_ranking_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "F-12 年度综合得分及排名表 (XLSX)"

    def generate_xlsx_report(self, workbook, data, objs):
        for cycle in self._cycles_of_everybody(objs):
            for position, (group, matrix) in enumerate(standings(cycle), 1):
                self._sheet(workbook, f"{position} {group or cycle.year}", matrix)
