"""The work-item list: drawn up, written, approved, filed, determined anew (S0-04, S0-11 … S0-13)."""

from dataclasses import replace
from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError

from tests.work.builder import WorkCase


class TestPlan(WorkCase):
    def test_drawn_up_for_everybody_once(self):
        """Everybody who is assessed gets a list with his post, section, division of work and leader of the day."""
        self.assertEqual(self.plans.employee_id, self.people)
        plan = self.plan
        self.assertEqual((plan.employee_name, plan.staff_number, plan.post), ("李明", "T0012", "组织科一级科员"))
        self.assertEqual((plan.leader_user_id, plan.user_id), (self.leader_user, self.person_user))
        self.assertEqual((plan.unit_name, plan.duties, plan.version), ("测试机关工委", "党建工作", 1))
        self.assertEqual(plan.due, date(2025, 5, 31))
        again = self.env["cadre.work.plan"]._draw_up(self.cycle, self.rows(self.people | self.leader))
        self.assertEqual(again.employee_id, self.leader)

    def test_who_is_not_assessed_gets_none(self):
        """S0-01: the roster says who is assessed."""
        row = replace(self.rows(self.leader)[0], assessed=False)
        self.assertFalse(self.env["cadre.work.plan"]._draw_up(self.cycle, [row]))

    def test_person_writes_items(self):
        """The person writes his items with source and class (S0-04, S0-11); a colleague does not see them."""
        self.fill(self.plan)
        item = self.plan.item_ids[0]
        item.with_user(self.person_user).write(
            {"source": "priority", "item_class": "special", "orientation": "problem"}
        )
        self.assertEqual((item.source, item.item_class), ("priority", "special"))
        with self.assertRaises(AccessError):
            item.with_user(self.other_user).read(["name"])
        self.assertFalse(self.env["cadre.work.item"].with_user(self.other_user).search_count([("id", "=", item.id)]))

    def test_incomplete_list_names_what_is_missing(self):
        """S0-11, S4-P6-04: at least one item, each with target, date, source, class; the message names the culprits."""
        mine = self.plan.with_user(self.person_user)
        with self.refused("no item yet"):
            mine.action_submit()
        mine.write(
            {
                "item_ids": [
                    (0, 0, self.item_values("完整")),
                    (0, 0, self.item_values("无目标", target="  ")),
                    (0, 0, self.item_values("无时间", due=False, source=False)),
                ]
            }
        )
        with self.assertRaises(UserError) as refused:
            mine.action_submit()
        message = str(refused.exception)
        self.assertIn("“无目标”: Target and Measures", message)
        self.assertIn("“无时间”: Done By, Source", message)
        self.assertNotIn("完整", message)

    def test_approved_and_filed(self):
        """S0-12: the leader approves, the office files; the person can change nothing any more."""
        self.approve(self.plan)
        self.assertEqual((self.plan.state, self.plan.approved_by_id), ("approved", self.leader_user))
        with freeze_time("2025-05-31 03:00:00"):
            self.plan.with_user(self.officer_user).action_file()
        self.assertEqual((self.plan.state, self.plan.late), ("filed", False))

    def test_late_is_flagged_not_refused(self):
        """S0-12: after 31 May the list is filed all the same, and flagged late."""
        self.approve(self.plan)
        with freeze_time("2025-06-01 03:00:00"):
            self.assertTrue(self.plan.overdue)
            self.plan.with_user(self.officer_user).action_file()
        self.assertEqual((self.plan.state, self.plan.late, self.plan.overdue), ("filed", True, False))

    def test_bulk_filing_is_all_or_nothing(self):
        """The office files all approved lists of the year at once; one that is not approved stops all, by name."""
        plans = self.plan | self.plan_of(self.other)
        self.approve(self.plan)
        with self.refused("王芳"):
            plans.with_user(self.officer_user).action_file()
        self.assertEqual(self.plan.state, "approved")
        self.approve(self.plan_of(self.other))
        plans.with_user(self.officer_user).action_file()
        self.assertEqual(set(plans.mapped("state")), {"filed"})

    def test_withdraw_before_the_approval(self):
        """The person takes his list back while nobody has approved it."""
        self.fill(self.plan)
        mine = self.plan.with_user(self.person_user)
        mine.action_submit()
        mine.action_withdraw()
        self.assertEqual((self.plan.state, len(self.plan.review_ids)), ("draft", 0))
        self.assertFalse(self.plan.activity_ids)

    def test_who_acts_next_has_an_activity(self):
        """The leader has one while the list waits for him, the person after it was returned."""
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        self.assertEqual(self.plan.activity_ids.user_id, self.leader_user)
        self.plan.with_user(self.leader_user)._return("补充措施")
        self.assertEqual(self.plan.activity_ids.user_id, self.person_user)
        self.plan.with_user(self.person_user).action_submit()
        self.plan.with_user(self.leader_user).action_approve()
        self.assertFalse(self.plan.activity_ids)

    def test_first_list_is_not_thrown_away(self):
        """The person cannot get out of the duty by deleting the list the office drew up."""
        with self.refused("only the assessment office"):
            self.plan.with_user(self.person_user).unlink()

    def test_closed_cycle(self):
        """After the decision nothing is handed in any more."""
        self.fill(self.plan)
        self.cycle.sudo().state = "decided"
        with self.assertRaises(AccessError):
            self.plan.with_user(self.person_user).action_submit()

    def test_copy_last_year(self):
        """Items of last year's approved list come a year later; what is there already is not doubled."""
        self.approve(self.plan)
        before = self.plan.item_ids
        next_year = self.make_cycle(year=2026, date_from="2026-01-01", date_to="2026-12-31", cut_off="2026-12-31")
        next_year.sudo().state = "open"
        new = self.env["cadre.work.plan"]._draw_up(next_year, self.rows(self.person)).with_user(self.person_user)
        new.write({"item_ids": [(0, 0, self.item_values("项目1", due="2026-03-01"))]})
        new.action_copy_last_year()
        self.assertEqual(new.item_ids.mapped("name"), ["项目1", "项目2"])
        self.assertEqual(new.item_ids[1].due, date(2026, 12, 20))
        self.assertEqual(before.mapped("plan_id"), self.plan)
        with self.refused("no approved list of 2024"):
            self.plan_of(self.other).with_user(self.other_user).action_copy_last_year()


