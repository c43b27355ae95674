"""All the rules of a scheme on paper: score, grades, seats, tariff, scope, records, papers, consequences.

The beginning is 表1 (:mod:`.scheme_table`); whoever reads on sees every number that will be used (law 3).
"""

from odoo import models
from odoo.addons.cadre_assessment.models.scheme.figures import number

from . import scheme_words as said
from .sheet import Cell, Column, Fact, Sheet, cells
from .words import SENT, day, ordinal


class SchemeRules(models.AbstractModel):
    _name = "report.cadre_assessment_reports.scheme_rules"
    _inherit = "report.cadre_assessment_reports.scheme_table"
    _description = "考核方案全部规则"

    def _sheets(self, scheme):
        makers = (
            ("考核方案", self._head),
            ("考核项目与计分方法", self._score),
            ("等次", self._grades),
            ("名额", self._quotas),
            ("限制与否决", self._gates),
            ("加减分项目", self._tariff),
            ("考核对象范围", self._scope),
            ("平时记录", self._periods),
            ("材料", self._papers),
            ("结果运用", self._consequences),
        )
        parts = [(title, maker(scheme)) for title, maker in makers]
        there = [(title, part) for title, part in parts if part]
        return [
            *super()._sheets(scheme),
            *(
                Sheet(
                    title=f"{ordinal(position)}、{title}",
                    subtitle=scheme.display_name if position == 1 else "",
                    joined=True,
                    **part,
                )
                for position, (title, part) in enumerate(there, 1)
            ),
        ]

    def _head(self, scheme):
        regulation = scheme.regulation_id
        length = f"{scheme.publicity_days}" + (f"至{scheme.publicity_days_max}" if scheme.publicity_days_max else "")
        unit = "个工作日" if scheme.publicity_day_type == "working" else "天"
        month, due = scheme.plan_due_month, scheme.plan_due_day
        plan = {
            "none": "",
            "list": "工作项目清单",
            "letter": f"目标责任书,一式{scheme.letter_copies}份",
        }[scheme.plan_kind]
        facts = [
            ("依据文件", said.joined(regulation.name, regulation.document_number, mark=" ")),
            ("发文机关", regulation.issuer),
            ("施行日期", day(regulation.effective_from)),
            (
                "规则版次",
                said.joined(f"第{regulation.edition}版", day(regulation.edition_date), mark=",")
                if regulation.edition
                else "",
            ),
            ("考核对象", said.joined(scheme.subject_text, said.label(scheme, "subject_kind"), mark=",")),
            ("方案版本", f"第{scheme.version}版({said.label(scheme, 'state')})"),
            ("满分", f"{number(scheme.full_score)}分,公布时保留{scheme.digits}位小数"),
            ("名次", "得分相同的并列,其后名次连续(本单位规定)" if scheme.printed_ranks == "dense" else ""),
            (
                "年度目标",
                said.joined(
                    plan,
                    "由考核办公室拟订" if plan and scheme.plan_writer == "office" else "",
                    self._due(month, due) if plan and month else "",
                    f"年度中新到或岗位变动的{scheme.plan_entry_days}日内(本单位规定)" if plan and month else "",
                    mark=",",
                ),
            ),
            ("纪实起算", said.label(scheme, "months_owed_from") if plan and scheme.period_ids else ""),
            ("自评", "先自评后评定,以评定分为准" if scheme.self_scored else ""),
            ("先行考核", "、".join(scheme.prerequisite_scheme_ids.mapped("display_name"))),
            ("一票否决", self._veto(scheme)),
            ("评价维度", "、".join(scheme.dimension_ids.mapped("name"))),
            ("公示", self._publicity(scheme, f"不少于{length}{unit}") if scheme.publicity_days else ""),
            ("折算", "不适用的项目不计,其余折算为满分" if scheme.scaled_up else ""),
            ("加减分审定", "逐级审定" if scheme.ledger_by_tiers else "考核办审定" if scheme.adjustment_ids else ""),
            (
                "复核",
                f"接到通知{scheme.appeal_days}日内申请,{scheme.appeal_reply_days}日内答复"
                + (",由审定机构会议决定" if scheme.appeal_by_decision else "")
                if scheme.appeal_days
                else "",
            ),
            (
                "申诉",
                f"复核答复后{scheme.further_days}日内,或不经复核{scheme.further_direct_days}日内提出;"
                f"受理机关{scheme.further_reply_days}日内处理,至多延长{scheme.further_extra_days}日"
                if scheme.appeal_days
                else "",
            ),
            ("本单位自定", scheme.own_choice),
            ("其他", scheme.note),
        ]
        return {"facts": tuple(Fact(label, value, True) for label, value in facts if value), "facts_across": 1}

    def _due(self, month, due):
        return f"{month}月{due}日前" if due else f"{month}月底前"

    def _publicity(self, scheme, length):
        return said.joined(
            said.label(scheme, "publicity_of"), length, "在所在单位公示" if scheme.publicity_by_unit else "", mark=","
        )

    def _veto(self, scheme):
        if scheme.veto_review == "none":
            return ""
        fields = "、".join(scheme.veto_field_ids.mapped("name"))
        return said.joined(f"审核范围: {said.label(scheme, 'veto_review')}", fields)

    def _score(self, scheme):
        return {
            "columns": (
                Column("考核项目", 20), Column("分值", 8, "center"), Column("计分方法", 40), Column("评定", 19),
                Column("说明", 13),
            ),
            "rows": tuple(
                (
                    Cell("\u3000" * one.depth + one.name),
                    Cell(number(one.weight), 1, "center"),
                    Cell(said.method(one)),
                    Cell(said.rater(one)),
                    Cell(said.details(one)),
                )
                for one in self._in_order(scheme)
            ),
        }  # fmt: skip

    def _in_order(self, scheme):
        """Every component right after the one it is a part of."""
        below = scheme.component_ids.grouped("parent_id")

        def walk(parent):
            for component in below.get(parent, parent):
                yield component
                if component in below:
                    yield from walk(component)

        return walk(scheme.component_ids.browse())

    def _grades(self, scheme):
        scales = scheme.result_scale_id | scheme.component_ids.scale_id | scheme.period_ids.scale_id
        rows = []
        for scale in scales:
            better = None
            for grade in scale.grade_ids.sorted("sequence"):
                rows.append(
                    cells(
                        scale.name if better is None else "",
                        said.grade_name(grade),
                        said.band(grade, better),
                        number(grade.coefficient) if grade.coefficient else "",
                        number(grade.ballot_value) if grade.ballot_value else "",
                    )
                )
                better = grade
        return rows and {
            "lead": (self._how_graded(scheme),),
            "columns": (
                Column("等次类别", 24), Column("等次", 26), Column("分数段", 26), Column("系数", 10, "center"),
                Column("测评分值", 14, "center"),
            ),
            "rows": tuple(rows),
        }  # fmt: skip

    def _how_graded(self, scheme):
        if not scheme.result_scale_id:
            return "考核结果只计分、排名,不评定等次。"
        if scheme.banded:
            return f"按公布的总分所在分数段确定等次({scheme.result_scale_id.name})。"
        return f"按排名和名额确定等次({scheme.result_scale_id.name}),未获名额的定为“{scheme.default_grade_id.name}”。"

    def _quotas(self, scheme):
        return scheme.quota_ids and {
            "columns": (
                Column("规定", 24), Column("等次或奖项", 14), Column("名额", 22), Column("计算范围", 14),
                Column("条件", 16), Column("约束", 10),
            ),
            "rows": tuple(
                cells(
                    quota.name,
                    said.joined(
                        quota.grade_id.name or quota.award_id.name,
                        said.LEVELS.get(quota.period_level, "") if quota.use == "period" else "",
                        mark=",",
                    ),
                    said.seats(quota),
                    said.counted_over(quota),
                    said.competitors(quota),
                    said.binding(quota),
                )
                for quota in scheme.quota_ids
            ),
        }  # fmt: skip

    def _gates(self, scheme):
        return scheme.gate_ids and {
            "columns": (Column("规定", 26), Column("条件", 38), Column("效力", 22), Column("约束", 14)),
            "rows": tuple(
                cells(
                    gate.name,
                    said.condition(gate.criterion_id),
                    said.effect(gate),
                    said.binding(gate),
                )
                for gate in scheme.gate_ids
            ),
        }

    def _tariff(self, scheme):
        return scheme.adjustment_ids and {
            "columns": (
                Column("项目", 28), Column("分值", 14), Column("依据", 18), Column("个人事项受分人", 13),
                Column("集体事项受分人", 13), Column("计入与上限", 14),
            ),
            "rows": tuple(
                cells(
                    line.name,
                    said.tariff_points(line),
                    said.tariff_proof(line),
                    said.label(line, "recipients_individual"),
                    said.label(line, "recipients_collective"),
                    said.tariff_limits(line),
                )
                for line in scheme.adjustment_ids
            ),
            "foot": tuple(f"{cap.name}: {number(cap.limit)}分。" for cap in scheme.cap_ids),
        }  # fmt: skip

    def _scope(self, scheme):
        yes = {True: "是", False: "否"}
        return scheme.scope_ids and {
            "lead": ("自上而下,以第一条符合的规定为准。",),
            "columns": (
                Column("规定", 32), Column("条件", 32), Column("考核", 8, "center"), Column("计入基数", 8, "center"),
                Column("占名额", 8, "center"), Column("考核地点", 12),
            ),
            "rows": tuple(
                cells(
                    line.name,
                    said.condition(line.criterion_id) or "其余人员",
                    yes[line.assessed],
                    yes[line.in_base],
                    yes[line.uses_seat],
                    said.label(line, "place"),
                )
                for line in scheme.scope_ids
            ),
        }  # fmt: skip

    def _periods(self, scheme):
        return scheme.period_ids and {
            "columns": (
                Column("时段", 10, "center"), Column("要求", 22), Column("审定程序", 20), Column("评定", 30),
                Column("时限", 18),
            ),
            "rows": tuple(
                cells(
                    said.LEVELS[period.level],
                    said.duties(period),
                    said.route(period),
                    said.rating(period),
                    said.due(period),
                )
                for period in scheme.period_ids
            ),
        }  # fmt: skip

    def _papers(self, scheme):
        return scheme.document_ids and {
            "columns": (
                Column("材料", 24), Column("时段", 10, "center"), Column("内容", 30), Column("份数", 8, "center"),
                Column("报送", 28),
            ),
            "rows": tuple(
                cells(
                    said.joined(paper.name, self._owed_by(paper), said.ours(paper)),
                    said.joined(said.LEVELS[paper.level], self._paper_due(paper)),
                    said.joined(
                        "、".join(map(self._section, paper.section_ids)),
                        "逐项报告目标责任书" if paper.with_items else "",
                        f"约{paper.length}字,相差超过{paper.length_spread}%的说明理由" if paper.length else "",
                        f"在“{self._first(paper)}”之后" if paper.after_code else "",
                    ),
                    str(paper.copies),
                    self._sent_to(paper),
                )
                for paper in scheme.document_ids
            ),
        }  # fmt: skip

    def _section(self, section):
        return section.name + (f"(起草: {section.template})" if section.template else "")

    def _owed_by(self, paper):
        """Who writes it, and about whom there is one."""
        if paper.author == "subject":
            return f"报送人员: {said.condition(paper.criterion_id)}" if paper.criterion_id else ""
        kinds = "、".join(paper.unit_category_ids.mapped("name"))
        return said.joined(
            f"由{paper.issuer or '考核办'}撰写,{said.label(paper, 'each')}一份",
            f"限{kinds}" if kinds else "",
            "随时增加" if paper.more else "",
            "审定前不作决定" if paper.before_decision else "",
            mark=",",
        )

    def _paper_due(self, paper):
        if not paper.due_month:
            return ""
        return ("当年" if paper.due_within else "") + self._due(paper.due_month, paper.due_day)

    def _first(self, paper):
        """The paper that must be done before."""
        first = paper.scheme_id.document_ids.filtered(lambda one: one.code == paper.after_code)
        return first[:1].name or paper.after_code

    def _sent_to(self, paper):
        by_purpose = paper.recipient_ids.grouped("purpose")
        return said.joined(
            paper.recipients or "",
            *(
                f"{word}: " + "、".join(by_purpose[purpose].mapped("name"))
                for purpose, word in SENT.items()
                if purpose in by_purpose
            ),
        )

    def _money(self, rule):
        by_score = "每分" if rule.amount_by == "score" else ""
        amount = f"{by_score}{number(rule.amount)}元" if rule.amount else ""
        if rule.amount_by == "base":
            amount = said.joined((amount and f"基数{amount}") or "按基数", f"乘以{number(rule.multiplier)}", mark="")
        return said.joined(
            amount, "金额逐次确定" if rule.needs_amount and not amount else "", said.ours(rule), mark=","
        )

    @staticmethod
    def _how(rule):
        """Who approves it, who sees to it, until when and with which papers."""
        yield f"审批:{said.label(rule, 'approval')}" if rule.approval else ""
        yield f"责任人:{said.label(rule, 'responsible')}" if rule.responsible else ""
        yield f"{rule.deadline_days}日内办结" if rule.deadline_days else ""
        yield "须有文件" if rule.needs_document else ""
        yield "须有书面检讨" if rule.needs_criticism else ""

    @staticmethod
    def _since(rule):
        """Whether, and from which year on, the rule speaks."""
        return "未启用" if rule.off else f"自{rule.first_year}年度起" if rule.first_year else ""

    def _consequences(self, scheme):
        return scheme.consequence_ids and {
            "columns": (Column("规定", 34), Column("条件", 32), Column("措施", 20), Column("约束", 14)),
            "rows": tuple(
                cells(
                    rule.name,
                    said.condition(rule.criterion_id) or "全体",
                    said.joined(
                        said.label(rule, "action"),
                        "、".join((rule.award_id | rule.award_ids).mapped("name")),
                        self._money(rule),
                        "颁发证书" if rule.certificate else "",
                        "对主要负责人" if rule.to_head else "",
                        *self._how(rule),
                    ),
                    said.joined(said.binding(rule), self._since(rule)),
                )
                for rule in scheme.consequence_ids
            ),
        }
