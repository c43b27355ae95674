"""The first scheme as it is shipped: its periods, its seats and its route, from opening to the half-year (S0-E2)."""

from datetime import date

from freezegun import freeze_time

from tests.acting.registry import acts
from tests.common import CadreCase


class TestHalfYearOfS0(CadreCase):
    """Thirteen subjects of the organ, one leader."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.crowd = cls.make_people(13 - len(cls.people))
        with freeze_time("2025-02-10 04:00:00"):
            cls.cycle = cls.open_cycle()
        cls.half = cls.period(cls.cycle, "half", 1)

    def _lists(self):
        """Everybody's list is approved in May and filed before the end of the month (S0-12)."""
        items = [(0, 0, {"name": "机关党建", "target": "每季度督查", "due": "2025-12-20"})]
        with freeze_time("2025-05-20 04:00:00"):
            for plan in self.cycle.plan_ids:
                plan.with_user(plan.user_id or self.officer_user).write({"item_ids": items})
                plan.with_user(plan.user_id or self.officer_user).action_submit()
            self.cycle.plan_ids.with_user(self.leader_user).action_approve()
            self.cycle.plan_ids.with_user(self.officer_user).action_file()

    def _record(self, level, number):
        """Everybody's record of a period, begun by the office, handed in by each."""
        period = self.period(self.cycle, level, number)
        period.with_user(self.officer_user).action_make_drafts()
        reports = self.env["cadre.progress.report"].search([("period_id", "=", period.id)])
        for report in reports:
            mine = report.with_user(report.user_id or self.officer_user)
            mine.write(
                {"self_report": "自评情况", "line_ids": [(1, line.id, {"result": "完成"}) for line in mine.line_ids]}
            )
            mine.action_submit()
        return reports

    @acts("S0-17", "scheme_s0_period_half", route="none", rated=False)
    @acts("S0-21", "scheme_s0_period_half", published=False)
    @acts("S0-19", "scheme_s0_period_half", rated=False)
    def test_year_until_the_half_year(self):
        """Opening draws up 13 lists due on 31 May; June is owed; two seats; the third 优秀 is refused; published."""
        self.assertEqual(len(self.cycle.plan_ids), 13, "committee leaders are not subjects (S0-01)")
        self.assertEqual(set(self.cycle.plan_ids.mapped("due")), {date(2025, 5, 31)})
        self.assertEqual(self.cycle.plan_ids.leader_id, self.leader, "the deputy secretary in charge (S0-10)")
        self._lists()
        self.assertEqual(set(self.cycle.plan_ids.mapped(lambda plan: (plan.state, plan.late))), {("filed", False)})
        with freeze_time("2025-06-30 04:00:00"):
            june = self._record("month", 6)
            june.with_user(self.leader_user).action_approve()
            halves = self._record("half", 1)
        top = halves.scale_id.grade_ids.filtered("is_top")
        good = halves.scale_id.grade_ids[1]
        rated = halves.with_user(self.leader_user)
        with freeze_time("2025-07-05 04:00:00"):
            self.assertEqual(
                [seats["left"] for seats in rated.rating_seats() if seats["period"] == self.half.name], [2]
            )
            rated[:2].action_rate(top.id)
            with self.assertRaisesRegex(Exception, "2 seats for 13 people"):
                rated[2].action_rate(top.id)
        with freeze_time("2025-07-06 04:00:00"):
            rated[2:].action_rate(good.id)
            halves.with_user(self.officer_user).action_file()
            self.half.with_user(self.officer_user)._publish()
        rows = self.half._published_grades()
        self.assertEqual([row["grade_name"] for row in rows].count(top.name), 2)
        mine = halves.filtered(lambda report: report.employee_id == self.person).with_user(self.person_user)
        self.assertTrue(mine.shown_grade_id)

    @acts("S0-18", "scheme_s0_period_half", requires_level=False)
    def test_june_is_owed_before_the_half_year(self):
        """S0-14, S0-18 with the shipped rules: without June the half-year is not handed in."""
        self._lists()
        with freeze_time("2025-07-01 04:00:00"):
            self.half.with_user(self.officer_user).action_make_drafts()
            report = self.env["cadre.progress.report"].search(
                [("period_id", "=", self.half.id), ("employee_id", "=", self.person.id)]
            )
            mine = report.with_user(self.person_user)
            mine.write(
                {"self_report": "自评", "line_ids": [(1, line.id, {"result": "完成"}) for line in mine.line_ids]}
            )
            with self.assertRaisesRegex(Exception, self.period(self.cycle, "month", 6).name):
                mine.action_submit()
