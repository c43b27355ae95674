/** @odoo-module **/
/* A table of marks that is filled in by keyboard: Tab and Enter move on, a block copied from a spreadsheet is pasted. */
import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { worded } from "@cadre_assessment/action/worded";
import { registry } from "@web/core/registry";
import { useHotkey } from "@web/core/hotkeys/hotkey_hook";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { pastedBlock, plain, stepOf } from "./block";

const PAGE = 50;
const NAMED = 5; // so many cells are named in one message

export class CadreGrid extends Component {
    static template = "cadre_assessment.Grid";
    static components = { Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.dialog = useService("dialog");
        this.table = useRef("table");
        this.params = this.props.action.params || {};
        this.model = this.params.model || "cadre.score";
        this.state = useState({
            places: [],
            place: this.params.place || "",
            search: "",
            offset: 0,
            total: 0,
            columns: [],
            rows: [],
            changed: {},
            saving: false,
        });
        this.display = { controlPanel: {} };
        useHotkey("alt+s", () => this.save(), { bypassEditableProtection: true });
        useSetupAction({
            beforeLeave: () => this.saveAll(),
            beforeUnload: () => this.saveAll(),
        });
        onWillStart(async () => {
            this.state.places = await this.orm.call(this.model, "grid_places", []);
            if (!this.state.place && this.state.places.length) {
                this.state.place = this.state.places[0].key;
            }
            await this.load();
        });
    }

    async load() {
        if (!this.state.place) {
            return;
        }
        const page = await this.orm.call(this.model, "grid", [this.state.place], {
            offset: this.state.offset,
            limit: PAGE,
            search: this.state.search,
        });
        Object.assign(this.state, { columns: page.columns, rows: page.rows, total: page.total, changed: {} });
    }

    get pageText() {
        const { offset, rows, total } = this.state;
        return total ? `${offset + 1}-${offset + rows.length} / ${total}` : "0";
    }

    get count() {
        return Object.keys(this.state.changed).length;
    }

    /** Changed cells that cannot be saved as they are: {row, column, text}, from the top. */
    get faults() {
        const found = [];
        this.state.rows.forEach((row, down) => {
            this.state.columns.forEach((column, right) => {
                const cell = row.cells[column.key];
                const changed = cell && this.state.changed[cell.id];
                if (changed && changed.invalid) {
                    found.push({ row, column, down, right, text: changed.text });
                }
            });
        });
        return found;
    }

    fault({ row, column, text }) {
        const said = { row: row.name, column: column.label, value: text, low: column.low, high: column.high };
        return column.high === null
            ? _t("%(row)s, %(column)s: “%(value)s” is no number from %(low)s on", said)
            : _t("%(row)s, %(column)s: “%(value)s” is no number from %(low)s to %(high)s", said);
    }

    /** Say which cells are wrong and stand in the first of them; what was typed stays where it is. */
    refuse(faults) {
        const lines = faults.slice(0, NAMED).map((one) => this.fault(one));
        if (faults.length > NAMED) {
            lines.push(_t("and %s more", faults.length - NAMED));
        }
        this.notification.add(`${_t("Correct the cells in red first.")} ${lines.join("; ")}`, { type: "danger" });
        this.focus(faults[0].down, faults[0].right);
    }

    shown(cell) {
        const changed = this.state.changed[cell.id];
        if (changed) {
            return changed.text;
        }
        return cell.value === null ? "" : String(+cell.value.toFixed(4));
    }

    /** On a phone each mark stands under its own heading. */
    label(column) {
        return column.high === null ? column.label : `${column.label} ≤ ${column.high}`;
    }

    get sumLabel() {
        return _t("Sum");
    }

    total(row) {
        let sum = 0;
        for (const column of this.state.columns) {
            const cell = row.cells[column.key];
            const text = cell ? this.shown(cell) : "";
            if (text === "" || Number.isNaN(Number(text))) {
                return "";
            }
            sum += Number(text);
        }
        return String(+sum.toFixed(2));
    }

