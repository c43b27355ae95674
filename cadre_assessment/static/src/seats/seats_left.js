/* Beside each grade of a decision: how many seats are left in this person's pool, as the lines stand now. */
import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

export class CadreSeatsLeft extends Component {
    static template = "cadre_assessment.SeatsLeft";
    static props = { ...standardWidgetProps };

    /** The parent counts on every change of a line; several pools: the tightest one. */
    get left() {
        const parent = this.props.record.evalContext.parent || {};
        const keys = this.props.record.data.pool_keys || [];
        const pools = (parent.seat_state || []).filter((pool) => keys.includes(pool.id));
        return pools.length ? Math.min(...pools.map((pool) => pool.left)) : false;
    }
}

registry.category("view_widgets").add("cadre_seats_left", {
    component: CadreSeatsLeft,
    label: _t("Seats Left"),
    listViewWidth: 80,
});
