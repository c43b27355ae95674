/** @odoo-module **/
// The reserve by hand: somebody is entered by a decision and removed after a sanction; another one is reviewed and leaves.

import { registry } from "@web/core/registry";

const choose = (field, text) => [
    { trigger: `.o_field_widget[name=${field}] input`, run: `edit ${text}` },
    { trigger: `.o-autocomplete--dropdown-item:contains('${text}')`, run: "click" },
];
const stands = (state) => ({ trigger: `.o_statusbar_status .o_arrow_button_current[data-value=${state}]` });

registry.category("web_tour.tours").add("cadre_reserve", {
    steps: () => [
        { trigger: ".o_list_button_add:visible", run: "click" },
        ...choose("employee_id", "李明"),
        ...choose("category_id", "乡镇（街办）党政正职后备干部"),
        ...choose("body_id", "委领导班子"),
        { trigger: ".o_field_widget[name=decided_on] :is(input, button)", run: "click" },
        { trigger: ".o_datetime_picker .o_today", run: "click" },
        { trigger: ".o_field_widget[name=document] input", run: "edit 县委纪要〔2026〕9号" },
        { trigger: ".o_form_button_save:visible", run: "click" },
        { trigger: "button[name=action_enter]", run: "click" },
        stands("in"),
        { content: "nothing of it can be typed any more", trigger: ".o_field_widget[name=document]:not(:has(input))" },
        { trigger: "button[name=action_remove_sanction]", run: "click" },
        { trigger: ".modal .o_field_widget[name=reason] textarea", run: "edit 受到党内警告处分，云纪〔2026〕2号" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        stands("removed"),
        { trigger: ".o_form_view .alert:contains('云纪〔2026〕2号')" },
        { trigger: ".o_back_button", run: "click" },
        { trigger: ".o_list_view .o_data_row:contains('王芳') .o_list_record_selector input", run: "check" },
        { trigger: "button[name=action_review]:visible", run: "click" },
        {
            content: "proposed by two years behind",
            trigger: ".o_list_view .o_data_row:contains('王芳'):contains('2025'):contains('基本称职') .o_data_cell[name=grades_said]",
            run: "click",
        },
        { trigger: ".o_form_view .o_field_widget[name=ground_said]:contains('2')" },
        { trigger: "button[name=action_confirm]", run: "click" },
        stands("confirmed"),
    ],
});
