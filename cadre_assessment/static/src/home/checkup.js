/* The check-up: what would go wrong, each with its remedy. */
import { Component, onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

export class CadreCheckup extends Component {
    static template = "cadre_assessment.Checkup";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.state = useState({ checks: [], maySetUp: false });
        onWillStart(async () => {
            this.state.maySetUp = await user.hasGroup("cadre_assessment.group_cadre_manager");
            await this.load();
        });
    }

    async load() {
        this.state.checks = await this.orm.call("cadre.checkup", "page", []);
    }

    look(check) {
        if (check.ok === null) {
            return "fa-question-circle text-muted";
        }
        return check.ok ? "fa-check-circle text-success" : "fa-exclamation-circle text-danger";
    }
}

registry.category("actions").add("cadre_checkup", CadreCheckup);
