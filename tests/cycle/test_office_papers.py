"""What the office writes itself, to whom it is sent, and how the office is told that it is late.

S1-05 checks, S3-14 what entrusted units report by 5 and 8 January, S3-29 about 2500 characters, S3-36 talks, S3-38 the
result is fed back before grades are proposed. Each is data of the scheme: taken away, nothing is asked.
"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.decision.gaps import gaps_of
from odoo.exceptions import AccessError, UserError

from tests.acting.registry import acts
from tests.common import CadreCase
from tests.cycle.townships import TownshipBuilder


class OfficePapers:
    def papers(self, cycle, code):
        return cycle.document_ids.filtered(lambda paper: paper.rule_id.code == code)

    def write_all(self, paper, text="已办理。"):
        paper.with_user(self.officer_user).section_ids.write({"text": text})

    def done(self, paper):
        self.write_all(paper)
        paper.with_user(self.officer_user).action_submit()
        if paper.recipient_ids:
            paper.with_user(self.officer_user).action_send()
        self.env.invalidate_all()


class TestPapersOfTheCounty(OfficePapers, TownshipBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.teacher = cls.cadre("校长助理", cls.school)
        cls.teams = cls.county_cycle(cls.team_scheme)
        cls.cycle = cls.county_cycle()
        for cycle in (cls.teams, cls.cycle):
            cycle.with_user(cls.officer_user).action_open()

    def test_entrusted(self):
        """S3-14: by the unit that was entrusted, completed by 5 January, reported by the 8th, in this order."""
        done, report = self.papers(self.cycle, "entrusted_done"), self.papers(self.cycle, "entrusted_report")
        self.assertEqual((done.subject_unit_id, report.subject_unit_id), (self.bureau, self.bureau))
        self.assertEqual(done.due, date(2020, 1, 6))  # the 5th is a Sunday: a term ends on no day off
        self.assertEqual(report.due, date(2020, 1, 8))
        self.assertEqual(report.recipient_ids.name, "县委组织部干部监督股")
        with freeze_time("2020-01-07 02:00:00"):
            late = [
                card
                for card in self.cycle.with_user(self.officer_user)._cockpit_cards()
                if card["code"] == "papers_late"
            ]
            self.assertGreaterEqual(late[0]["count"], 1)
            told = {one.record for one in self.cycle._reminders(self.cycle._today()) if one.user == self.officer_user}
            self.assertLessEqual({done, report}, told)
        self.write_all(report)
        with self.assertRaisesRegex(UserError, "委托考核完成情况"):
            report.with_user(self.officer_user).action_submit()
        self.done(done)
        self.assertEqual(done.state, "filed")
        self.done(report)
        self.assertEqual((report.state, bool(report.recipient_ids.sent_on)), ("filed", True))

    def test_a_change_in_the_year(self):
        """Days that the office learns of later: what is still due is counted again, each cycle says what moved; what
        has passed or is done stays."""
        done, report = self.papers(self.cycle, "entrusted_done"), self.papers(self.cycle, "entrusted_report")
        period = self.cycle.period_ids.filtered("rule_id").sorted("due")[-1]
        papers = self.cycle.document_ids.filtered(
            lambda paper: paper.period_id == period and not paper.rule_id.due_month and paper.due == period.due
        )
        self.officer_user.group_ids += self.env.ref("cadre_assessment.group_cadre_manager")
        off = sorted({report.due, period.due})
        day = self.env["cadre.calendar.day"].with_user(self.officer_user).with_context(lang="en_US")
        before = {one: one.due for one in (done | report | papers, period) for one in one}
        with freeze_time("2019-12-20 02:00:00"):
            for number, first in enumerate(off):
                day.create({"name": f"本地假日{number}", "date_from": first, "source": "县府通知"})
            told = day.action_count_again()["params"]["message"]
        self.assertEqual(report.due, date(2020, 1, 9))
        self.assertEqual(done.due, before[done], "no day off stands on it")
        self.assertGreater(period.due, before[period])
        self.assertEqual(set(papers.mapped("due")) or {period.due}, {period.due})
        body = self.cycle.with_user(self.officer_user).message_ids[0].body
        for text in (
            period.name,
            str(before[period]),
            str(period.due),
            report.display_name,
            "2020-01-08",
            "2020-01-09",
        ):
            self.assertIn(text, body)
        self.assertNotIn(done.display_name, body)
        self.assertRegex(told, r"^[1-9]\d* due days have moved")
        with freeze_time("2020-01-13 02:00:00"):  # all of these days have passed
            self.env["cadre.calendar.day"].search([("name", "like", "本地假日")]).unlink()
            day.action_count_again()
        self.assertEqual(report.due, date(2020, 1, 9))

    def test_feedback_before_proposals(self):
        """S3-38: 附件8 is handed in once the unit's result was fed back; of the same unit, not of another one."""
        form = self.papers(self.teams, "form_8").filtered(lambda one: one.subject_unit_id == self.township)
        feedback = self.papers(self.teams, "ballot_feedback")
        self.assertEqual(len(feedback), len(self.papers(self.teams, "form_8")))
        own = feedback.filtered(lambda one: one.subject_unit_id == self.township)
        self.assertIn("城关镇2019年度测评结果", own.section_ids.text)
        self.done((feedback - own)[:1])
        form.section_ids.write({"text": "建议"})
        writer = form.user_id or self.officer_user
        with self.assertRaisesRegex(UserError, "测评结果反馈"):
            form.with_user(writer).action_submit()
        self.write_all(own)
        own.with_user(self.officer_user).action_submit()
        with self.assertRaisesRegex(UserError, "测评结果反馈"):  # written, and sent to nobody yet
            form.with_user(writer).action_submit()
        own.with_user(self.officer_user).action_take_back()
        own.with_user(self.officer_user).action_submit()
        own.with_user(self.officer_user).action_send()
        form.with_user(writer).action_submit()
        self.assertEqual((own.state, form.state), ("filed", "submitted"))
        self.team_scheme.document_ids.filtered(lambda one: one.code == "form_8").sudo().after_code = False
        other = self.papers(self.teams, "form_8").filtered(lambda one: one.state == "draft")[:1]
        other.with_user(other.user_id or self.officer_user).action_submit()  # taken away, nothing is asked

    def test_talks(self):
        """S3-36: one of each unit, others whenever there is one; a gap until they are there; nobody but the office."""
        talks = self.papers(self.cycle, "talks")
        self.assertIn(self.township, talks.subject_unit_id)
        self.assertTrue({gap.kind: gap.count for gap in gaps_of(self.cycle)}["papers"] >= len(talks))
        first = talks.filtered(lambda one: one.subject_unit_id == self.township)
        self.done(first)
        self.assertEqual(first.state, "filed")
        rule = first.rule_id
        more = self.cycle.with_user(self.officer_user)._add_paper(rule, self.township)
        self.assertEqual((more.number, more.subject_unit_id, more.state), (1, self.township, "draft"))
        self.assertEqual(self.cycle.with_user(self.officer_user)._add_paper(rule, self.township).number, 2)
        before = len(self.papers(self.cycle, "talks"))
        self.cycle._make_documents()
        self.assertEqual(len(self.papers(self.cycle, "talks")), before)  # made once
        with self.assertRaises(UserError):
            self.cycle.with_user(self.officer_user)._add_paper(rule, self.other_unit)
        with self.assertRaises(UserError):  # of another scheme
            self.cycle.with_user(self.officer_user)._add_paper(self.team_scheme.document_ids[:1], self.township)
        with self.assertRaises(UserError):  # the rule does not let the office add any
            feedback = self.papers(self.cycle, "ballot_feedback").rule_id
            self.cycle.with_user(self.officer_user)._add_paper(feedback, self.township)
        more.with_user(self.officer_user).action_drop()
        with self.assertRaises(AccessError):  # what the rule asks for stays
            first_of_other = (talks - first)[:1]
            first_of_other.with_user(self.officer_user).action_drop()

    def test_nobody_else(self):
        """Heads, persons and leaders neither read, write, send nor add what the office writes about their unit."""
        talk = self.papers(self.cycle, "talks")[:1]
        for role in ("person", "leader", "section_head", "other_leader"):
            user = getattr(self, f"{role}_user")
            with self.subTest(role):
                self.assertFalse(self.env["cadre.document"].with_user(user).search([("id", "=", talk.id)]))
                with self.assertRaises(AccessError):
                    talk.with_user(user).action_submit()
                with self.assertRaises(AccessError):
                    self.cycle.with_user(user)._add_paper(talk.rule_id, talk.subject_unit_id)
                with self.assertRaises(AccessError):
                    self.env["cadre.document.add"].with_user(user).create(
                        {"cycle_id": self.cycle.id, "rule_id": talk.rule_id.id}
                    )
        self.assertFalse(talk.user_id)
        with self.assertRaises(AccessError):
            talk.with_user(self.officer_user).write({"number": 7})
        with self.assertRaises(AccessError):
            talk.with_user(self.decider_user).section_ids.write({"text": "改"})

    @acts("S3-29", "scheme_s3_person_document_duty_report", length=0)
    def test_length(self):
        """S3-29: about 2500 characters; much less needs a reason, and who files it reads both."""
        paper = self.papers(self.cycle, "duty_report")[:1]
        office = paper.with_user(self.officer_user) if not paper.user_id else paper.with_user(paper.user_id)
        office.section_ids.write({"text": "字" * 100})
        self.assertEqual(paper.characters, 700)
        with self.assertRaisesRegex(UserError, "2500"):
            office.action_submit()
        office.section_ids.write({"text": "字" * 300})
        self.assertFalse(paper.length_text)
        office.section_ids.write({"text": "字" * 100})
        office.length_reason = "任现职不满三个月"
        office.action_submit()
        self.assertEqual(paper.state, "submitted")
        paper.rule_id.sudo().length = 0
        self.env.invalidate_all()
        self.assertFalse(paper.length_text)  # taken away, any length will do


