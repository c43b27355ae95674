"""F-03 工作项目完成情况表 (表3) of a week, a month, a half-year or a year (S0-F3)."""

from odoo import models

from .sheet import Cell, Column, Sheet

NOTES = (
    "备注:1、依据工作项目清单填写,每项一般不超过200字。",
    "2、此表用于干部周记、月结、半年自评、年度考核。",
    "3、半年自评、年度考核,按程序送请相关负责人审定。",
)


class ProgressReportForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.progress_report"
    _inherit = "cadre.form.mixin"
    _description = "F-03 工作项目完成情况表"

    _model = "cadre.progress.report"

    def _sheets(self, report):
        opinion = "\n".join(part for part in (report.opinion, self._grade(report)) if part)
        rows = [
            (
                Cell(str(position + 1), 1, "center"),
                Cell(line.name or ""),
                Cell(line.result or ""),
                Cell(line.shortcoming or ""),
                Cell(opinion if not position else "", len(report.line_ids) if not position else 0),
            )
            for position, line in enumerate(report.line_ids)
        ]
        organ = report.unit_id.name or ""
        form = Sheet(
            title=f"{organ}干部工作项目完成情况表",
            facts=(
                ("姓名", report.employee_name or ""),
                ("职务", report.post or ""),
                ("记录时段", report.period_id.name or ""),
                ("工作分工", report.duties or ""),
            ),
            facts_across=2,
            columns=(
                Column("序号", 7, "center"),
                Column("工作项目", 18),
                Column("完成情况及质效", 37),
                Column("主要不足或薄弱环节", 21),
                Column("相关负责人审定意见", 17),
            ),
            rows=tuple(rows),
            blank_rows=4,
            row_height=14,
            foot=NOTES,
        )
        return [form, *self._self_report(report)]

    def _grade(self, report):
        return f"评定等次:{report.shown_grade_id.name}" if report.shown_grade_id else ""

    def _self_report(self, report):
        """The self-evaluation report follows on a page of its own (S0-18)."""
        if not report.self_report:
            return []
        return [
            Sheet(
                title=f"{report.period_id.name}自评情况报告",
                facts=(("姓名", report.employee_name or ""), ("职务", report.post or "")),
                facts_across=2,
                columns=(Column("自评情况", 100),),
                rows=((Cell(report.self_report),),),
            )
        ]
