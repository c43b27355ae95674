/* A list of assessments with the seats of its cycle above the rows: how many there are, how many are left. */
import { Component, onWillStart, onWillUpdateProps, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { useService } from "@web/core/utils/hooks";
import { ListRenderer } from "@web/views/list/list_renderer";
import { listView } from "@web/views/list/list_view";

export class CadreSeats extends Component {
    static template = "cadre_assessment.Seats";
    static props = { list: Object };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ pools: [] });
        onWillStart(() => this.load(this.props));
        onWillUpdateProps((props) => this.load(props));
    }

    /** One cycle: the one of the action, else the only one among the rows shown. */
    cycleId(list) {
        if (list.context.cadre_cycle_id) {
            return list.context.cadre_cycle_id;
        }
        if (list.isGrouped && list.groupByField.name === "cycle_id") {
            return list.groups.length === 1 && list.groups[0].value;
        }
        const records = list.isGrouped ? list.groups.flatMap((group) => group.list.records || []) : list.records;
        const ids = new Set(records.map((record) => record.data.cycle_id && record.data.cycle_id.id));
        return ids.size === 1 ? [...ids][0] : false;
    }

    async load({ list }) {
        const cycleId = this.cycleId(list);
        this.state.pools = cycleId ? await this.orm.silent.call("cadre.cycle", "seat_banner", [[cycleId]]) : [];
    }
}

export class CadreSeatsListRenderer extends ListRenderer {
    static template = "cadre_assessment.SeatsListRenderer";
    static components = { ...ListRenderer.components, CadreSeats };

    setup() {
        super.setup();
        onWillStart(async () => {
            const groups = ["officer", "decider"].map((name) => user.hasGroup(`cadre_assessment.group_cadre_${name}`));
            this.showSeats = (await Promise.all(groups)).some(Boolean);
        });
    }
}

registry.category("views").add("cadre_seats_list", { ...listView, Renderer: CadreSeatsListRenderer });