class TestChecks(OfficePapers, CadreCase):
    """S1-05, S1-18, S1-20: a bureau's checks, the day of publishing a month, the summaries of the quarters."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s1")
        with freeze_time("2025-01-06"):
            cls.cycle = cls.open_cycle(name="2025年度量化考核")

    def cards(self):
        return {card["code"]: card for card in self.cycle.with_user(self.officer_user)._cockpit_cards()}

    def told(self):
        return [str(one.summary) for one in self.cycle._reminders(self.cycle._today()) if one.user == self.officer_user]

    def test_checks(self):
        """Regular ones are there, one a quarter; another whenever there is one, in the quarter of the day."""
        checks = self.papers(self.cycle, "inspection")
        self.assertEqual(checks.period_id.mapped("number"), [1, 2, 3, 4])
        with freeze_time("2025-05-20 02:00:00"):
            wizard = self.env["cadre.document.add"].with_user(self.officer_user)
            wizard = wizard.create({"cycle_id": self.cycle.id, "rule_id": checks.rule_id.id})
            made = self.env["cadre.document"].browse(wizard.action_add()["res_id"])
        self.assertEqual((made.period_id.number, made.author, made.number), (2, "office", 1))
        self.done(made)
        self.assertEqual(made.state, "filed")

    def test_month_is_published_at_the_beginning_of_the_next(self):
        """S1-18: within five working days; later it is said, whether the records are filed or not."""
        march = self.period(self.cycle, "month", 3)
        self.assertEqual(march.publish_due, date(2025, 4, 8))  # 4 April is a holiday
        with freeze_time("2025-04-08 02:00:00"):
            self.assertNotIn(march.id, self.cycle._to_publish(late=self.cycle._today()).ids)
        with freeze_time("2025-04-09 02:00:00"):
            self.assertIn(march, self.cycle._to_publish(late=self.cycle._today()))
            self.assertEqual(self.cards()["publish_late"]["count"], 3)
            self.assertTrue([text for text in self.told() if "2025年3月" in text and "ublish" in text])
        self.scheme.period_ids.filtered(lambda one: one.level == "month").sudo().notice_days = 0
        self.cycle._count_due_days_again()
        april = self.period(self.cycle, "month", 12)
        self.assertFalse(
            self.scheme.period_ids.filtered(lambda one: one.level == "month")._publish_after(april.date_to, None)
        )

    @acts("S1-20", "scheme_s1_period_quarter", summary_plan=False, summary_reported=False)
    def test_summary_of_a_quarter(self):
        """S1-20: text, problems with who puts them right (or none), the meeting; what lacks is told, late and a gap."""
        quarter = self.period(self.cycle, "quarter", 1)
        office = quarter.with_user(self.officer_user)
        with freeze_time("2025-04-09 02:00:00"):
            self.assertIn(quarter, self.cycle._unsummed(self.cycle._today()))
            self.assertEqual(self.cards()["summaries"]["level"], "danger")
            self.assertTrue([text for text in self.told() if quarter.name in text])
            office.summary = "一季度考评总体平稳。"
            self.assertEqual(len(quarter.sudo()._summary_missing()), 2)
            office.reported_on = date(2025, 4, 9)
            self.assertEqual(len(quarter.sudo()._summary_missing()), 1)
            office.no_problems = True
            self.assertNotIn(quarter, self.cycle._unsummed(self.cycle._today()))
        found = {gap.kind: gap.count for gap in gaps_of(self.cycle)}
        self.assertEqual(found["summaries"], len(self.cycle._unsummed(self.cycle._today())))
        self.scheme.period_ids.sudo().write({"summary": False})
        self.env.invalidate_all()
        self.assertFalse(self.cycle._unsummed(self.cycle._today()))  # taken away, nothing is asked
