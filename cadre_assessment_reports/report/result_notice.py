"""考核结果通知书: a person's result, with every point of it explained."""

from odoo import models
from odoo.addons.cadre_assessment.models.assessment.reasons import Words

from .sheet import Cell, Column, Fact, Sheet
from .words import day, number

SETTLED = ("decided", "published", "archived")
DAY = "    年  月  日"


class ResultNotice(models.AbstractModel):
    _name = "report.cadre_assessment_reports.result_notice"
    _inherit = "cadre.form.mixin"
    _description = "考核结果通知书"

    _model = "cadre.assessment"

    def _sheets(self, assessment):
        cycle = assessment.cycle_id
        settled = assessment.state in SETTLED
        reason = assessment.override_reason or self._reason(assessment)
        return [
            Sheet(
                title=f"{cycle.year}年度考核结果通知书",
                subtitle="" if settled else "(考核结果尚未审定,仅供内部核对)",
                salute=f"{assessment.name}同志:",
                lead=(self._message(assessment, settled),),
                facts=(
                    Fact("姓名", assessment.name or ""),
                    Fact("职务", assessment.post or ""),
                    Fact("单位", assessment.unit_id.name or ""),
                    Fact("考核等次", self._grade(assessment) or "不定等次"),
                ),
                columns=(
                    Column("考核项目", 26),
                    Column("原始情况", 13, "center"),
                    Column("权重", 9, "center"),
                    Column("得分", 11, "center"),
                    Column("说明", 41),
                ),
                rows=(*(self._row(line) for line in assessment.line_ids), self._total_row(assessment)),
                row_height=11,
                foot=(f"等次理由:{reason}",) if reason else (),
                seal=(cycle.unit_id.name or "", self._decided_on(assessment) or DAY),
                signs=("本人签收:", f"签收时间:{DAY}"),
            )
        ]

    def _reason(self, assessment):
        """As the person himself may know it, also where the office prints it: nothing of anybody else's points."""
        known = assessment.sudo()
        if not known.assessed:
            return known.scope_reason or ""
        return Words(assessment.env, known.scheme_id, full=False).verdict(known.reason_code, known.reason_figures)

    def _message(self, assessment, settled):
        cycle = assessment.cycle_id
        grade = self._grade(assessment)
        basis = cycle.scheme_id.regulation_id.name
        body = cycle.leading_body_id.name or ""
        total = f"得分{assessment.total:.2f}分," if assessment.has_total else ""
        rank = f"名次第{assessment.rank}," if assessment.rank else ""
        verdict = f"{'确定' if settled else '拟定'}为“{grade}”等次" if grade else "不确定等次"
        return (
            (f"根据《{basis}》," if basis else "")
            + (f"经{body}{self._decided_on(assessment)}审定," if settled and body else "")
            + f"你在{cycle.year}年度考核中{total}{rank}{verdict}。现予通知。"
        )

    def _grade(self, assessment):
        return (assessment.decided_grade_id or assessment.proposed_grade_id).name or ""

    def _decided_on(self, assessment):
        """The day of the decision is on the person's paper, the decision itself he does not read."""
        return day(assessment.decision_id.sudo().date) if assessment.state in SETTLED else ""

    def _row(self, line):
        raw = line.raw_text or ""
        if raw and line.component_id.method == "coef_of_grade":
            raw = f"系数{raw}"
        return (
            Cell(line.label or line.name),
            Cell(raw),
            Cell(number(line.weight) if line.weight else ""),
            Cell(f"{line.points:.2f}"),
            Cell(line.reason or ""),
        )

    def _total_row(self, assessment):
        total = f"{assessment.total:.2f}" if assessment.has_total else ""
        return (
            Cell("总分", align="center"),
            Cell(),
            Cell(),
            Cell(total),
            Cell(f"名次:{assessment.rank}" if assessment.rank else ""),
        )
