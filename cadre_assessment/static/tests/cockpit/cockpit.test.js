/* Does a card of the cockpit show what it counts, and open its list in one click? */
import { expect, test } from "@odoo/hoot";
import { click } from "@odoo/hoot-dom";
import { animationFrame } from "@odoo/hoot-mock";
import { defineMailModels } from "@mail/../tests/mail_test_helpers";
import { defineModels, fields, mockService, models, mountView, onRpc } from "@web/../tests/web_test_helpers";

const CARDS = [
    { code: "late", label: "Papers overdue", count: 3, value: "3", level: "danger", note: false, action: { type: "ir.actions.act_window", res_model: "cycle" } },
    { code: "people", label: "People", count: 13, value: "13", level: "info", note: "of 16", action: { type: "method", name: "action_people" } },
    { code: "seats", label: "Seats", count: 1, value: "1 / 2", level: "muted", note: false, action: false },
];

class Cycle extends models.Model {
    _name = "cycle";
    cockpit = fields.Json({ string: "Cockpit" });
    _records = [{ id: 7, cockpit: { cards: CARDS, next: "Open the cycle." } }];
}

defineMailModels();
defineModels([Cycle]);

const form = { resModel: "cycle", resId: 7, type: "form", arch: `<form><field name="cockpit" widget="cadre_cockpit"/></form>` };

test("cards show their value in the colour of their urgency", async () => {
    await mountView(form);
    expect(".o_cadre_card").toHaveCount(3);
    expect(".o_cadre_card_danger .o_cadre_card_value").toHaveText("3");
    expect("[data-code=seats] .o_cadre_card_value").toHaveText("1 / 2");
    expect("[data-code=people] .o_cadre_card_note").toHaveText("of 16");
    expect(".o_cadre_cockpit_next").toHaveText("Open the cycle.");
});

test("a card opens its list; one without a list cannot be clicked", async () => {
    mockService("action", {
        doAction: (action) => expect.step(action.res_model),
    });
    onRpc("cycle", "action_people", ({ args }) => {
        expect.step(`people of ${args[0]}`);
        return { type: "ir.actions.act_window", res_model: "roster" };
    });
    await mountView(form);
    expect("[data-code=seats]").toHaveProperty("disabled", true);
    await click("[data-code=late]");
    await animationFrame();
    await click("[data-code=people]");
    await animationFrame();
    expect.verifySteps(["cycle", "people of 7", "roster"]);
});
