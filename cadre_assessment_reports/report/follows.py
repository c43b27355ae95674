"""Letters of what follows from a result: talk and admonition record, admonition of a team, commendation, dismissal.

Each says what is recorded and nothing else: what is not written down yet is an empty line to fill in by hand.
"""

from odoo import models
from odoo.addons.cadre_assessment.models.organization.unit_names import called, full_name

from .organ import issuer
from .sheet import Cell, Column, Fact, Sheet
from .words import day

BLANK_DAY = "    年  月  日"
STANDING = ("approved", "done")
TALKS = ("talk", "admonition")


class FollowForm(models.AbstractModel):
    """What all of them ask of a consequence. The reader has been asked for his rights; names are those as archived."""

    _name = "cadre.form.follow.mixin"
    _inherit = "cadre.form.mixin"
    _description = "结果运用文书"

    _model = "cadre.consequence"

    def _post(self, one):
        """The post and unit as they were archived, else of today."""
        result = one.sudo().result_id
        return " ".join(filter(None, (result.unit_name, result.post))) or one.sudo().employee_id.job_title or ""

    def _basis(self, one):
        """By which regulation and article, and after which results: 2024年度不称职、2025年度不称职."""
        known = one.sudo()
        regulation = known.cycle_id.scheme_id.regulation_id.name or ""
        results = known.result_ids.sorted(lambda result: (result.year, result.id))
        own = results.filtered(
            lambda result: result.employee_id == known.employee_id and result.subject_unit_id == known.subject_unit_id
        )
        said = "、".join(f"{result.year}年度{self._of_result(result)}" for result in own or results)
        return regulation, said

    def _of_result(self, result):
        single = len(result.cycle_id.scheme_id.result_scale_id.grade_ids) == 1
        if result.has_total and single:
            return f"考核得分{result.total:.2f}分"
        return f"考核{result.grade_name}"

    def _approved(self, one):
        known = one.sudo()
        return day(known.decision_id.date or known.approved_on)

    def _body(self, one):
        known = one.sudo()
        return (known.decision_id.body_id or known.cycle_id.leading_body_id).name or ""

    def _reason(self, one):
        """The sentence on which it rests: the regulation, the results, the rule."""
        regulation, results = self._basis(one)
        by = f"根据《{regulation}》" if regulation else ""
        after = f",因{results}" if results else ""
        record = one.sudo().report_id
        if record:
            after = f",因{record.period_id.name}等次为{record.grade_id.name or ''}"
        return f"{by}{after}"


class TalkRecord(models.AbstractModel):
    _name = "report.cadre_assessment_reports.talk_record"
    _inherit = "cadre.form.follow.mixin"
    _description = "谈话记录"

    def _sheets(self, one):
        admonition = one.action == "admonition"
        word = "诫勉谈话" if admonition else "提醒谈话"
        unit = one.sudo().subject_unit_id
        whom = "谈话对象" if not unit else "领导班子"
        signed = {"signed": "已签字", "refused": "拒绝签字"}.get(one.signature, "")
        rows = [(Cell("谈话事由", align="center"), Cell(f"{self._reason(one)}:{one.name}"))]
        rows.append((Cell("谈话内容及对象表态", align="center"), Cell(one.content or "")))
        if one.needs_criticism or one.self_criticism:
            handed = f"\n({day(one.self_criticism_on)}提交)" if one.self_criticism_on else ""
            rows.append((Cell("书面检查", align="center"), Cell(f"{one.self_criticism or ''}{handed}")))
        return [
            Sheet(
                title=f"{word}记录",
                organ="",
                facts=(
                    Fact(whom, called(unit, one.person_name or "")),
                    Fact("单位及职务", self._post(one)),
                    Fact("谈话时间", day(one.held_on) or BLANK_DAY),
                    Fact("谈话地点", one.place or ""),
                    Fact("谈话人", one.sudo().held_by_id.name or ""),
                    Fact("谈话人职务", one.sudo().held_by_id.job_title or ""),
                    Fact("谈话对象签字", signed),
                    Fact("签字时间", day(one.signed_on) or BLANK_DAY),
                ),
                columns=(Column("项目", 16, "center"), Column("内容", 84)),
                rows=tuple(rows),
                row_height=0 if one.content else 60,
                signs=("谈话人(签字):", "谈话对象(签字):", "记录人(签字):"),
                seal=(issuer(one.cycle_id), day(one.held_on) or BLANK_DAY),
            )
        ]


