"""F-06 周考评表 with the 工作日志 behind it (S1-09 … S1-13, S1-F1)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .sheet import Cell, Column, Fact, Sheet
from .words import day

WEEKDAYS = "一二三四五六日"


class WeekSheetForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.week_sheet"
    _inherit = "cadre.form.mixin"
    _description = "F-06 周考评表"

    _model = "cadre.progress.report"

    def _sheets(self, report):
        return [self._evaluation(report), self._log(report)]

    def _evaluation(self, report):
        lines = report.line_ids
        verdicts = (
            report.self_grade_id.name or "",
            self._signed(
                report.shown_endorsed_grade_id.name,
                report.endorsed_by_id._cadre_name(report.endorsed_on),
                day_of(report, report.endorsed_on),
            ),
            self._signed(
                report.shown_grade_id.name,
                report.rated_by_id._cadre_name(report.rated_on),
                day_of(report, report.rated_on),
                report.opinion,
            ),
        )
        rows = [
            (
                Cell(_date(line.day), 1, "center"),
                Cell(line.name or ""),
                Cell(line.result or ""),
                *(
                    Cell(verdict if not position else "", len(lines) if not position else 0, "center")
                    for verdict in verdicts
                ),
            )
            for position, line in enumerate(lines)
        ]
        log = report.attachment_name
        return Sheet(
            title="周考评表",
            organ=full_name(report.unit_id),
            facts=(
                Fact("姓名", report.employee_name or ""),
                Fact("职务", report.post or ""),
                Fact("股室", report.department_id.name or ""),
                Fact("周次", _span(report.period_id)),
            ),
            columns=(
                Column("日期", 11, "center"),
                Column("工作内容", 25),
                Column("完成情况", 24),
                Column("自评", 8, "center"),
                Column("股室长\n初评", 16, "center"),
                Column("分管领导\n评定", 16, "center"),
            ),
            rows=tuple(rows),
            blank_rows=7,
            row_height=18,
            foot=tuple(filter(None, (log and f"附件:{log}{f'({report.log_name})' if report.log_name else ''}",))),
            signs=("本人签字:", "股室长签字:", "分管领导签字:"),
        )

    def _signed(self, grade, name, moment, opinion=""):
        """What somebody gave, his name and the day; empty before he has spoken or where the reader may not know."""
        if not grade:
            return ""
        return "\n".join(filter(None, (opinion, grade, name, day(moment))))

    def _log(self, report):
        return Sheet(
            title=report.attachment_name or "工作日志",
            joined=True,
            facts=(
                Fact("姓名", report.employee_name or ""),
                Fact("股室", report.department_id.name or ""),
                Fact("周次", _span(report.period_id), whole=True),
            ),
            columns=(
                Column("日期", 14, "center"),
                Column("工作内容", 34),
                Column("完成情况", 30),
                Column("不足和改进", 22),
            ),
            rows=tuple(
                (
                    Cell(_date(line.day), 1, "center"),
                    Cell(line.name or ""),
                    Cell(line.result or ""),
                    Cell(line.shortcoming or ""),
                )
                for line in report.line_ids.sorted(lambda line: (str(line.day or ""), line.sequence))
            ),
            blank_rows=7,
            row_height=20,
        )


def _date(date):
    """3月10日 周一"""
    return f"{date.month}月{date.day}日\n周{WEEKDAYS[date.weekday()]}" if date else ""


def _span(period):
    first, last = period.date_from, period.date_to
    return f"{period.name}({first.month}月{first.day}日至{last.month}月{last.day}日)"
