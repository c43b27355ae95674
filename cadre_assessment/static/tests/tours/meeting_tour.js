/** @odoo-module **/

import { registry } from "@web/core/registry";

const row = (name, list = "attendance_ids") => `.o_field_widget[name=${list}] .o_data_row:contains("${name}")`;

/** Who was there, who was not and why, who withdraws: on the decision itself; then it is handed in. */
registry.category("web_tour.tours").add("cadre_meeting_attendance", {
    steps: () => [
        { trigger: ".o_field_widget[name=expected]:contains('4')" },
        { trigger: ".nav-link[name=attendance]", run: "click" },
        { trigger: `${row("甲缺席")} td[name=presence]`, run: "click" },
        { trigger: ".o_selected_row td[name=presence] .o_select_menu_toggler, .o_selected_row td[name=presence] select", run: "click" },
        { trigger: ".o_select_menu_item:contains('缺席')", run: "click" },
        { trigger: ".o_selected_row td[name=reason] input", run: "edit 住院" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        { trigger: "button[name=action_all_present]", run: "click" },
        { trigger: ".o_field_widget[name=present]:contains('3')" },
        { trigger: ".o_field_widget[name=withdrawal_ids] .o_field_x2many_list_row_add a", run: "click" },
        { trigger: ".o_selected_row td[name=employee_id] input", run: "edit 乙回避" },
        { trigger: ".o-autocomplete--dropdown-item:contains('乙回避')", run: "click" },
        { trigger: ".o_selected_row td[name=reason] input", run: "edit 配偶在名单上" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_field_widget[name=present]:contains('2')" },
        { trigger: ".o_field_widget[name=expected]:contains('3')" },
        { trigger: ".o_field_widget[name=votes_for] input", run: "edit 2" },
        { trigger: "button[name=action_submit]", run: "click" },
        { trigger: ".o_arrow_button_current:contains('待确认')" },
        { trigger: ".o_field_widget[name=meeting_id] a, .o_field_widget[name=meeting_id] button", run: "click" },
        { trigger: ".o_arrow_button_current:contains('已召开')" },
        { trigger: `${row("甲缺席", "member_ids")}:contains('住院')` },
    ],
});
