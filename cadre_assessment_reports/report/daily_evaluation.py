"""附件5 领导干部日常考核评价表: the quarters of a year under 德能勤绩廉, with the leader's grade (S3-F5, S3-48)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number

from .sheet import Cell, Column, Fact, Sheet
from .words import day


class DailyEvaluationForm(models.AbstractModel):
    """One sheet a person: printed from any of his quarters it shows all of the year."""

    _name = "report.cadre_assessment_reports.daily_evaluation"
    _inherit = "cadre.form.mixin"
    _description = "F-18 日常考核评价表"

    _model = "cadre.progress.report"

    def _fitting(self, docs):
        """Each person once, however many of his quarters were chosen."""
        fitting = super()._fitting(docs)
        return fitting.browse([some[:1].id for some in fitting.grouped(_whose).values()])

    def _sheets(self, report):
        quarters = report.search(
            [
                ("cycle_id", "=", report.cycle_id.id),
                ("employee_id", "=", report.employee_id.id),
                ("level", "=", "quarter"),
            ],
            order="date_from",
        )
        heads = list(dict.fromkeys(quarters.line_ids.mapped("name")))
        share = 62 / max(1, len(heads))
        title, label = self._called(report.cycle_id.scheme_id, "daily", "领导干部日常考核评价表")
        return [
            Sheet(
                title=title,
                label=label,
                subtitle=f"({report.cycle_id.year}年度)",
                facts=(
                    Fact("姓名", report.employee_name or ""),
                    Fact("单位", full_name(report.unit_id)),
                    Fact("职务", report.post or "", whole=True),
                    *self._taken_over(report),
                ),
                columns=(
                    Column("季度", 14, "center"),
                    *(Column(head, share) for head in heads),
                    Column("领导评价等次", 24, "center"),
                ),
                rows=tuple(
                    (
                        Cell(quarter.period_id.name, 1, "center"),
                        *(Cell(_said(quarter, head)) for head in heads),
                        Cell(self._verdict(quarter), 1, "center"),
                    )
                    for quarter in quarters
                ),
                blank_rows=4,
                row_height=34,
                signs=("评价人签字:", "单位(盖章):"),
            )
        ]

    def _taken_over(self, report):
        """What the year's ballot is in the daily assessment (S3-57), once the reader may know it."""
        copies = report.cycle_id.scheme_id.component_ids.filtered(lambda one: one._read_as() != one)
        if not copies:
            return []
        lines = report.env["cadre.assessment.line"].search(
            [
                ("assessment_id.cycle_id", "=", report.cycle_id.id),
                ("assessment_id.employee_id", "=", report.employee_id.id),
                ("component_id", "in", copies.ids),
                ("has_raw", "=", True),
            ]
        )
        known = {line.component_id: line.raw for line in lines}
        return [Fact(f"{one.name}得分", number(known[one]) if one in known else "") for one in copies]

    def _verdict(self, quarter):
        if not quarter.shown_grade_id:
            return ""
        leader = quarter.rated_by_id._cadre_name(quarter.rated_on)
        return "\n".join(filter(None, (quarter.shown_grade_id.name, leader, day(day_of(quarter, quarter.rated_on)))))


def _whose(report):
    return report.cycle_id.id, report.employee_id.id


def _said(report, head):
    """What a record says under one heading."""
    return "\n".join(line.result for line in report.line_ids if line.name == head and line.result)


class DailyEvaluationsOfCycle(models.AbstractModel):
    _name = "report.cadre_assessment_reports.cycle_daily_evaluations"
    _inherit = ["cadre.form.of.cycle.mixin", "report.cadre_assessment_reports.daily_evaluation"]
    _description = "F-18 Evaluations of Daily Work of a Cycle"

    _domain = (("level", "=", "quarter"),)
    _sorting = "unit_id, employee_id, date_from"

    def _count(self, cycle):
        """A sheet a person, not one a quarter."""
        Report = self.env(su=False)[self._model]
        if not Report.has_access("read"):
            return 0
        return len(Report._read_group(self._of(cycle), ["cycle_id", "employee_id"]))

    def _records(self, cycles):
        return self._fitting(super()._records(cycles))
