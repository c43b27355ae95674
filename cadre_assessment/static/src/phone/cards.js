/* On a phone a list is a pile of cards, each with the name on top: nothing is wider than the screen. */
import { patch } from "@web/core/utils/patch";
import { ListRenderer } from "@web/views/list/list_renderer";

/** What a card is called, the best name first; without any of them, by its first column of text. */
const NAMES = ["employee_name", "person_name", "assessment_id", "subject_id", "employee_id", "subject_unit_id", "label", "name", "display_name"];
const NAMING = ["char", "many2one", "text"];
/** Without a value these show nothing. */
const EMPTY = [undefined, null, "badge"];

/** Whether a view of this model is drawn by us on a phone. */
export function isOurs(resModel) {
    return resModel.startsWith("cadre.");
}

function isEmpty(value) {
    return value === false || value === null || value === undefined || value === "" || value.count === 0;
}

patch(ListRenderer.prototype, {
    /** The root's model decides, so that the lists inside a form of ours are cards too. */
    get isCards() {
        return this.env.isSmall && isOurs(this.props.list.model.config.resModel || "");
    },

    /** What a list does with several records can be done here, too: each card has a box to tick. */
    get hasSelectors() {
        const forMany = () => this.props.archInfo.headerButtons?.some((button) => button.display !== "always");
        return super.hasSelectors || (this.isCards && this.props.allowSelectors && forMany());
    },

    getCellClass(column, record) {
        const classes = super.getCellClass(column, record);
        return this.isCards ? `${classes} ${this.cardClass(column, record)}` : classes;
    },

    cardClass(column, record) {
        if (column.type === "button_group") {
            return column.buttons.some((one) => !this.evalInvisible(one.invisible, record)) ? "" : "o_cadre_card_empty";
        }
        if (column.type !== "field") {
            return "";
        }
        const value = record.data[column.name];
        const enterable = this.isInlineEditable(record) && !this.isCellReadonly(column, record);
        if (this.evalInvisible(column.invisible, record) || (isEmpty(value) && !enterable && EMPTY.includes(column.widget))) {
            return "o_cadre_card_empty";
        }
        return column.name === this.cardName ? "o_cadre_card_name" : "";
    },

    get cardName() {
        const names = this.columns.filter((one) => one.type === "field").map((one) => one.name);
        const first = this.columns.find((one) => one.type === "field" && NAMING.includes(this.fields[one.name].type));
        return NAMES.find((one) => names.includes(one)) || (first && first.name);
    },
});