    enter(cell, column, text) {
        text = plain(text);
        const value = text === "" ? null : Number(text);
        const high = column.high === null ? Infinity : column.high;
        const invalid = value !== null && !(value === 0 || (value >= column.low && value <= high));
        const before = cell.value === null ? "" : String(+cell.value.toFixed(4));
        if (text === before) {
            delete this.state.changed[cell.id];
        } else {
            this.state.changed[cell.id] = { text, value, invalid };
        }
    }

    onInput(cell, column, event) {
        this.enter(cell, column, event.target.value);
    }

    focus(row, column) {
        const input = this.table.el.querySelector(`input[data-row="${row}"][data-column="${column}"]`);
        if (input) {
            input.focus();
            input.select();
        }
        return Boolean(input);
    }

    onKeydown(row, column, event) {
        const step = stepOf(event);
        if (!step) {
            return;
        }
        event.preventDefault();
        let [down, right] = [row + step[0], column + step[1]];
        while (down >= 0 && down < this.state.rows.length && right >= 0 && right < this.state.columns.length) {
            if (this.focus(down, right)) {
                return;
            }
            down += step[0];
            right += step[1];
        }
        if (event.key === "Enter") {
            this.focus(0, column + 1);
        }
    }

    /** A block of a spreadsheet: lines and tabs, from the cell in which it is pasted on. */
    onPaste(row, column, event) {
        const lost = [];
        (pastedBlock(event) || []).forEach((line, down) => {
            line.forEach((part, right) => {
                const [target, of] = [this.state.rows[row + down], this.state.columns[column + right]];
                const cell = target && of && target.cells[of.key];
                if (cell && cell.may) {
                    this.enter(cell, of, part);
                } else if (part.trim() && !(cell && this.shown(cell) === part.trim())) {
                    lost.push(part.trim());
                }
            });
        });
        if (lost.length) {
            const said = { count: lost.length, values: lost.slice(0, NAMED).join(", ") };
            this.notification.add(_t("%(count)s values found no cell that you may fill in here: %(values)s", said), {
                type: "warning",
                sticky: true,
            });
        }
    }

    async save() {
        if (!this.count || this.state.saving) {
            return true;
        }
        const faults = this.faults;
        if (faults.length) {
            this.refuse(faults);
            return false;
        }
        const cells = Object.entries(this.state.changed).map(([id, cell]) => [Number(id), cell.value]);
        this.state.saving = true;
        try {
            await this.orm.call(this.model, "grid_save", [cells]);
        } finally {
            this.state.saving = false;
        }
        await this.load();
        this.notification.add(_t("%s marks saved", cells.length), { type: "success" });
        return true;
    }

    async saveAll() {
        return this.save();
    }

    discard() {
        this.state.changed = {};
    }

    async onPlace(event) {
        const place = event.target.value;
        if (await this.save()) {
            Object.assign(this.state, { place, offset: 0 });
            await this.load();
        } else {
            event.target.value = this.state.place;
        }
    }

    async onSearch(event) {
        if (await this.save()) {
            Object.assign(this.state, { search: event.target.value, offset: 0 });
            await this.load();
        }
    }

    async turn(pages) {
        const offset = Math.max(0, this.state.offset + pages * PAGE);
        if (offset < this.state.total && offset !== this.state.offset && (await this.save())) {
            this.state.offset = offset;
            await this.load();
        }
    }

    /** Where marks are confirmed by who gives them: all that is here is his, and there is something left to confirm. */
    get confirmable() {
        const mine = this.state.rows.some((row) => Object.values(row.cells).some((cell) => cell.may));
        return Boolean(this.params.confirm) && mine;
    }

    confirm() {
        this.dialog.add(ConfirmationDialog, {
            title: _t("Confirm the Marks"),
            body: _t("Confirmed marks count and stay as they are. Confirm them?"),
            confirmLabel: _t("Confirm"),
            confirm: async () => {
                if (await this.save()) {
                    await this.orm.call(this.model, "grid_confirm", [this.state.place]);
                    await this.load();
                    this.notification.add(_t("Marks confirmed"), { type: "success" });
                }
            },
            cancel: () => {},
        });
    }

    async workbook() {
        if (await this.save()) {
            const action = await this.orm.call("cadre.marks.import", "action_open", [this.model, this.state.place]);
            this.action.doAction(worded(action), { onClose: () => this.load() });
        }
    }
}

registry.category("actions").add("cadre_grid", CadreGrid);
