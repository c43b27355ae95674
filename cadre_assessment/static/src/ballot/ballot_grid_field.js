/** @odoo-module **/

import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/**
 * Paper counts of one group: a row for each subject, a column for each level, and a sum that must be the number of papers
 * returned. The value is the JSON of cadre.ballot.group.paper_grid.
 */
export class BallotGridField extends Component {
    static template = "cadre_assessment.BallotGridField";
    static props = { ...standardFieldProps, totalField: { type: String, optional: true } };

    get grid() {
        return this.props.record.data[this.props.name] || { columns: [], rows: [] };
    }

    get expected() {
        return this.props.totalField ? this.props.record.data[this.props.totalField] : 0;
    }

    total(row) {
        return row.counts.reduce((sum, count) => sum + count, 0);
    }

    async onChange(rowIndex, columnIndex, event) {
        const count = Number(event.target.value.trim() || "0");
        if (!Number.isInteger(count) || count < 0) {
            event.target.value = this.grid.rows[rowIndex].counts[columnIndex];
            return;
        }
        const rows = this.grid.rows.map((row, index) =>
            index === rowIndex
                ? { ...row, counts: row.counts.map((old, column) => (column === columnIndex ? count : old)) }
                : row
        );
        await this.props.record.update({ [this.props.name]: { ...this.grid, rows } });
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
