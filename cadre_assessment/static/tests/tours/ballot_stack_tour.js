/** @odoo-module **/

import { registry } from "@web/core/registry";

/** A key on the line that has the focus. */
const press = (line, key) => ({
    content: `Key ${key} on line ${line + 1}`,
    trigger: `.modal .o_cadre_stack tr[data-line="${line}"]`,
    run() {
        this.anchor.focus();
        this.anchor.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    },
});

registry.category("web_tour.tours").add("cadre_ballot_stack", {
    steps: () => [
        { trigger: ".o_field_widget[name=group_ids] .o_data_row .o_data_cell", run: "click" },
        { trigger: ".modal .o_cadre_stack_add", run: "click" },
        { trigger: '.modal .o_cadre_stack:contains("1")' },
        press(0, "1"),
        press(1, "2"),
        press(2, "2"),
        press(2, "Enter"),
        { content: "The next paper is there", trigger: ".modal .o_cadre_stack tr[data-line='2'] .btn-outline-secondary:eq(3)" },
        press(0, "1"),
        press(1, "2"),
        press(2, "1"),
        press(2, "4"),
        { content: "Two ticks make the line void", trigger: ".modal .o_cadre_stack tr[data-line='2'] .text-danger" },
        { trigger: ".modal .o_form_button_save", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_form_button_save:not(:visible), .o_form_saved, .o_form_view" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved, .o_form_status_indicator_buttons.invisible" },
    ],
});
