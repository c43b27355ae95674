/* Who chose my unit: the button that hands in the order is there as long as an order waits to be handed in. */
import { evaluateBooleanExpr } from "@web/core/py_js/py";
import { registry } from "@web/core/registry";
import { ListController } from "@web/views/list/list_controller";
import { listView } from "@web/views/list/list_view";

export class OrderListController extends ListController {
    /** Buttons of the header ask `context.get('all_handed_in')`: of the rows that are shown, and of none at all. */
    evalViewModifier(modifier) {
        const { evalContext, records } = this.model.root;
        const all_handed_in = (records || []).every((record) => record.data.handed_in);
        return evaluateBooleanExpr(modifier, {
            ...evalContext,
            context: { ...evalContext.context, all_handed_in },
        });
    }
}

registry.category("views").add("cadre_order_list", { ...listView, Controller: OrderListController });
