"""By hand, in Chinese: a judge marks and confirms on his phone; the office reads the score on its screen."""

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import tagged

from tests.ballot.phone import phone
from tests.phone.test_pages import MEASURE, SETTLE

from .common import SelectionHttpCase

SETTLED = f"(async () => {{{SETTLE} await settle(); return 1;}})()"
TYPE = """
(() => {
    const cells = [...document.querySelectorAll(".o_cadre_grid input[data-row]")];
    cells.forEach((cell, number) => {
        cell.value = String(90 - number);
        cell.dispatchEvent(new Event("input", { bubbles: true }));
    });
    return cells.length;
})()
"""
LOOK = """
(async () => {
    const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));
    async function found(selector) {
        for (let turn = 0; turn < 200; turn++) {
            const node = document.querySelector(selector);
            if (node && !document.querySelector(".o_loading_indicator, .o_blockUI")) {
                return node;
            }
            await pause(50);
        }
        throw new Error(`not there: ${selector}`);
    }
    const action = odoo.__WOWL_DEBUG__.root.env.services.action;
    async function open(model, id) {
        const views = [[false, "form"]];
        await action.doAction({ type: "ir.actions.act_window", res_model: model, res_id: id, views }, {
            clearBreadcrumbs: true,
        });
    }
    async function tab(name, words) {
        (await found(`.o_form_view a[name='${name}']`)).click();
        const node = await found(`.o_form_view [name='${name}_text']`);
        for (const word of words) {
            if (!node.textContent.includes(word)) {
                throw new Error(`${name}: no ${word} in ${node.textContent}`);
            }
        }
    }
    try {
        await open("cadre.selection", %(contest)s);
        (await found("[name='post_ids'] button[name='action_fewer']")).click();
        for (let turn = 0; document.querySelector("[name='post_ids'] button[name='action_fewer']"); turn++) {
            if (turn > 200) {
                throw new Error("the button is still there");
            }
            await pause(50);
        }
        await open("cadre.selection", %(reserve)s);
        await tab("structure", ["赵", "、"]);
        await open("cadre.candidate", %(best)s);
        await tab("score", ["95.00", "100.00"]);
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
})();
"""
CLICK = "document.querySelector('%s').click()"


@tagged("post_install", "-at_install")
class TestMarksScreen(SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.selection_user | cls.leader_user | cls.other_leader_user).write({"lang": "zh_CN"})

    def speaking(self):
        """P11, whose first step is the speeches after the registration, with two candidates."""
        first = today_of(self.company)
        selection = self.make_selection("S4P11", first, name="局中层竞岗")
        self.candidate(selection, self.person)
        self.candidate(selection, self.other)
        selection.action_begin()
        self.do(selection, "register")
        return selection

    def test_a_judge_on_his_phone(self):
        """390 points wide: two cards, a mark in each, saved and confirmed; then nobody waits for him any more."""
        selection = self.speaking()
        step = self.step(selection, "speech").sudo()
        self.env.flush_all()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_leader")
            page.open("/odoo/candidate-marks")
            page.wait("document.querySelector('.o_cadre_grid input[data-row]')", 90)
            page.promise(SETTLED)
            text = page.run("document.querySelector('.o_content').textContent")
            self.assertIn("李明", text)
            self.assertIn("王芳", text)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            self.assertEqual(page.run(TYPE), 2)
            page.run(CLICK % ".o_cadre_grid_confirm")
            page.wait("document.querySelector('.modal footer .btn-primary')", 30)
            page.run(CLICK % ".modal footer .btn-primary")
            page.wait("!document.querySelector('.o_cadre_grid_confirm') && !document.querySelector('.modal')", 60)
            page.promise(SETTLED)
            self.assertFalse(page.run("document.querySelector('.o_cadre_grid input[data-row]')"))
        self.env.invalidate_all()
        mine = step.mark_ids.filtered(lambda mark: mark.judge_id == self.leader)
        self.assertEqual((mine.mapped("state"), sorted(mine.mapped("value"))), (["confirmed"] * 2, [89, 90]))
        self.assertFalse((step.mark_ids - mine).filtered("entered"))

    def test_the_office_on_its_screen(self):
        """Too few contend: one button leaves fewer posts; the score of a candidate and the structure of the reserve are
        read where they belong."""
        first = today_of(self.company)
        contest = self.make_selection("S4P10", first, posts=("农办副主任",), name="街道竞岗")
        self.env["cadre.headcount"].search([]).approved = 10
        contest.post_ids.number = 2
        for one in self.person | self.other:
            self.candidate(contest, one)
        contest.action_begin()
        guarded(contest.candidate_ids).eligible = "yes"
        self.as_done(contest, "plan", "register")
        reserve = self.make_selection("S4P9-A", first, posts=("培养对象",), name="正县级培养对象")
        reserve.post_ids.number = 2
        people = self.make_people(3, prefix="R")
        people[2].sex = "female"
        for one in people:
            self.candidate(reserve, one)
        reserve.action_begin()
        self.as_done(reserve, "announce", "register", "file_check", "check")
        reserve.step_ids._prepare()
        for one, mark in zip(reserve.candidate_ids.sorted("id"), (95, 92, 90), strict=True):
            one.with_user(self.office_user).exam_mark = mark
        self.do(reserve, "exam")
        self.browser_js(
            "/odoo",
            LOOK % {"contest": contest.id, "reserve": reserve.id, "best": reserve.candidate_ids.sorted("id")[0].id},
            ready="Boolean(window.odoo?.__WOWL_DEBUG__ && document.querySelector('.o_action_manager > *'))",
            login="cadre_selection",
            timeout=180,
        )
        self.env.invalidate_all()
        self.assertEqual((contest.post_ids.number, contest.post_ids.wanted), (1, 2))

    def as_done(self, selection, *codes):
        """Steps before the ones that are looked at."""
        for code in codes:
            step = guarded(self.step(selection, code).sudo())
            step.write({"state": "done", "done_on": selection.date_from, "outcome": "agreed"})
