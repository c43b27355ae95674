"""F-14 半年目标完成情况报告: how far every item of the letter is, and to whom the report goes (S2A-10, S2A-11)."""

from odoo import models
from odoo.addons.cadre_assessment.models.clock import day_of
from odoo.addons.cadre_assessment.models.organization.unit_names import called, full_name

from .sheet import Cell, Column, Fact, Sheet, cells
from .words import SENT, day, title_of

WRITTEN = 30
"""Height in mm of a section: room to write in by hand what is not written yet."""


class UnitReportForm(models.AbstractModel):
    """Any paper prints: one by items as a table of them, another by its sections."""

    _name = "report.cadre_assessment_reports.unit_report"
    _inherit = "cadre.form.mixin"
    _description = "F-14 目标完成情况报告"

    _model = "cadre.document"

    def _sheets(self, paper):
        unit = bool(paper.subject_unit_id)
        handed_in = day_of(paper, paper.submitted_on)
        by_items = bool(paper.line_ids)
        ours = paper.author == "office"
        title, label = title_of(paper.name)
        return [
            Sheet(
                title=title,
                organ=self._issuer(paper) if ours or unit else "",
                label=paper.reference or label,
                subtitle=f"({paper.period_id.name or paper.cycle_id.name})",
                facts=self._facts(paper, unit, ours),
                columns=self._columns(paper),
                rows=tuple(self._items(paper) if by_items else self._sections(paper)),
                blank_rows=1,
                row_height=12 if by_items else WRITTEN,
                foot=tuple(self._recipients(paper)),
                seal=(self._issuer(paper), day(handed_in) or "    年  月  日"),
            )
        ]

    def _facts(self, paper, unit, ours):
        if ours:
            about = called(paper.subject_unit_id, paper.employee_name) or full_name(paper.cycle_id.unit_id)
            return (Fact("对象", about), Fact("考核", paper.cycle_id.name))
        return (
            Fact("单位" if unit else "姓名", called(paper.subject_unit_id, paper.employee_name)),
            Fact("主要负责人" if unit else "考核", self._beside(paper, unit)),
        )

    def _issuer(self, paper):
        """Who signs: the subject; of what the office writes, in whose name it does."""
        if paper.author == "office":
            return paper.issuer or paper.sudo().cycle_id.office_body_id.name or ""
        return called(paper.subject_unit_id, paper.employee_name)

    def _beside(self, paper, unit):
        return (paper.head_id.sudo().name if unit else paper.cycle_id.name) or ""

    def _columns(self, paper):
        if paper.line_ids:
            return (
                Column("序号", 7, "center"),
                Column("项目", 20),
                Column("目标", 25),
                Column("完成情况", 28),
                Column("存在问题", 20),
            )
        if not paper.section_ids:
            return (Column("内容", 100),)
        return (Column("部分", 22, "center"), Column("内容", 78))

    def _items(self, paper):
        for position, line in enumerate(paper.line_ids, 1):
            yield (Cell(str(position)), *cells(line.name, line.target, line.done, line.problem))

    def _sections(self, paper):
        """Each section; of a paper that is a file the names of what is attached."""
        for section in paper.section_ids:
            yield cells(section.name, section.text)
        if not paper.section_ids:
            files = paper.env["ir.attachment"].search([("res_model", "=", paper._name), ("res_id", "=", paper.id)])
            if files:
                yield cells(f"见附件:{'、'.join(files.mapped('name'))}。")

    def _recipients(self, paper):
        """Whom it is sent to and what for, with the days, once it went out."""
        for purpose, label in SENT.items():
            some = paper.recipient_ids.filtered(lambda one, purpose=purpose: one.purpose == purpose)
            if some:
                sent = {one.sent_on for one in some}
                when = f"({day(sent.pop())}{label})" if len(sent) == 1 and all(sent) else ""
                yield f"{label}:{'、'.join(some.mapped('name'))}{when}"
