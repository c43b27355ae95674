/* The list in which a leader rates: above it stands how many seats are left, counted anew after every grade. */
import { onWillStart, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

export class CadreRatingListController extends ListController {
    static template = "cadre_assessment.RatingListView";

    setup() {
        super.setup();
        this.ratingOrm = useService("orm");
        this.rating = useState({ seats: [] });
        onWillStart(() => this.loadSeats());
        useBus(this.model.bus, "update", () => this.loadSeats());
    }

    async loadSeats() {
        this.rating.seats = await this.ratingOrm.call(this.props.resModel, "rating_seats", []);
    }

    async onRecordSaved(record) {
        await super.onRecordSaved(record);
        await this.loadSeats();
    }
}

export const cadreRatingListView = { ...listView, Controller: CadreRatingListController };

registry.category("views").add("cadre_rating_list", cadreRatingListView);
