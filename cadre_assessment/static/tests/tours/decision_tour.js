/** @odoo-module **/

import { registry } from "@web/core/registry";

const row = (name) => `.o_field_widget[name=line_ids] .o_data_row:has(td[name=assessment_id]:contains("${name}"))`;
const choose = (name, grade) => [
    { trigger: `${row(name)} td[name=grade_id]`, run: "click" },
    { trigger: ".o_selected_row td[name=grade_id] input", run: `edit ${grade}` },
    { trigger: `.o-autocomplete--dropdown-item:contains("${grade}")`, run: "click" },
];

/** In the meeting: one grade more than there are seats turns every counter red and asks why; back, and all is quiet. */
registry.category("web_tour.tours").add("cadre_decision_meeting", {
    steps: () => [
        { trigger: ".o_field_widget[name=seat_text] .text-bg-secondary" },
        { trigger: `${row("李明")} .badge.text-bg-secondary:contains("0")` },
        ...choose("王芳", "优秀"),
        { trigger: ".o_field_widget[name=seat_text] .text-bg-danger" },
        { trigger: `${row("李明")} .badge.text-bg-danger:contains("-1")` },
        { trigger: ".o_field_widget[name=overrun_reason]" },
        ...choose("王芳", "基本称职"),
        { trigger: ".o_field_widget[name=seat_text] .text-bg-secondary" },
        { trigger: ".o_form_view:not(:has(.o_field_widget[name=overrun_reason]))" },
        { trigger: ".o_form_button_cancel", run: "click" },
        { trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_dirty))" },
    ],
});

/** The list of assessments says above its rows how many seats are left, and who is tied for them. */
registry.category("web_tour.tours").add("cadre_seats_banner", {
    steps: () => [
        { trigger: ".o_cadre_seats .badge:contains('2 / 2')" },
        { trigger: ".o_list_view .o_data_row:contains('李明') .badge:contains('优秀')" },
        { trigger: ".o_list_view .o_data_row:contains('李明') td[name=name]", run: "click" },
        { trigger: ".o_field_widget[name=line_ids] .o_data_row:contains('15.60')" },
    ],
});