class TeamAdmonition(models.AbstractModel):
    _name = "report.cadre_assessment_reports.team_admonition"
    _inherit = "cadre.form.follow.mixin"
    _description = "领导班子诫勉通知书"

    def _sheets(self, one):
        unit = one.sudo().subject_unit_id
        name = called(unit, one.person_name or "")
        deadline = (
            f"请于{day(one.deadline)}前将整改情况书面报送。" if one.deadline else "请认真整改,并书面报送整改情况。"
        )
        return [
            Sheet(
                title="领导班子诫勉通知书",
                subtitle=f"{one.document}" if one.document else "",
                salute=f"{name}领导班子:",
                lead=(
                    f"{self._reason(one)},经{self._body(one)}{self._approved(one)}研究,决定对{name}领导班子予以诫勉。",
                    deadline,
                ),
                facts=(
                    Fact("主要负责人", one.sudo().head_id.name or ""),
                    Fact("诫勉谈话时间", day(one.held_on) or BLANK_DAY),
                ),
                columns=(Column("指出的问题和要求", 100),),
                rows=((Cell(one.content or ""),),),
                row_height=0 if one.content else 70,
                seal=(self._body(one) or issuer(one.cycle_id), self._approved(one) or BLANK_DAY),
                signs=("主要负责人签收:", f"签收时间:{BLANK_DAY}"),
            )
        ]


class Certificate(models.AbstractModel):
    _name = "report.cadre_assessment_reports.commendation"
    _inherit = "cadre.form.follow.mixin"
    _description = "表彰证书"

    def _sheets(self, one):
        known = one.sudo()
        unit = known.subject_unit_id
        award = known.award_id.name or known.name
        name = called(unit, one.person_name or "")
        cycle = known.cycle_id
        merit = f"在{cycle.year}年度考核中成绩突出"
        given = award if award.startswith("记") else f"记{award}" if award.endswith("功") else f"给予{award}"
        return [
            Sheet(
                title="荣誉证书",
                salute=f"{name}{'' if unit else '同志'}:",
                lead=(f"{merit},经{self._body(one)}研究决定,{given}。", "特发此证,以资鼓励。"),
                facts=(
                    Fact("证书编号", one.certificate_number or ""),
                    Fact("依据文件", one.document or ""),
                ),
                seal=(self._body(one) or issuer(cycle), day(one.certificate_on) or self._approved(one) or BLANK_DAY),
                landscape=True,
            )
        ]


class DismissalProposal(models.AbstractModel):
    _name = "report.cadre_assessment_reports.dismissal"
    _inherit = "cadre.form.follow.mixin"
    _description = "辞退建议书"

    def _sheets(self, one):
        known = one.sudo()
        person = known.employee_id
        regulation, results = self._basis(one)
        looked = dict(one._fields["protection"]._description_selection(one.env)).get(one.protection, "")
        decision = known.decision_id
        voted = (
            f"{day(decision.date)},{decision.body_id.name}应到{decision.expected}人,实到{decision.present}人,"
            f"同意{decision.votes_for}票,不同意{decision.votes_against}票,弃权{decision.votes_abstained}票。"
            if decision and decision.state == "approved"
            else ""
        )
        opinion = ("同意辞退。" + voted) if voted and one.state in STANDING else ""
        return [
            Sheet(
                title="辞退建议书",
                subtitle="" if one.state in STANDING else "(尚未决定)",
                facts=(
                    Fact("姓名", one.person_name or ""),
                    Fact("单位及职务", self._post(one)),
                    Fact("出生年月", f"{person.birthday:%Y.%m}" if person.birthday else ""),
                    Fact("参加工作时间", f"{person.work_start:%Y.%m}" if person.work_start else ""),
                    Fact("所在单位", full_name(person.department_id), whole=True),
                ),
                columns=(Column("项目", 18, "center"), Column("内容", 82)),
                rows=(
                    (Cell("考核结果", align="center"), Cell(results)),
                    (
                        Cell("建议依据", align="center"),
                        Cell(f"《{regulation}》:{one.name}" if regulation else one.name),
                    ),
                    (Cell("法律保护情形核查", align="center"), Cell(looked)),
                    (Cell("考核办公室建议", align="center"), Cell(f"建议予以辞退。{one.note or ''}")),
                    (Cell("审定机构意见", align="center"), Cell(opinion)),
                    (Cell("本人意见", align="center"), Cell()),
                ),
                row_height=18,
                foot=(self._remedy(one),),
                seal=(known.cycle_id.office_body_id.name or issuer(one.cycle_id), BLANK_DAY),
                signs=("负责人(签字):", "本人(签字):"),
            )
        ]

    def _remedy(self, one):
        """Within how many days a review is asked for, or an appeal made without one; where nothing is said: by law."""
        assessment = one.sudo().result_id.assessment_id
        _days, by_law = assessment._appeal_days() if assessment else (0, 0)
        direct = one.sudo().cycle_id.scheme_id.further_direct_days
        since = "自接到辞退决定之日起"
        review = f"{since}{by_law}日内申请复核" if by_law else "依法申请复核"
        appeal = f"{since}{direct}日内直接提出申诉" if direct else "依法直接提出申诉"
        return f"本人如有异议,可以{review};也可以不经复核,{appeal}。"
