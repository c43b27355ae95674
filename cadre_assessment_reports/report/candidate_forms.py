"""Forms of a selection about its candidates: F-22 … F-28, from the record, with the rights of whoever prints."""

from odoo import models
from odoo.addons.cadre_assessment.models.selection.results import support_of
from odoo.exceptions import UserError

from .selection_record import candidates_of, organ_of
from .sheet import Cell, Column, Fact, Sheet, cells
from .words import day, post_of

BLANK = "    年  月  日"
ANSWERS = {"yes": "✓", "no": "✗", "deferred": "✓（限期）", "unknown": "未查明"}
RESULTS = {"yes": "合格", "deferred": "合格（限期）", "no": "不合格", "unknown": "未查明"}
OPINIONS = {"clear": "没有影响任职的问题，同意", "postpone": "建议暂缓", "against": "不同意"}


class NominationForm(models.AbstractModel):
    """The decision is written back by the appointment (S4-P3-12)."""

    _name = "report.cadre_assessment_reports.nomination"
    _inherit = "cadre.form.mixin"
    _description = "F-22 提名推荐表"

    _model = "cadre.nomination"

    def _sheets(self, nomination):
        known = nomination.sudo()
        by = known.person_id.name if known.by == "person" else known.body_id.name
        person = known.employee_id
        return [
            Sheet(
                title="干部提名推荐表",
                label=nomination.document or "",
                facts=(
                    Fact("提名人\n（单位）", by or ""),
                    Fact("首提责任人", known.accountable_id.name or ""),
                    Fact("共同责任人", "、".join(known.co_responsible_ids.mapped("name")), whole=True),
                    Fact("被提名人", person.name or ""),
                    Fact("现任职务", person.job_title or ""),
                    Fact("拟任职务", nomination.post_text or "", whole=True),
                    Fact("提名日期", day(nomination.date)),
                    Fact("有效期至", day(nomination.valid_until)),
                    Fact("推荐提名\n理由", nomination.reason or "", whole=True),
                    Fact("部门审核\n意见", nomination.review or "\n\n", whole=True),
                    Fact("讨论决定\n时间", day(nomination.decided_on), whole=True),
                ),
                signs=("提名人（签字、盖章）：", "审核部门（盖章）："),
                seal=(day(nomination.date) or BLANK,),
            )
        ]


class ConditionsForm(models.AbstractModel):
    """Every condition with what is on file, who looked at it, and the verdict; ✓, ✗, or not known."""

    _name = "report.cadre_assessment_reports.selection_checks"
    _inherit = "cadre.form.mixin"
    _description = "F-24 资格审查汇总表"

    _model = "cadre.selection"

    def _sheets(self, selection):
        rows = [
            row
            for number, one in enumerate(candidates_of(selection), 1)
            for row in self._rows(number, one, checks_of(one))
        ]
        if not rows:
            raise UserError(
                self.env._("%(selection)s: nobody is there whose check you may print.", selection=selection.name)
            )
        return [
            Sheet(
                title="资格审查汇总表",
                subtitle=selection.name,
                landscape=True,
                columns=(
                    Column("序号", 5, "center"),
                    Column("姓名", 9, "center"),
                    Column("职位", 14),
                    Column("条件", 27),
                    Column("档案记载及依据", 24),
                    Column("符合", 8, "center"),
                    Column("结论", 13, "center"),
                ),
                rows=tuple(rows),
                foot=("注：✓为符合，✗为不符合；破格的，条件栏注明。",),
                signs=("审查人：", "负责人："),
            )
        ]

    @staticmethod
    def _rows(number, candidate, checks):
        count = max(1, len(checks))
        verdict = RESULTS.get(candidate.eligible, "未审查")
        if candidate.state == "out":
            verdict += "\n（出局）"
        for place, check in enumerate(checks or (None,)):
            beside = 0 if place else count
            yield (
                Cell(str(number), beside, "center"),
                Cell(candidate.name or "", beside, "center"),
                Cell(candidate.post_id.name or "", beside),
                Cell(condition_said(check) if check else "—"),
                Cell(evidence_said(check) if check else "—"),
                Cell(ANSWERS[check.answer] if check else "—"),
                Cell(verdict, beside, "center"),
            )


def checks_of(candidate):
    return candidate.check_ids._filtered_access("read")


def condition_said(check):
    """The condition, and that it was passed over by an exception."""
    condition = check.condition_text
    return f"{condition}（破格：{check.exception_reason or ''}）" if check.excepted else condition


def evidence_said(check):
    return "；".join(filter(None, (check.known_text, check.record_name, check.evidence)))


class RecommendationForm(models.AbstractModel):
    """Meeting and talks side by side; of what was said in a talk only counts (F-25)."""

    _name = "report.cadre_assessment_reports.selection_support"
    _inherit = "cadre.form.mixin"
    _description = "F-25 民主推荐情况汇总表"

    _model = "cadre.selection"

    def _sheets(self, selection):
        candidates = candidates_of(selection)
        supported, talked = support_of(candidates), talks_of(selection)
        return [
            Sheet(
                title="民主推荐情况汇总表",
                subtitle=selection.name,
                columns=(
                    Column("序号", 6, "center"),
                    Column("姓名", 12, "center"),
                    Column("职位", 20),
                    Column("有效票", 9, "center", "会议推荐"),
                    Column("同意票", 9, "center", "会议推荐"),
                    Column("得票率", 12, "center", "会议推荐"),
                    Column("同意", 10, "center", "谈话推荐"),
                    Column("不同意", 11, "center", "谈话推荐"),
                    Column("其他", 11, "center", "谈话推荐"),
                ),
                rows=tuple(
                    cells(
                        str(number), one.name, one.post_id.name, *support_said(supported.get(one)),
                        *(str(talked.get((one.id, stand), 0)) for stand in ("for", "against", "other")),
                    )
                    for number, one in enumerate(candidates, 1)
                ),
                blank_rows=0 if candidates else 3,
                foot=(f"注：谈话推荐共{sum(talked.values())}人次表示意见。",),
                signs=("汇总人：", "负责人："),
            )
        ]  # fmt: skip


