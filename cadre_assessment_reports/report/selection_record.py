"""The plan of a selection (工作方案) and its record (纪实), at any moment, also of one suspended or given up.

The plan says what is meant to be done and when it can be; the record what was done, by whom, on which paper, and what
came of it. Both are read with the rights of whoever prints: who does not read a candidate does not print him.
"""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .scheme_words import label
from .sheet import Column, Fact, Sheet, cells
from .words import day, dotted, post_of


class SelectionPlan(models.AbstractModel):
    _name = "report.cadre_assessment_reports.selection_plan"
    _inherit = "cadre.form.mixin"
    _description = "选拔工作方案"

    _model = "cadre.selection"

    def _sheets(self, selection):
        return [
            Sheet(
                title="选拔工作方案",
                subtitle=selection.name,
                facts=(*facts_of(selection), Fact("拟任职位", posts_of(selection), whole=True)),
                columns=(
                    Column("序号", 7, "center"),
                    Column("步骤", 25),
                    Column("责任主体", 20),
                    Column("计划日期", 16, "center"),
                    Column("最早可行日期", 16, "center"),
                    Column("说明", 16),
                ),
                rows=tuple(
                    cells(
                        str(number), step.display_name, actor(step), dotted(step.planned), dotted(step.possible_from),
                        about(step),
                    )
                    for number, step in enumerate(selection.step_ids, 1)
                ),
                blank_rows=0 if selection.step_ids else 3,
                seal=(organ_of(selection), "    年  月  日"),
            )
        ]  # fmt: skip


class SelectionRecord(models.AbstractModel):
    _name = "report.cadre_assessment_reports.selection_record"
    _inherit = "cadre.form.mixin"
    _description = "选拔任用工作纪实"

    _model = "cadre.selection"

    def _sheets(self, selection):
        return [
            Sheet(
                title="选拔任用工作纪实",
                subtitle=selection.name,
                facts=(
                    *facts_of(selection),
                    Fact("进展", label(selection, "state")),
                    Fact("办结日期", day(selection.ended_on)),
                    *([Fact("暂停、终止\n原因", selection.end_reason, whole=True)] if selection.end_reason else []),
                    Fact("拟任职位", posts_of(selection), whole=True),
                ),
                columns=(
                    Column("序号", 6, "center"),
                    Column("步骤", 19),
                    Column("办理情况", 12, "center"),
                    Column("日期", 15, "center"),
                    Column("经办", 12, "center"),
                    Column("依据", 14),
                    Column("结果与说明", 22),
                ),
                rows=tuple(
                    cells(
                        str(number), step.display_name, label(step, "state"), dotted(step.acted_on or step.done_on),
                        step.sudo().done_by_id._cadre_name(), _basis(step), came_of(step),
                    )
                    for number, step in enumerate(selection.step_ids, 1)
                ),
                blank_rows=0 if selection.step_ids else 3,
                signs=("填写人：", "审核人："),
            ),
            *self._people(selection),
            *self._votes(selection),
        ]  # fmt: skip

    def _people(self, selection):
        """Everybody who stood, and what became of him."""
        found = candidates_of(selection)
        if not found:
            return
        yield Sheet(
            title="人选情况",
            columns=(
                Column("序号", 6, "center"),
                Column("姓名", 12, "center"),
                Column("现任职务", 22),
                Column("拟任职务", 20),
                Column("产生方式", 12, "center"),
                Column("结果", 12, "center"),
                Column("任职文号、出局原因", 16),
            ),
            rows=tuple(
                cells(
                    str(number), one.name, post_of(one.unit_text, one.post_text), one.post_id.name,
                    label(one, "channel"), label(one, "state"), one.out_text or one.document_number,
                )
                for number, one in enumerate(found, 1)
            ),
            joined=True,
        )  # fmt: skip

    def _votes(self, selection):
        """Each name of each decision that is confirmed, with the votes on it."""
        decided = selection.decision_ids._filtered_access("read").filtered(lambda one: one.state == "approved")
        names = decided.name_ids._filtered_access("read")
        if not names:
            return
        yield Sheet(
            title="讨论决定情况",
            columns=(
                Column("会议日期", 16, "center"),
                Column("事项", 30),
                Column("姓名", 12, "center"),
                Column("应到", 8, "center"),
                Column("实到", 8, "center"),
                Column("赞成", 8, "center"),
                Column("反对", 8, "center"),
                Column("弃权", 10, "center"),
            ),
            rows=tuple(
                cells(
                    dotted(one.decision_id.date), one.decision_id.name, one.candidate_id.sudo().name,
                    str(one.decision_id.expected), str(one.decision_id.present),
                    *_votes(one),
                )
                for one in names
            ),
            joined=True,
        )  # fmt: skip


def facts_of(selection):
    """Who fills what by which procedure, prepared and decided by whom."""
    return (
        Fact("程序", selection.procedure_id.name),
        Fact("单位", full_name(selection.unit_id)),
        Fact("承办机构", selection.office_body_id.name or ""),
        Fact("决定机构", selection.body_id.name or ""),
        Fact("考察组", selection.group_body_id.name or ""),
        Fact("出具廉政\n意见机构", selection.discipline_body_id.name or ""),
        Fact("启动日期", day(selection.begun_on or selection.date_from)),
        Fact("截止日期", day(selection.date_to)),
    )


def posts_of(selection):
    return "；".join(f"{post.name}{post.number}名" for post in selection.post_ids)


def organ_of(selection):
    """Who signs what goes out of a selection: the unit of the office that prepares it, else that office."""
    office = selection.sudo().office_body_id
    return full_name(office.unit_id) or office.name or full_name(selection.unit_id)


def candidates_of(selection):
    """The candidates that the reader may read, in the order of the posts; never himself."""
    return selection.candidate_ids._filtered_access("read").sorted(
        lambda one: (one.post_id.sequence, one.post_id.id, one.id)
    )


def actor(step):
    return step.sudo()._acting_body().name or step.actor_text or ""


def _votes(line):
    if line.postponed:
        return "暂缓", "", ""
    return str(line.votes_for), str(line.votes_against), str(line.votes_abstained)


def about(step):
    said = [step.warning or ""]
    if step.late:
        said.insert(0, "计划日期早于可行日期")
    return "；".join(filter(None, said))


def _basis(step):
    """Numbers of papers and the names of papers handed in for it."""
    papers = step.paper_ids._filtered_access("read").filtered(lambda one: one.state != "draft")
    return "\n".join(filter(None, (step.document, *dict.fromkeys(papers.mapped("name")))))


def came_of(step):
    """Outcome, finding, reason; how many were talked with; from when to when a notice stood."""
    said = [label(step, "outcome") if step.state == "done" else "", step.finding or "", step.reason_text or ""]
    if talks := len(step.sudo().talk_ids):
        said.append(f"谈话{talks}人次")
    said += [
        f"公示{day(one.date_from)}至{day(one.date_to)}"
        for one in step.sudo().notice_ids
        if one.date_from and one.date_to
    ]
    for ballot in step.sudo().ballot_ids.filtered(lambda one: one.state == "sealed"):
        issued = f"发出{ballot.issued_count}张，" if ballot.issued_count else ""
        said.append(f"{issued}收回{ballot.paper_count}张")
    return "；".join(filter(None, said))
