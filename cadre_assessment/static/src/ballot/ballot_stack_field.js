/** @odoo-module **/

import { Component, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useRecordObserver } from "@web/model/relational_model/utils";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** A paper of its own, so that what is typed changes nothing of what was read. */
function copied(paper) {
    return { ...paper, ticks: paper.ticks.map((line) => [...line]), names: [...(paper.names || [])] };
}

/**
 * Paper ballots one by one: the lines of one paper, a key or a click for each tick, Enter for the next line and the next
 * paper. The value is the JSON of cadre.ballot.group.paper_stack; what counts is found out by the server.
 */
export class BallotStackField extends Component {
    static template = "cadre_assessment.BallotStackField";
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
        this.pending = 0;
        this.state = useState({ options: [], lines: [], limit: null, write_in: false, papers: [], at: 0 });
        useRecordObserver((record) => {
            const stack = record.data[this.props.name];
            if (stack && !this.pending) {
                Object.assign(this.state, {
                    options: stack.options,
                    lines: stack.lines,
                    limit: stack.limit,
                    write_in: stack.write_in,
                    papers: stack.papers.map(copied),
                });
                this.state.at = Math.min(this.state.at, Math.max(0, this.state.papers.length - 1));
            }
        });
    }

    get paper() {
        return this.state.papers[this.state.at];
    }

    has(line, option) {
        return this.paper.ticks[line].includes(option.id);
    }

    /** What the server will make of it, said at once: a line without exactly one tick is void. */
    isVoid(line) {
        return this.paper.ticks[line].length > 1;
    }

    async save() {
        const value = {
            version: this.props.record.data[this.props.name]?.version,
            options: this.state.options.map((option) => ({ ...option })),
            lines: this.state.lines.map((line) => ({ ...line })),
            limit: this.state.limit,
            write_in: this.state.write_in,
            papers: this.state.papers.map(copied),
        };
        this.pending++;
        try {
            await this.props.record.update({ [this.props.name]: value });
        } finally {
            this.pending--;
        }
    }

    toggle(line, option) {
        const ticks = this.paper.ticks[line];
        const place = ticks.indexOf(option.id);
        if (place < 0) {
            ticks.push(option.id);
        } else {
            ticks.splice(place, 1);
        }
        return this.save();
    }

    /** Names stand in one line as people write them; a blank may be part of a name. */
    write(text) {
        this.paper.names = text
            .split(/[、，,；;\n]/)
            .map((name) => name.trim())
            .filter(Boolean);
        return this.save();
    }

    add() {
        const number = Math.max(0, ...this.state.papers.map((paper) => paper.number)) + 1;
        this.state.papers.push({ number, ticks: this.state.lines.map(() => []), names: [] });
        this.state.at = this.state.papers.length - 1;
        this.focus(0);
        return this.save();
    }

    remove() {
        this.state.papers.splice(this.state.at, 1);
        this.state.at = Math.max(0, this.state.at - 1);
        return this.save();
    }

    go(step) {
        this.state.at = Math.min(this.state.papers.length - 1, Math.max(0, this.state.at + step));
    }

    focus(line) {
        setTimeout(() => this.root.el?.querySelector(`[data-line="${line}"]`)?.focus());
    }

    /** 1 … 9 tick a level, Enter and the arrows move; Enter on the last line begins the next paper. */
    onKeydown(line, event) {
        const option = this.state.options[Number(event.key) - 1];
        const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (this.props.readonly || (!option && !step)) {
            return;
        }
        event.preventDefault();
        event.stopPropagation();
        if (option) {
            this.toggle(line, option);
        } else if (event.key === "Enter" && line === this.state.lines.length - 1) {
            this.add();
        } else {
            this.focus(line + step);
        }
    }
}

registry.category("fields").add("cadre_ballot_stack", {
    component: BallotStackField,
    displayName: _t("Papers One by One"),
    supportedTypes: ["json"],
});
