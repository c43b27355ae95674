"""综合报告: what the office lays before the deciding body (S0-30, S0-31)."""

from collections import Counter

from odoo import models

from .ranking import ranking
from .sheet import Cell, Column, Sheet


class SummaryForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.summary"
    _inherit = "cadre.form.mixin"
    _description = "综合报告"

    _model = "cadre.cycle"

    def _get_report_values(self, docids, data=None):
        """It speaks of everybody's scores: for those who see everybody."""
        self.env["cadre.finding"].check_access("read")
        return super()._get_report_values(docids, data)

    def _sheets(self, cycle):
        assessments = self.env["cadre.assessment"].search([("cycle_id", "=", cycle.id)])
        subjects = assessments.filtered("assessed")
        matrix = ranking(cycle)
        wanted = [head.label for head in matrix.heads].index
        rows = [
            (
                Cell("" if row[0] is None else str(row[0]), 1, "center"),
                Cell(row[wanted("姓名")], 1, "center"),
                Cell(row[wanted("科室")]),
                Cell(row[wanted("职务")]),
                Cell("" if row[wanted("总分")] is None else f"{row[wanted('总分')]:.2f}", 1, "center"),
                Cell(row[wanted("审定等次")] or row[wanted("建议等次")], 1, "center"),
                Cell(row[wanted("说明")]),
            )
            for row in matrix.rows
        ]
        return [
            Sheet(
                title=f"{cycle.name}综合报告",
                lead=tuple(self._paragraphs(cycle, assessments, subjects)),
                columns=(
                    Column("名次", 7, "center"),
                    Column("姓名", 11, "center"),
                    Column("科室", 14),
                    Column("职务", 17),
                    Column("总分", 10, "center"),
                    Column("等次", 11, "center"),
                    Column("说明", 30),
                ),
                rows=tuple(rows),
                signs=("", f"{cycle.office_body_id.name or cycle.unit_id.name}"),
            )
        ]

    def _paragraphs(self, cycle, assessments, subjects):
        yield f"  根据《{cycle.scheme_id.regulation_id.name}》,现将{cycle.year}年度考核情况报告如下。"
        excluded = len(assessments) - len(subjects)
        yield f"  一、参加考核{len(subjects)}人" + (f",按规定不参加考核{excluded}人。" if excluded else "。")
        for pool in self.env["cadre.pool"].search([("cycle_id", "=", cycle.id), ("period_id", "=", False)]):
            share = f"(基数{pool.base}人)"
            tied = f",待裁定:{pool.tied_text}" if pool.tied_text else ""
            yield f"  二、{pool.quota_id.name}:名额{pool.seats}个{share},已用{pool.used}个{tied}。"
        decided = any(one.decided_grade_id for one in subjects)
        grades = Counter(
            (one.decided_grade_id if decided else one.proposed_grade_id).name or "待定" for one in subjects
        )
        yield (
            f"  三、{'审定' if decided else '建议'}等次:"
            + "、".join(f"{name}{count}人" for name, count in grades.most_common())
            + "。"
        )
        yield f"  四、年度考核先进个人建议名单:{self._names(subjects.filtered('advanced'))}。"
        yield f"  五、不适宜担任现职干部建议名单:{self._names(subjects.filtered('unfit'))}。"
        yield f"  六、“一票否决”审核:{self._veto(subjects)}。"
        yield "  七、得分及排名如下表。"

    def _names(self, people):
        return "、".join(people.mapped("name")) or "无"

    def _veto(self, subjects):
        asked = subjects.filtered(lambda one: one.veto_state != "none")
        vetoed = asked.filtered(lambda one: one.veto_state == "vetoed")
        open_ones = len(asked.filtered(lambda one: one.veto_state == "pending"))
        text = f"应审核{len(asked)}人,存在否决情况{len(vetoed)}人"
        if vetoed:
            text += "(" + "、".join(f"{one.name}:{one.veto_field_id.name}" for one in vetoed) + ")"
        return text + (f",尚未作出结论{open_ones}人" if open_ones else "")
