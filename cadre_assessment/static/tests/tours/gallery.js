/** @odoo-module **/
// The gallery of regulations: read one and take it; see what a newer edition says otherwise and take that over.

import { registry } from "@web/core/registry";

const row = (name) => `.o_list_view .o_data_row .o_data_cell[name="name"]:contains(${name})`;

registry.category("web_tour.tours").add("cadre_gallery_take", {
    steps: () => [
        { trigger: row("住房和城乡建设局"), run: "click" },
        { content: "rules and sentences stand beside each other", trigger: ".o_cadre_reading td:contains(自2020年1月起)" },
        { trigger: ".o_cadre_reading td:contains(未休)" },
        { trigger: "button[name=action_take]:visible", run: "click" },
        { content: "what will be made is named", trigger: ".modal .o_field_widget[name=summary]:contains(住房和城乡建设局)" },
        { trigger: ".modal .o_field_widget[name=code] input", run: "edit OURS" },
        { trigger: ".modal footer button[name=action_take]", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=name] input:value(住房和城乡建设局干部职工量化考核工作方案)" },
        { trigger: "body:not(:has(.modal)) .o_form_view button[name=action_schemes]", run: "click" },
        { trigger: ".o_list_view .o_data_row .o_data_cell:contains(OURS)" },
    ],
});

registry.category("web_tour.tours").add("cadre_gallery_news", {
    steps: () => [
        { trigger: row("住房和城乡建设局"), run: "click" },
        { trigger: "button[name=action_news]:visible", run: "click" },
        {
            content: "here, in the edition, and the sentence",
            trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(0.75) .o_data_cell[name=sentence]:contains(休)",
        },
        {
            content: "what we changed ourselves is not chosen",
            trigger: ".o_data_row:contains(提前6天提醒) .o_data_cell[name=take] input:not(:checked)",
        },
        { trigger: ".o_data_row:contains(0.75) .o_data_cell[name=take] input:checked" },
        { trigger: "button[name=action_take_over]", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view .o_field_widget[name=version]:contains(2)" },
        { trigger: ".o_form_view .o_statusbar_status .o_arrow_button_current[data-value=draft]" },
    ],
});
