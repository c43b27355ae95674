"""People do their year in the browser, in Chinese: the person, the leader in charge, the voters, the office.

These are scenes on small data, quickly played: what lies between two of them is done by the public methods that the
buttons call. The whole year with nothing called behind the screen is ``tests/home/test_whole_year.py``.
"""

from odoo.tests import tagged

from .ballot.builder import issue, vote
from .ballot.phone import phone
from .common import CadreHttpCase


@tagged("post_install", "-at_install")
class TestYear(CadreHttpCase):
    """S0 from the list (S0-11) to the person's own result."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for role in ("person", "leader", "officer", "decider"):
            getattr(cls, f"{role}_user").lang = "zh_CN"
        cls.make_people(2)
        cls.cycle = cls.open_cycle()

    def _form(self, record, tour, role):
        self.start_tour(f"/odoo/{record._name}/{record.id}", tour, login=f"cadre_{role}")
        record.invalidate_recordset()

    def test_year(self):
        plan = self.env["cadre.work.plan"].search(
            [("cycle_id", "=", self.cycle.id), ("employee_id", "=", self.person.id)]
        )
        plan.with_user(self.person_user).item_ids = [
            (0, 0, {"name": "党支部规范化建设", "due": "2025-10-31", "source": "duty", "item_class": "annual"})
        ]
        self._form(plan, "cadre_year_list", "person")
        self.assertEqual(plan.state, "submitted")
        self._form(plan, "cadre_year_approve", "leader")
        self.assertEqual((plan.state, plan.approved_by_id), ("approved", self.leader_user))
        plan.with_user(self.officer_user).action_file()

        self._rate("half", "cadre_year_record", "cadre_year_rate", "优秀")
        self._rate("year", None, None, "优秀")
        self._vote()
        self._form(self.cycle, "cadre_year_compute", "officer")
        mine = self.env["cadre.assessment"].search(
            [("cycle_id", "=", self.cycle.id), ("employee_id", "=", self.person.id)]
        )
        self.assertEqual((mine.total, mine.rank), (98.0, 1), "30 + 50 + 20 × 90 %")
        self.assertFalse(mine.with_user(self.person_user).search([("id", "=", mine.id)]), "not before the notice")
        self._decide_and_publish()
        self._form(mine, "cadre_year_result", "person")

    def _rate(self, level, write, rate, grade):
        """The record of a period, rated; through the browser where a tour is named."""
        period = self.period(self.cycle, level)
        period.with_user(self.officer_user).action_make_drafts()
        report = self.env["cadre.progress.report"].search(
            [("period_id", "=", period.id), ("employee_id", "=", self.person.id)]
        )
        if write:
            self._form(report, write, "person")
            self._form(report, rate, "leader")
        else:
            mine = report.with_user(self.person_user)
            mine.write(
                {"line_ids": [(1, line.id, {"result": "完成"}) for line in report.line_ids], "self_report": "完成"}
            )
            mine.action_submit()
            report.with_user(self.leader_user).action_rate(self.grade(report.scale_id, grade).id)
        self.assertEqual(report.grade_id, self.grade(report.scale_id, grade))
        report.with_user(self.officer_user).action_file()

    def _vote(self):
        """Six voters: one with a thumb on a phone, five more papers: 3 x 优秀 and 3 x 称职 for everybody."""
        office = self.cycle.with_user(self.officer_user)
        office.action_make_ballots()
        ballot = self.cycle.ballot_ids.with_user(self.officer_user)
        ballot.group_ids.expected = 6
        ballot.action_open()
        first, *others = issue(ballot.group_ids, 6)
        lines = len(ballot.subject_ids)
        with phone(self) as page:
            page.open(f"/ballot/{first}")
            self.assertIn("李明", page.run("document.body.innerText"))
            for line in range(lines):
                page.tap(f"fieldset:nth-of-type({line + 1}) label", 0)
            page.picture("year_ballot")
            page.tap("footer button")
            page.tap("#sure")
            page.wait("document.querySelector('.r b')")
            page.picture("year_receipt")
        top, good = self.grade(ballot.scale_id, "优秀"), self.grade(ballot.scale_id, "称职")
        for number, token in enumerate(others):
            vote(self.env, token, *[top if number < 2 else good] * lines)
        ballot.action_close()
        ballot.action_seal()

    def _decide_and_publish(self):
        office = self.env(user=self.officer_user)
        subjects = self.cycle.assessment_ids.filtered("assessed")
        for finding in subjects.finding_ids:
            own = finding.assessment_id.user_id == self.officer_user  # nobody writes his own
            finding.with_user(self.manager_user if own else self.officer_user).positive = "表现良好"
        review = subjects.filtered(lambda one: one.veto_state == "pending")
        review.with_user(self.decider_user).action_veto_clear()
        self.cycle.with_env(office).action_compute()
        decision = office["cadre.decision"].create(
            {
                "name": "审定",
                "cycle_id": self.cycle.id,
                "body_id": self.leading_body.id,
                "votes_for": 3,
                "minutes": "<p>逐人审议,一致同意。</p>",
            }
        )
        for line in decision.line_ids.filtered(lambda one: not one.grade_id):
            line.write({"grade_id": self.grade(self.scheme.result_scale_id, "称职").id, "reason": "集体研究"})
        decision.action_all_present()
        decision.gap_ids.write({"reason": "其余人员材料另行补报"})
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        notice = office["cadre.notice"].create({"name": "公示", "kind": "result", "cycle_id": self.cycle.id, "days": 5})
        notice.action_post()
