"""F-05 履职尽责年度考核评价表 (表5): what speaks for and against a person under 德能勤绩廉 (S0-F5, S0-29)."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .sheet import Cell, Column, Fact, Sheet
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
                title="干部履职尽责年度考核评价表",
                organ=full_name(assessment.unit_id),
                label=self._table_label(assessment.scheme_id, 5),
                subtitle=f"({assessment.cycle_id.year}年度)",
                facts=(Fact("姓名", assessment.name or ""), Fact("职务", assessment.post or "")),
                basics_title="基本\n情况",
                basics=(
                    Fact("性别", GENDERS.get(assessment.gender, assessment.gender or "")),
                    Fact("出生年月", month(assessment.birthday)),
                    Fact("民族", assessment.ethnicity or ""),
                    Fact("党派", assessment.political_status or ""),
                    Fact("任现职时间", month(assessment.post_since)),
                    Fact("任现职级\n时间", month(assessment.rank_since)),
                ),
                columns=(Column("考核内容", 12, "center"), Column("正向情况", 44), Column("反向情况", 44)),
                rows=tuple(self._rows(assessment)),
                blank_rows=5,
                row_height=31,
            )
        ]

    def _rows(self, assessment):
        """A row for every heading of the scheme (德、能、勤、绩、廉), also where nothing was found yet."""
        found = assessment.finding_ids.grouped("dimension_id")
        for heading in (assessment.scheme_id.dimension_ids | assessment.finding_ids.dimension_id).sorted("sequence"):
            finding = found.get(heading, assessment.finding_ids.browse())
            yield Cell(heading.name, 1, "center"), Cell(finding.positive or ""), Cell(finding.negative or "")
