/** @odoo-module **/

import { registry } from "@web/core/registry";

const cell = (row, column) => `.o_cadre_grid input[data-row="${row}"][data-column="${column}"]`;
const here = (row, column) => `${cell(row, column)}:focus`;
const holds = (row, column, text) => ({ trigger: `${cell(row, column)}:value("${text}")` });

/** What a spreadsheet hands over: rows in lines, cells apart by tabs. */
function paste(text) {
    return ({ anchor }) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        anchor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    };
}

/** A leader fills in the sheets of a month without the mouse: seven people, three columns are his, two the office's. */
registry.category("web_tour.tours").add("cadre_marks_grid", {
    steps: () => [
        { content: "Type, and Enter goes down", trigger: cell(0, 0), run: "click" },
        { trigger: here(0, 0), run: "edit 14 && press Enter" },
        { trigger: here(1, 0), run: "edit １３。５ && press Tab" },
        { content: "Tab goes to the right", trigger: here(1, 1), run: "edit 12 && press ArrowUp" },
        { content: "The arrows go as in a spreadsheet", trigger: here(0, 1) },
        { trigger: "button:contains('(3)')" },
        { content: "A block lands from the cell on in which it is pasted", trigger: here(0, 1), run: paste("11\t12\r\n10\t9\r\n") },
        holds(0, 1, "11"),
        holds(0, 2, "12"),
        holds(1, 1, "10"),
        holds(1, 2, "9"),
        { content: "One too high, one that is no number", trigger: cell(2, 0), run: paste("14\t99\n13\t12x") },
        { trigger: `${cell(2, 1)}.is-invalid` },
        { trigger: `${cell(3, 1)}.is-invalid` },
        { content: "Alt+S: nothing is saved", trigger: ".o_cadre_grid", run: "press alt+s" },
        { content: "It says whose, which and why", trigger: ".o_notification:contains('王芳'):contains('工作量'):contains('99')" },
        { trigger: ".o_notification:contains('何书记'):contains('12x')" },
        { content: "and stands in the first of them", trigger: here(2, 1) },
        { content: "Nothing of what was typed is lost", ...holds(0, 0, "14") },
        holds(1, 0, "13.5"),
        holds(2, 0, "14"),
        holds(3, 1, "12x"),
        { trigger: here(2, 1), run: "edit 9 && press Enter" },
        { trigger: here(3, 1), run: "edit 12" },
        { trigger: ".o_cadre_grid", run: "press alt+s" },
        { trigger: ".o_notification:contains('10')" },
        { content: "Everything is saved", trigger: "button.btn-primary:disabled" },
        holds(2, 1, "9"),
        { content: "What does not fit on the table is named", trigger: cell(6, 2), run: paste("8\t7\n6") },
        { trigger: ".o_notification:contains('7, 6')" },
        holds(6, 2, "8"),
        { trigger: "button:contains('(1)')" },
        { trigger: ".o_cadre_grid", run: "press alt+s" },
        { trigger: "button.btn-primary:disabled" },
    ],
});
