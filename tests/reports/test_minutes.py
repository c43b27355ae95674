"""The minutes of a meeting are printed from its record, long and empty, and stay as they were decided. (F-28)"""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError

from tests.assessment.common import YearCase
from tests.reports.printed import FormMixin

MINUTES = (
    "<p>会议听取了工委办公室关于年度考核情况的汇报，逐一审议了考核等次建议。</p><p>会议认为，考核程序规范。</p>" * 20
)


class TestMinutes(YearCase, FormMixin):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()
        away = cls.make_employee("赵缺席", "TM90", cls.other_unit)
        aside = cls.make_employee("钱回避", "TM91", cls.other_unit)
        for person in (away, aside, cls.a):
            guarded(cls.env["cadre.body.member"]).create(
                {"body_id": cls.leading_body.id, "employee_id": person.id, "role": "member"}
            )
        cls.compute()  # who sits in the body since
        cls.away, cls.aside = away, aside

    def held(self, **values):
        """A meeting with somebody away, somebody who withdraws, and a subject who sits in the body."""
        decision = self.draft_decision(minutes=MINUTES, votes_for=0, **values).with_user(self.manager_user)
        meeting = decision.meeting_id
        meeting.write({"place": "三楼会议室", "secretary_id": self.officer.id})
        row = meeting.member_ids.filtered(lambda one: one.employee_id == self.away)
        row.write({"presence": "absent", "reason": "住院"})
        decision.withdrawal_ids.create(
            {"decision_id": decision.id, "employee_id": self.aside.id, "reason": "配偶在名单上"}
        )
        return decision

    def test_person_by_person(self):
        """Attendance with reasons, withdrawals, each person's votes; frozen when it is confirmed."""
        decision = self.held(vote_by="line")
        decision.action_all_agreed()
        line = self.line(decision, self.b)
        scale = self.cycle.scheme_id.result_scale_id
        line.write({"grade_id": self.grade(scale, "基本称职").id, "reason": "下半年工作滑坡"})
        self.line(decision, self.rest[0]).postponed = True
        decision.with_user(self.officer_user).action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        meeting = decision.meeting_id
        meeting.with_user(self.officer_user).number = "〔2026〕3号"
        printed = self.pdf("meeting_minutes", meeting, name="F-28-line")
        told = ("会议纪要", "〔2026〕3号", "三楼会议室", "赵缺席(住院)", "钱回避(配偶在名单上)", "逐人表决")
        self.assertPrinted(printed, *told, "暂缓1项", "批准人", f"{self.a.name}回避", "95.60")
        self.assertNotIn("未经确认", printed.text)
        self.assertGreater(printed.pages, 1)
        self.assertInside("meeting_minutes", meeting)
        guarded(line.assessment_id.sudo()).write({"post": "后来的岗位", "total": 1})
        self.env.invalidate_all()
        again = self.pdf("meeting_minutes", meeting, name="F-28-later")
        self.assertEqual(again.text, printed.text, "a later figure changes no minutes")

    def test_on_the_list(self):
        """Votes on the list stand with its item."""
        decision = self.held()
        decision.votes_for = decision.present
        decision.with_user(self.officer_user).action_submit()
        printed = self.pdf("meeting_minutes", decision.meeting_id, name="F-28-list")
        self.assertPrinted(printed, f"赞成{decision.present}票", "反对0票", "未经确认")
        self.assertNotIn("逐人表决", printed.text)

    def test_the_head_of_the_archive_stands_on_it(self):
        """What was archived when it was confirmed, by number and hash; what comes later does not change the paper."""
        earlier = {"employee_id": self.b.id, "year": 2023, "regulation": "某办法", "grade_code": "able"}
        earlier |= {"grade_name": "称职", "origin_note": "2023年度考核登记表"}
        results = self.env["cadre.result"].with_user(self.officer_user)
        results.create(earlier)
        chain = self.env["cadre.archive.chain"].sudo().search([("company_id", "=", self.env.company.id)])
        head, length = chain.head, chain.length
        decision = self.held()
        decision.votes_for = decision.present
        decision.with_user(self.officer_user).action_submit()
        decision.with_user(self.decider_user).action_approve()
        results.create({**earlier, "year": 2022})
        self.assertNotEqual(chain.head, head)
        printed = self.pdf("meeting_minutes", decision.meeting_id, name="F-28-chain")
        self.assertPrinted(printed, f"至第{length}条", head[:8], head[-8:])
        with self.assertRaises(AccessError):
            decision.with_user(self.officer_user).write({"chain_head": "0" * 64})

    def test_empty(self):
        """A meeting that is only prepared: the form with blanks, to be written by hand."""
        body = self.leading_body
        meeting = self.env["cadre.meeting"].with_user(self.officer_user).create({"body_id": body.id})
        printed = self.pdf("meeting_minutes", meeting, name="F-28-empty")
        self.assertPrinted(printed, "会议纪要", "主持人", "缺席及原因", "未经确认")
        self.assertEqual(printed.pages, 1)

    def test_who_prints_it(self):
        """The office and the members; not a person on the list, his leader, nor an auditor before it is confirmed."""
        meeting = self.held().meeting_id
        for user in (self.person_user, self.plain_user, self.auditor_user, self.section_head_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.pdf("meeting_minutes", meeting, user=user)
        self.pdf("meeting_minutes", meeting, user=self.decider_user)
