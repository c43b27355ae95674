"""By hand, in Chinese, at a desk of 1366 points: the dossier from the board, people found, an impossible day."""

import json
from unittest.mock import patch

from odoo.addons.base.models.ir_actions_report import IrActionsReport
from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.tests import tagged

from tests.desk import desk
from tests.reports.printed import Printed

from .acts import ActsBuilder
from .common import RealClock, SelectionHttpCase
from .test_dossier import DossierBuilder

WIDE = """
(() => {
    const page = document.documentElement;
    const cut = [...document.querySelectorAll(".o_cadre_dossier *")].filter(
        (one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== "visible"
    );
    return [page.scrollWidth > innerWidth, cut.map((one) => one.outerHTML.slice(0, 80))];
})()
"""


_printed = IrActionsReport._render_qweb_pdf


def _really(report, *args, **values):
    """Odoo prints no PDF in a test unless it is told to."""
    return _printed(report.with_context(force_report_rendering=True), *args, **values)


@tagged("post_install", "-at_install")
class TestDossierAtTheDesk(RealClock, DossierBuilder, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.selection_user.lang = "zh_CN"

    def test_from_the_board(self):
        """Board, step, candidates, dossier: all parts stand on one page, nothing is cut off, its form is printed."""
        selection = self.inspected()
        self.write_papers(selection, "inspect")
        self.do(selection, "inspect", user=self.inspector_user)
        self.answer(selection)
        name, condition = self.step(selection, "opinion").name, self.mine.check_ids[0].condition
        self.thaw()
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open("/odoo/cadre-selection-board")
            page.find(".o_kanban_record", name)
            page.picture("board")
            page.click(".o_kanban_record strong", name)
            page.click("button[name=action_candidates]")
            page.click(".o_list_view .o_data_row:has(td[name=support_text]) td[name=name]", "李明")
            page.click("button[name=action_dossier]")
            page.find(".o_cadre_dossier", free=False)
            page.picture("dossier_top")
            for part in ("facts", "resume", "conditions", "votes", "papers", "opinions", "way"):
                page.find(f".o_cadre_dossier [data-part={part}] h3", free=False)
            self.assertEqual(page.run(WIDE), [False, []])
            said = page.run("document.querySelector('.o_cadre_dossier').innerText")
            for words in ("李明", "云岭县青溪镇科员", "30", "未发现影响任职的问题。", condition):
                self.assertIn(words, said)
            page.click(".o_cadre_dossier [data-part=papers] summary")
            page.see("已写。")
            page.run("document.querySelector('.o_cadre_dossier [data-part=way]').scrollIntoView()")
            page.picture("dossier_end")
            with patch.object(IrActionsReport, "_render_qweb_pdf", _really):
                printed = Printed(page.paper("干部任免审批表"), "dossier-at-the-desk")
            self.assertIn("李明", printed)
            self.assertIn("云岭县青溪镇科员", printed)


@tagged("post_install", "-at_install")
class TestFinder(RealClock, ActsBuilder, SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.selection_user.lang = "zh_CN"

    @classmethod
    def _make_conditions(cls):
        """Without the one that is always signed by hand: what is on file answers all."""
        found = super()._make_conditions()
        found.child_ids.filtered(lambda one: one.fact == "by_hand").unlink()
        return found

    def test_found(self):
        """Met, not known and not met, each with his reasons; two are chosen and stand in the selection (S4-E1)."""
        self.official(1)
        self.official(2).current_version_id.staffing_id = False
        self.official(3, since="2010-06-01")
        selection = self.begun(cut_off=self.FIRST)
        number = selection.id
        self.thaw()
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/cadre-selections/{number}")
            page.click("button[name=action_find_candidates]")
            page.find(".modal [name=with_no] input", free=False)
            page.picture("finder_empty")
            page.click(".modal [name=with_no] input")
            page.click(".modal button[name=action_find]")
            page.find(".modal .o_data_row", "科员1")
            page.picture("finder")
            rows = "[...document.querySelectorAll('.modal .o_data_row')]"
            said = json.loads(page.run(f"JSON.stringify({rows}.map((row) => [row.innerText, row.className]))"))
            verdicts = {name: next(row for row in said if name in row[0]) for name in ("科员1", "科员2", "科员3")}
            self.assertIn("符合", verdicts["科员1"][0])
            self.assertIn("不明", verdicts["科员2"][0])
            self.assertIn("text-warning", verdicts["科员2"][1])
            self.assertIn("text-danger", verdicts["科员3"][1])
            self.assertIn("副科", verdicts["科员3"][0], "the months at his rank are too few, and it says so")
            for name in ("科员1", "科员2"):
                at = page.run(f"{rows}.findIndex((row) => row.innerText.includes('{name}')) + 1")
                page.click(f".modal .o_data_row:nth-of-type({at}) td[name=chosen] .o-checkbox")
            page.picture("finder_chosen")
            page.click(".modal button[name=action_add]")
            page.gone(".modal")
            page.find(".o_data_row", "科员2")
            page.picture("finder_added")
        self.env.invalidate_all()
        self.assertEqual(set(selection.candidate_ids.mapped("name")), {"科员1", "科员2"})


@tagged("post_install", "-at_install")
class TestIrregularity(RealClock, ActsBuilder, SelectionHttpCase):
    def test_verified(self):
        """S4-P12-06: the dialog says that he is out and who answers for him; a reason is typed, and so it is."""
        self.selection_user.lang = "zh_CN"
        self.leading_body.member_ids.write({"date_from": "2000-01-01"})
        self.on("2012-12-09")
        nomination = self.env["cadre.nomination"].with_user(self.office_user)
        nomination = nomination.create(
            {
                "employee_id": self.person.id, "job_id": self.job.id, "reason": "实绩突出", "date": "2012-12-09",
                "by": "body", "body_id": self.leading_body.id,
            }
        )  # fmt: skip
        nomination.action_hand_in()
        nomination._take_with_reason("accept", "综合审核通过")
        candidate = self.begun(self.person).candidate_ids
        candidate.with_user(self.office_user).nomination_id = nomination
        number, name, answers = candidate.id, self.person.name, self.decider.name
        self.thaw()
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/cadre-candidates/{number}")
            page.click("button[name=action_disqualify]")
            page.see(f"立即取消{name}的资格")
            page.see(f"追究首提责任人{answers}的提名责任")
            page.picture("irregularity")
            page.type(".modal [name=reason] textarea", "伪造学历")
            page.click(".modal footer button", "确认")
            page.gone(".modal")
            page.see("已退出")
            page.picture("irregularity_out")
        self.env.invalidate_all()
        self.assertEqual(candidate.state, "out")
        self.assertEqual(nomination.accountability_ids.cause, "irregular")


@tagged("post_install", "-at_install")
class TestPlan(SelectionHttpCase):
    def test_an_impossible_day(self):
        """A new selection: procedure, unit, post and first day typed in; a day that is too early is red, beside it the
        possible one (A4-1)."""
        self.selection_user.lang = "zh_CN"
        today = today_of(self.company)
        selection = self.make_selection("S4P2", today, posts=("局机关主任科员",), name="主任科员选拔")
        with desk(self) as page:
            page.login("cadre_selection")
            page.find(".o_cadre_home", free=False)
            page.open(f"/odoo/cadre-selections/{selection.id}")
            page.click(".nav-link[name=plan]")
            page.find("[name=step_ids] .o_data_row")
            page.picture("plan_possible")
            self.assertEqual(page.count("[name=step_ids] tr.text-danger"), 0)
            last = page.count("[name=step_ids] .o_data_row")
            at = f"[name=step_ids] .o_data_row:nth-of-type({last})"
            page.click(f"{at} td[name=planned]")
            page.type(f"{at} td[name=planned] input", f"{today:%Y-%m-%d}")
            page.key("Tab", 9)
            page.find("[name=step_ids] tr.text-danger", free=False)
            page.picture("plan_impossible_typed")
            page.click(".o_form_button_save")
            page.find("[name=step_ids] tr.text-danger", free=False)
            page.picture("plan_impossible")
            late = page.run("document.querySelector('[name=step_ids] tr.text-danger').innerText")
            page.click("button[name=action_possible]")
            page.gone("[name=step_ids] tr.text-danger")
            page.picture("plan_moved")
        self.env.invalidate_all()
        step = selection.step_ids.sorted("sequence")[-1:]
        self.assertIn(step.name, late)
        self.assertGreater(step.planned, today)
        self.assertFalse(selection.impossible_count)
