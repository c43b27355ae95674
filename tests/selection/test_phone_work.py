"""By hand, in Chinese, on a phone of 390 points: a clerk's day, and the two sides of a double selection."""

from datetime import timedelta

from odoo.addons.cadre_assessment.models.clock import moment_of, today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.desk import desk
from tests.files.forms import picture
from tests.phone.test_pages import MEASURE

from .common import RealClock, SelectionHttpCase
from .test_dossier import DossierBuilder
from .test_matching import MatchingBuilder

PHONE = {"width": 390, "height": 844}
ROWS = "[...document.querySelectorAll('.o_data_row')]"
NUMBER = ROWS + ".findIndex((row) => row.innerText.includes('%s')) + 1"
PLACE = ROWS + ".find((row) => row.innerText.includes('%s')).querySelector('td[name=place]').innerText.trim()"


class Fits:
    def fits(self, page, name):
        """Nothing is cut off, and what is touched is large enough."""
        page.picture(f"selection_{name}")
        self.assertEqual(page.run(MEASURE), {"small": [], "wide": []}, name)


@tagged("post_install", "-at_install")
class TestClerk(Fits, RealClock, DossierBuilder, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.selection_user.lang = "zh_CN"

    def test_a_talk(self):
        """From the first page to the steps of today, to one of them, and a talk is written down on it and stays."""
        selection = self.inspected()
        step = self.step(selection, "inspect")
        name = step.name
        self.thaw()
        with desk(self, **PHONE) as page:
            page.login("cadre_selection")
            page.find("[data-code=selection_steps]", free=False)
            self.fits(page, "clerk_home")
            page.click("[data-code=selection_steps]")
            page.find(".o_kanban_record", name)
            self.fits(page, "clerk_steps")
            page.click(".o_kanban_record strong", name)
            page.click(".nav-link[name=talks]")
            self.fits(page, "clerk_step")
            page.click("[name=talk_ids] .o_field_x2many_list_row_add a, [name=talk_ids] .o-kanban-button-new")
            page.type(".modal [name=partner_name] input", "张三，农业局副局长")
            page.choose("candidate_id", "李明")
            page.type(".modal [name=text] textarea", "工作踏实，作风正派，群众基础好。")
            self.fits(page, "clerk_talk")
            page.click(".modal .o_form_button_save")
            page.gone(".modal")
            page.click(".o_form_button_save")
            page.gone(".o_form_status_indicator_buttons:not(.invisible)")
            page.see("张三")
            self.fits(page, "clerk_talked")
        talk = step.talk_ids
        self.assertEqual((talk.partner_name, talk.candidate_id), ("张三，农业局副局长", self.mine))
        self.assertEqual(talk.date, today_of(self.company))
        self.assertIn("群众基础好", talk.text)

    def test_a_paper(self):
        """A paper is written, photographed, handed in and filed."""
        self.on("2012-12-09")
        selection = self.make_selection("S4P2", "2012-12-09", posts=("局机关主任科员",), name="主任科员选拔")
        selection.action_begin()
        self.do(selection, "headcount")
        paper = self.step(selection, "plan").paper_ids
        name, sections = paper.name, len(paper.section_ids)
        self.thaw()
        with desk(self, **PHONE) as page:
            page.login("cadre_selection")
            page.click("[data-code=selection_write]")
            page.click(".o_data_row td", name)
            for number in range(sections):
                page.click("[name=section_ids] .o_data_row td[name=text]", number=number)
                page.type("[name=section_ids] .o_data_row textarea", "拟配备主任科员一名。")
            self.fits(page, "paper_written")
            page.attach("[name=scan_ids] input[type=file]", "paper.jpg", picture())
            page.find("[name=scan_ids] .o_attachment", free=False)
            page.click(".o_form_button_save")
            page.gone(".o_form_status_indicator_buttons:not(.invisible)")
            self.fits(page, "paper_photographed")
            page.click("button[name=action_submit]")
            page.click("button[name=action_file]")
            page.gone("button[name=action_file]")
            self.fits(page, "paper_filed")
        self.env.invalidate_all()
        self.assertEqual((paper.state, paper.scan_ids.mapped("mimetype")), ("filed", ["image/jpeg"]))
        self.assertEqual(set(paper.section_ids.mapped("text")), {"拟配备主任科员一名。"})


@tagged("post_install", "-at_install")
class TestBothSides(Fits, RealClock, MatchingBuilder, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.person_user | cls.section_head_user | cls.selection_user).write({"lang": "zh_CN"})

    def test_both_sides(self):
        """He chooses three, and puts the third first but one; a head orders his choices; the office reads the sheet
        from both sides, proposes, and hands in the decision (S4-P10-27 … -29)."""
        day = today_of(self.company)
        self.on(day - timedelta(days=9))
        selection = self.make_selection("S4P10-D", self.today, posts=("农办", "党政办", "城建办"), name="双向选择")
        self.env["cadre.headcount"].search([]).approved = 10
        selection.post_ids.chooser_id = self.section_head
        selection.post_ids[1:].chooser_id = self.officer
        selection.action_begin()
        register = self.step(selection, "choose")
        self.thaw()
        guarded(register.sudo()).closes_at = moment_of(register, day + timedelta(days=1), 17)
        self._choose_by_hand(selection)
        self.choose(self.other_user, selection.post_ids[0])
        guarded(register.sudo()).closes_at = moment_of(register, day - timedelta(days=1), 17)
        self.do(selection, "choose")
        self._order_by_hand()
        self.order(self.officer_user, selection.post_ids[1], self.person_user)
        self.order(self.officer_user, selection.post_ids[2])
        self._sheet_by_hand(selection)
        self.env.invalidate_all()
        placed = {one.name: (one.post_id.name, one.choice_rank, one.choice_place) for one in selection.candidate_ids}
        self.assertEqual(placed, {"李明": ("农办", 1, 1)})
        decision = self.step(selection, "decide").decision_ids
        self.assertEqual((decision.state, decision.name_ids.mapped("votes_for")), ("submitted", [3]))

    def _choose_by_hand(self, selection):
        names = selection.post_ids.mapped("name")
        with desk(self, **PHONE) as page:
            page.login("cadre_person")
            page.find(".o_cadre_home", free=False)
            for number, name in enumerate(names, 1):
                page.open("/odoo/open-posts")
                page.click(".o_data_row td", name)
                page.find("button[name=action_choose]")
                self.fits(page, "open_post")
                page.click("button[name=action_choose]")
                page.until(f"document.querySelectorAll('.o_data_row').length === {number}")
            self.fits(page, "my_choices")
            page.click(".o_data_row:nth-of-type(3) button[name=action_up]")
            page.until(f"({NUMBER % '城建办'}) === 2")
            page.click(".o_data_row td", "城建办")
            page.find("button[name=action_up]")
            self.fits(page, "my_choice")
        mine = self.env["cadre.choice"].search([("user_id", "=", self.person_user.id)])
        self.env.invalidate_all()
        self.assertEqual(mine.sorted("rank").mapped("post"), ["农办", "城建办", "党政办"])

    def _order_by_hand(self):
        """王芳 first, then 李明; he is moved up; the order is handed in from the list."""
        with desk(self, **PHONE) as page:
            page.login("cadre_section_head")
            page.find(".o_cadre_home", free=False)
            page.open("/odoo/who-chose-my-unit")
            for place, name in enumerate(("王芳", "李明"), 1):
                page.find(".o_data_row", name)
                at = page.run(NUMBER % name)
                page.click(f".o_data_row:nth-of-type({at}) button[name=action_take]")
                page.until(f"({NUMBER % name}) && {PLACE % name} === '{place}'")
            self.fits(page, "order_taken")
            page.click(f".o_data_row:nth-of-type({page.run(NUMBER % '李明')}) button[name=action_up]")
            page.until(f"{PLACE % '李明'} === '1'")
            page.click(".o_control_panel button[name=action_hand_in], .o_list_buttons button[name=action_hand_in]")
            page.click(".modal footer .btn-primary")
            page.gone("button[name=action_up]")
            self.fits(page, "order_handed_in")
        self.env.invalidate_all()
        farm = self.env["cadre.choice"].search([("post", "=", "农办")])
        self.assertEqual({one.person: one.place for one in farm}, {"李明": 1, "王芳": 2})

    def _sheet_by_hand(self, selection):
        number, propose, decide = selection.id, *(self.step(selection, code).id for code in ("propose", "decide"))
        self.env.flush_all()
        """At 1366 points: the sheet with both places, the proposal done, the decision voted and handed in."""
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/cadre-selections/{number}")
            page.click("button[name=action_matching]")
            page.find(".o_list_view .o_group_header")
            page.find(".o_list_view .o_data_row", "王芳")
            page.picture("selection_sheet")
            said = page.run("document.querySelector('.o_list_view').innerText")
            for words in ("李明", "王芳", "农办", "党政办"):
                self.assertIn(words, said)
            page.open(f"/odoo/cadre-selection-board/{propose}")
            page.click("button[name=action_do]")
            page.find("button[name=action_reopen]")
            page.open(f"/odoo/cadre-selection-board/{decide}")
            page.click("button[name=action_prepare]")
            page.find("[name=name_ids] .o_data_row", free=False)
            page.picture("selection_decision")
            page.click(".nav-link[name=attendance]")
            page.click("button[name=action_all_present]")
            page.gone("button[name=action_all_present]")
            page.click("button[name=action_all_agreed]")
            page.click(".nav-link[name=minutes]")
            page.click("[name=minutes] .odoo-editor-editable")
            page.write("会议逐人研究，一致同意。")
            page.click("button[name=action_submit]")
            page.find("button[name=action_withdraw]")
            page.picture("selection_decision_submitted")
