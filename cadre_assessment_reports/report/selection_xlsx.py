"""A selection as a workbook: its plan, its candidates, their checks, as far as whoever prints may read them."""

from odoo import models
from odoo.addons.cadre_assessment.models.selection.results import support_of
from odoo.exceptions import UserError

from .candidate_forms import ANSWERS, RESULTS, checks_of, condition_said, evidence_said, support_said, talks_of
from .form_mixin import in_chinese
from .matrix import Head, Matrix
from .scheme_words import label
from .score_table import scores
from .selection_record import about, actor, came_of, candidates_of
from .words import dotted

PLAN = (
    Head("序号", "integer", 7),
    Head("步骤", "text", 28),
    Head("责任主体", "text", 22),
    Head("计划日期", "text", 16),
    Head("最早可行日期", "text", 16),
    Head("说明", "text", 30),
    Head("办理情况", "text", 11),
    Head("办理日期", "text", 16),
    Head("文号", "text", 18),
    Head("结果与说明", "text", 50),
)
PEOPLE = (
    Head("序号", "integer", 7),
    Head("姓名", "text", 12),
    Head("单位", "text", 24),
    Head("现任职务", "text", 24),
    Head("拟任职务", "text", 24),
    Head("产生方式", "text", 14),
    Head("资格", "text", 12),
    Head("有效票", "text", 10),
    Head("同意票", "text", 10),
    Head("得票率", "text", 10),
    Head("谈话同意", "integer", 10),
    Head("结果", "text", 14),
    Head("出局原因", "text", 40),
)
CHECKS = (
    Head("序号", "integer", 7),
    Head("姓名", "text", 12),
    Head("职位", "text", 24),
    Head("条件", "text", 44),
    Head("档案记载及依据", "text", 44),
    Head("符合", "text", 10),
    Head("审查人", "text", 12),
    Head("审查日期", "text", 16),
    Head("结论", "text", 14),
)


def plan(selection):
    rows = tuple(
        (
            number, step.display_name, actor(step), dotted(step.planned), dotted(step.possible_from), about(step),
            label(step, "state"), dotted(step.acted_on or step.done_on), step.document or "", came_of(step),
        )
        for number, step in enumerate(selection.step_ids, 1)
    )  # fmt: skip
    return Matrix(f"{selection.name}工作方案", PLAN, rows)


def people(selection):
    candidates = candidates_of(selection)
    supported, talked = support_of(candidates), talks_of(selection)
    rows = tuple(
        (
            number, one.name or "", one.unit_text or "", one.post_text or "", one.post_id.name or "",
            label(one, "channel"), RESULTS.get(one.eligible, ""), *support_said(supported.get(one)),
            talked.get((one.id, "for"), 0), label(one, "state"), one.out_text or "",
        )
        for number, one in enumerate(candidates, 1)
    )  # fmt: skip
    return Matrix(f"{selection.name}人选", PEOPLE, rows)


def checks(selection):
    found = [(one, check) for one in candidates_of(selection) for check in checks_of(one)]
    rows = tuple(
        (
            number, one.name or "", one.post_id.name or "", condition_said(check), evidence_said(check),
            ANSWERS[check.answer], check.sudo().checker_id._cadre_name(), dotted(check.checked_on),
            RESULTS.get(one.eligible, ""),
        )
        for number, (one, check) in enumerate(found, 1)
    )  # fmt: skip
    return Matrix(f"{selection.name}资格审查", CHECKS, rows)


PAGES = (("方案", plan), ("人选", people), ("资格审查", checks), ("得分", scores))
"""Pages of the workbook: (name, table of a selection)."""


class SelectionXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.selection_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "Selection as a Workbook"

    def generate_xlsx_report(self, workbook, data, objs):
        """The route asks no group: the rights of whoever prints are looked at before anything is written."""
        selections = in_chinese(self.env["cadre.selection"].browse(objs.ids)).exists()
        selections.check_access("read")
        if not selections:
            raise UserError(self.env._("Choose a selection first."))
        for number, selection in enumerate(selections, 1):
            for name, table in PAGES:
                matrix = table(selection)
                if matrix.rows or name == "方案":
                    self._sheet(workbook, f"{number}{name}" if len(selections) > 1 else name, matrix)
