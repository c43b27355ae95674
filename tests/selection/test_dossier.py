"""The dossier of a candidate on one page: who reads what of it; what waits on the first page; both on a phone."""

from lxml import html
from odoo.exceptions import AccessError
from odoo.tests import tagged

from tests.ballot.phone import phone
from tests.phone.test_pages import MEASURE

from .common import RealClock, SelectionBuilder, SelectionCase, SelectionHttpCase
from .test_screen import SETTLED


class DossierBuilder(SelectionBuilder):
    """P2 with two candidates, as far as the decision that was handed to the head of the body."""

    def inspected(self):
        self.on("2012-12-09")
        selection = self.make_selection("S4P2", "2012-12-09", posts=("局机关主任科员",), name="主任科员选拔")
        selection.action_begin()
        self.do(selection, "headcount")
        self.on("2012-12-10")
        self.write_papers(selection, "plan")
        self.do(selection, "plan", document="区公〔2012〕7号")
        self.on("2012-12-13")
        self.env["cadre.resume.line"].create(
            {"employee_id": self.person.id, "date_from": "2003-07-01", "text": "云岭县青溪镇科员"}
        )
        self.mine = self.candidate(selection, self.person)
        self.hers = self.candidate(selection, self.other)
        self.meets(self.mine | self.hers)
        self.do(selection, "check")
        self.on("2012-12-21")
        self.seal(selection, "recommend", {self.person: 30, self.other: 25}, 43)
        self.do(selection, "recommend")
        self.on("2012-12-22")
        self.decide(selection, "shortlist")
        self.do(selection, "result", document="区公〔2012〕9号")
        self.do(selection, "preview")
        for group in self.step(selection, "talks").rule_id.group_ids:
            self.talk(selection, "talks", group_id=group.id, candidate_id=self.mine.id, standing="for")
        self.do(selection, "talks")
        self.on("2012-12-23")
        self.selection = selection
        return selection

    def handed_in(self):
        selection = self.inspected()
        self.write_papers(selection, "inspect")
        self.do(selection, "inspect", user=self.inspector_user)
        self.answer(selection)
        self.do(selection, "opinion")
        decision = self.decision(selection, "decide")
        decision.action_submit()
        return decision

    def parts(self, candidate, user):
        """{part of the page: its text} as ``user`` reads it."""
        self.env.invalidate_all()
        page = html.fromstring(candidate.with_user(user).with_context(lang="zh_CN").dossier)
        return {one.get("data-part"): one.text_content() for one in page.iter("section")}


