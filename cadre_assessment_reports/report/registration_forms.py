"""F-23: who registers himself or is registered, and the choices of a double selection."""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import full_name

from .candidate_forms import BLANK, RESULTS
from .scheme_words import label
from .sheet import Fact, Sheet
from .words import day, post_of

ASKED = "□是  □否"


class RegistrationForm(models.AbstractModel):
    """F-23 of a candidate: for whoever reads him."""

    _name = "report.cadre_assessment_reports.registration_form"
    _inherit = "cadre.form.mixin"
    _description = "F-23 竞争上岗报名登记表"

    _model = "cadre.candidate"

    def _sheets(self, candidate):
        form = self.env["cadre.appointment.form"]._contents(candidate)[candidate.sudo()]
        known = candidate.sudo()
        return [
            Sheet(
                title="报名登记表",
                subtitle=known.selection_id.name,
                facts=(
                    Fact("姓名", form["XingMing"]),
                    Fact("性别", form["XingBie"]),
                    Fact("出生年月", _month(form["ChuShengNianYue"])),
                    Fact("民族", form["MinZu"]),
                    Fact("入党时间", _month(form["RuDangShiJian"])),
                    Fact("参加工作\n时间", _month(form["CanJiaGongZuoShiJian"])),
                    Fact("全日制学历", form["QuanRiZhiJiaoYu_XueLi"]),
                    Fact("在职学历", form["ZaiZhiJiaoYu_XueLi"]),
                    Fact("现任职务", post_of(known.unit_text, known.post_text), whole=True),
                    *_registered(known),
                    Fact("资格审查\n意见", RESULTS.get(known.eligible, "") or "\n\n", whole=True),
                ),
                signs=("本人签字：", "审查人签字："),
                seal=(BLANK,),
            )
        ]


class OwnRegistrationForm(models.AbstractModel):
    """The same for the person himself: what he may read of his registration, and nothing of others."""

    _name = "report.cadre_assessment_reports.own_registration"
    _inherit = "cadre.form.mixin"
    _description = "F-23 报名登记表 (own)"

    _model = "cadre.registration"

    def _sheets(self, registration):
        known = registration.sudo().candidate_id
        return [
            Sheet(
                title="报名登记表",
                subtitle=registration.name,
                facts=(
                    Fact("姓名", known.name or ""),
                    Fact("现任职务", post_of(known.unit_text, known.post_text)),
                    *_registered(known),
                ),
                signs=("本人签字：",),
                seal=(BLANK,),
            )
        ]


def _registered(candidate):
    """Fields of F-23 about the registration itself; where the procedure takes choices, those."""
    when = candidate.registered_on
    said = candidate.by_himself or bool(candidate.choice_id)
    return (
        Fact("报名职位", candidate.post_id.name or ""),
        Fact("报名渠道", label(candidate, "channel")),
        Fact("报名时间", f"{day(when)}" if when else ""),
        Fact("服从调配", _accepts(candidate.takes_other) if said else ASKED),
        *_choices(candidate.selection_id, candidate.employee_id),
    )


def _accepts(yes):
    return "是" if yes else "否"


def _choices(selection, person):
    """第一志愿 … as far as the procedure allows; those not made are left to be filled in. As superuser."""
    most = selection.procedure_id.most_choices if selection.procedure_id.subject == "double" else 0
    made = selection.choice_ids.filtered(lambda one: one.employee_id == person).sorted("rank")
    names = [*made.mapped("post"), *[""] * (most - len(made))]
    return [Fact(f"第{numeral(number)}志愿", name, whole=True) for number, name in enumerate(names, 1)]


def numeral(number):
    """The Chinese numeral of a choice: beyond ten its digits.

    >>> numeral(3), numeral(11)
    ('三', '11')
    """
    return "一二三四五六七八九十"[number - 1] if number <= 10 else str(number)


class ChoiceForm(models.AbstractModel):
    """F-23 of a double selection: all choices of the person of one of them, for whoever reads that one."""

    _name = "report.cadre_assessment_reports.choice_form"
    _inherit = "cadre.form.mixin"
    _description = "F-23 双向选择职位申请表"

    _model = "cadre.choice"

    def _all_sheets(self, docs):
        """Of several choices of one person one form."""
        firsts = {(one.sudo().selection_id, one.sudo().employee_id): one for one in docs.sorted("rank", reverse=True)}
        return [sheet for one in firsts.values() for sheet in self._sheets(one)]

    def _sheets(self, choice):
        known = choice.sudo()
        person, selection = known.employee_id, known.selection_id
        return [
            Sheet(
                title="双向选择职位申请表",
                subtitle=known.selection_name,
                facts=(
                    Fact("姓名", known.person),
                    Fact("现任职务", post_of(full_name(person.department_id), person.job_title or "")),
                    Fact("服从调配", _accepts(known.takes_other)),
                    Fact("申请时间", day(known.chosen_on)),
                    *_choices(selection, person),
                ),
                signs=("本人签字：",),
                seal=(BLANK,),
            )
        ]


def _month(text):
    return f"{text[:4]}.{text[4:6]}" if text[:6].isdigit() and len(text) in (6, 8) else text
