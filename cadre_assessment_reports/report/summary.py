"""综合报告: what the office lays before the deciding body (S0-30, S0-31)."""

from collections import Counter

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import of_a_place

from .organ import issuer
from .ranking import ranking
from .sheet import Cell, Column, Sheet
from .words import day, ordinal, unsettled


class SummaryForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.summary"
    _inherit = "cadre.form.mixin"
    _description = "综合报告"

    _model = "cadre.cycle"
    _of_everybody = True

    def _sheets(self, cycle):
        subjects = self.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
        matrix = ranking(cycle)
        wanted = [head.label for head in matrix.heads].index
        people = _of_people(cycle)
        groups = dict(zip(matrix.subjects, map(_group, matrix.subjects), strict=True))
        apart = any(groups.values())
        rows = [
            (
                Cell(str(position), 1, "center"),
                Cell("" if row[0] is None else str(row[0]), 1, "center"),
                Cell(row[wanted("姓名")], 1, "center" if people else ""),
                *([Cell(row[wanted("科室")]), Cell(row[wanted("职务")])] if people else []),
                *([Cell(groups[one], 1, "center")] if apart else []),
                Cell("" if row[wanted("总分")] is None else f"{row[wanted('总分')]:.2f}", 1, "center"),
                Cell(row[wanted("审定等次")] or row[wanted("建议等次")], 1, "center"),
                Cell(row[wanted("说明")]),
            )
            for position, (one, row) in enumerate(zip(matrix.subjects, matrix.rows, strict=True), 1)
        ]
        return [
            Sheet(
                title=f"{cycle.name}综合报告",
                subtitle=unsettled(cycle),
                lead=tuple(self._paragraphs(cycle, subjects)),
                columns=(
                    Column("序号", 6, "center"),
                    Column("名次", 6, "center"),
                    *(
                        [
                            Column("姓名", 10, "center"),
                            Column("单位" if of_a_place(cycle) else "科室", 14),
                            Column("职务", 13),
                        ]
                        if people
                        else [Column("单位", 25)]
                    ),
                    *([Column("分口", 9, "center")] if apart else []),
                    Column("总分", 9, "center"),
                    Column("等次", 9, "center"),
                    Column("说明", (33 if people else 45) - (9 if apart else 0)),
                ),
                rows=tuple(rows),
                seal=(cycle.office_body_id.name or issuer(cycle), self._date(cycle)),
            )
        ]

    def _paragraphs(self, cycle, subjects):
        yield f"根据《{cycle.scheme_id.regulation_id.name}》,现将{cycle.year}年度考核情况报告如下。"
        for position, text in enumerate(self._points(cycle, subjects), 1):
            yield f"{ordinal(position)}、{text}"

    def _points(self, cycle, subjects):
        # who is not assessed is never decided upon, so that an auditor does not see him: he is counted all the same
        everybody = self.env["cadre.assessment"].sudo().search_count([("cycle_id", "=", cycle.id)])
        excluded = everybody - len(subjects)
        each = _each(cycle)
        yield f"参加考核{len(subjects)}{each}" + (f",按规定不参加考核{excluded}{each}。" if excluded else "。")
        for pool in self.env["cadre.pool"].search([("cycle_id", "=", cycle.id), ("period_id", "=", False)]):
            # who was tied is known to the office and the body alone
            known = pool._has_field_access(pool._fields["tied_text"], "read")
            tied = f",待裁定:{pool.tied_text}" if known and pool.tied_text else ""
            where = f"({pool._where()})" if pool._where() else ""
            yield f"{pool.quota_id.name}{where}:名额{pool.seats}个(基数{pool.base}{each}),已用{pool.used}个{tied}。"
        decided = any(one.decided_grade_id for one in subjects)
        yield f"{'审定' if decided else '建议'}等次:{self._grades(subjects, decided, each)}。"
        if _of_people(cycle):
            yield f"年度考核先进个人建议名单:{self._names(subjects.filtered('advanced'))}。"
            yield f"不适宜担任现职干部建议名单:{self._names(subjects.filtered('unfit'))}。"
        if cycle.scheme_id.veto_review != "none":
            yield f"“一票否决”审核:{self._veto(subjects, each)}。"
        for decision in self.env["cadre.decision"].search([("cycle_id", "=", cycle.id), ("state", "=", "approved")]):
            votes = (
                f"赞成{decision.votes_for}票,反对{decision.votes_against}票,弃权{decision.votes_abstained}票"
                if decision.vote_by == "list"
                else "逐人表决"
            )
            yield (
                f"{day(decision.date)},{decision.body_id.name}审定考核结果:应到{decision.expected}人,"
                f"实到{decision.present}人,{votes}。"
            )
        yield "得分及排名如下表。"

    def _grades(self, subjects, decided, each):
        """How many of each grade, the best grade first, those without one last."""
        grades = Counter(one.decided_grade_id if decided else one.proposed_grade_id for one in subjects)
        ordered = sorted(grades, key=lambda grade: (not grade, grade.sequence))
        return "、".join(f"{grade.name or '待定'}{grades[grade]}{each}" for grade in ordered) or "无"

    def _date(self, cycle):
        """The day of the computation it rests on, in the office's time zone."""
        if not cycle.computed_at:
            return "    年  月  日"
        return day(day_of(cycle, cycle.computed_at))

    def _names(self, people):
        return "、".join(people.mapped("name")) or "无"

    def _veto(self, subjects, each):
        asked = subjects.filtered(lambda one: one.veto_state != "none")
        vetoed = asked.filtered(lambda one: one.veto_state == "vetoed")
        open_ones = len(asked.filtered(lambda one: one.veto_state == "pending"))
        text = f"应审核{len(asked)}{each},存在否决情况{len(vetoed)}{each}"
        if vetoed:
            text += "(" + "、".join(f"{one.name}:{one.veto_field_id.name}" for one in vetoed) + ")"
        return text + (f",尚未作出结论{open_ones}{each}" if open_ones else "")


def _group(one):
    return one.comparison_group_id.name or ""


def _of_people(cycle):
    return cycle._subject_field() == "employee_id"


def _each(cycle):
    return "人" if _of_people(cycle) else "个单位"
