"""F-03 工作项目完成情况表 (表3) of a week, a month, a half-year or a year (S0-F3)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .sheet import Cell, Column, Fact, Sheet
from .words import day

NOTES = (
    "2、此表用于干部周记、月结、半年自评、年度考核。",
    "3、半年自评、年度考核,按程序送请相关负责人审定。",
)


LEVELS = {"half": "(半年)", "year": "(年度)"}
"""How the regulation calls the table of a longer period."""


class ProgressReportForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.progress_report"
    _inherit = "cadre.form.mixin"
    _description = "F-03 工作项目完成情况表"

    _model = "cadre.progress.report"

    def _sheets(self, report):
        opinion = self._opinion(report)
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
        form = Sheet(
            title=f"干部工作项目{LEVELS.get(report.level, '')}完成情况表",
            organ=full_name(report.unit_id),
            label=self._table_label(report.cycle_id.scheme_id, 3),
            facts=(
                Fact("姓名", report.employee_name or ""),
                Fact("职务", report.post or ""),
                Fact("记录时段", report.period_id.name or ""),
                Fact("填报时间", day(day_of(report, report.submitted_on))),
                Fact("工作分工", report.duties or "", whole=True),
            ),
            columns=(
                Column("序号", 7, "center"),
                Column("工作项目", 18),
                Column("完成情况及质效", 36),
                Column("主要不足\n或薄弱环节", 20),
                Column("相关负责人\n审定意见", 19),
            ),
            rows=tuple(rows),
            blank_rows=6,
            row_height=20,
            foot=(self._limit(report), *NOTES),
        )
        return [form, *self._self_report(report)]

    def _limit(self, report):
        """How long an item may be, as the scheme says it for this kind of period (S0-16)."""
        limit = report.period_id.rule_id.item_limit
        return "备注:1、依据工作项目清单填写" + (f",每项一般不超过{limit}字。" if limit else "。")

    def _opinion(self, report):
        """What the leader wrote, his grade when the reader may know it, his name and the day."""
        grade = f"评定等次:{report.shown_grade_id.name}" if report.shown_grade_id else ""
        said = [part for part in (report.opinion, grade) if part]
        if said and report.rated_by_id:
            said += [report.rated_by_id._cadre_name(report.rated_on), day(day_of(report, report.rated_on))]
        return "\n".join(said)

    def _self_report(self, report):
        """The self-evaluation report follows on a page of its own (S0-18)."""
        if not report.self_report:
            return []
        return [
            Sheet(
                title=f"{report.period_id.name}自评情况报告",
                facts=(Fact("姓名", report.employee_name or ""), Fact("职务", report.post or "")),
                columns=(Column("自评情况", 100),),
                rows=((Cell(report.self_report),),),
                joined=True,
            )
        ]
