/** @odoo-module **/
// A newer edition of a procedure: what it says otherwise, step by step, taken over as the next version.

import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("cadre_procedure_news", {
    steps: () => [
        { trigger: ".o_form_view .alert-info[role=status]:visible" },
        { trigger: "button[name=action_news]:visible", run: "click" },
        {
            content: "the step, here and in the edition, with the sentence of the law",
            trigger: ".o_field_widget[name=line_ids] .o_data_row:contains(公示):contains(7) .o_data_cell[name=sentence]:contains(公示)",
        },
        {
            content: "what we changed ourselves is not chosen",
            trigger: ".o_data_row:contains(听取群众意见) .o_data_cell[name=take] input:not(:checked)",
        },
        { trigger: ".o_data_row:contains(公示):contains(7) .o_data_cell[name=take] input:checked" },
        { trigger: "button[name=action_take_over]", run: "click" },
        { trigger: ".modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_form_view .o_field_widget[name=version]:contains(2)" },
        { trigger: ".o_form_view .o_statusbar_status .o_arrow_button_current[data-value=draft]" },
        { trigger: ".o_field_widget[name=step_ids] .o_data_row:contains(公示) .o_data_cell[name=days]:contains(7)" },
    ],
});
