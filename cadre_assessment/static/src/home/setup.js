/* The first steps: from an empty system to the first printed lists, each with its button. */
import { Component, onWillStart, useState } from "@odoo/owl";
import { worded } from "@cadre_assessment/action/worded";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

export class CadreSetup extends Component {
    static template = "cadre_assessment.Setup";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ steps: [] });
        onWillStart(() => this.load());
    }

    async load() {
        this.state.steps = await this.orm.call("cadre.setup", "page", []);
    }

    get done() {
        return this.state.steps.filter((step) => step.done).length;
    }

    /** What a button opens, or what it does here; afterwards the page is counted anew. */
    async press(button) {
        let action = button.action;
        if (button.method) {
            const answer = await this.orm.call("cadre.setup", button.method, []);
            if (Array.isArray(answer)) {
                this.state.steps = answer;
                return;
            }
            action = worded(answer);
        }
        await this.action.doAction(action, { onClose: () => this.load() });
    }
}

registry.category("actions").add("cadre_setup", CadreSetup);
