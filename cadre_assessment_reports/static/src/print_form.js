/** Prints the forms of this addon without asking for wkhtmltopdf, which they do not need. */
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { download } from "@web/core/network/download";
import { getReportUrl } from "@web/webclient/actions/reports/utils";

const OURS = "cadre_assessment_reports.";

export async function printForm(action, options, env) {
    if (action.report_type !== "qweb-pdf" || !action.report_name.startsWith(OURS)) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("cadre_form", printForm);
