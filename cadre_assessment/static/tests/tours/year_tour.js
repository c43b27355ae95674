/** @odoo-module **/

import { registry } from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const state = (text) => ({ trigger: `.o_statusbar_status .o_arrow_button_current:contains("${text}")` });
const button = (name) => ({ trigger: `.o_form_statusbar button[name=${name}]`, run: "click" });

/** May: the person completes an item of his list and hands the list in. */
tours.add("cadre_year_list", {
    steps: () => [
        state("草稿"),
        { trigger: ".o_field_widget[name=item_ids] .o_data_row td[name=target]", run: "click" },
        {
            trigger: ".o_field_widget[name=item_ids] .o_data_row [name=target] textarea",
            run: "edit 制定实施方案并组织实施",
        },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        button("action_submit"),
        state("待审定"),
    ],
});

/** The leader in charge says yes to the list. */
tours.add("cadre_year_approve", {
    steps: () => [button("action_approve"), state("已审定")],
});

/** July: the person says what came of every item and how he sees himself, and hands in. */
tours.add("cadre_year_record", {
    steps: () => [
        { trigger: ".o_field_widget[name=line_ids] .o_data_row td[name=result]", run: "click" },
        { trigger: ".o_field_widget[name=line_ids] .o_data_row [name=result] textarea", run: "edit 按期完成,成效明显" },
        { trigger: ".o_field_widget[name=self_report] textarea", run: "edit 认真履职,完成各项任务。" },
        { trigger: ".o_form_button_save", run: "click" },
        { trigger: ".o_form_saved" },
        button("action_submit"),
        state("已提交"),
    ],
});

/** The leader in charge sees how many seats are left, and grades. */
tours.add("cadre_year_rate", {
    steps: () => [
        { trigger: ".o_field_widget[name=seats_text]:contains('优秀')" },
        { trigger: ".o_field_widget[name=shown_grade_id] .o_selection_badge:contains('优秀')", run: "click" },
        { trigger: ".o_form_button_save", run: "click" },
        state("已审定"),
    ],
});

/** December: the office looks at its cockpit and computes. */
tours.add("cadre_year_compute", {
    steps: () => [
        { trigger: ".o_field_widget[name=cockpit]" },
        button("action_compute"),
        { trigger: ".o_statusbar_status .o_arrow_button_current:contains('已计分'), .modal-footer .btn-primary" },
        { trigger: "body:has(.modal-footer .btn-primary) .modal-footer .btn-primary, body:not(:has(.modal))", run: "click" },
        state("已计分"),
        { trigger: "button[name=action_assessments]", run: "click" },
        { trigger: ".o_data_row:contains('李明')" },
    ],
});

/** After the notice: the person reads his total, and where every point comes from. */
tours.add("cadre_year_result", {
    steps: () => [
        { trigger: ".o_field_widget[name=total]:contains('98.00')" },
        { trigger: ".o_field_widget[name=line_ids] .o_data_row:contains('内部评价')" },
    ],
});