class TestNewVersion(WorkCase):
    """S0-13: determined anew on special circumstances, a change of post or of the division of work."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.approve(cls.plan)
        cls.plan.with_user(cls.officer_user).action_file()

    def _change(self, user, plan=None, reason="special", note="年中新增专项任务"):
        Wizard = self.env["cadre.work.plan.change"].with_user(user)
        action = Wizard.create({"plan_id": (plan or self.plan).id, "reason": reason, "note": note}).action_apply()
        return self.env["cadre.work.plan"].browse(action["res_id"])

    def test_new_version_supersedes_when_approved(self):
        """The old version holds until the new one is approved; then it is kept, superseded, with its items."""
        new = self._change(self.person_user)
        self.assertEqual((new.version, new.state, new.previous_id), (2, "draft", self.plan))
        self.assertEqual((new.change_reason, new.change_note), ("special", "年中新增专项任务"))
        self.assertEqual(new.item_ids.mapped("name"), self.plan.item_ids.mapped("name"))
        self.assertEqual(self.plan.state, "filed")
        new.with_user(self.person_user).action_submit()
        new.with_user(self.leader_user).action_approve()
        self.assertEqual((new.state, self.plan.state), ("approved", "superseded"))
        self.assertEqual(len(self.plan.item_ids), 2)
        new.with_user(self.officer_user).action_file()
        self.assertFalse(new.late, "a version made during the year has no day in May to keep")

    def test_one_draft_at_a_time(self):
        """A second draft beside the first would leave open which one counts."""
        self._change(self.person_user)
        with self.refused("being prepared already"):
            self._change(self.officer_user)

    def test_who_may(self):
        """The person himself or the office; neither his leader nor a colleague, and only from a list that holds."""
        for user in (self.leader_user, self.other_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self._change(user)
        with self.assertRaisesRegex(UserError, "not possible in the state “Draft”"):
            self._change(self.other_user, self.plan_of(self.other))
        self.assertEqual(self._change(self.officer_user).user_id, self.person_user)

    def test_unwanted_draft_may_go(self):
        """A new version that turns out not to be needed is deleted by the person; version 1 still holds."""
        self._change(self.person_user).with_user(self.person_user).unlink()
        self.assertEqual(self.plan.state, "filed")

    def test_change_of_post_is_noticed(self):
        """A new version of the employee with another post tells the person and the office."""
        self.person.create_version({"date_version": "2025-07-01", "job_title": "宣传科科长"})
        activities = self.plan.activity_ids
        self.assertEqual(activities.user_id, self.person_user | self.officer_user)
        self.assertIn("post has changed", str(activities[0].note))

    def test_change_of_duties_is_noticed(self):
        """Entered step by step on the employee's screen: first the day, then what changed."""
        version = self.person.create_version({"date_version": "2025-07-01"})
        self.assertFalse(self.plan.activity_ids)
        version.write({"duties": "意识形态工作"})
        self.assertIn("division of work has changed", str(self.plan.activity_ids[0].note))

    def test_another_leader_in_charge(self):
        """Another leader in the post history takes over lists and open records; what was rated stays his who rated."""
        Report = self.env["cadre.progress.report"].with_user(self.person_user)
        report = Report.create({"period_id": self.period(self.cycle, "month", 6).id})
        self.person.create_version({"date_version": "2025-07-01", "leader_in_charge_id": self.other_leader.id})
        self.assertEqual((self.plan.leader_id, report.sudo().leader_id), (self.other_leader, self.other_leader))
        self.assertEqual(self.plan.state, "filed")
        self.plan.with_user(self.officer_user).write({"leader_id": self.leader.id})
        self.cycle.with_user(self.officer_user).action_refresh()
        self.assertEqual(self.plan.leader_id, self.leader, "whom the office named by hand stays")

    def test_refresh_draws_up_and_moves(self):
        """“Take in newcomers” makes the missing lists and follows the organizer of the post history."""
        new = self.make_employee("新同志", "T0098", self.org_section, leader_in_charge_id=self.other_leader.id)
        self.cycle.with_user(self.officer_user).action_refresh()
        self.assertEqual(self.plan_of(new).leader_id, self.other_leader)

    def test_corrections_and_history_are_not_changes(self):
        """An older version that is entered later, or one after the year, changes nothing in this list."""
        self.person.create_version({"date_version": "2020-01-01", "job_title": "见习"})
        self.person.create_version({"date_version": "2026-02-01", "job_title": "主任"})
        self.assertFalse(self.plan.activity_ids)

    def test_draft_follows_the_post(self):
        """A list that nobody has agreed to yet takes the new post over by itself."""
        plan = self.plan_of(self.other)
        self.other.create_version({"date_version": "2025-03-01", "job_title": "宣传科科长"})
        self.assertEqual(plan.post, self.other.job_title)
        self.assertFalse(plan.activity_ids)
        self.other._get_version(date(2025, 3, 1)).leader_in_charge_id = self.other_leader
        self.assertEqual(plan.leader_id, self.other_leader, "named after the post, on the same page")
