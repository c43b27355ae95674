/* What is missing in a cycle, as cards; each opens its list in one click. */
import { Component, useEffect } from "@odoo/owl";
import { worded } from "@cadre_assessment/action/worded";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

export class CadreCockpit extends Component {
    static template = "cadre_assessment.Cockpit";
    static props = { ...standardFieldProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        const menus = useService("menu");
        let known = this.props.record.data.state;
        // a cycle that opens brings lists, records, ballots: the menu shows what there is
        useEffect(
            (state) => {
                if (state !== known) {
                    known = state;
                    menus.reload();
                }
            },
            () => [this.props.record.data.state]
        );
    }

    get cockpit() {
        return this.props.record.data[this.props.name] || {};
    }

    get cards() {
        return this.cockpit.cards || [];
    }

    async open(card) {
        let action = card.action;
        if (action && action.type === "method") {
            action = worded(
                await this.orm.call(this.props.record.resModel, action.name, [[this.props.record.resId]])
            );
        }
        if (action) {
            if (action.xml_id && !action.help) {
                // the words of an empty list come with the menu's own action
                const { help } = await this.action.loadAction(action.xml_id);
                action = { ...action, help };
            }
            return this.action.doAction(action);
        }
    }
}

export const cadreCockpit = {
    component: CadreCockpit,
    supportedTypes: ["json"],
};

registry.category("fields").add("cadre_cockpit", cadreCockpit);
