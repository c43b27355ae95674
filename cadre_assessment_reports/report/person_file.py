"""个人考核档案: all years of a person on one paper, from the archive alone (S0-39, S2A-73, S3-61).

Printed from archived results: the file of each person (or unit) whose result was chosen, with every result that the
reader may read.
"""

from odoo import models
from odoo.addons.cadre_assessment.models.archive.trace_kept import kept_of, lines_of
from odoo.addons.cadre_assessment.models.organization.honours import honours_of, honours_text
from odoo.addons.cadre_assessment.models.scheme.figures import number

from .sheet import Column, Fact, Sheet, cells
from .words import kept_day

YEARS = (
    Column("年度", 8, "center"),
    Column("单位及职务", 26),
    Column("考核办法", 24),
    Column("得分", 9, "center"),
    Column("名次", 7, "center"),
    Column("等次", 10, "center"),
    Column("年度等次", 10, "center"),
    Column("版本", 6, "center"),
)
TRACE = (
    Column("考核项目", 28),
    Column("原始情况", 13, "center"),
    Column("权重", 9, "center"),
    Column("得分", 11, "center"),
    Column("说明", 39),
)


class PersonFile(models.AbstractModel):
    _name = "report.cadre_assessment_reports.person_file"
    _inherit = "cadre.form.mixin"
    _description = "个人考核档案"

    _model = "cadre.result"

    def _all_sheets(self, docs):
        """A file for each person or unit, once, however many of the results were chosen. A few queries for all."""
        Result = docs.env["cadre.result"]
        results = Result.search(
            [
                "|",
                ("employee_id", "in", docs.employee_id.ids),
                ("subject_unit_id", "in", docs.filtered(lambda one: not one.employee_id).subject_unit_id.ids),
            ],
            order="year, regulation, version",
        )
        kept, words, sheets = kept_of(results), {}, []
        honours = honours_of(results.employee_id)
        for of_one in results.grouped(lambda one: (one.employee_id, one.subject_unit_id)).values():
            sheets += self._file(of_one, kept, words, honours)
        return sheets

    def _file(self, results, kept, words, honours):
        """The overview of one person or unit, then a sheet for each result in force whose trace was kept."""
        last = results[-1]
        unit = last.subject_unit_id
        overview = Sheet(
            title="单位考核档案" if unit else "个人考核档案",
            facts=(
                Fact("单位" if unit else "姓名", last.name),
                Fact("编号", last.staff_number or ""),
                Fact("现任职务", last.post or "") if not unit else Fact("年数", str(len(set(results.mapped("year"))))),
                Fact("单位", last.unit_name or ""),
            ),
            columns=YEARS,
            rows=tuple(self._year(one) for one in results),
            foot=(
                *([f"奖惩情况:{honours_text(given)}"] if (given := honours[last.employee_id]) else ()),
                "版本不是最后一版的结果已被后一版代替。“得分”“名次”空白的,办法不计分或者结果系从以往年度导入。",
            ),
            signs=("经办人:", "核对人:"),
        )
        told = results.filtered(lambda one: one.is_current and kept[one].get("trace"))
        return [overview, *(self._result(one, kept[one], words) for one in told)]

    @staticmethod
    def _year(result):
        where = " ".join(filter(None, (result.unit_name, result.post)))
        return cells(
            str(result.year),
            where,
            result.regulation,
            f"{result.total:.2f}" if result.has_total else "",
            str(result.rank or ""),
            "、".join(filter(None, (result.grade_name, result.award_names))),
            result.annual_grade_name or "",
            f"{result.version}" if result.version > 1 or not result.is_current else "",
        )

    def _result(self, result, kept, words):
        """How the total of a year came about, who decided it, and how it reached the person."""
        return Sheet(
            title=f"{result.year}年度考核情况",
            joined=True,
            facts=(
                Fact("姓名" if result.employee_id else "单位", result.name),
                Fact("考核等次", result.grade_name),
                Fact("得分", number(result.total) if result.has_total else ""),
                Fact("名次", str(result.rank or "")),
                Fact("考核办法", result.regulation, whole=True),
            ),
            columns=TRACE,
            rows=tuple(
                cells(one.label, one.raw, one.weight, f"{one.points:.2f}", one.reason)
                for one in lines_of(result, kept, words)
            ),
            foot=tuple(filter(None, (f"等次理由:{kept['reason']}" if kept.get("reason") else "", *self._story(kept)))),
        )

    @staticmethod
    def _story(kept):
        """What happened to the result, a sentence each; how the body voted is on no paper of the person's."""
        decision = kept.get("decision")
        if decision:
            yield f"{kept_day(decision['date'])}由{decision['body']}审定。"
        for notice in kept.get("notices", ()):
            if notice["from"] and notice["to"]:
                yield f"{notice['name']}:{kept_day(notice['from'])}至{kept_day(notice['to'])}。"
        if kept.get("received_on"):
            yield f"{kept_day(kept['notified_on'])}书面通知,{kept_day(kept['received_on'])}签收。"
