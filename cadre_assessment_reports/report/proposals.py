"""F-18 附件8 年度考核等次建议: who is proposed for which grade, the best first, unit by unit (S3-13, S3-39, S3-55)."""

from collections import defaultdict

from odoo import models
from odoo.addons.cadre_assessment.engine.methods import VOTES, codes
from odoo.addons.cadre_assessment.models.computation.gather_pools import places_of
from odoo.addons.cadre_assessment.models.computation.subtotals import sum_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.states import DECIDED
from odoo.exceptions import UserError

from .matrix import Head, Matrix
from .organ import in_order, issuer
from .sheet import Sheet
from .words import of_year, unsettled

HEADS = (
    Head("序号", "integer", 7),
    Head("姓名", "text", 14),
    Head("单位及职务", "text", 34),
    Head("测评分", "number", 10),
    Head("平时考核结果", "text", 26),
    Head("建议等次", "text", 12),
    Head("是否占指标", "text", 12),
    Head("备注", "text", 46),
)
WIDTHS = (6, 10, 22, 9, 17, 10, 9, 17)
"""Shares of the width of the paper, in percent."""
CENTERED = frozenset({"序号", "姓名", "测评分", "建议等次", "是否占指标"})


def proposals(cycle):
    """[(unit, its subjects, the unit in words, :class:`Matrix`)]: the subjects of each unit, the best first.

    Who is entrusted is listed apart.

    Read with the rights of the current user: assessments, ballot scores and daily results in one query each.
    """
    subjects = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
    scores, daily = _ballot_scores(subjects), _daily(cycle)
    places = defaultdict(list)
    for one in subjects:
        places[one.unit_id, one.entrusted].append(one)
    found = []
    for (unit, entrusted), members in sorted(places.items(), key=lambda pair: (in_order(pair[0][0]), pair[0][1])):
        name = full_name(unit) + ("(委托考核)" if entrusted else "")
        rows = tuple(
            _row(number, one, scores.get(one.id), daily.get(one.employee_id.id, ""))
            for number, one in enumerate(sorted(members, key=_best_first), 1)
        )
        found.append(
            (unit, members, name, Matrix(f"{cycle.name}等次建议" + (f"({name})" if name else ""), HEADS, rows))
        )
    return found


def _grade(one):
    return one.decided_grade_id or one.proposed_grade_id


def _best_first(one):
    """S3-13: by grade, then by score; who has no grade yet comes last."""
    grade = _grade(one)
    return (not grade, grade.sequence, not one.has_total, one.rank, -one.total, one.id)


def _row(number, one, score, daily):
    place = one.department_id or one.unit_id
    return (
        number,
        one.name,
        (one.post or "") if one.subject_unit_id else _unit_and_post(place, one.post or ""),
        score if score is not None else (one.total if one.has_total else None),
        daily,
        _grade_in_words(one),
        seat_in_words(one),
        _note(one),
    )


def _unit_and_post(place, post):
    name = place.name or ""
    return post if post.startswith(name) else f"{name}{post}"


def _grade_in_words(one):
    """The grade; without one 待裁定, 不定等次 where the rules give none, and 未评定 before anything was computed."""
    if one.pending and not one.decided_grade_id:
        return "待裁定"
    undetermined = "不定等次" if one.status == "undetermined" else "未评定"
    return _grade(one).name or undetermined


def seat_in_words(one):
    """Whether the grade uses one of the seats: asked of a limited grade only (S3-04, S3-08, A2-2)."""
    if not _grade(one).is_top:
        return ""
    return "否" if one.seatless or not one.uses_seat else "是"


def _note(one):
    if one.override_reason:
        return one.override_reason
    if one.status == "undetermined" or one.pending:
        return one.reason or ""
    return "、".join(filter(None, (one.award_text, one.scope_reason if one.seatless or not one.in_base else "")))


def _ballot_scores(subjects):
    """{assessment id: published score of its ballots}; of several ballots the points of all of them."""
    voted = ("component_id.method", "in", codes(takes=VOTES))
    domain = [("assessment_id", "in", subjects.ids), voted, ("has_raw", "=", True)]
    lines = subjects.env["cadre.assessment.line"].search(domain)
    return {
        one.id: mine.raw if len(mine) == 1 else sum_of(mine.mapped("points"))
        for one, mine in lines.grouped("assessment_id").items()
    }


def _daily(cycle):
    """{person id: grades of the quarters in words}."""
    domain = [("cycle_id", "=", cycle.id), ("level", "=", "quarter"), ("state", "in", ("approved", "filed"))]
    found = defaultdict(list)
    for report in cycle.env["cadre.progress.report"].search(domain, order="date_from, id"):
        if report.grade_id:
            found[report.employee_id.id].append(report.grade_id.name)
    return {key: "、".join(names) for key, names in found.items()}


class ProposalsForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.proposals"
    _inherit = "cadre.form.mixin"
    _description = "F-18 年度考核等次建议"

    _model = "cadre.cycle"
    _of_everybody = True

    def _sheets(self, cycle):
        if cycle.state in ("draft", "open"):
            raise UserError(
                self.env._(
                    "%(cycle)s is not computed yet: there is no grade to propose. Compute it first.", cycle=cycle.name
                )
            )
        pools = places_of(cycle)
        return [self._sheet(cycle, pools, *found) for found in proposals(cycle)]

    def _sheet(self, cycle, pools, unit, members, place, matrix):
        decided = cycle.state in DECIDED
        title, label = self._called(cycle.scheme_id, "proposals", "年度考核等次建议")
        return Sheet(
            title=of_year(title.removesuffix("建议") + "名单" if decided else title, cycle.year),
            organ=place or full_name(cycle.unit_id),
            label=label,
            subtitle=cycle.scheme_id.name + unsettled(cycle),
            columns=matrix.columns(WIDTHS, CENTERED),
            rows=matrix.cells(),
            foot=(
                "优秀等次建议名单按优秀程度从高到低排列。",
                *self._seats(cycle, unit, {pool for one in members for pool in pools[one.id].values()}),
            ),
            seal=(place or cycle.office_body_id.name or issuer(cycle),),
            landscape=True,
        )

    def _seats(self, cycle, unit, mine):
        """The seats the place competes for (ids), as the lists show them; those shared are said to be so (A2-1)."""
        for pool in cycle.pool_ids.filtered(lambda pool: pool.id in mine):
            name = pool.grade_id.name or pool.quota_id.award_id.name
            shared = f"({pool._where()})" if pool._where() and pool.unit_id != unit else ""
            yield f"{name}{shared}:基数{pool.base},名额{pool.seats},已用{pool.used}。"


class ProposalsXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.proposals_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "F-18 年度考核等次建议 (XLSX)"

    def generate_xlsx_report(self, workbook, data, objs):
        for position, cycle in enumerate(self._cycles_of_everybody(objs), 1):
            heads = (Head("单位", "text", 24), *HEADS)
            rows = tuple((place, *row) for _unit, _members, place, matrix in proposals(cycle) for row in matrix.rows)
            self._sheet(
                workbook,
                f"{position} {cycle.year}等次建议",
                Matrix(f"{cycle.name}等次建议{unsettled(cycle)}", heads, rows),
            )
