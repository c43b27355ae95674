/** @odoo-module **/

import { registry } from "@web/core/registry";

const grade = (row) => `tr.o_data_row:nth-child(${row}).o_selected_row td[name=shown_grade_id] .o_cadre_grade`;

/** A leader rates without the mouse once he stands in the first row. */
registry.category("web_tour.tours").add("cadre_rating_keys", {
    steps: () => [
        { trigger: "tr.o_data_row:nth-child(1) td[name=employee_name]", run: "click" },
        { trigger: `${grade(1)}:focus`, run: "press 2" },
        { content: "The next row follows, the hand is on its grade", trigger: `${grade(2)}:focus`, run: "press 3" },
        { trigger: `${grade(3)}:focus`, run: "press Escape" },
        { trigger: "tr.o_data_row:nth-child(2) .o_cadre_grade.btn-primary" },
        { trigger: ".o_list_view:not(:has(.o_selected_row))" },
    ],
});
