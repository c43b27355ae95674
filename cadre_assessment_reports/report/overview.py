"""The year in one workbook: every cycle with grades, seats and awards, then name by name (年度总览)."""

from collections import Counter

from odoo import models
from odoo.addons.cadre_assessment.models.computation.subtotals import mean_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.states import COMPUTED
from odoo.exceptions import AccessError, UserError

from .form_mixin import check_sees_everybody, in_chinese
from .matrix import Head, Matrix
from .proposals import seat_in_words

NAMES = (
    Head("名次", "integer", 7),
    Head("姓名(单位)", "text", 22),
    Head("单位", "text", 24),
    Head("职务", "text", 24),
    Head("分组", "text", 14),
    Head("总分", "number", 10),
    Head("建议等次", "text", 12),
    Head("审定等次", "text", 12),
    Head("表彰", "text", 18),
    Head("是否占指标", "text", 11),
    Head("说明", "text", 60),
)


def overview(cycles):
    """One row for each of ``cycles``: who takes part, which grades, how many seats, which awards."""
    heads = (
        Head("考核方案", "text", 34),
        Head("单位", "text", 24),
        Head("进度", "text", 12),
        Head("列入人数(单位数)", "integer", 12),
        Head("参加考核", "integer", 10),
        Head("计入基数", "integer", 10),
        Head("等次分布", "text", 40),
        Head("不定等次", "integer", 10),
        Head("待裁定", "integer", 9),
        Head("名额", "integer", 8),
        Head("已用名额", "integer", 9),
        Head("平均分", "number", 10),
        Head("表彰", "text", 30),
    )
    return Matrix(f"{cycles[:1].year}年度考核总览", heads, tuple(_row(cycle) for cycle in cycles))


def _row(cycle):
    everybody = cycle.env["cadre.assessment"].sudo().search_count([("cycle_id", "=", cycle.id)])
    subjects = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
    pools = cycle.pool_ids.filtered(lambda pool: not pool.period_id and pool.quota_id.grade_id.is_top)
    awards = Counter(name for one in subjects for name in (one.award_text or "").split("、") if name)
    return (
        cycle.scheme_id.name,
        cycle.unit_id.name or "",
        dict(cycle._fields["state"]._description_selection(cycle.env)).get(cycle.state, ""),
        everybody,
        len(subjects),
        len(subjects.filtered("in_base")),
        _grades(subjects),
        len(subjects.filtered(lambda one: one.status == "undetermined" and not one.decided_grade_id)),
        len(subjects.filtered(lambda one: one.pending and not one.decided_grade_id)),
        sum(pools.mapped("seats")),
        sum(pools.mapped("used")),
        mean_of(subjects.filtered("has_total").mapped("total")),
        "、".join(f"{name}{count}" for name, count in awards.items()),
    )


def _grades(subjects):
    """How many of each grade, the best one first: as decided, before that as proposed."""
    counts = Counter(one.decided_grade_id or one.proposed_grade_id for one in subjects)
    ordered = sorted((grade for grade in counts if grade), key=lambda grade: (grade.sequence, grade.id))
    return "、".join(f"{grade.name}{counts[grade]}" for grade in ordered)


def names(cycle):
    """Everybody of ``cycle``, by unit and rank."""
    subjects = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
    ordered = subjects.sorted(lambda one: (not one.has_total, one.rank, one.unit_id.complete_name or "", one.id))
    rows = tuple(
        (
            one.printed_rank or None,
            one.name,
            full_name(one.unit_id or one.department_id),
            one.post or "",
            one.comparison_group_id.name or "",
            one.total if one.has_total else None,
            "待裁定" if one.pending else one.proposed_grade_id.name or "",
            one.decided_grade_id.name or "",
            one.award_text or "",
            seat_in_words(one),
            one.override_reason or one.reason or "",
        )
        for one in ordered
    )
    return Matrix(cycle.name, NAMES, rows)


class OverviewXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.overview_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "年度总览 (XLSX)"

    def generate_xlsx_report(self, workbook, data, objs):
        """Of the years of the cycles chosen: every cycle whose results whoever prints may read in full."""
        chosen = in_chinese(self.env["cadre.cycle"].browse(objs.ids)).exists()
        chosen.check_access("read")
        domain = [("year", "in", chosen.mapped("year")), ("state", "in", COMPUTED)]
        cycles = chosen.search(domain, order="year desc, id").filtered(_seen)
        if not cycles:
            raise UserError(self.env._("No cycle of this year is computed whose results you may read."))
        for year, mine in cycles.grouped("year").items():
            self._sheet(workbook, f"{year}年度总览", overview(mine))
        for position, cycle in enumerate(cycles, 1):
            self._sheet(workbook, f"{position} {cycle.scheme_id.name}", names(cycle))


def _seen(cycle):
    try:
        check_sees_everybody(cycle)
    except AccessError:
        return False
    return True
