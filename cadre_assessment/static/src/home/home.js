/* The first page of each role: what to do now, one click to it; the cycles under way; my years. */
import { Component, onWillStart, useState } from "@odoo/owl";
import { makeContext } from "@web/core/context";
import { worded } from "@cadre_assessment/action/worded";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

let justLoaded = true;

export class CadreHome extends Component {
    static template = "cadre_assessment.Home";
    static props = { ...standardActionServiceProps };

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.menus = useService("menu");
        this.page = useState({ name: "", sections: [], cycles: [], years: [], setup: false });
        onWillStart(async () => {
            await this.load();
            // the menu shows what concerns the reader: what has begun since the page was loaded is taken up here
            if (!justLoaded) {
                await this.menus.reload();
            }
            justLoaded = false;
        });
    }

    async load() {
        Object.assign(this.page, await this.orm.call("cadre.home", "page", []));
    }

    /** The highest total drawn: bars are shares of it. */
    get top() {
        return Math.max(100, ...this.page.years.map((year) => year.total || 0));
    }

    get nothing() {
        return !this.page.sections.length;
    }

    /** The menu's own list, narrowed to what the card has counted: no filter of the menu hides some of it. */
    async open(card) {
        const action = await this.action.loadAction(card.action);
        const context = Object.fromEntries(
            Object.entries(makeContext([action.context || {}])).filter(([key]) => !key.startsWith("search_default_"))
        );
        return this.action.doAction({ ...action, name: card.label, domain: card.domain, context });
    }

    /** 催办: everybody who owes what the card counts is reminded, once a day. */
    async urge(card) {
        await this.action.doAction(worded(await this.orm.call("cadre.home", "urge", [card.code])));
    }

    /** All that the card counts, in one dialog that names it. */
    together(card) {
        return this.action.doAction(card.together, { onClose: () => this.load() });
    }

    openRecord(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: model,
            res_id: id,
            views: [[false, "form"]],
        });
    }
}

registry.category("actions").add("cadre_home", CadreHome);
