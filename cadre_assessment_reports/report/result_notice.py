"""考核结果通知书: a person's result, with every point of it explained."""

from odoo import models

from .sheet import Cell, Column, Sheet


class ResultNotice(models.AbstractModel):
    _name = "report.cadre_assessment_reports.result_notice"
    _inherit = "cadre.form.mixin"
    _description = "考核结果通知书"

    _model = "cadre.assessment"

    def _sheets(self, assessment):
        rows = [
            (
                Cell(line.label or line.name),
                Cell(line.raw_text or "", 1, "center"),
                Cell(f"{line.weight:g}" if line.weight else "", 1, "center"),
                Cell(f"{line.points:.2f}", 1, "center"),
                Cell(line.reason or ""),
            )
            for line in assessment.line_ids
        ]
        total = f"{assessment.total:.2f}" if assessment.has_total else ""
        rows.append(
            (
                Cell("总分"),
                Cell(),
                Cell(),
                Cell(total, 1, "center"),
                Cell(f"名次:{assessment.rank}" if assessment.rank else ""),
            )
        )
        grade = assessment.decided_grade_id or assessment.proposed_grade_id
        reason = assessment.override_reason or assessment.reason or ""
        return [
            Sheet(
                title=f"{assessment.cycle_id.year}年度考核结果通知书",
                facts=(
                    ("姓名", assessment.name or ""),
                    ("职务", assessment.post or ""),
                    ("单位", assessment.unit_id.name or ""),
                    ("考核等次", grade.name or "不定等次"),
                ),
                facts_across=2,
                columns=(
                    Column("考核项目", 24),
                    Column("原始情况", 18, "center"),
                    Column("权重", 9, "center"),
                    Column("得分", 11, "center"),
                    Column("说明", 38),
                ),
                rows=tuple(rows),
                foot=(f"等次理由:{reason}",) if reason else (),
                signs=("本人签收:            年  月  日", f"{assessment.cycle_id.office_body_id.name or ''}"),
            )
        ]
