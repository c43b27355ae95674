/* An action that a method returned: its words of an empty list are HTML, as those of an action that was loaded. */
import { markup } from "@odoo/owl";

export function worded(action) {
    return action && typeof action.help === "string" ? { ...action, help: markup(action.help) } : action;
}
