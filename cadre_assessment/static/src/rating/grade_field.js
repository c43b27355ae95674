/* A grade as buttons that need no mouse: the keys 1, 2, 3 … give it, the arrows choose, Enter goes on. */
import { useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { BadgeSelectionField, badgeSelectionField } from "@web/views/fields/badge_selection/badge_selection_field";

export class CadreGradeField extends BadgeSelectionField {
    static template = "cadre_assessment.GradeField";
    static props = {
        ...BadgeSelectionField.props,
        locked: { type: Boolean, optional: true },
        proposedField: { type: String, optional: true },
    };

    setup() {
        super.setup();
        this.root = useRef("root");
    }

    /** Another grade than the one proposed needs its reason, so it is not saved by the click alone. */
    needsReason(option) {
        const proposed = this.props.proposedField && this.props.record.data[this.props.proposedField];
        return Boolean(proposed) && proposed.id !== option[0];
    }

    /** In a row that lies open the grade is entered; a click in any other row, or on a card, saves it at once. */
    async choose(option) {
        const { record, name } = this.props;
        const grade = { [name]: { id: option[0], display_name: option[1] } };
        if (record.isInEdition || this.needsReason(option)) {
            if (!record.isInEdition) {
                await this.env.askReason?.(record);
            }
            return record.update(grade);
        }
        try {
            await record.update(grade, { save: true });
        } catch (error) {
            record.discard(); // refused (no seat left): the card shows again what stands
            throw error;
        }
        return this.env.afterGrade?.(record);
    }

    async onKeydown(event) {
        const number = Number(event.key);
        const buttons = [...this.root.el.querySelectorAll("button")];
        const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
        if (step) {
            event.preventDefault();
            event.stopPropagation();
            buttons[buttons.indexOf(event.target) + step]?.focus();
        } else if (number && this.options[number - 1]) {
            event.preventDefault();
            event.stopPropagation();
            const option = this.options[number - 1];
            await this.choose(option);
            if (this.props.record.isInEdition && !this.needsReason(option)) {
                this.env.afterGrade?.(this.props.record);
            }
        } else if (event.key === " ") {
            event.stopPropagation(); // the browser's own click of a button
        }
    }
}

registry.category("fields").add("cadre_grade", {
    ...badgeSelectionField,
    component: CadreGradeField,
    displayName: _t("Grade as Buttons"),
    supportedTypes: ["many2one"],
    extractProps: (fieldInfo, dynamicInfo) => ({
        ...badgeSelectionField.extractProps(fieldInfo, dynamicInfo),
        locked: dynamicInfo.readonly,
        proposedField: fieldInfo.options.proposed_field,
    }),
});
