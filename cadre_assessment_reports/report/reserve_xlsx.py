"""The reserve as a workbook: who stands in it, what the years said, and how many of which kind.

Each figure of the last page is counted from the rows of the first one: whoever prints reads the same people in both.
"""

from odoo import models
from odoo.exceptions import UserError

from .form_mixin import in_chinese
from .matrix import Head, Matrix
from .words import dotted

PEOPLE = (
    Head("序号", "integer", 7),
    Head("类别", "text", 28),
    Head("姓名", "text", 12),
    Head("列入时单位", "text", 24),
    Head("列入日期", "text", 14),
    Head("列入途径", "text", 14),
    Head("决定机构", "text", 24),
    Head("文号", "text", 20),
    Head("优先", "text", 8),
    Head("状态", "text", 10),
    Head("退出日期", "text", 14),
    Head("退出原因", "text", 14),
    Head("说明", "text", 40),
)
REVIEWS = (
    Head("序号", "integer", 7),
    Head("年度", "integer", 9),
    Head("类别", "text", 28),
    Head("姓名", "text", 12),
    Head("年度考核等次", "text", 44),
    Head("建议", "text", 12),
    Head("依据", "text", 30),
    Head("确认结果", "text", 12),
    Head("理由", "text", 30),
    Head("确认日期", "text", 14),
)
FIGURES = (
    Head("项目", "text", 18),
    Head("内容", "text", 30),
    Head("人数", "integer", 10),
)
COUNTED = (
    ("category_id", "类别"),
    ("age_band", "年龄段"),
    ("education", "学历"),
    ("grade", "最近年度考核等次"),
    ("sex", "性别"),
    ("unit_id", "单位"),
)
"""Fields by which everybody in the reserve is counted once."""


def _said(record, name):
    """The value of a field in words."""
    field = record._fields[name]
    if field.type == "selection":
        return dict(field._description_selection(record.env)).get(record[name], "")
    return record[name].display_name or "" if field.type == "many2one" else record[name] or ""


def register(entries):
    rows = tuple(
        (
            number, one.category_id.name, one.employee_id.name or "", one.department_id.name or "",
            dotted(one.date_from), _said(one, "origin"), one.body_id.name or "", one.document or "",
            "是" if one.priority else "", _said(one, "state"), dotted(one.removed_on), _said(one, "removed_by"),
            one.removed_said or "",
        )
        for number, one in enumerate(entries, 1)
    )  # fmt: skip
    return Matrix("后备干部名册", PEOPLE, rows)


def reviews(entries):
    found = entries.env["cadre.reserve.review"].search([("reserve_id", "in", entries.ids)], order="year, id")
    rows = tuple(
        (
            number, one.year, one.category_id.name, one.employee_id.name or "", one.grades_said or "",
            _said(one, "proposal"), one.ground_said or "", _said(one, "outcome") if one.confirmed_on else "",
            one.outcome_reason or "", dotted(one.confirmed_on),
        )
        for number, one in enumerate(found, 1)
    )  # fmt: skip
    return Matrix("后备干部年度分析", REVIEWS, rows)


def figures(entries):
    """Those of ``entries`` that stand in the reserve today; of each item the numbers add up to all of them."""
    found = entries.env["cadre.reserve.figure"].search([("reserve_id", "in", entries.ids)])
    rows = [("在册人数", "", len(found)), ("其中优先", "", len(found.filtered("priority")))]
    for name, label in COUNTED:
        counted = {}
        for one in found:
            counted.setdefault(_said(one, name) or "未登记", []).append(one)
        rows += [(label, said, len(some)) for said, some in counted.items()]
    return Matrix("后备干部统计", FIGURES, tuple(rows))


PAGES = (("名册", register), ("年度分析", reviews), ("统计", figures))


class ReserveXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.reserve_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "Reserve as a Workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        """The route asks no group: the rights of whoever prints are looked at before anything is written."""
        entries = in_chinese(self.env["cadre.reserve"].browse(objs.ids)).exists()
        entries.check_access("read")
        if not entries:
            raise UserError(self.env._("Choose entries of the reserve first."))
        for name, table in PAGES:
            self._sheet(workbook, name, table(entries.sorted(lambda one: (one.category_id.sequence, one.id))))
