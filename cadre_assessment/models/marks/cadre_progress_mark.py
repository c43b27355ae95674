"""The sheet of a month as one table: people down, indicators across (月考评表)."""

from odoo import api, models
from odoo.fields import Domain

from ..states import RUNNING
from .grid import Column, Row


class CadreProgressMark(models.Model):
    _name = "cadre.progress.mark"
    _inherit = ["cadre.progress.mark", "cadre.grid.mixin"]
    _cell_author = "user_id"

    @api.model
    def _grid_places(self):
        periods = self.env["cadre.period"].search(
            [("rule_id.marked", "=", True), ("state", "=", "open"), ("cycle_id.state", "in", RUNNING)],
            order="date_from",
        )
        Report = self.env["cadre.progress.report"]
        begun = Report._read_group(
            [("period_id", "in", periods.ids), ("state", "=", "submitted")], ["period_id"], ["__count"]
        )
        several = len(periods.cycle_id) > 1
        return [
            (str(period.id), f"{period.cycle_id.name} {period.name}" if several else period.name)
            for period, _count in sorted(begun, key=lambda pair: pair[0].date_from)
        ]

    @api.model
    def _grid(self, place, offset=0, limit=None, search=""):
        period = self.env["cadre.period"].browse(int(place)).exists()
        period.check_access("read")
        mine = self.env.user._cadre_people(period.sudo().cycle_id.date_from)
        domain = Domain([("period_id", "=", period.id), ("state", "!=", "draft"), ("employee_id", "not in", mine.ids)])
        if search:
            domain &= Domain("employee_name", "ilike", search) | Domain("staff_number", "ilike", search)
        Report = self.env["cadre.progress.report"]
        order = "department_id, staff_number, id"
        reports = Report.search(domain, offset=offset, limit=limit, order=order)
        marks = self.search([("report_id", "in", reports.ids)])
        by_report = marks.grouped("report_id")
        indicators = marks.indicator_id.sorted(lambda one: (one.sequence, one.id))
        columns = [Column(str(one.id), one.name, 0, one.maximum) for one in indicators]
        notes = {report: report.below_text or "" for report in reports} if limit else {}  # for the screen only
        may = {}
        for mark in marks:
            key = (mark.report_id.id, mark.rater)
            if key not in may:
                may[key] = mark._may_enter()
        departments = {one.id: one.name for one in reports.department_id.sudo()}
        rows = [
            Row(
                str(report.id),
                report.staff_number or "",
                report.employee_name or "",
                departments.get(report.department_id.id, ""),
                notes.get(report, ""),
                {
                    str(mark.indicator_id.id): (
                        mark.id,
                        mark.value if mark.entered else None,
                        may[mark.report_id.id, mark.rater],
                    )
                    for mark in by_report[report]
                },
            )
            for report in reports
            if report in by_report
        ]
        return columns, rows, Report.search_count(domain)

    def _hold_cells(self):
        self.report_id._hold()

    def _cell_problem(self, value):
        if not self._may_enter():
            return self.env._("you are not the one to give this mark, or the record is signed.")
        if value is not None and not 0 <= value <= self.indicator_id.maximum:
            return self.env._(
                "a mark is between 0 and %(maximum)g, not %(value)g.", maximum=self.indicator_id.maximum, value=value
            )
        return False

    def _cells_written(self):
        self.report_id._count_mark()
