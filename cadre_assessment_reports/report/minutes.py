"""F-28 会议纪要: a meeting from its record — who was there, who withdrew, what was decided with which votes."""

from odoo import models
from odoo.tools import html2plaintext

from .sheet import Cell, Column, Fact, Sheet, cells
from .words import day, post_of

DAY = "    年  月  日"
ROLES = {"chair": "主要负责人", "deputy": "副职", "member": "成员", "secretary": "秘书"}


class MeetingMinutes(models.AbstractModel):
    _name = "report.cadre_assessment_reports.meeting_minutes"
    _inherit = "cadre.form.mixin"
    _description = "F-28 会议纪要"

    _model = "cadre.meeting"

    def _sheets(self, meeting):
        decisions = meeting.decision_ids._filtered_access("read").filtered(lambda one: one.state != "revoked")
        body = meeting.body_id.name
        return [
            Sheet(
                organ=body,
                title="会议纪要",
                label=meeting.number or "",
                subtitle="" if self._final(meeting, decisions) else "(未经确认,仅供内部核对)",
                facts=(
                    Fact("时间", day(meeting.date)),
                    Fact("地点", meeting.place or ""),
                    Fact("主持人", self._person(meeting.chair_id)),
                    Fact("记录人", self._person(meeting.secretary_id)),
                    Fact("应到", f"{meeting.expected}人"),
                    Fact("实到", f"{meeting.present}人"),
                    Fact("出席", self._there(meeting), True),
                    Fact("缺席及原因", self._absent(meeting), True),
                ),
                columns=(
                    Column("序号", 9, "center"),
                    Column("议题", 21),
                    Column("审议情况", 42),
                    Column("表决结果", 28),
                ),
                rows=tuple(self._item(number, one) for number, one in enumerate(decisions, 1)),
                blank_rows=0 if decisions else 6,
                signs=("主持人(签字):", "记录人(签字):"),
                seal=(body, day(meeting.date) or DAY),
            ),
            *(self._list(number, one) for number, one in enumerate(decisions, 1) if self._rows(one, "line_ids")),
            *(self._names(number, one) for number, one in enumerate(decisions, 1) if self._rows(one, "name_ids")),
        ]

    # -- who was there ---------------------------------------------------------------------------------------------
    def _person(self, person):
        return person.sudo().name or ""

    def _there(self, meeting):
        there = meeting.member_ids.filtered(lambda one: one.presence == "present")
        return "、".join(self._member(one) for one in there)

    def _absent(self, meeting):
        if not all(meeting.member_ids.mapped("presence")):
            return ""  # not said of everybody yet
        away = meeting.member_ids.filtered(lambda one: one.presence == "absent")
        return (
            "、".join(f"{self._member(one)}({one.reason})" if one.reason else self._member(one) for one in away) or "无"
        )

    def _member(self, row):
        """Who keeps the minutes and has no vote is named as such."""
        return self._person(row.employee_id) + ("(记录,无表决权)" if not row.votes else "")

    # -- items -----------------------------------------------------------------------------------------------------
    @staticmethod
    def _rows(decision, name):
        """Lines or names of a decision as far as the reader reads them: those of the other room are not his."""
        return decision.sudo()[name].sudo(False)._filtered_access("read")

    @staticmethod
    def _final(meeting, decisions):
        return meeting.state == "held" and bool(decisions) and all(one.state == "approved" for one in decisions)

    def _item(self, number, decision):
        told = html2plaintext(decision.minutes or "").strip()
        return (
            Cell(str(number), align="center"),
            Cell(decision.name),
            Cell("\n".join(filter(None, (told, *self._remarks(decision))))),
            Cell("\n".join(self._votes(decision))),
        )

    def _remarks(self, decision):
        """Who withdrew from the item, why more were given a grade than there are seats."""
        aside = decision.withdrawal_ids
        if aside:
            yield "回避:" + ";".join(f"{self._person(one.employee_id)}({one.reason})" for one in aside)
        if decision.overrun_reason:
            by = self._person(decision.overrun_by_id)
            yield f"超出名额的理由:{decision.overrun_reason}" + (f"(批准人:{by})" if by else "")

    def _votes(self, decision):
        yield f"应到{decision.expected}人,实到{decision.present}人(不含回避)"
        if decision.vote_by == "line":
            yield "逐人表决,票数见附表"
        else:
            yield f"赞成{decision.votes_for}票,反对{decision.votes_against}票,弃权{decision.votes_abstained}票"
        lines = self._rows(decision, "line_ids")
        open_ones = len(lines.filtered(lambda one: one._stays_open()))
        if decision.state != "approved":
            yield "尚未确认"
        elif open_ones:
            yield f"通过{len(lines) - open_ones}项,暂缓{open_ones}项"
        else:
            yield "通过"
        if decision.state == "approved" and decision.confirmed_by_id:
            yield f"确认人:{decision.sudo().confirmed_by_id._cadre_name(decision.confirmed_on)}"
        if decision.state == "approved" and decision.chain_length:
            yield f"确认时结果档案至第{decision.chain_length}条，校验码：{decision.chain_printed}"

    # -- the list as it was decided --------------------------------------------------------------------------------
    def _list(self, number, decision):
        by_line, lines = decision.vote_by == "line", self._rows(decision, "line_ids")
        return Sheet(
            title=f"附表{number} {decision.name}" if decision.state == "approved" else f"附表{number}(未审定)",
            subtitle="(表决一栏依次为赞成、反对、弃权票数)" if by_line else "",
            columns=(
                Column("序号", 6, "center"),
                Column("姓名", 11, "center"),
                Column("职务", 17),
                Column("得分", 9, "center"),
                Column("名次", 7, "center"),
                Column("建议等次", 10, "center"),
                Column("审定等次", 10, "center"),
                Column("表决", 11, "center"),
                Column("说明", 19),
            ),
            rows=tuple(self._row(place, line, by_line) for place, line in enumerate(lines, 1)),
            joined=True,
        )

    def _names(self, number, decision):
        """Of a selection: each name with the post and the votes on it (逐一表决)."""
        names = self._rows(decision, "name_ids")
        return Sheet(
            title=f"附表{number} {decision.name}" if decision.state == "approved" else f"附表{number}(未审定)",
            subtitle="(表决一栏依次为赞成、反对、弃权票数)",
            columns=(
                Column("序号", 8, "center"),
                Column("姓名", 13, "center"),
                Column("现任职务", 22),
                Column("拟任职务", 20),
                Column("审议情况", 23),
                Column("表决", 14, "center"),
            ),
            rows=tuple(
                cells(str(place), known.name, post_of(known.unit_text, known.post_text), known.post_id.name,
                      one.said or "", self._line_votes(one))
                for place, one in enumerate(names, 1)
                for known in one.sudo().candidate_id
            ),
            blank_rows=0 if names else 3,
            joined=True,
        )  # fmt: skip

    def _row(self, place, line, by_line):
        told = line.frozen or {}
        one = line.assessment_id
        total = told.get("total", f"{one.total:.2f}" if one.has_total else "")
        rank = told.get("rank", one.printed_rank)
        return (
            Cell(str(place)),
            Cell(told.get("name") or one.name),
            Cell(told.get("post", one.post) or ""),
            Cell(total),
            Cell(str(rank or "")),
            Cell(told.get("proposed", line.proposed_grade_id.name) or "—"),
            Cell(self._decided(line, told)),
            Cell(self._line_votes(line) if by_line else ""),
            Cell("\n".join(self._notes(line, told))),
        )

    @staticmethod
    def _decided(line, told):
        if line._stays_open():
            return "暂缓"
        awards = "、".join(told.get("awards", line.award_ids.mapped("name")))
        return "\n".join(filter(None, (told.get("grade", line.grade_id.name) or "不定等次", awards)))

    @staticmethod
    def _line_votes(line):
        return "暂缓" if line.postponed else f"{line.votes_for}/{line.votes_against}/{line.votes_abstained}"

    @staticmethod
    def _notes(line, told):
        if line.outcome == "missed":
            yield "未过半数,暂缓"
        if line.withdraws:
            yield f"{line.withdraws}回避"
        if line.different and (reason := told.get("reason") or line.reason):
            by = told.get("authorised") or line.authorised_by_id.sudo().name
            yield reason + (f"(批准人:{by})" if by else "")
