/* The list in which a leader rates: above it stands how many seats are left, counted anew after every grade; after a
   grade the next record follows by itself. */
import { onWillStart, useChildSubEnv, useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { useBus, useService } from "@web/core/utils/hooks";
import { ListController } from "@web/views/list/list_controller";
import { ListRenderer } from "@web/views/list/list_renderer";
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

export class CadreRatingListRenderer extends ListRenderer {
    setup() {
        super.setup();
        useChildSubEnv({
            afterGrade: (record) => this.afterGrade(record),
            askReason: (record) => this.props.list.enterEditMode(record),
        });
    }

    /** On a desk the next row is entered where the grade stands; on a phone the next card without a grade comes up. */
    afterGrade(record) {
        const { records } = this.props.list;
        const at = records.findIndex((one) => one.id === record.id); // the field holds it by another proxy
        if (record.isInEdition) {
            const column = this.columns.find((one) => one.widget === "cadre_grade");
            this.lastEditedCell = { column, record: records[at] };
            return this.editNextRecord(records[at], null);
        }
        const next = [...records.slice(at + 1), ...records.slice(0, at)].find((one) => !one.data.shown_grade_id);
        const row = next && this.tableRef.el.querySelector(`tr[data-id="${next.id}"]`);
        if (row) {
            row.scrollIntoView({ block: "start", behavior: "smooth" });
        }
    }
}

export const cadreRatingListView = {
    ...listView,
    Controller: CadreRatingListController,
    Renderer: CadreRatingListRenderer,
};

registry.category("views").add("cadre_rating_list", cadreRatingListView);
