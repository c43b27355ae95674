"""The end of the year: ballot, findings, computation, veto review, decision, notice, archive."""

import random

from . import texts
from .clock import on
from .troupe import vote_for
from .web import Browser

VOTERS = 22


class Result:
    def __init__(self, cast, cycle):
        self.cast, self.cycle = cast, cycle

    # -- ballot ----------------------------------------------------------------------------------------------------
    def hold_ballot(self, database):
        """The general meeting votes on the phone; a few on paper would be entered as counts (S0-27, S0-28)."""
        office = self.cast.office
        with on("2026-01-12", 14):
            office["cadre.cycle"].action_make_ballots([self.cycle])
            for ballot in office["cadre.ballot"].search_read(
                [("cycle_id", "=", self.cycle), ("state", "in", ("draft", "open", "closed"))], ["state", "group_ids"]
            ):
                self._one_ballot(database, ballot)

    def _one_ballot(self, database, ballot):
        """Interrupted, it goes on: links that were not used are revoked, and as many are issued again."""
        office, key, group = self.cast.office, [ballot["id"]], ballot["group_ids"][0]
        if ballot["state"] == "draft":
            office["cadre.ballot.group"].write([group], {"expected": VOTERS})
            office["cadre.ballot"].action_open(key)
        if ballot["state"] != "closed":
            orders = office["cadre.ballot.issue"]
            order = orders.create({"ballot_id": ballot["id"], "group_id": group, "kind": "slips"})
            if unused := orders.read([order], ["unused"])[0]["unused"]:
                orders.write([order], {"unused_typed": unused})
                orders.action_revoke([order])
            order = orders.create({"ballot_id": ballot["id"], "group_id": group, "kind": "slips", "address_ok": True})
            if orders.read([order], ["left"])[0]["left"]:
                browser = Browser(database)
                browser.log_in(office.login, office.password)
                dice = random.Random(2025)
                for token in browser.slips(orders.action_issue([order])["url"]):
                    Browser(database).vote(token, lambda line, options: self._mark(dice, line, options))
            office["cadre.ballot"].action_close(key)
        office["cadre.ballot"].action_seal(key)

    def _mark(self, dice, line, options):
        """Better thought of people get more marks of the first option."""
        good = 0.85 - 0.05 * (line % 13)
        roll = dice.random()
        choice = 0 if roll < good else 1 if roll < good + 0.3 else 2 if roll < 0.99 else 3
        return options[min(choice, len(options) - 1)]

    # -- office ----------------------------------------------------------------------------------------------------
    def write_findings(self):
        """表5, under every heading, for everybody (S0-29)."""
        with on("2026-01-13"):
            findings = self.cast.office["cadre.finding"]
            for finding in findings.search_read(
                [("cycle_id", "=", self.cycle), ("positive", "=", False)], ["dimension_id"]
            ):
                good, bad = next(
                    (pair for word, pair in texts.FINDINGS.items() if word in finding["dimension_id"][1]), ("", "")
                )
                said = {"positive": good, "negative": bad}
                self.cast.for_everybody("cadre.finding", "write", [finding["id"]], said, of="assessment_id.user_id")

    def compute(self):
        with on("2026-01-14"):
            self.cast.office["cadre.cycle"].action_compute([self.cycle])

    # -- the body --------------------------------------------------------------------------------------------------
    def review_vetoes(self):
        """The body concludes on every party member (S0-32)."""
        with on("2026-01-15", 10):
            body = self.cast.secretary["cadre.assessment"]
            waiting = body.find([("cycle_id", "=", self.cycle), ("veto_state", "=", "pending")])
            if waiting:
                body.action_veto_clear(waiting)
        self.compute()

    def _reason_gaps(self, decision):
        """What is missing is said in the meeting, each with the reason why it does not change the result."""
        gaps = self.cast.office["cadre.decision.gap"]
        missing = gaps.find([("decision_id", "=", decision), ("reason", "=", False)])
        if missing:
            gaps.write(missing, {"reason": texts.GAP_REASON})

    def decide(self):
        """The office writes the decision down, the head of the body confirms it (S0-33)."""
        with on("2026-01-16", 10):
            decisions = self.cast.office["cadre.decision"]
            known = decisions.find([("cycle_id", "=", self.cycle), ("state", "!=", "revoked")])
            if not known:
                known = [
                    decisions.create(
                        {
                            "name": "2025年度履职尽责考核结果审定",
                            "cycle_id": self.cycle,
                            "body_id": self.cast.leading_body,
                            "date": "2026-01-16",
                            "minutes": "<p>会议听取办公室关于2025年度履职尽责考核情况的综合报告，逐人审议，"
                            "一致同意考核等次建议。</p>",
                        }
                    )
                ]
            [decision] = decisions.read(known, ["state"])
            if decision["state"] == "draft":
                self._withdraw(known)
                vote_for(decisions, decision["id"])
                self._settle_ties(decision["id"])
                self._reason_gaps(decision["id"])
                decisions.action_submit([decision["id"]])
        with on("2026-01-16", 16):
            self.cast.secretary["cadre.decision"].action_approve(known)

    def _withdraw(self, decision):
        """A member who is related to one of the organ withdraws from the item; the quorum is counted without him."""
        decisions = self.cast.office["cadre.decision"]
        if not decisions.read(decision, ["withdrawal_ids"])[0]["withdrawal_ids"]:
            row = {"employee_id": self.cast.body_members[-1], "reason": texts.WITHDRAWS}
            decisions.write(decision, {"withdrawal_ids": [(0, 0, row)]})

    def _settle_ties(self, decision):
        """Whoever is tied across the last seat is decided by the body, with its reason (G6)."""
        lines = self.cast.office["cadre.decision.line"]
        open_lines = lines.find([("decision_id", "=", decision), ("grade_id", "=", False)])
        for number, line in enumerate(open_lines):
            grade = self.cast.grade("result", "优秀" if not number else "称职")
            said = {"grade_id": grade, "reason": "同分，经班子集体研究确定。"}
            self.cast.for_everybody("cadre.decision.line", "write", [line], said, of="assessment_id.user_id")

    # -- the public ------------------------------------------------------------------------------------------------
    def publish_period(self, period, day, end):
        """The grades of the half-year are shown in the organ (S0-21)."""
        self._notice(
            {"kind": "period", "period_id": period["id"], "name": f"{period['name']}履职评定等次公示"}, day, end
        )

    def publish(self):
        """With a telephone call about one of them, looked into by somebody who neither posted it nor stands on it."""
        values = {"kind": "result", "name": "2025年度履职尽责考核结果公示"}
        self._notice(values, "2026-01-19", "2026-01-26", self._objection)

    def _objection(self, notice):
        account = self.cast.manager
        objections, lines = account["cadre.objection"], account["cadre.notice.line"]
        with on("2026-01-21", 10):
            found = objections.search_read([("notice_id", "=", notice)], ["state"])
            if not found:
                line = lines.find([("notice_id", "=", notice)])[0]
                said = {"text": texts.OBJECTION, "channel": "phone", "investigator_id": account.uid}
                found = [{"id": objections.create({"notice_id": notice, "line_id": line, **said}), "state": "received"}]
        with on("2026-01-23", 15):
            if found[0]["state"] == "received":
                objections.write([found[0]["id"]], {"conclusion": "unfounded", "answer": texts.ANSWERED})
                objections.action_answer([found[0]["id"]])

    def _notice(self, values, day, end, meanwhile=None):
        notices = self.cast.office["cadre.notice"]
        domain = [("cycle_id", "=", self.cycle), ("name", "=", values["name"])]
        with on(day):
            found = notices.search_read(domain, ["state"])
            if not found:
                values = {**values, "cycle_id": self.cycle, "contact": "县直机关工委办公室", "phone": "0000-1234567"}
                found = [{"id": notices.create({**values, "days": 5}), "state": "draft"}]
            if found[0]["state"] == "draft":
                notices.action_post([found[0]["id"]])
        if meanwhile:
            meanwhile(found[0]["id"])
        with on(end):
            if not meanwhile:
                notices.write([found[0]["id"]], {"objections": "none"})
            notices.action_end([found[0]["id"]])

    def archive(self):
        with on("2026-01-27"):
            self.cast.office["cadre.cycle"].action_archive_results([self.cycle])
