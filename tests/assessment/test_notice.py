"""A notice stays up as long as it must, and the archive takes what was published. (S0-21, S0-33, G8)"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError, ValidationError

from tests.acting.registry import acts
from tests.assessment.common import YearCase, attend


class NoticeCase(YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()

    def notice(self, **values):
        return (
            self.env["cadre.notice"]
            .with_user(self.officer_user)
            .create({"name": "年度考核结果公示", "cycle_id": self.cycle.id, "days": 5, **values})
        )

    def publish(self):
        """Posted on Monday 2026-01-12: five working days end on Friday 2026-01-16."""
        with freeze_time("2026-01-12 02:00:00"):
            notice = self.notice()
            notice.action_post()
        return notice

    def archive(self):
        notice = self.publish()
        with freeze_time("2026-01-17 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        return self.cycle.result_ids


class TestNotice(NoticeCase):
    def test_posting_shows_the_results(self):
        """G8: the day of posting is day 1; what is shown is frozen, and each person may read his own result now."""
        self.decide()
        notice = self.publish()
        self.assertEqual(
            (notice.date_from, notice.date_to, notice.state), (date(2026, 1, 12), date(2026, 1, 16), "posted")
        )
        self.assertEqual(len(notice.line_ids), 13)
        first = notice.line_ids[0]
        self.assertEqual((first.name, first.grade_name, first.rank, first.total), (self.a.name, "优秀", 1, 95.6))
        self.assertEqual((self.cycle.state, self.assessment(self.a).state), ("published", "published"))
        self.assertEqual(self.assessment(self.a).with_user(self.person_user).total, 95.6)

    @acts("S0-33", "scheme_s0", publicity_days=0)
    def test_no_shorter_than_the_scheme_says(self):
        """A0-6: at least five working days; calendar days are not enough."""
        self.decide()
        for values in ({"days": 4}, {"days": 5, "day_type": "calendar"}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "at least 5"):
                self.notice(**values).action_post()

    def test_nothing_undecided_is_published(self):
        """Without a confirmed decision there is nothing to publish."""
        with self.assertRaisesRegex(UserError, "decided"):
            self.notice().action_post()

    def test_not_ended_before_its_last_day_is_over(self):
        """On the last day it is still up; from the next day on it may be ended, with what came in written down."""
        self.decide()
        notice = self.publish()
        with freeze_time("2026-01-16 10:00:00"), self.assertRaisesRegex(UserError, "until"):
            notice.action_end()
        last_minute = freeze_time("2026-01-16 15:59:00")  # 23:59 in Shanghai
        with last_minute, self.assertRaisesRegex(UserError, f"{notice.name}.*2026-01-16.*from the next day on"):
            notice.action_end()
        self.assertEqual(notice.state, "posted")
        with freeze_time("2026-01-16 16:30:00"):  # 00:30 of the 17th in Shanghai
            with self.assertRaisesRegex(UserError, "objections"):
                notice.action_end()
            with self.assertRaisesRegex(AccessError, "about you, too"):
                notice.objections = "settled"  # the clerk stands on the notice himself
            other = notice.with_user(self.manager_user)
            other.objections = "settled"
            with self.assertRaisesRegex(UserError, "objections"):
                notice.action_end()
            other.objection_note = "一人询问分数,已答复。"
            notice.action_end()
        self.assertEqual(notice.state, "ended")

    def test_the_calendar_in_the_language_of_the_reader(self):
        """By which calendar the days of a notice were counted is kept as years and said to each in his language."""
        self.decide()
        with freeze_time("2060-01-12 02:00:00"):
            notice = self.notice()
            notice.action_post()
        self.assertEqual((notice.calendar_note, notice.calendar_why["figures"]["years"]), (False, [2060]))
        self.assertIn("official holidays of 2060", notice.with_context(lang="en_US").calendar_said)
        self.assertIn("2060年节假日安排尚未公布", notice.with_context(lang="zh_CN").calendar_said)

    def test_what_is_posted_stays(self):
        """Dates, days and lines of a posted notice do not change, whoever asks."""
        self.decide()
        notice = self.publish()
        for values in (
            {"days": 1},
            {"date_to": "2026-01-12"},
            {"date_from": "2026-01-01"},
            {"state": "ended"},
            {"text": "x"},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                notice.write(values)
        with self.assertRaises(UserError):
            notice.line_ids[0].write({"grade_name": "不称职"})
        with self.assertRaises(UserError):
            notice.unlink()

    def test_grades_of_a_period(self):
        """S0-21: the half-year grades are published in the organ; the period is published with them."""
        self.cycle.company_id.resource_calendar_id.tz = self.officer_user.tz  # the office works where the company does
        period = self.period(self.cycle, "half", 1)
        office = period.with_user(self.officer_user)
        notice = self.env["cadre.notice"].browse(office.action_publish()["res_id"])
        self.assertEqual(office.action_publish()["res_id"], notice.id, "a second click opens the same draft")
        notice = notice.with_user(self.officer_user)
        self.assertEqual((notice.kind, notice.period_id, notice.days), ("period", period, 5))
        notice.action_post()
        self.assertEqual((period.state, period.published_on), ("published", notice.date_from))
        self.assertEqual(len(notice.line_ids), 13)
        shown = {line.employee_id: line.grade_name for line in notice.line_ids}
        self.assertEqual((shown[self.a], shown[self.b]), ("优秀", "良好"))
        self.assertEqual(self.cycle.state, "computed")  # the year goes on
        again = self.notice(kind="period", period_id=period.id)
        again.action_post()
        self.assertEqual(again.line_ids.mapped("grade_name"), notice.line_ids.mapped("grade_name"))

    def test_a_period_is_published_by_its_own_checks(self):
        """S0-20, S0-21: a notice shows what is filed, within the seats; only the office posts it."""
        period = self.period(self.cycle, "half", 1)
        notice = self.notice(kind="period", period_id=period.id)
        with self.assertRaises(AccessError):
            notice.with_user(self.leader_user).action_post()
        with self.assertRaises(AccessError):
            period.with_user(self.leader_user).action_publish()
        report = self.rate(self.b, "half", "优秀")  # the third of two seats
        with self.assertRaisesRegex(UserError, "taken back"), self.env.cr.savepoint():
            notice.action_post()
        self.rate(self.b, "half", "良好")
        guarded(report).write({"state": "approved"})
        with self.assertRaisesRegex(UserError, f"not rated and filed yet: {self.b.name}"), self.env.cr.savepoint():
            notice.action_post()
        self.assertEqual((notice.state, period.state, len(notice.line_ids)), ("draft", "open", 0))

    def test_undo_is_too_late_after_publication(self):
        """A decision whose results are published is not undone."""
        decision = self.decide()
        self.publish()
        with self.assertRaisesRegex(UserError, "published"):
            decision.with_user(self.decider_user)._take_with_reason("undo", "改主意")


class TestArchive(NoticeCase):
    def test_archive_after_the_notice(self):
        """What was published goes into the archive: grade, total, rank, reason, annual grade (S0-35), hash."""
        self.decide()
        results = self.archive()
        self.assertEqual((len(results), self.cycle.state), (13, "archived"))
        a = results.filtered(lambda one: one.employee_id == self.a)
        self.assertEqual((a.grade_code, a.total, a.rank, a.version, a.origin), ("excellent", 95.6, 1, 1, "computed"))
        self.assertEqual(a.annual_grade_name, "优秀")
        self.assertEqual(a.evidence, self.ballot.digest)
        self.assertEqual(a.digest, a._hash())
        self.assertTrue(a.is_current)

    def test_days_are_the_company_s(self):
        """Posted, told and received by an office whose account has another zone: each day is the company's."""
        self.decide()
        self.officer_user.tz = "Pacific/Honolulu"
        with freeze_time("2026-01-11 23:00:00"):  # 07:00 of the 12th here, the 11th there
            notice = self.notice().with_context(tz="Pacific/Honolulu")
            notice.action_post()
        self.assertEqual((notice.date_from, notice.date_to), (date(2026, 1, 12), date(2026, 1, 16)))
        with freeze_time("2026-01-16 23:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.officer_user.tz = "Pacific/Kiritimati"
        mine = self.assessment(self.a).with_user(self.officer_user)
        with freeze_time("2026-01-18 23:00:00"):
            mine.action_notify()
            self.assertEqual(mine.notified_on, date(2026, 1, 19))
            dialog = self.env["cadre.receipt.wizard"].with_user(self.officer_user)
            dialog = dialog.with_context(**mine.action_receive()["context"], tz="Pacific/Honolulu").create({})
            dialog.action_confirm()  # as it comes up
        self.assertEqual(mine.received_on, date(2026, 1, 19))

    def test_not_before_the_notice_is_over(self):
        """While the notice is up nothing is archived."""
        self.decide()
        self.publish()
        with self.assertRaisesRegex(UserError, "up until"):
            self.cycle.with_user(self.officer_user).action_archive_results()

    def test_nobody_changes_the_archive(self):
        """No write, no deletion, no copy: not the office, not the administrator, not server code."""
        self.decide()
        result = self.archive()[0]
        for records in (result.with_user(self.officer_user), result.with_user(self.manager_user), result.sudo()):
            for attempt in (
                lambda one: one.write({"grade_name": "优秀"}),
                lambda one: one.unlink(),
                lambda one: one.copy(),
            ):
                with self.assertRaises(UserError):
                    attempt(records)

    def test_the_hash_finds_what_was_altered_in_the_database(self):
        """Whoever alters a row behind Odoo's back is found out."""
        self.decide()
        result = self.archive()[0]
        self.env.cr.execute("UPDATE cadre_result SET grade_name = '不称职' WHERE id = %s", [result.id])
        self.env.invalidate_all()
        action = result.with_user(self.auditor_user).action_verify()
        self.assertEqual(action["params"]["type"], "danger")

    def test_results_of_earlier_years(self):
        """The office brings in earlier results with their origin; nothing computed is forged that way."""
        Result = self.env["cadre.result"].with_user(self.officer_user)
        row = {
            "employee_id": self.a.id,
            "year": 2024,
            "regulation": "公务员年度考核",
            "grade_code": "excellent",
            "grade_name": "优秀",
            "origin_note": "2024年度考核登记表",
        }
        result = Result.create(row)
        self.assertEqual((result.name, result.origin, result.version), (self.a.name, "imported", 1))
        with self.assertRaisesRegex(UserError, "version 2"):
            Result.create(row)
        second = Result.create(
            {**row, "grade_name": "称职", "grade_code": "competent", "version": 2, "origin_note": "更正通知"}
        )
        self.assertEqual(second.previous_id, result)
        self.assertFalse(result.is_current)
        for values in (
            {"origin": "computed"},
            {"cycle_id": self.cycle.id},
            {"digest": "x"},
            {"previous_id": result.id},
            {"origin_note": ""},
        ):
            with self.subTest(values), self.assertRaises(UserError):
                Result.create({**row, "year": 2023, **values})
        for user in (self.person_user, self.decider_user, self.auditor_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                Result.with_user(user).create({**row, "year": 2022})

    def test_a_late_event_appends_a_version(self):
        """After the archive a veto becomes known: the person is computed alone, decided, published, archived again."""
        self.decide()
        first = self.archive().filtered(lambda one: one.employee_id == self.a)
        a = self.assessment(self.a)
        a.with_user(self.officer_user)._take_with_reason("reopen", "案件审结")
        self.assertEqual((a.state, a.veto_state), ("computed", "pending"))
        a.with_user(self.decider_user)._conclude("vetoed", self.scheme.veto_field_ids[:1], "党内警告")
        a.with_user(self.officer_user).action_recompute()
        self.env.invalidate_all()
        self.assertEqual((a.total, a.rank, a.proposed_grade_id.name), (95.6, 1, "称职"))
        self.decide()
        with freeze_time("2026-03-02 02:00:00"):
            notice = self.notice()
            notice.action_post()
        self.assertEqual(len(notice.line_ids), 1)
        with freeze_time("2026-03-07 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        second = self.cycle.result_ids.filtered(lambda one: one.employee_id == self.a) - first
        self.assertEqual((second.version, second.previous_id, second.grade_code), (2, first, "competent"))
        self.assertEqual((first.is_current, second.is_current), (False, True))
        self.assertEqual(first.grade_code, "excellent")
        self.assertEqual(len(self.cycle.result_ids), 14)


class TestProposals(NoticeCase):
    def test_advanced_and_unfit(self):
        """S0-31: the office proposes; S0-32: a veto bars from 先进; nobody stands on both lists."""
        b = self.assessment(self.b).with_user(self.officer_user)
        b.advanced = True
        with self.assertRaises(ValidationError):
            b.unfit = True
        b.invalidate_recordset()
        self.assessment(self.b).with_user(self.decider_user)._conclude("vetoed", self.scheme.veto_field_ids[:1], "事由")
        self.assertFalse(b.advanced)
        with self.assertRaises(ValidationError):
            b.advanced = True

    def test_nobody_proposes_himself(self):
        """S0-31: the office's own people are proposed by a colleague; the deciding body proposes nobody."""
        own = self.assessment(self.officer)
        with self.assertRaises(AccessError):
            own.with_user(self.officer_user).advanced = True
        with self.assertRaises(AccessError):
            self.assessment(self.b).with_user(self.decider_user).unfit = True
        own.with_user(self.manager_user).advanced = True
        self.assertTrue(own.advanced)

    def test_consequences(self):
        """S0-35 … S0-39: proposed by the rules after the archive; the body approves, the office carries out."""
        self.assessment(self.b).with_user(self.officer_user).unfit = True
        decision = self.draft_decision()
        self.line(decision, self.c).write(
            {"extremely_poor": True, "grade_id": self.grade(self.scheme.result_scale_id, "不称职").id, "reason": "极差"}
        )
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.archive()
        found = {}
        for one in self.cycle.consequence_ids:
            found.setdefault(one.action, self.env["hr.employee"])
            found[one.action] |= one.employee_id
        self.assertEqual(found["convert"], self.subjects)
        self.assertEqual(found["pool_entry"], self.a)
        self.assertEqual(found["post_adjustment"], self.b)
        self.assertEqual(found["accountability"], self.c)
        adjustment = self.cycle.consequence_ids.filtered(lambda one: one.action == "post_adjustment")
        with self.assertRaises(AccessError):
            adjustment.with_user(self.officer_user).action_approve()
        with self.assertRaises(UserError):
            adjustment.with_user(self.officer_user).action_done()
        with self.assertRaisesRegex(UserError, "decides on it in a meeting"):
            adjustment.with_user(self.decider_user).action_approve()
        self.decide_on(adjustment)
        with self.assertRaisesRegex(UserError, "where to"):
            adjustment.with_user(self.officer_user).action_done()
        wizard = self.env["cadre.consequence.wizard"].with_user(self.officer_user)
        noted = {"moved_to": "测试档案局 一级科员", "date_from": "2026-02-01"}
        wizard.with_context(default_consequence_id=adjustment.id).create(noted).action_confirm()
        adjustment.with_user(self.officer_user).action_done()
        self.assertEqual(adjustment.state, "done")

    def decide_on(self, consequences):
        """The body decides on them in a meeting."""
        action = consequences.with_user(self.officer_user).action_bring_before_body()
        decision = self.env["cadre.decision"].browse(action["res_id"]).with_user(self.officer_user)
        decision.write({"votes_for": 3, "minutes": "<p>会议研究决定。</p>"})
        attend(decision)
        decision.action_submit()
        decision.with_user(self.decider_user).action_approve()
