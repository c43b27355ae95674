"""Reports of promotions and of temporary posts over a time, as agencies give them (S4-P5-01, S4-P5-02, S4-P7-01).

提拔任用: who was appointed, by layer, and what was done for it: ballots, talks, files looked at, notices.
挂职锻炼: who was sent, from where to where, and who of them was promoted afterwards, by recommendation and inspection.
Each sum is the number of the rows that stand under it.
"""

from odoo import models
from odoo.exceptions import UserError

from .form_mixin import in_chinese
from .matrix import Head, Matrix
from .words import dotted

NOT_SAID = "未登记"
PROMOTED = (
    Head("序号", "integer", 7),
    Head("层次", "text", 16),
    Head("姓名", "text", 12),
    Head("原任职务", "text", 26),
    Head("任职单位", "text", 24),
    Head("任职", "text", 26),
    Head("任职日期", "text", 14),
    Head("文号", "text", 20),
    Head("选拔", "text", 30),
)
WORK = (
    Head("序号", "integer", 7),
    Head("选拔", "text", 34),
    Head("程序", "text", 28),
    Head("民主推荐、测评（次）", "integer", 13),
    Head("谈话（人次）", "integer", 10),
    Head("档案审核（人）", "integer", 10),
    Head("公示（次）", "integer", 10),
    Head("提拔任用（人）", "integer", 10),
)
POSTED = (
    Head("序号", "integer", 7),
    Head("选派层级", "text", 12),
    Head("姓名", "text", 12),
    Head("派出单位", "text", 24),
    Head("接收单位", "text", 24),
    Head("挂职职务", "text", 24),
    Head("开始", "text", 14),
    Head("结束", "text", 14),
    Head("提拔使用", "text", 26),
    Head("提拔日期", "text", 14),
    Head("民主推荐", "text", 10),
    Head("组织考察", "text", 10),
)
FIGURES = (
    Head("项目", "text", 26),
    Head("内容", "text", 20),
    Head("数量", "integer", 10),
)


class Found:
    """What stands in the time ``(first, last)``, both days included, as far as the reader may read it."""

    def __init__(self, env, first, last, unit):
        self.env, self.unit = env, unit
        self.units = env["hr.department"].search([("id", "child_of", unit.ids)]) if unit else None

        def within(model, name, *more):
            return env[model].search([*more, (name, ">=", first), (name, "<=", last)], order=f"{name}, id")

        promoted = within("cadre.appointment", "effective_on", ("kind", "=", "promote"), ("state", "=", "effective"))
        posted = within("cadre.posting", "date_from", ("kind", "=", "posted"))
        steps = within("cadre.selection.step", "done_on", ("state", "=", "done"))
        talks = within("cadre.talk", "date")
        self.promoted = promoted.filtered(lambda one: self._here(one.department_id))
        self.posted = posted.filtered(lambda one: self._here(one.home_unit_id or one.employee_id.department_id))
        self.steps = steps.filtered(lambda one: self._here(one.selection_id.unit_id))
        self.talks = talks.filtered(lambda one: self._here(one.selection_id.unit_id))
        self.files = self.of_kind("check").mapped(lambda step: step.selection_id.candidate_ids)
        self.selections = (self.steps.selection_id | self.talks.selection_id | self.promoted.selection_id).sorted("id")

    def _here(self, unit):
        return self.units is None or unit in self.units

    def of_kind(self, kind):
        return self.steps.filtered(lambda step: step.kind == kind)


def layer_of(appointment):
    rank = appointment.rank_id or appointment.job_id.cadre_rank_id
    return rank.layer_id.name or NOT_SAID


def promoted(found):
    rows = tuple(
        (
            number, layer_of(one), one.employee_id.name or "", one.former_post or "", one.department_id.name or "",
            one.post_name, dotted(one.effective_on), one.document or "", one.selection_id.name,
        )
        for number, one in enumerate(found.promoted.sorted(lambda one: (layer_of(one), one.effective_on, one.id)), 1)
    )  # fmt: skip
    return Matrix("提拔任用人员", PROMOTED, rows)


