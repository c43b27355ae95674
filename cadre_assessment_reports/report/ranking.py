"""The ranking of a cycle: one matrix for the workbook and the consolidated report (S0-24, S0-30)."""

from odoo import models
from odoo.addons.cadre_assessment.files import written
from odoo.addons.cadre_assessment.models.computation.subtotals import subtotals_of
from odoo.addons.cadre_assessment.models.organization.unit_names import place_of

from .form_mixin import check_sees_everybody, in_chinese
from .matrix import Head, Matrix
from .words import typeset, unsettled

LINE = 16
"""Points that a line of a heading takes in a workbook."""


def ranking(cycle):
    """The score ranking: rank, person, points of every component, total, grades and the reason in a sentence.

    Reads with the rights of the current user, with one query for the trace of everybody.
    """
    assessments = cycle.env["cadre.assessment"].search([("cycle_id", "=", cycle.id), ("assessed", "=", True)])
    assessments = assessments.sorted(lambda one: (not one.has_total, one.rank, one.id))
    components = cycle.scheme_id.component_ids.filtered(lambda one: not one.child_ids)
    parts = subtotals_of(assessments)
    heads = [
        Head("名次", "integer", 7),
        Head("人员编号", "text", 12),
        Head("姓名", "text", 14),
        Head("科室", "text", 18),
        Head("职务", "text", 24),
        *[Head(f"{component.name}({component._weight_in(cycle.year):g})", "number", 16) for component in components],
        Head("总分", "number", 10),
        Head("建议等次", "text", 12),
        Head("审定等次", "text", 12),
        Head("说明", "text", 60),
    ]
    rows = [
        (
            one.printed_rank or None,
            one.staff_number or "",
            one.name,
            place_of(one),
            one.post or "",
            *map(parts[one.id].of, components),
            one.total if one.has_total else None,
            "待裁定" if one.pending else one.proposed_grade_id.name or "",
            one.decided_grade_id.name or "",
            one.override_reason or one.reason or "",
        )
        for one in assessments
    ]
    return Matrix(f"{cycle.name}得分排名表{unsettled(cycle)}", tuple(heads), tuple(rows), tuple(assessments))


def lines_of(head):
    """How many lines a heading takes in its column, of which a Chinese character takes two places.

    >>> lines_of(Head("总分", "number", 10)), lines_of(Head("个人半年度工作项目完成情况得分(30)", "number", 16))
    (1, 3)
    """
    return -(-sum(1 if sign.isascii() else 2 for sign in head.label) // int(head.width))


class RankingXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.ranking_xlsx"
    _inherit = "report.report_xlsx.abstract"
    _description = "Score Ranking"

    def generate_xlsx_report(self, workbook, data, objs):
        for cycle in self._cycles_of_everybody(objs):
            self._sheet(workbook, f"{cycle.year}年度得分排名", ranking(cycle))

    def _cycles_of_everybody(self, objs):
        """The cycles in Chinese, for who may read everybody's result in them: else AccessError, and nothing is written.

        The route asks no group and takes the model's name from the caller: both are settled here.
        """
        cycles = in_chinese(self.env["cadre.cycle"].browse(objs.ids))
        for cycle in cycles:
            check_sees_everybody(cycle)
        return cycles

    def get_workbook_options(self):
        return written.OPTIONS

    def _sheet(self, workbook, name, matrix):
        """One page of the workbook. Whatever people have typed stays text (``files.written``)."""
        sheet = workbook.add_worksheet(written.page_name(name))
        title = written.style(workbook, bold=True, font_size=16, align="center", valign="vcenter", font_name="宋体")
        head = written.style(
            workbook, bold=True, border=1, align="center", valign="vcenter", bg_color="#E8EEF7", text_wrap=True,
            font_name="宋体",
        )  # fmt: skip
        ruled = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "宋体"}
        formats = {
            "text": written.style(workbook, **ruled),
            "number": workbook.add_format({**ruled, "num_format": "0.00", "align": "right"}),
            "integer": workbook.add_format({**ruled, "num_format": "0", "align": "center"}),
        }
        last = len(matrix.heads) - 1
        written.title(sheet, 0, last, typeset(matrix.title), title)
        sheet.set_row(0, 30)
        sheet.set_row(1, LINE * max(2, *(lines_of(one) for one in matrix.heads)))
        for column, one in enumerate(matrix.heads):
            sheet.set_column(column, column, one.width)
            written.put(sheet, 1, column, typeset(one.label), head)
        for number, row in enumerate(matrix.rows, 2):
            for column, (one, value) in enumerate(zip(matrix.heads, row, strict=True)):
                written.put(sheet, number, column, value, formats[one.kind])
        sheet.autofilter(1, 0, max(2, len(matrix.rows) + 1), last)
        sheet.freeze_panes(2, 3)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, 1)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.set_footer("&C第 &P 页 共 &N 页")
