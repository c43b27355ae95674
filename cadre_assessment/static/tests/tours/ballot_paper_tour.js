/** @odoo-module **/

import { registry } from "@web/core/registry";

const cell = (row, column) => `.modal [data-cell="${row}-${column}"]`;

/** Close a ballot of three persons, enter six papers of its only group, seal. */
registry.category("web_tour.tours").add("cadre_ballot_paper", {
    steps: () => [
        { trigger: "button[name=action_close]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "button[name=action_seal]" },
        { trigger: ".o_field_widget[name=group_ids] td.o_data_cell", run: "click" },
        { trigger: ".modal .o_field_widget[name=paper_returned] input", run: "edit 6" },
        { trigger: cell(0, 0), run: "edit 6 && press Tab" },
        { trigger: cell(1, 1), run: "edit 6 && press Tab" },
        { trigger: cell(2, 2), run: "edit 5 && press Tab" },
        { trigger: ".modal tr:nth-child(3) .text-danger:contains('5 / 6')" },
        { trigger: cell(2, 2), run: "edit 6 && press Tab" },
        { trigger: ".modal tr:nth-child(3) .text-success:contains('6 / 6')" },
        { trigger: ".modal .o_form_button_save, .modal .o_form_button_save_new, .modal footer .btn-primary", run: "click" },
        { trigger: "body:not(:has(.modal))" },
        { trigger: "button[name=action_seal]", run: "click" },
        { trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: "button[name=action_verify]", run: "click" },
        { trigger: ".o_notification" },
    ],
});
