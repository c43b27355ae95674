"""F-18 附件9 上报材料清单: which papers are handed in, how many, by when, and how many have come (S3-55, S3-65)."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .sheet import Cell, Column, Fact, Sheet
from .words import day, of_year

IN = ("submitted", "filed")


class ChecklistForm(models.AbstractModel):
    """Of a cycle and of those of the same regulation and year that whoever prints may read: one list for the unit."""

    _name = "report.cadre_assessment_reports.checklist"
    _inherit = "cadre.form.mixin"
    _description = "F-18 上报材料清单"

    _model = "cadre.cycle"

    def _get_report_values(self, docids, data=None):
        """The list counts everybody's papers: it is for the office, the deciding body and the auditor."""
        cycles = self.env["cadre.cycle"].browse(docids).exists()
        cycles.check_access("read")
        cycles._require_sight(
            self.env._("The list of papers is printed by the assessment office, the deciding body and the auditor.")
        )
        return super()._get_report_values(docids, data)

    def _sheets(self, cycle):
        family = cycle.search(
            [
                ("year", "=", cycle.year),
                ("company_id", "=", cycle.company_id.id),
                ("scheme_id.regulation_id", "=", cycle.scheme_id.regulation_id.id),
                "|", ("id", "=", cycle.id), ("state", "!=", "draft"),
                "|", ("unit_id", "child_of", cycle.unit_id.id), ("unit_id", "parent_of", cycle.unit_id.id),
            ],
            order="scheme_id, id",
        ).filtered(lambda one: one._sees_all())  # fmt: skip
        counts = self._counts(family)
        rows = [
            (one, rule, *counts.get((one, rule), (0, 0, False)))
            for one in family
            for rule in one.scheme_id.document_ids
        ]
        title, label = self._called(cycle.scheme_id, "checklist", "年度考核上报材料清单")
        return [
            Sheet(
                title=of_year(title, cycle.year),
                label=label,
                organ=full_name(cycle.unit_id),
                facts=(
                    Fact("考核方案", cycle.scheme_id.regulation_id.name or "", whole=True),
                    Fact("填报单位", ""),
                    Fact("填报时间", ""),
                ),
                columns=(
                    Column("序号", 7, "center"),
                    Column("材料名称", 35),
                    Column("考核对象", 17),
                    Column("份数", 7, "center"),
                    Column("报送时限", 16, "center"),
                    Column("应报", 9, "center"),
                    Column("已报", 9, "center"),
                ),
                rows=tuple(
                    (
                        Cell(str(number)),
                        Cell(rule.name or ""),
                        Cell(one.scheme_id.name or ""),
                        Cell(str(rule.copies or 1)),
                        Cell(day(due)),
                        Cell(str(owed) if owed else ""),
                        Cell(str(handed) if owed else ""),
                    )
                    for number, (one, rule, owed, handed, due) in enumerate(rows, 1)
                ),
                blank_rows=8,
                row_height=9,
                foot=("注:材料经单位汇总,由对应考核组审核后报送。份数为每名(个)考核对象应报的份数。",),
                signs=("单位负责人:", "填报人:", "考核组接收人:"),
            )
        ]

    def _counts(self, cycles):
        """{(cycle, paper): (owed, handed in, last day)} in one query; counting says nothing of what stands in them."""
        groups = (
            self.env["cadre.document"]
            .sudo()
            ._read_group(
                [("cycle_id", "in", cycles.ids)],
                ["cycle_id", "rule_id", "state"],
                ["__count", "due:max"],
            )
        )
        found = {}
        for one, rule, state, count, due in groups:
            owed, handed, last = found.get((one, rule), (0, 0, False))
            found[one, rule] = (
                owed + count,
                handed + (count if state in IN else 0),
                max(filter(None, (last, due)), default=False),
            )
        return found
