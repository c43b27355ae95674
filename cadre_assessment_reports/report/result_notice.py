"""考核结果通知书: a person's result, with every point of it explained."""

from odoo import models
from odoo.addons.cadre_assessment.engine.methods import GRADES
from odoo.addons.cadre_assessment.models.computation.reasons import Words
from odoo.addons.cadre_assessment.models.organization.unit_names import called, full_name
from odoo.addons.cadre_assessment.models.scheme.figures import number
from odoo.addons.cadre_assessment.models.states import DECIDED

from .organ import issuer
from .sheet import Cell, Column, Fact, Sheet
from .words import day

DAY = "    年  月  日"


class ResultNotice(models.AbstractModel):
    _name = "report.cadre_assessment_reports.result_notice"
    _inherit = "cadre.form.mixin"
    _description = "考核结果通知书"

    _model = "cadre.assessment"

    def _sheets(self, assessment):
        cycle = assessment.cycle_id
        decided = assessment.state in DECIDED
        reason = assessment.override_reason or self._reason(assessment)
        unit = assessment.subject_unit_id
        return [
            Sheet(
                title=f"{cycle.year}年度考核结果通知书",
                subtitle="" if decided else "(考核结果尚未审定,仅供内部核对)",
                salute=f"{called(unit, assessment.name)}{'' if unit else '同志'}:",
                lead=(self._message(assessment, decided),),
                facts=(
                    *self._who(assessment),
                    self._outcome(assessment),
                ),
                columns=(
                    Column("考核项目", 26),
                    Column("原始情况", 13, "center"),
                    Column("权重", 9, "center"),
                    Column("得分", 11, "center"),
                    Column("说明", 41),
                ),
                rows=(*(self._row(line) for line in assessment.line_ids), self._total_row(assessment)),
                row_height=11,
                foot=tuple(
                    filter(
                        None,
                        (
                            f"等次理由:{reason}" if reason else "",
                            self._review(assessment),
                            *self._received(assessment),
                        ),
                    )
                ),
                seal=(issuer(cycle), self._decided_on(assessment) or DAY),
                signs=self._signs(assessment),
            )
        ]

    def _outcome(self, assessment):
        """The grade; where the scheme gives none to anybody, the awards."""
        if _ungraded(assessment):
            return Fact("表彰", assessment.award_text or "无")
        if assessment.state not in DECIDED:
            return Fact("考核等次", f"{self._grade(assessment)}(未审定)" if self._grade(assessment) else "未审定")
        return Fact("考核等次", self._grade(assessment) or "不定等次")

    def _who(self, assessment):
        if assessment.subject_unit_id:
            return (
                Fact("单位", called(assessment.subject_unit_id, assessment.name)),
                Fact("主要负责人", assessment.head_id.sudo().name or ""),
                Fact("分口", assessment.comparison_group_id.name or ""),
            )
        return (
            Fact("姓名", assessment.name or ""),
            Fact("职务", assessment.post or ""),
            Fact("单位", full_name(assessment.unit_id)),
        )

    def _review(self, assessment):
        """Within how many days of the receipt a review may be asked for, where, and when it is answered (S2A-71)."""
        days, by_law = assessment._appeal_days()
        if not days:
            return ""
        scheme, office = assessment.scheme_id, assessment.cycle_id.sudo().office_body_id.name or "考核办公室"
        answer = f"{office}在收到申请之日起{scheme.appeal_reply_days}日内答复。" if scheme.appeal_reply_days else ""
        return f"如有异议,可在接到通知之日起{max(days, by_law)}日内向{office}申请复核。{answer}"

    def _delivery(self, assessment):
        """How it was received, for who may read that."""
        return assessment.sudo().delivery_id.with_env(assessment.env)._filtered_access("read").sudo()

    def _received(self, assessment):
        """What the person says of it; that he refused to sign, and who saw it."""
        delivery = self._delivery(assessment)
        if delivery.way != "refused":
            return (f"{'单位' if assessment.subject_unit_id else '本人'}意见:{delivery.opinion or ''}",)
        who = "该单位" if assessment.subject_unit_id else "本人"
        seen = "、".join(delivery.witness_ids.sorted("id").mapped("name"))
        return (
            f"送达情况:{day(delivery.received_on)}由{delivery.handed_by_id.name}当面送达,"
            f"{who}拒绝签收,{seen}在场见证,视为送达。",
        )

    def _signs(self, assessment):
        delivery = self._delivery(assessment)
        if delivery.way == "refused":
            return ("送达人:", "见证人:", f"送达时间:{day(delivery.received_on)}")
        who = f"{'负责人' if assessment.subject_unit_id else '本人'}签收:"
        if delivery.way == "self":
            who += "已在系统确认"
        elif delivery.signer:
            who = f"签收人:{delivery.signer}"
        return (who, f"签收时间:{day(assessment.received_on) or DAY}")

    def _reason(self, assessment):
        """As the person himself may know it, also where the office prints it: nothing of anybody else's points."""
        known = assessment.sudo()
        if not known.assessed:
            return known.scope_reason or ""
        return Words(assessment.env, known.scheme_id, full=False).of(known)

    def _message(self, assessment, decided):
        cycle = assessment.cycle_id
        grade = self._grade(assessment)
        basis = cycle.scheme_id.regulation_id.name
        body = cycle.leading_body_id.name or ""
        total = f"得分{assessment.total:.2f}分," if assessment.has_total else ""
        rank = f"名次第{assessment.printed_rank}," if assessment.rank else ""
        verdict = f"确定为“{grade}”等次" if grade else "不确定等次"
        if _ungraded(assessment):
            verdict = f"被评为{assessment.award_text}" if assessment.award_text else "已计入档案"
        if not decided:
            verdict = f"拟定为“{grade}”等次,未审定" if grade and not _ungraded(assessment) else "考核结果未审定"
        whom = "你单位" if assessment.subject_unit_id else "你"
        return (
            (f"根据《{basis}》," if basis else "")
            + (f"经{body}{self._decided_on(assessment)}审定," if decided and body else "")
            + f"{whom}在{cycle.year}年度考核中{total}{rank}{verdict}。现予通知。"
        )

    def _grade(self, assessment):
        return (assessment.decided_grade_id or assessment.proposed_grade_id).name or ""

    def _decided_on(self, assessment):
        """The day of the decision is on the person's paper, the decision itself he does not read."""
        return day(assessment.decision_id.sudo().date) if assessment.state in DECIDED else ""

    def _row(self, line):
        raw = line.raw_text or ""
        if raw and line.component_id._method().takes == GRADES:
            raw = f"系数{raw}"
        return (
            Cell(line.label or line.name),
            Cell(raw),
            Cell(number(line.weight) if line.weight else ""),
            Cell(f"{line.points:.2f}"),
            Cell(line.reason or ""),
        )

    def _total_row(self, assessment):
        total = f"{assessment.total:.2f}" if assessment.has_total else ""
        return (
            Cell("总分", align="center"),
            Cell(),
            Cell(),
            Cell(total),
            Cell(f"名次:{assessment.printed_rank}" if assessment.rank else ""),
        )


def _ungraded(assessment):
    """Whether the scheme scores and ranks without grades: its scale has a single level (S2A-26)."""
    return len(assessment.scheme_id.result_scale_id.grade_ids) < 2
