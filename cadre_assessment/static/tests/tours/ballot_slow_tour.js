/** @odoo-module **/

import { registry } from "@web/core/registry";

const cell = (row, column) => `.modal [data-cell="${row}-${column}"]`;
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

/** Keys as a person strikes them: one after the other, and the server answers in between. */
function strike(row, column, digits, wait = 0) {
    return async () => {
        const input = document.querySelector(cell(row, column));
        input.focus();
        input.value = "";
        for (const digit of digits) {
            input.value += digit;
            input.dispatchEvent(new InputEvent("input", { bubbles: true }));
            await pause(wait);
        }
    };
}

function paste(row, column, text) {
    return () => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        document
            .querySelector(cell(row, column))
            .dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    };
}

/** Leaves the cell as Tab does; the server is asked now. */
const leave = (row, column) => () =>
    document.querySelector(cell(row, column)).dispatchEvent(new Event("change", { bubbles: true }));

registry.category("web_tour.tours").add("cadre_ballot_slow", {
    steps: () => [
        { trigger: ".o_field_widget[name=group_ids] td.o_data_cell", run: "click" },
        { trigger: ".modal .o_field_widget[name=paper_returned] input", run: "edit 30 && press Tab" },
        { trigger: cell(0, 0), run: strike(0, 0, "12") },
        { trigger: cell(0, 0), run: leave(0, 0) },
        { content: "The answer to the first cell comes while the second is typed", trigger: cell(0, 1), run: strike(0, 1, "18", 900) },
        { trigger: cell(0, 1), run: leave(0, 1) },
        { trigger: cell(1, 0), run: strike(1, 0, "21") },
        { trigger: cell(1, 0), run: leave(1, 0) },
        { trigger: cell(1, 1), run: strike(1, 1, "9") },
        { trigger: cell(2, 0), run: paste(2, 0, "７\t8\t9\t4\r\n") },
        { trigger: ".modal tr:nth-child(3) .text-danger:contains('28 / 30')" },
        { content: "The last digit is typed and never left", trigger: cell(2, 4), run: strike(2, 4, "2") },
        { trigger: ".modal tr:nth-child(3) .text-success:contains('30 / 30')" },
        {
            trigger: ".modal .o_form_button_save",
            run: () => document.querySelector(".modal .o_form_button_save").click(),
        },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".o_form_button_save:visible", run: "click" },
        { trigger: ".o_form_status_indicator_buttons.invisible:not(:visible)" },
    ],
});
