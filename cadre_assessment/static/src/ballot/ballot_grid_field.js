/** @odoo-module **/

import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { pastedBlock, plain, stepOf } from "../grid/block";

const NAMED = 5; // so many values are named in one message

/**
 * Paper counts of one group: a row for each subject, a column for each level, and a sum that must be the number of papers
 * returned. The value is the JSON of cadre.ballot.group.paper_grid.
 *
 * Whoever types fast is ahead of the record, which asks the server after every cell. So what is shown is our own copy: it
 * changes with every key, and the record's value is taken again only when everything typed has reached it.
 */
export class BallotGridField extends Component {
    static template = "cadre_assessment.BallotGridField";
    static props = { ...standardFieldProps, totalField: { type: String, optional: true } };

    setup() {
        this.notification = useService("notification");
        this.table = useRef("table");
        this.pending = 0;
        this.typed = false;
        this.state = useState({ columns: [], rows: [], expected: 0, texts: {} });
        useRecordObserver((record) => {
            const grid = record.data[this.props.name];
            this.state.expected = this.props.totalField ? record.data[this.props.totalField] : 0;
            if (!this.pending && !this.typed) {
                this.state.columns = grid ? grid.columns : [];
                this.state.rows = grid ? grid.rows.map((row) => ({ ...row, counts: [...row.counts] })) : [];
            }
        });
        const { bus } = this.props.record.model;
        useBus(bus, "NEED_LOCAL_CHANGES", (ev) => ev.detail.proms.push(this.commit()));
        useBus(bus, "WILL_SAVE_URGENTLY", () => this.commit());
    }

    get sumLabel() {
        return _t("Sum");
    }

    total(row) {
        return row.counts.reduce((sum, count) => sum + count, 0);
    }

    /** What stands in a cell: while it is typed in, that very text. */
    shown(rowIndex, columnIndex) {
        const text = this.state.texts[`${rowIndex}-${columnIndex}`];
        return text === undefined ? String(this.state.rows[rowIndex].counts[columnIndex]) : text;
    }

    /** Take a count; false when the text is none. */
    enter(rowIndex, columnIndex, text) {
        const count = Number(plain(text) || "0");
        if (!Number.isInteger(count) || count < 0) {
            return false;
        }
        const { counts } = this.state.rows[rowIndex];
        if (counts[columnIndex] !== count) {
            counts[columnIndex] = count;
            this.typed = true;
            this.props.record.model.bus.trigger("FIELD_IS_DIRTY", true);
        }
        return true;
    }

    onInput(rowIndex, columnIndex, event) {
        this.state.texts[`${rowIndex}-${columnIndex}`] = event.target.value;
        this.enter(rowIndex, columnIndex, event.target.value);
    }

    /** The cell is left: what is no number falls back to the count before it. */
    onChange(rowIndex, columnIndex, event) {
        delete this.state.texts[`${rowIndex}-${columnIndex}`];
        event.target.value = this.state.rows[rowIndex].counts[columnIndex];
        return this.commit();
    }

    /** Bring everything typed so far into the record. */
    async commit() {
        if (!this.typed) {
            return;
        }
        this.typed = false;
        this.pending++;
        try {
            await this.props.record.update({
                [this.props.name]: {
                    version: this.props.record.data[this.props.name]?.version,
                    columns: this.state.columns.map((column) => ({ ...column })),
                    rows: this.state.rows.map((row) => ({ ...row, counts: [...row.counts] })),
                },
            });
        } finally {
            this.pending--;
        }
        this.props.record.model.bus.trigger("FIELD_IS_DIRTY", this.typed);
    }

    /** A block of a spreadsheet, from the cell in which it is pasted on. */
    onPaste(rowIndex, columnIndex, event) {
        const block = pastedBlock(event);
        if (!block) {
            return;
        }
        const lost = [];
        block.forEach((line, down) => {
            line.forEach((part, right) => {
                const [row, column] = [rowIndex + down, columnIndex + right];
                const there = row < this.state.rows.length && column < this.state.columns.length;
                if (!(there && this.enter(row, column, part)) && part.trim()) {
                    lost.push(part.trim());
                }
            });
        });
        this.state.texts = {};
        if (lost.length) {
            const said = { count: lost.length, values: lost.slice(0, NAMED).join(", ") };
            this.notification.add(_t("%(count)s values are no counts or found no cell: %(values)s", said), {
                type: "warning",
            });
        }
        return this.commit();
    }

    /** Enter and the arrows move as on a sheet. */
    onKeydown(rowIndex, columnIndex, event) {
        const step = stepOf(event);
        if (!step) {
            return;
        }
        event.preventDefault();
        const next = this.table.el.querySelector(`[data-cell="${rowIndex + step[0]}-${columnIndex + step[1]}"]`);
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
