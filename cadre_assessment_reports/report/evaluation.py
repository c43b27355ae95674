"""F-05 履职尽责年度考核评价表 (表5): what speaks for and against a person under 德能勤绩廉 (S0-F5, S0-29)."""

from odoo import models

from .sheet import Cell, Column, Sheet
from .words import month

GENDERS = {"male": "男", "female": "女"}


class EvaluationForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.evaluation"
    _inherit = "cadre.form.mixin"
    _description = "F-05 履职尽责年度考核评价表"

    _model = "cadre.assessment"

    def _get_report_values(self, docids, data=None):
        """What is written about a person is for the office, the deciding body and the auditor."""
        self.env["cadre.finding"].check_access("read")
        return super()._get_report_values(docids, data)

    def _sheets(self, assessment):
        return [
            Sheet(
                title=f"{assessment.unit_id.name or ''}干部履职尽责年度考核评价表",
                subtitle=f"({assessment.cycle_id.year}年度)",
                facts=(
                    ("姓名", assessment.name or ""),
                    ("职务", assessment.post or ""),
                    ("性别", GENDERS.get(assessment.gender, assessment.gender or "")),
                    ("出生年月", month(assessment.birthday)),
                    ("民族", assessment.ethnicity or ""),
                    ("党派", assessment.political_status or ""),
                    ("任现职时间", month(assessment.post_since)),
                    ("任现职级时间", month(assessment.rank_since)),
                ),
                facts_across=2,
                columns=(Column("考核内容", 14, "center"), Column("正向情况", 43), Column("反向情况", 43)),
                rows=tuple(
                    (
                        Cell(finding.dimension_id.name, 1, "center"),
                        Cell(finding.positive or ""),
                        Cell(finding.negative or ""),
                    )
                    for finding in assessment.finding_ids
                ),
                blank_rows=5,
                row_height=28,
            )
        ]