@tagged("post_install", "-at_install")
class TestDossier(DossierBuilder, SelectionCase):
    def cards(self, user):
        page = self.env["cadre.home"].with_user(user).page()
        return {card["code"]: card for section in page["sections"] for card in section["cards"]}

    def test_what_stands_on_it(self):
        """Facts and curriculum vitae, each condition with its verdict, the support, papers, opinion and the way."""
        self.handed_in()
        parts = self.parts(self.mine, self.office_user)
        self.assertIn("云岭县青溪镇科员", parts["resume"])
        self.assertIn(self.mine.check_ids[0].condition, parts["conditions"])
        self.assertIn("70 %", parts["votes"], "30 of 43")
        self.assertIn("已写。", parts["papers"])
        self.assertIn("未发现影响任职的问题。", parts["opinions"])
        self.assertIn(self.step(self.selection, "recommend").name, parts["way"])
        self.assertNotIn("云岭县青溪镇科员", self.parts(self.hers, self.office_user)["resume"])

    def test_each_reads_his_part(self):
        """The group: no opinion. The body: nothing before its agenda, then all that is handed in. He himself: never."""
        self.inspected()
        self.write_papers(self.selection, "inspect")
        group = self.parts(self.mine, self.inspector_user)
        self.assertIn("云岭县青溪镇科员", group["resume"])
        self.assertFalse(group.keys() & {"opinions"})
        for user in (self.person_user, self.other_user, self.officer_user, self.leader_user, self.discipline_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.parts(self.mine, user)
        self.do(self.selection, "inspect", user=self.inspector_user)
        self.answer(self.selection)
        self.do(self.selection, "opinion")
        decision = self.decision(self.selection, "decide")
        decision.action_submit()
        body = self.parts(self.mine, self.decider_user)
        self.assertIn("已写。", body["papers"])
        self.assertIn("未发现影响任职的问题。", body["opinions"])

    def test_what_waits(self):
        """A card for each who has something to do, and its list shows as many; nobody else has one."""
        self.inspected()
        self.assertEqual(self.cards(self.inspector_user)["selection_write"]["count"], 2)
        paper = self.step(self.selection, "inspect").paper_ids[0].with_user(self.inspector_user)
        paper.section_ids.write({"text": "已写。"})
        paper.action_submit()
        self.assertEqual(self.cards(self.second_user)["selection_sign"]["count"], 1)
        self.assertNotIn("selection_sign", self.cards(self.inspector_user), "he has signed by handing it in")
        now = self.cards(self.office_user)["selection_steps"]
        steps = self.env["cadre.selection.step"].with_user(self.office_user).search(now["domain"])
        self.assertEqual(steps.mapped("rule_id.code"), ["inspect", "opinion"], "and not what waits for them")
        self.assertEqual(now["count"], len(steps))
        for user in (self.person_user, self.officer_user, self.leader_user, self.plain_user):
            with self.subTest(user.login):
                self.assertFalse([code for code in self.cards(user) if code.startswith("selection")])

    def test_the_agenda(self):
        decision = self.handed_in()
        cards = self.cards(self.decider_user)
        self.assertEqual((cards["selection_decide"]["count"], cards["selection_dossiers"]["count"]), (1, 2))
        self.assertNotIn("decide", cards, "it is no decision on results")
        decision.with_user(self.decider_user).action_approve()
        self.assertFalse([code for code in self.cards(self.decider_user) if code.startswith("selection")])


@tagged("post_install", "-at_install")
class TestOnAPhone(RealClock, DossierBuilder, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.selection_user | cls.decider_user).write({"lang": "zh_CN"})

    def look(self, page, what):
        page.promise(SETTLED)
        self.assertEqual(page.run(MEASURE), {"small": [], "wide": []}, what)

    def test_a_leader(self):
        """390 points: what waits for him, the dossier, and the decision that he confirms."""
        decision = self.handed_in()
        self.thaw()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_decider")
            page.open("/odoo/action-cadre_assessment.cadre_candidate_action_agenda")
            page.wait("document.querySelector('.o_data_row, .o_kanban_record')", 90)
            self.look(page, "agenda")
            page.tap(".o_data_row .o_cadre_card_name, .o_kanban_record:not(.o_kanban_ghost)")
            page.wait("document.querySelector('.o_cadre_dossier')", 60)
            self.look(page, "dossier")
            page.picture("selection_dossier_phone")
            self.assertIn("云岭县青溪镇科员", page.run("document.querySelector('.o_cadre_dossier').textContent"))
            page.open(f"/odoo/cadre-selection-decisions/{decision.id}")
            page.wait("document.querySelector('button[name=action_approve]')", 60)
            self.look(page, "decision")
            page.tap("button[name=action_approve]")
            page.wait("document.querySelector('.modal footer .btn-primary')")
            page.tap(".modal footer .btn-primary")
            page.wait("!document.querySelector('.modal') && !document.querySelector('button[name=action_approve]')")
        self.env.invalidate_all()
        self.assertEqual(decision.state, "approved")

    def test_a_clerk(self):
        """390 points: today's steps from the first page, and a talk written down."""
        selection = self.inspected()
        self.thaw()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_selection")
            page.open("/odoo")
            page.wait("document.querySelector('.o_cadre_home')", 90)
            self.look(page, "first page")
            page.open(f"/odoo/cadre-selection-board/{self.step(selection, 'inspect').id}")
            page.wait("document.querySelector('button[name=action_leave_out]')", 60)
            self.look(page, "step")
            page.open("/odoo/cadre-talks/new")
            page.wait("document.querySelector('[name=partner_name] input')", 60)
            self.look(page, "talk")
