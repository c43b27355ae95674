"""What the head of a body must decide, on his phone of 390 points: a proposed consequence, and a cycle's decision."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase
from tests.consequence.test_versions import VersionCase
from tests.desk import desk

from .test_pages import MEASURE

PHONE = {"width": 390, "height": 844}


class HeadCase(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.decider_user.lang = "zh_CN"

    def fits(self, page, name):
        """Nothing is cut off, and what is touched is large enough."""
        page.picture(f"head_{name}")
        self.assertEqual(page.run(MEASURE), {"small": [], "wide": []}, name)


@tagged("post_install", "-at_install")
class TestConsequences(VersionCase, HeadCase):
    def test_one_by_one(self):
        """From the first page: the list, the proposal with its results, approved."""
        self.first("incompetent")
        one = self.of(self.talk)
        name, grade = one.person_name, one.grade_name
        with desk(self, **PHONE) as page:
            page.login("cadre_decider")
            page.find("[data-code=consequences]", free=False)
            self.fits(page, "home")
            page.click("[data-code=consequences]")
            page.find(".o_data_row")
            self.fits(page, "consequences")
            page.click(".o_data_row td", name)
            page.find("button[name=action_approve]")
            self.fits(page, "consequence")
            said = page.run("document.querySelector('.o_form_view').innerText")
            for words in (name, grade):
                self.assertIn(words, said)
            page.click("button[name=action_approve]")
            page.gone("button[name=action_approve]")
            self.fits(page, "consequence_approved")
        self.env.invalidate_all()
        self.assertEqual((one.state, one.approved_by_id), ("approved", self.decider_user))

    def test_several_at_once(self):
        """Cards are ticked and approved together, after a question."""
        self.first("competent")
        two = self.of(self.money)
        with desk(self, **PHONE) as page:
            page.login("cadre_decider")
            page.click("[data-code=consequences]")
            page.click(".o_data_row td.o_list_record_selector input")
            page.find(".o_selection_container", free=False)
            page.click(".o_cp_action_menus button")
            page.click(".o-dropdown--menu button[name=action_approve]")
            page.click(".modal footer .btn-primary")
            page.gone(".modal")
        self.env.invalidate_all()
        self.assertEqual(two.state, "approved")


@tagged("post_install", "-at_install")
class TestDecision(YearBuilder, HeadCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.computed_year(cls.make_people(6))
        cls.decision = cls.draft_decision()
        cls.decision.action_submit()
        cls.known = [(line.assessment_id.sudo().name, line.grade_id.name) for line in cls.decision.line_ids]
        cls.title = cls.decision.name

    def test_confirmed(self):
        """From the first page: who gets which grade, how it was voted; confirmed, after a question."""
        with desk(self, **PHONE) as page:
            page.login("cadre_decider")
            page.click("[data-code=decide]")
            page.find(".o_data_row")
            self.fits(page, "decisions")
            page.click(".o_data_row td", self.title)
            page.find("button[name=action_approve]")
            self.fits(page, "decision")
            said = page.run("document.querySelector('.o_form_view').innerText")
            for name, grade in self.known:
                self.assertIn(name, said)
                self.assertIn(grade, said)
            for tab in ("gaps", "attendance", "minutes"):
                page.click(f".nav-link[name={tab}]")
                self.fits(page, f"decision_{tab}")
            page.click("button[name=action_approve]")
            page.find(".modal footer .btn-primary")
            self.fits(page, "decision_sure")
            page.click(".modal footer .btn-primary")
            page.gone("button[name=action_approve]")
            page.gone(".modal")
        self.env.invalidate_all()
        self.assertEqual((self.decision.state, self.decision.confirmed_by_id), ("approved", self.decider_user))

    def test_returned(self):
        """He sends it back and says why, on the same page."""
        with desk(self, **PHONE) as page:
            page.login("cadre_decider")
            page.click("[data-code=decide]")
            page.click(".o_data_row td", self.title)
            page.click(".o_statusbar_buttons button:has(.oi-ellipsis-v, .fa-ellipsis-v)")
            page.click(".o-dropdown--menu button[name=action_return]")
            page.type(".modal textarea", "请补充回避情况。")
            self.fits(page, "decision_return")
            page.click(".modal footer .btn-primary")
            page.gone(".modal")
            page.gone("button[name=action_approve]")
        self.env.invalidate_all()
        self.assertEqual(self.decision.state, "draft")
        self.assertFalse(guarded(self.decision).confirmed_by_id)
