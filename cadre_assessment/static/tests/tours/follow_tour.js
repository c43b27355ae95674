/** @odoo-module **/

import { registry } from "@web/core/registry";

const asked = (name) => `.modal .o_field_widget[name=${name}]`;
const day = (name, text) => [
    { trigger: `${asked(name)} input, ${asked(name)} button`, run: "click" },
    { trigger: `${asked(name)} input`, run: `edit ${text}` },
    { trigger: ".modal .modal-title", run: "click" },
];
const choose = (name, text) => [
    { trigger: `${asked(name)} input`, run: `edit ${text}` },
    { trigger: `.o-autocomplete--dropdown-item:contains('${text}')`, run: "click" },
];
const state = (name) => ({ trigger: `.o_field_widget[name=state] .o_arrow_button_current[data-value=${name}]` });
const confirm = [{ trigger: ".modal button[name=action_confirm]", run: "click" }, { trigger: "body:not(:has(.modal))" }];

/** Who sees to the talk writes its record: when, where, by whom, what was said, who signed; the office carries it out. */
registry.category("web_tour.tours").add("cadre_follow_talk", {
    steps: () => [
        state("approved"),
        { trigger: "button[name=action_consequence_details]", run: "click" },
        ...day("held_on", "2026-01-09"),
        { trigger: `${asked("place")} input`, run: "edit 书记办公室" },
        ...choose("held_by_id", "何书记"),
        { trigger: `${asked("content")} textarea`, run: "edit 指出问题，本人表示改正。" },
        { trigger: `${asked("signature")} .o_select_menu_toggler, ${asked("signature")} select`, run: "click" },
        { trigger: ".o_select_menu_item:contains('Signed'), .o_select_menu_item:contains('已签')", run: "click" },
        ...confirm,
        { trigger: ".o_field_widget[name=place]:contains('书记办公室')" },
        { trigger: "button[name=action_done]", run: "click" },
        state("done"),
    ],
});

/** The office says the base of the bonus; half of it stands there for the body. */
registry.category("web_tour.tours").add("cadre_follow_base", {
    steps: () => [
        state("proposed"),
        { trigger: "button[name=action_consequence_details]", run: "click" },
        { trigger: `${asked("amount")} input`, run: "edit 3333.33" },
        ...confirm,
        { trigger: ".o_field_widget[name=amount]:contains('1,666.67')" },
    ],
});

/** The body approves the sum it sees. */
registry.category("web_tour.tours").add("cadre_follow_approve", {
    steps: () => [
        state("proposed"),
        { trigger: "button[name=action_approve]", run: "click" },
        state("approved"),
    ],
});

/** The office looks at the protection and puts the dismissal before the body; there it is voted and handed in. */
registry.category("web_tour.tours").add("cadre_follow_dismissal", {
    steps: () => [
        state("proposed"),
        { trigger: "button[name=action_consequence_details]", run: "click" },
        { trigger: `${asked("protection")} .o_radio_item:first input`, run: "click" },
        ...confirm,
        { trigger: "button[name=action_bring_before_body]", run: "click" },
        { trigger: ".o_field_widget[name=consequence_ids] .o_data_row:contains('某人')" },
        { trigger: ".nav-link[name=attendance]", run: "click" },
        { trigger: "button[name=action_all_present]", run: "click" },
        { trigger: ".o_field_widget[name=present]:contains('3')" },
        { trigger: ".o_field_widget[name=votes_for] input", run: "edit 3" },
        { trigger: ".nav-link[name=minutes]", run: "click" },
        { trigger: ".o_field_widget[name=minutes] .odoo-editor-editable", run: "editor 会议研究决定。" },
        { trigger: "button[name=action_submit]", run: "click" },
        { trigger: ".o_field_widget[name=state] .o_arrow_button_current[data-value=submitted]" },
    ],
});

/** The office hands in for approval what is complete; from then on it waits. */
registry.category("web_tour.tours").add("cadre_steps_hand_in", {
    steps: () => [
        state("proposed"),
        { trigger: "button[name=action_submit]", run: "click" },
        { trigger: "button[name=action_withdraw]" },
        { trigger: ".o_field_widget[name=review_ids] .o_data_row:contains('所在单位主要负责人审核')" },
    ],
});

/** Whose turn it is finds it in his list, opens it and approves. */
registry.category("web_tour.tours").add("cadre_steps_approve", {
    steps: () => [
        { trigger: ".o_data_row .o_data_cell[name=name]", run: "click" },
        state("proposed"),
        { trigger: "button[name=action_approve]", run: "click" },
        { trigger: "body:not(:has(button[name=action_approve]))" },
    ],
});
