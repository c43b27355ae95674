/** @odoo-module **/

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const tag = (name) => [
    { trigger: ".modal .o_field_widget[name=witness_ids] input", run: `edit ${name}` },
    { trigger: `.o-autocomplete--dropdown-item:contains('${name}')`, run: "click" },
    { trigger: `.modal .o_field_widget[name=witness_ids] .o_tag:contains('${name}')` },
];

/** The office writes down that somebody refused to sign, before two witnesses. */
tours.add("cadre_receipt_refused", {
    steps: () => [
        { trigger: "button[name=action_receive]", run: "click" },
        { trigger: ".modal .o_field_widget[name=way] input[data-value=refused]", run: "click" },
        { trigger: ".modal .o_field_widget[name=handed_by_id] input" },
        ...tag("见证甲"),
        ...tag("见证乙"),
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: ".nav-link[name=notified]", run: "click" },
        { trigger: ".o_field_widget[name=delivery_ids] .o_data_row:contains('拒绝签收'), .o_field_widget[name=delivery_ids] .o_data_row:contains('Refused')" },
    ],
});

/** The person gives his opinion, once. */
tours.add("cadre_opinion", {
    steps: () => [
        { trigger: "button[name=action_receive]", run: "click" },
        { trigger: "button[name=action_opine]", run: "click" },
        { trigger: ".modal .o_field_widget[name=opinion] textarea", run: "edit 同意，继续努力。" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal)):not(:has(button[name=action_opine]))" },
        { trigger: ".nav-link[name=notified]", run: "click" },
        { trigger: ".o_field_widget[name=delivery_ids] .o_data_row:contains('同意')" },
    ],
});

/** What was lodged with an authority, and its answer. */
tours.add("cadre_further_appeal", {
    steps: () => [
        { trigger: "button[name=action_further]", run: "click" },
        { trigger: ".o_field_widget[name=authority] input", run: "edit 市公务员主管部门" },
        { trigger: ".o_field_widget[name=grounds] textarea", run: "edit 漏记一项工作" },
        { trigger: ".o_field_widget[name=lodged_on] button, .o_field_widget[name=lodged_on] input", run: "click" },
        { trigger: ".o_datetime_picker .o_today", run: "click" },
        { trigger: "button[name=action_lodge]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=lodged]" },
        { trigger: ".o_field_widget[name=due]" },
    ],
});

const line = (name) => `.o_field_widget[name=line_ids] .o_data_row:contains("${name}")`;

/** Person by person: everybody agreed, but on one line, which stays open; then it is handed in. */
tours.add("cadre_line_votes", {
    steps: () => [
        {
            trigger: ".o_field_widget[name=vote_by] .o_select_menu_toggler, .o_field_widget[name=vote_by] select",
            run: "click",
        },
        { trigger: ".o_select_menu_item:contains('Person by Person'), .o_select_menu_item:contains('逐人表决')", run: "click" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: "button[name=action_all_agreed]", run: "click" },
        { trigger: `${line("赵建")} td[name=votes_for]:contains('3')`, run: "click" },
        { trigger: ".o_selected_row td[name=votes_for] input", run: "edit 1" },
        { trigger: ".o_selected_row td[name=votes_against] input", run: "edit 2" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: `${line("赵建")} td[name=outcome]:contains('No Majority'), ${line("赵建")} td[name=outcome]:contains('未过半数')` },
        { trigger: "button[name=action_submit]", run: "click" },
        { trigger: ".o_arrow_button_current[data-value=submitted]" },
    ],
});
