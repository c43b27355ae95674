"""F-07 月考评表: marks by indicator and rater, deductions with reasons, points and grade (S1-28 … S1-30, S1-48)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.computation.subtotals import sum_of
from odoo.addons.cadre_assessment.models.listing import listed
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number
from odoo.exceptions import UserError

from .form_mixin import in_chinese
from .organ import issuer
from .sheet import Cell, Column, Fact, Sheet
from .words import day

GIVEN = (("grade_id", "!=", False), ("state", "in", ("approved", "filed")))
"""Records whose grade stands."""
RATERS = {"leader": "分管领导", "section_head": "股室长", "office": "考核办"}


class MonthSheetForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.month_sheet"
    _inherit = "cadre.form.mixin"
    _description = "F-07 月考评表"

    _model = "cadre.progress.report"

    def _sheets(self, report):
        marks = report.mark_ids.sorted(lambda mark: (mark.indicator_id.sequence, mark.indicator_id.id))
        rows = [
            (
                Cell(str(position), 1, "center"),
                Cell(mark.indicator_id.name),
                Cell(RATERS.get(mark.rater, ""), 1, "center"),
                Cell(number(mark.maximum), 1, "center"),
                Cell(number(mark.value) if mark.entered else "", 1, "center"),
            )
            for position, mark in enumerate(marks, 1)
        ]
        rows += [
            (
                Cell("", 1, "center"),
                Cell(f"酌情扣分:{deduction.reason}"),
                Cell("分管领导", 1, "center"),
                Cell("", 1, "center"),
                Cell(f"-{number(deduction.points)}", 1, "center"),
            )
            for deduction in report.deduction_ids
        ]
        full = number(sum_of(marks.mapped("maximum"))) if marks else ""
        rows.append(_total("得分", full, report.shown_mark or ""))
        rows.append(_total("等次", "", report.shown_grade_id.name or ""))
        told = [
            report.below_text and f"各周考评:{report.below_text}",
            report.shown_grade_reason and f"评定等次与得分等次不一致的理由:{report.shown_grade_reason}",
            report.opinion and f"分管领导意见:{report.opinion}",
        ]
        seen = bool(report.shown_grade_id)
        return [
            Sheet(
                title="月考评表",
                organ=full_name(report.unit_id),
                facts=(
                    Fact("姓名", report.employee_name or ""),
                    Fact("职务", report.post or ""),
                    Fact("股室", report.department_id.name or ""),
                    Fact("月份", report.period_id.name or ""),
                ),
                columns=(
                    Column("序号", 8, "center"),
                    Column("考评内容", 46),
                    Column("评定人", 16, "center"),
                    Column("分值", 14, "center"),
                    Column("得分", 16, "center"),
                ),
                rows=tuple(rows),
                blank_rows=8,
                row_height=13,
                foot=tuple(filter(None, told)),
                signs=(
                    f"分管领导签字:{report.rated_by_id._cadre_name(report.rated_on) if seen else ''}",
                    "考核办签字:",
                    f"日期:{day(day_of(report, report.rated_on)) if seen else ''}",
                ),
            )
        ]


def _total(label, full, value):
    return (Cell(""), Cell(label, 1, "center"), Cell(""), Cell(full, 1, "center"), Cell(value, 1, "center"))


class MonthSheetsOfPeriod(models.AbstractModel):
    """The sheets of everybody in a month, for the office, as far as whoever prints may read them."""

    _name = "report.cadre_assessment_reports.period_month_sheets"
    _inherit = "report.cadre_assessment_reports.month_sheet"
    _description = "F-07 of a Period"

    def _fitting(self, docs):
        """Of periods, those that have sheets which the reader may print; of sheets, all."""
        fitting = super()._fitting(docs)
        if docs._name == self._model:
            return fitting
        found = self.env(su=False)[self._model]._read_group([("period_id", "in", fitting.ids)], ["period_id"])
        return fitting & fitting.browse([period.id for [period] in found])

    def _get_report_values(self, docids, data=None):
        env = self.env(su=False)
        periods = env["cadre.period"].browse(docids).exists()
        periods.check_access("read")
        reports = env[self._model].search(
            [("period_id", "in", self._fitting(periods).ids)], order="department_id, staff_number, id"
        )
        if not reports:
            raise UserError(
                self.env._(
                    "%(periods)s: no monthly sheet that you may print. Sheets are made of periods that are marked.",
                    periods=listed(self.env, periods.mapped("name")),
                )
            )
        return super()._get_report_values(reports.ids, data)


class PeriodSummaryForm(models.AbstractModel):
    """F-08 月小结 / 季小结 + 整改方案 / 年总结, with the count of the grades given (S1-15, S1-20, S1-22, S1-F3)."""

    _name = "report.cadre_assessment_reports.period_summary"
    _inherit = "cadre.form.mixin"
    _description = "F-08 小结"

    _model = "cadre.period"

    TITLES = {"week": "周小结", "month": "月小结", "quarter": "季度小结", "half": "半年小结", "year": "年度总结"}

    def _sheets(self, period):
        """For the office, the deciding body and the auditor: it speaks of everybody's grades.

        :raises AccessError: somebody else prints it
        """
        period.cycle_id._require_sight(period.env._("%(period)s: the office prints the summary.", period=period.name))
        period = in_chinese(period)
        title = self.TITLES[period.level]
        told = [f"  {part}" for part in (period.summary or "").splitlines() if part.strip()]
        grades = list(self._grades(period))
        if not told and not grades and not period.rectification_ids:
            raise UserError(
                period.env._(
                    "%(period)s: there is nothing to sum up yet, no text, no grade and nothing to put right. Write the "
                    "summary of the period first.",
                    period=period.name,
                )
            )
        sheets = [
            Sheet(
                title=f"{period.name}考核{title}",
                organ=full_name(period.cycle_id.unit_id),
                lead=(*told, *grades) or ("  (未填写)",),
                seal=(
                    period.cycle_id.office_body_id.name or issuer(period.cycle_id),
                    day(period.reported_on) or "    年  月  日",
                ),
            )
        ]
        if period.rectification_ids:
            sheets.append(self._plan(period))
        return sheets

    def _fitting(self, docs):
        """What has a text, something to put right, or grades: its own, or those of the months in it."""
        fitting = super()._fitting(docs)
        known = fitting.cycle_id.filtered(lambda cycle: cycle._sees_all())
        fitting = fitting.filtered(lambda period: period.cycle_id in known)
        rated = (
            docs.env["cadre.progress.report"]
            .sudo()
            ._read_group([("cycle_id", "in", fitting.cycle_id.ids), *GIVEN], ["period_id"])
        )
        graded = fitting.browse([period.id for [period] in rated])
        return fitting.filtered(
            lambda one: (one.summary or "").strip() or one.rectification_ids or self._counted(one) & graded
        )

    def _counted(self, period):
        """The periods whose grades a summary counts."""
        return period if period.rated else period._inside("month").filtered("rated")

    def _grades(self, period):
        """One line: how many were given which grade in each month of the period that was rated."""
        Report = period.env["cadre.progress.report"].sudo()
        counts = Report._read_group(
            [("period_id", "in", self._counted(period).ids), *GIVEN],
            ["period_id", "grade_id"],
            ["__count"],
        )
        lines = []
        for one, found in sorted(_by_period(counts).items(), key=lambda pair: pair[0].date_from):
            said = "、".join(
                f"{grade.name}{count}人" for grade, count in sorted(found, key=lambda pair: pair[0].sequence)
            )
            lines.append(f"  {one.name}考评等次:{said}。")
        return lines

    def _plan(self, period):
        return Sheet(
            title=f"{period.name}存在问题及整改方案",
            joined=True,
            columns=(
                Column("序号", 7, "center"),
                Column("问题", 27),
                Column("整改措施", 32),
                Column("责任人", 12, "center"),
                Column("时限", 22, "center"),
            ),
            rows=tuple(
                (
                    Cell(str(position), 1, "center"),
                    Cell(item.problem),
                    Cell(item.measure or ""),
                    Cell(item.responsible_id.sudo().name or "", 1, "center"),
                    Cell(day(item.due), 1, "center"),
                )
                for position, item in enumerate(period.rectification_ids, 1)
            ),
            blank_rows=5,
            row_height=14,
        )


def _by_period(counts):
    found = {}
    for period, grade, count in counts:
        found.setdefault(period, []).append((grade, count))
    return found
