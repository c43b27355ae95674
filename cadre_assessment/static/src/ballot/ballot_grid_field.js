/** @odoo-module **/

import { Component, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * Paper counts of one group: a row for each subject, a column for each level, and a sum that must be the number of papers
 * returned. The value is the JSON of cadre.ballot.group.paper_grid.
 */
export class BallotGridField extends Component {
    static template = "cadre_assessment.BallotGridField";
    static props = { ...standardFieldProps, totalField: { type: String, optional: true } };

    setup() {
        // Whoever types fast is ahead of the record, which asks the server after every cell: what is shown is our own copy.
        this.pending = 0;
        this.state = useState({ columns: [], rows: [], expected: 0 });
        useRecordObserver((record) => {
            const grid = record.data[this.props.name];
            this.state.expected = this.props.totalField ? record.data[this.props.totalField] : 0;
            if (!this.pending) {
                this.state.columns = grid ? grid.columns : [];
                this.state.rows = grid ? grid.rows.map((row) => ({ ...row, counts: [...row.counts] })) : [];
            }
        });
    }

    total(row) {
        return row.counts.reduce((sum, count) => sum + count, 0);
    }

    async onChange(rowIndex, columnIndex, event) {
        const counts = this.state.rows[rowIndex].counts;
        const count = Number(event.target.value.trim() || "0");
        if (!Number.isInteger(count) || count < 0) {
            event.target.value = counts[columnIndex];
            return;
        }
        counts[columnIndex] = count;
        const value = {
            columns: this.state.columns.map((column) => ({ ...column })),
            rows: this.state.rows.map((row) => ({ ...row, counts: [...row.counts] })),
        };
        this.pending++;
        try {
            await this.props.record.update({ [this.props.name]: value });
        } finally {
            this.pending--;
        }
    }

    /** Enter and the arrows move as on a sheet. */
    onKeydown(rowIndex, columnIndex, event) {
        const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (!step) {
            return;
        }
        event.preventDefault();
        const next = event.target
            .closest("table")
            .querySelector(`[data-cell="${rowIndex + step}-${columnIndex}"]`);
        if (next) {
            next.focus();
            next.select();
        }
    }
}

registry.category("fields").add("cadre_ballot_grid", {
    component: BallotGridField,
    displayName: _t("Paper Counts"),
    supportedTypes: ["json"],
    extractProps: ({ options }) => ({ totalField: options.total_field }),
});