def talks_of(selection):
    """{(id of a candidate, opinion): how many} in talks of recommendation. As superuser: counts alone leave them."""
    groups = selection.env["cadre.talk"].sudo()._read_group(
        [("selection_id", "=", selection.id), ("step_id.kind", "=", "talks"), ("standing", "!=", False)],
        ["candidate_id", "standing"],
        ["__count"],
    )  # fmt: skip
    return {(candidate.id, standing): count for candidate, standing, count in groups}


def support_said(support):
    """Valid votes, votes in favour and their share, or dashes where no ballot is sealed."""
    if not support or not support.valid:
        return "—", "—", "—"
    return str(support.valid), str(support.yes), f"{support.share}%"


class InspectionReport(models.AbstractModel):
    """A paper of a selection with its sections, signed by who wrote it; for whoever reads the paper."""

    _name = "report.cadre_assessment_reports.candidate_paper"
    _inherit = "cadre.form.mixin"
    _description = "F-26 考察材料"

    _model = "cadre.candidate.paper"

    def _sheets(self, paper):
        candidate = paper.candidate_id.sudo()
        facts = (
            Fact("姓名", candidate.name or ""),
            Fact("拟任职务", candidate.post_id.name or ""),
            Fact("现任职务", post_of(candidate.unit_text, candidate.post_text), whole=True),
        )
        signers = "、".join(one._cadre_name() for one in paper.sudo().signer_ids)
        return [
            Sheet(
                title=paper.name,
                subtitle="" if paper.state != "draft" else "（未提交）",
                facts=facts if candidate else (),
                columns=(Column("项目", 16, "center"), Column("内容", 84)),
                rows=tuple(cells(section.name, (section.text or "").strip()) for section in paper.section_ids),
                blank_rows=0 if paper.section_ids else 3,
                signs=(f"{paper.sudo().author_body_id.name or '撰写人'}（签字）：{signers}",),
                seal=(day(paper.submitted_on and paper.submitted_on.date()) or BLANK,),
            )
        ]


class OpinionLetter(models.AbstractModel):
    """F-28: for whoever reads the opinion, once it is given."""

    _name = "report.cadre_assessment_reports.opinion_letter"
    _inherit = "cadre.form.mixin"
    _description = "F-28 廉政意见函"

    _model = "cadre.opinion"

    def _sheets(self, opinion):
        known = opinion.sudo()
        where = post_of(known.unit_text, known.post_text)
        asked = f"{day(known.asked_on)}征求{where}{known.name}同志（拟任{known.for_post}）党风廉政意见收悉。"
        return [
            Sheet(
                title="廉政意见函",
                salute=f"{organ_of(known.selection_id)}：",
                lead=(asked, f"经研究，我单位意见：{OPINIONS[known.answer]}。", known.text or ""),
                seal=(known.body_id.name, day(known.answered_on)),
            )
        ]


class AppointmentLetter(models.AbstractModel):
    """F-28: the notice of an appointment that is ordered or in effect."""

    _name = "report.cadre_assessment_reports.appointment_letter"
    _inherit = "cadre.form.mixin"
    _description = "F-28 任职通知"

    _model = "cadre.appointment"

    def _sheets(self, appointment):
        known = appointment.sudo()
        verb = {"remove": "免去", "lapse": "自然免去"}.get(known.kind)
        what = (
            f"{verb}{known.employee_id.name}同志{known.post_name}职务"
            if verb
            else (f"{known.employee_id.name}同志任{known.post_name}" + ("（兼）" if known.concurrent else ""))
        )
        trial = known.term_ids.filtered(lambda one: one.kind == "probation")
        more = [f"试用期自{day(one.date_from)}至{day(one.date_to)}。" for one in trial if one.date_to]
        return [
            Sheet(
                title="任免职通知" if verb else "任职通知",
                label=known.document or "",
                salute=f"{known.department_id.name or '各有关单位'}：",
                lead=(f"{day(known.decided_on)}研究决定：", f"{what}，自{day(known.effective_on)}起计算。", *more),
                seal=(organ_of(known.selection_id) if known.selection_id else "", day(known.announced_on) or BLANK),
            )
        ]


class InspectionPreview(models.AbstractModel):
    """F-28: who is inspected, when and by whom, before it is done."""

    _name = "report.cadre_assessment_reports.inspection_preview"
    _inherit = "cadre.form.mixin"
    _description = "F-28 考察预告"

    _model = "cadre.selection.step"

    def _sheets(self, step):
        selection = step.selection_id
        people = step._field().with_env(step.env)._filtered_access("read")
        group = selection.sudo().group_body_id
        return [
            Sheet(
                title="考察预告",
                lead=(
                    f"根据{selection.procedure_id.name}规定，现将考察对象预告如下。",
                    f"考察单位：{group.name or organ_of(selection)}。如有情况反映，请与考察单位联系。",
                ),
                columns=(
                    Column("序号", 8, "center"),
                    Column("姓名", 18, "center"),
                    Column("单位及现任职务", 42),
                    Column("拟任职务", 32),
                ),
                rows=tuple(
                    cells(str(number), one.name, post_of(one.unit_text, one.post_text), one.post_id.name)
                    for number, one in enumerate(people, 1)
                ),
                blank_rows=0 if people else 3,
                row_height=8,
                seal=(organ_of(selection), day(step.acted_on or step.done_on or step.planned) or BLANK),
            )
        ]
