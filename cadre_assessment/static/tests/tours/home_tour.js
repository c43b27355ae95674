/** @odoo-module **/

import { registry } from "@web/core/registry";

/** After login: what must I do? One click to the list, and to its record. */
registry.category("web_tour.tours").add("cadre_home_person", {
    steps: () => [
        { trigger: ".o_cadre_home h1:contains('李明')" },
        { trigger: ".o_cadre_home [data-section=own] .o_cadre_card[data-code=plans]", run: "click" },
        { trigger: ".o_kanban_record:not(.o_kanban_ghost)", run: "click" },
        { trigger: ".o_form_view .o_field_widget[name=item_ids]" },
    ],
});