def _work(found, selection):
    """The columns of one selection, or of all of ``selection``."""
    return (
        len(found.of_kind("ballot").filtered(lambda step: step.selection_id in selection)),
        len(found.talks.filtered(lambda talk: talk.selection_id in selection)),
        len(found.files.filtered(lambda one: one.selection_id in selection)),
        len(found.of_kind("notice").filtered(lambda step: step.selection_id in selection)),
        len(found.promoted.filtered(lambda one: one.selection_id in selection)),
    )


def work(found):
    rows = [
        (number, one.name, one.procedure_id.name, *_work(found, one)) for number, one in enumerate(found.selections, 1)
    ]
    return Matrix("选拔任用工作", WORK, (*rows, (None, "合计", "", *_work(found, found.selections))))


def used(found):
    """{posting: the first promotion of the person after he was sent}."""
    people = found.posted.employee_id
    later = found.env["cadre.appointment"].search(
        [("employee_id", "in", people.ids), ("kind", "=", "promote"), ("state", "=", "effective")],
        order="effective_on, id",
    )
    first = {}
    for posting in found.posted:
        mine = later.filtered(
            lambda one, posting=posting: (
                one.employee_id == posting.employee_id and one.effective_on >= posting.date_from
            )
        )
        if mine:
            first[posting] = mine[0]
    return first


def _passed(appointment, *stages):
    """Whether a step of one of these stages was done for it."""
    steps = appointment.selection_id.step_ids.filtered(lambda step: step.state == "done" and step.stage in stages)
    return "有" if steps else "无"


def level_of(posting):
    return dict(posting._fields["level"]._description_selection(posting.env)).get(posting.level, NOT_SAID)


def posted(found):
    use, rows = used(found), []
    for number, one in enumerate(found.posted.sorted(lambda one: (one.level or "", one.date_from, one.id)), 1):
        act = use.get(one, found.env["cadre.appointment"])
        rows.append(
            (
                number, level_of(one), one.employee_id.name or "",
                (one.home_unit_id or one.employee_id.department_id).name or "", one.host_unit_id.name or "",
                one.post or "", dotted(one.date_from), dotted(one.date_to), act.post_name or "",
                dotted(act.effective_on), _passed(act, "recommend") if act else "",
                _passed(act, "inspect") if act else "",
            )
        )  # fmt: skip
    return Matrix("挂职锻炼人员", POSTED, tuple(rows))


def figures(found):
    """The figures of both reports; each is the number of rows of another page, and the parts add up to it."""
    use = used(found)
    layers = found.promoted.grouped(layer_of)
    levels = found.posted.grouped(level_of)
    ballots, talks, files, notices, _people = _work(found, found.selections)
    rows = [
        ("提拔任用", "合计", len(found.promoted)),
        *[("提拔任用", name, len(some)) for name, some in sorted(layers.items())],
        ("民主推荐、测评（次）", "合计", ballots),
        ("谈话（人次）", "合计", talks),
        ("档案审核（人）", "合计", files),
        ("公示（次）", "合计", notices),
        ("选派挂职锻炼", "合计", len(found.posted)),
        *[("选派挂职锻炼", name, len(some)) for name, some in sorted(levels.items())],
        ("挂职人员提拔使用", "合计", len(use)),
    ]
    return Matrix("选拔任用和挂职锻炼情况统计", FIGURES, tuple(rows))


PAGES = (("统计", figures), ("提拔任用", promoted), ("选拔工作", work), ("挂职锻炼", posted))


class PromotionXlsx(models.AbstractModel):
    _name = "report.cadre_assessment_reports.promotion_xlsx"
    _inherit = "report.cadre_assessment_reports.ranking_xlsx"
    _description = "Promotions and Temporary Posts in Figures"

    def generate_xlsx_report(self, workbook, data, objs):
        """The dialog is its maker's alone; every row is read with his rights."""
        asked = self.env["cadre.promotion.report"].browse(objs.ids).exists()
        asked.check_access("read")
        if not asked:
            raise UserError(self.env._("Say first from when to when."))
        for one in asked:
            found = Found(in_chinese(one).env, one.date_from, one.date_to, in_chinese(one).unit_id)
            for name, table in PAGES:
                self._sheet(workbook, name, table(found))
