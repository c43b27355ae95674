/* How far long work is: a bar that moves by itself as long as somebody works on it. */
import { Component, onWillUnmount } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatFloat } from "@web/views/fields/formatters";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const EVERY = 3000; // milliseconds between two looks

export class CadreBatchProgress extends Component {
    static template = "cadre_assessment.BatchProgress";
    static props = { ...standardFieldProps };

    setup() {
        this.timer = setInterval(() => this.look(), EVERY);
        onWillUnmount(() => clearInterval(this.timer));
    }

    get open() {
        return ["queued", "running"].includes(this.props.record.data.state);
    }

    get percent() {
        return Math.floor(this.props.record.data[this.props.name] || 0);
    }

    async look() {
        if (this.open && !document.hidden && !this.looking) {
            this.looking = true;
            try {
                await this.props.record.load();
            } catch {
                clearInterval(this.timer); // gone, or no longer ours to see: the page is loaded anew by hand
            } finally {
                this.looking = false;
            }
        }
    }
}

registry.category("fields").add("cadre_batch_progress", {
    component: CadreBatchProgress,
    supportedTypes: ["float"],
    fieldDependencies: [{ name: "state", type: "selection" }],
});

/* The size of a file in the unit that a reader takes in. */
export class CadreFileSize extends Component {
    static template = "cadre_assessment.FileSize";
    static props = { ...standardFieldProps };

    get words() {
        const bytes = this.props.record.data[this.props.name] || 0;
        return _t("%s MB", formatFloat(Math.max(bytes / 1e6, 0.1), { digits: [16, 1] }));
    }
}

registry.category("fields").add("cadre_file_size", { component: CadreFileSize, supportedTypes: ["integer"] });
