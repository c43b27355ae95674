/* A form says what is so now: links issued on a page of their own, papers counted by somebody else, work done in parts
   stand on it as soon as one comes back to it. */
import { useExternalListener } from "@odoo/owl";
import { isOurs } from "@cadre_assessment/phone/cards";
import { patch } from "@web/core/utils/patch";
import { FormController } from "@web/views/form/form_controller";

patch(FormController.prototype, {
    setup() {
        super.setup(...arguments);
        if (isOurs(this.props.resModel)) {
            useExternalListener(document, "visibilitychange", () => this.lookAgain());
        }
    },

    /** Read a record anew that was opened before another page was looked at; what is being written stays. */
    async lookAgain() {
        const { root } = this.model;
        if (document.visibilityState === "visible" && !this.env.inDialog && root?.resId && !(await root.isDirty())) {
            await root.load();
        }
    },
});
