"""F-13 复核申请表 and 复核答复: what is asked, until when it must be answered, and the answer."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import called
from odoo.exceptions import UserError

from .organ import issuer
from .sheet import Cell, Column, Fact, Sheet
from .words import day

BLANK_DAY = "    年  月  日"


class AppealRequestForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.appeal_request"
    _inherit = "cadre.form.mixin"
    _description = "F-13 复核申请表"

    _model = "cadre.appeal"

    def _sheets(self, appeal):
        one = appeal.assessment_id
        unit = bool(one.sudo().subject_unit_id)
        return [
            Sheet(
                title="考核结果复核申请表",
                facts=(
                    Fact("申请单位" if unit else "姓名", called(one.sudo().subject_unit_id, appeal.name)),
                    Fact("职务" if not unit else "主要负责人", self._post(one, unit)),
                    Fact("考核", appeal.cycle_id.name or ""),
                    Fact("考核得分", f"{appeal.total:.2f}" if appeal.has_total else ""),
                    Fact("考核等次", appeal.grade_name or ""),
                    Fact("通知书送达日期", day(appeal.received_on)),
                    Fact("申请日期", day(appeal.requested_on) or BLANK_DAY),
                    Fact("答复期限", day(appeal.reply_due)),
                ),
                columns=(Column("申请事由", 100),),
                rows=((Cell(appeal.grounds or ""),),),
                row_height=120,
                signs=("申请人(签字):", f"日期:{day(appeal.requested_on) or BLANK_DAY}"),
            )
        ]

    def _post(self, assessment, unit):
        known = assessment.sudo()
        return (known.head_id.name if unit else known.post) or ""


class AppealReplyForm(models.AbstractModel):
    _name = "report.cadre_assessment_reports.appeal_reply"
    _inherit = "cadre.form.mixin"
    _description = "F-13 复核答复"

    _model = "cadre.appeal"

    def _sheets(self, appeal):
        if appeal.state not in ("upheld", "rejected"):
            raise UserError(appeal.env._("%(record)s is not answered yet.", record=appeal.display_name))
        unit = appeal.sudo().assessment_id.subject_unit_id
        upheld = appeal.state == "upheld"
        said = (
            "复核认为申请理由成立,原考核结果重新核定,核定结果另行书面通知。"
            if upheld
            else "复核认为申请理由不成立,维持原考核结果。"
        )
        return [
            Sheet(
                title="考核结果复核答复",
                salute=f"{called(unit, appeal.name)}{'' if unit else '同志'}:",
                lead=(
                    f"你{'单位' if unit else ''}于{day(appeal.requested_on)}就{appeal.cycle_id.name}结果"
                    f"提出的复核申请收悉。经复核,现答复如下。",
                    said,
                ),
                columns=(Column("答复意见", 100),),
                rows=((Cell(appeal.reply or ""),),),
                row_height=70,
                seal=(
                    appeal.cycle_id.sudo().office_body_id.name or issuer(appeal.cycle_id),
                    day(appeal.replied_on),
                ),
                signs=("申请人签收:", f"签收时间:{BLANK_DAY}"),
            )
        ]
