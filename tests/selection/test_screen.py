"""By hand, in Chinese: a selection is begun and its first step is taken; a candidate on his phone sees his own."""

import json

from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.tests import tagged

from tests.ballot.phone import phone
from tests.phone.test_pages import MEASURE, SETTLE

from .common import SelectionHttpCase

SETTLED = f"(async () => {{{SETTLE} await settle(); return 1;}})()"
DRIVE = """
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
    try {
        await open("cadre.selection", %(selection)s);
        (await found(".o_form_view a[name='plan']")).click();
        const late = await found("[name='step_ids'] tr.text-danger");
        if (!late.textContent.includes("任职文件")) {
            throw new Error(`red is ${late.textContent}`);
        }
        (await found("button[name='action_possible']")).click();
        for (let turn = 0; document.querySelector("[name='step_ids'] tr.text-danger"); turn++) {
            if (turn === 200) {
                throw new Error("still red");
            }
            await pause(50);
        }
        (await found("button[name='action_begin']")).click();
        (await found(".modal footer .btn-primary")).click();
        await found("button[name='action_give_up']");
        for (const id of %(steps)s) {
            await open("cadre.selection.step", id);
            (await found("button[name='action_do']")).click();
            await found("button[name='action_reopen']");
        }
        await action.doAction("cadre_assessment.cadre_selection_step_action_board", { clearBreadcrumbs: true });
        await found(".o_kanban_group .o_kanban_record");
        if (document.querySelectorAll(".o_kanban_group").length < 4) {
            throw new Error("the board has too few stages");
        }
        console.log("test successful");
    } catch (error) {
        console.error(error.message);
    }
})();
"""


@tagged("post_install", "-at_install")
class TestScreen(SelectionHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        (cls.selection_user | cls.person_user | cls.other_user).write({"lang": "zh_CN"})

    def prepared(self, code, **values):
        return self.make_selection(code, today_of(self.company), **values)

    def test_by_hand(self):
        """An impossible day is red and moved by one button; begun with a question; a step is done; the board. How the
        next one is marked: test_marks_screen.py."""
        selection = self.prepared("S4P11")
        steps = selection.step_ids.filtered(lambda one: one.rule_id.code == "register")
        last = selection.step_ids.filtered(lambda one: one.rule_id.code == "approve")
        (selection.step_ids - last).with_user(self.office_user).planned = selection.date_from
        before = selection.step_ids.filtered(lambda one: one.rule_id.code == "decide")
        before.with_user(self.office_user).planned = selection.date_from.replace(year=selection.date_from.year + 1)
        last.with_user(self.office_user).planned = selection.date_from
        last.sudo().with_context(lang=None).env.cr.execute(
            "UPDATE cadre_selection_step SET name = '任职文件' WHERE id = %s", [last.id]
        )
        self.env.invalidate_all()
        self.browser_js(
            "/odoo",
            DRIVE % {"selection": selection.id, "steps": json.dumps(steps.ids)},
            ready="Boolean(window.odoo?.__WOWL_DEBUG__ && document.querySelector('.o_action_manager > *'))",
            login="cadre_selection",
            timeout=180,
        )
        self.env.invalidate_all()
        self.assertEqual((selection.state, steps.mapped("state")), ("running", ["done"]))
        self.assertEqual(steps.done_by_id, self.office_user)

    def test_a_candidate_on_his_phone(self):
        """390 points wide: his own registration and nothing of the other one; no list of candidates."""
        selection = self.prepared("S4P10", name="街道中层竞岗")
        self.candidate(selection, self.person, channel="self")
        self.candidate(selection, self.other, channel="self")
        self.env.flush_all()
        with phone(self, size=(390, 844)) as page:
            page.login("cadre_person")
            page.open("/odoo/my-registrations")
            page.wait("document.querySelector('.o_content .o_data_row, .o_content .o_kanban_record')", 90)
            page.promise(SETTLED)
            text = page.run("document.querySelector('.o_content').textContent")
            self.assertIn("街道中层竞岗", text)
            self.assertNotIn("王芳", text)
            self.assertEqual(page.run(MEASURE), {"small": [], "wide": []})
            page.open("/odoo/cadre-candidates")
            page.promise(SETTLED)
            self.assertNotIn("王芳", page.run("document.body.textContent"))
            self.assertNotIn("李明（", page.run("document.body.textContent"))
