/** @odoo-module **/
// Somebody has won a rank: he is given a post of it before one placed better, with the reason; then it is ordered.

import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("cadre_rank_won", {
    steps: () => [
        { trigger: ".o_field_widget[name=place]:contains('2')" },
        { trigger: ".o_field_widget[name=assigned_job_id] input", run: "edit 司法所主任科员" },
        { trigger: ".o-autocomplete--dropdown-item:contains('司法所主任科员')", run: "click" },
        { trigger: ".o_field_widget[name=assigned_because] input", run: "edit 熟悉司法所业务" },
        { trigger: ".o_form_button_save:visible", run: "click" },
        { trigger: ".o_form_view .o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" },
        { trigger: "button[name=action_preview_order]", run: "click" },
        { trigger: ".modal:contains('司法所主任科员') button[name=action_confirm]", run: "click" },
        { trigger: ".o_statusbar_status .o_arrow_button_current[data-value=effective]" },
    ],
});
