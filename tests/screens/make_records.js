/* Makes records on the screen as a person does: through the menu, New, fields filled in by typing, Save, opened again, printed.

   JOBS: [{menu: [xmlids from the section down], fields: [[name, text]], rows: [[field, [[name, text]], rows of it]],
   print: bool}], put in front by the test. 
   One page for all of them; a job that fails is told with what was on the screen, and left for the next one. */

const hoot = odoo.loader.modules.get("@odoo/hoot-dom");
const { rpcBus } = odoo.loader.modules.get("@web/core/network/rpc");
const visible = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== "hidden";
const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(visible);
const one = (selector, root = document) => all(selector, root)[0];
const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const NEW = ".o_list_button_add, .o-kanban-button-new, .o_form_button_create, .o-calendar-button-new";
const ROWS = ".o_data_row, .o_kanban_record:not(.o_kanban_ghost)";

/* What came of each report asked for. */
let files = [];
const ask = XMLHttpRequest.prototype.open;
XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).includes("/report/download")) {
        this.addEventListener("loadend", () =>
            files.push({ status: this.status, name: this.getResponseHeader("Content-Disposition") })
        );
    }
    return ask.call(this, method, url, ...rest);
};

let pending = 0;
let errors = [];
rpcBus.addEventListener("RPC:REQUEST", ({ detail }) => (pending += detail.settings.silent ? 0 : 1));
rpcBus.addEventListener("RPC:RESPONSE", ({ detail }) => {
    pending -= detail.settings.silent ? 0 : 1;
    if (detail.error && !detail.settings.silent) errors.push(detail.error.data?.message || detail.error.message);
});

async function until(found, what, most = 30000) {
    const end = Date.now() + most;
    while (Date.now() < end) {
        const result = found();
        if (result) return result;
        await sleep(20);
    }
    throw new Error(`waited in vain for ${what}; ${errors.join(" | ")}; ${(one('.o_action_manager')?.innerText || '').replace(/\s+/g, ' ').slice(0, 400)}`);
}

async function settled() {
    await sleep(30);
    await until(() => pending <= 0 && !document.querySelector(".o_blockUI"), "the server");
    await sleep(30);
}

async function press(element) {
    element.scrollIntoView({ block: "center" });
    await hoot.click(element);
    await settled();
}

async function type(input, text) {
    await hoot.click(input);
    await hoot.edit(text, { confirm: false });
}

async function open(menu) {
    for (const [level, xmlid] of menu.entries()) {
        const shown = () => one(`[data-menu-xmlid="${xmlid}"]`);
        if (!level) await until(() => shown() || one(".o_menu_sections_more button"), "the menu");
        let entry = shown();
        if (!entry && !level) {
            await press(one(".o_menu_sections_more button"));
        }
        entry = await until(shown, xmlid);
        await press(entry);
    }
    await until(() => one(NEW), `New of ${menu.at(-1)}`);
    await settled();
}

/* The form, the dialog or the row that is being written. */
const dialog = () => all(".modal .o_form_view").at(-1);
const sheet = () => one(".o_selected_row", dialog() || document) || dialog() || one(".o_form_view");

/* A field, on whatever page of the notebook it stands. */
async function field(name, root = sheet) {
    const find = () => all(`.o_field_widget[name="${name}"], td[name="${name}"]`, root())[0];
    if (!find()) {
        for (const tab of all(".o_notebook_headers .nav-link", root())) {
            await press(tab);
            if (find()) break;
        }
    }
    const found = find();
    if (!found) throw new Error(`no field ${name}: ${sheet().innerText.slice(0, 800)}`);
    if (found.tagName === "TD") {
        if (!one("input, textarea, button", found)) await press(found);
        return one(".o_field_widget", found) || found;
    }
    return found;
}

const choice = (selector, text) =>
    until(
        () =>
            all(selector).find(
                (item) => !item.matches(".o_m2o_dropdown_option, .o_m2o_start_typing, .o_m2o_no_result") && item.innerText.includes(text)
            ),
        `${text || "anything"} to choose`,
        20000
    );

/* Fill in one widget, by what it is; without a text: something that fits. */
async function fill(widget, text) {
    const kind = (name) => widget.matches(`.o_field_${name}`);
    if (kind("many2one") || kind("many2many_tags") || kind("many2one_avatar_employee") || one(".o-autocomplete--input", widget)) {
        const input = one(".o-autocomplete--input", widget);
        await hoot.click(input);
        if (text) {
            await hoot.edit(text, { confirm: false });
            await sleep(350); // what is typed is searched a moment later
            await settled();
        }
        const item = await choice(".o-autocomplete--dropdown-item:not(:has(.o_loading))", text || "");
        await press(item.querySelector("a") || item);
        return;
    }
    if (one(".o_select_menu_toggler", widget)) {
        await hoot.click(one(".o_select_menu_toggler", widget));
        await press(await choice(".o_select_menu_menu .o_select_menu_item, .o_field_selection_menu .o-dropdown-item", text || ""));
        return;
    }
    if (one("button.o_input, .o_input.cursor-pointer", widget)) {
        await hoot.click(one("button.o_input, .o_input.cursor-pointer", widget));
        await until(() => one("input", widget), "the field of a date");
        await hoot.edit(text || "2025/06/30", { confirm: "enter" });
        await settled();
        return;
    }
    const editor = one(".odoo-editor-editable", widget);
    if (editor) {
        editor.focus();
        document.execCommand("insertText", false, text || "试填");
        return;
    }
    if (one("select", widget)) {
        const options = [...one("select", widget).options].filter((option) => option.value !== "false");
        await hoot.select((options.find((option) => !text || option.text === text) || {}).value, { target: one("select", widget) });
        return;
    }
    if (one(".o_selection_badge, .o_radio_item label", widget)) {
        await press(all(".o_selection_badge, .o_radio_item label", widget).find((item) => !text || item.innerText.includes(text)));
        return;
    }
    const input = one("input, textarea", widget);
    if (!input) throw new Error(`cannot be filled in: ${widget.outerHTML.slice(0, 300)}`);
    if (input.type === "checkbox") return press(input);
    await type(input, text || (input.inputMode === "decimal" || input.inputMode === "numeric" ? "1" : "试填"));
    await hoot.press("Tab");
    await settled();
}

async function save() {
    for (let round = 0; round < 4; round++) {
        const button = one(".o_form_button_save, .o_list_button_save, .o_cadre_save");
        if (!button) return;
        await press(button);
        const invalid = all(".o_field_invalid:not(label)", sheet() || document).filter((widget) => widget.matches(".o_field_widget"));
        const cells = all("td.o_invalid_cell", document);
        if (one(".modal")) break;
        if (!invalid.length && !cells.length && !one(".o_form_button_save, .o_list_button_save, .o_cadre_save")) break;
        for (const widget of invalid) {
            if (visible(widget)) await fill(widget);
        }
        for (const cell of cells) {
            await fill(await field(cell.getAttribute("name")));
        }
    }
    await until(() => !one(".o_form_button_save, .o_list_button_save, .o_cadre_save") || one(".o_error_dialog, .modal"), "saved");
    const dialog = one(".modal");
    if (dialog || errors.length) throw new Error(`not saved: ${errors.join(" | ")} ${dialog?.innerText || ""}`);
}

/* A row of a record, written in place or in a dialog, with rows of its own. */
async function addRow([name, fields, below = []]) {
    const table = await field(name, () => dialog() || one(".o_form_view"));
    const dialogs = all(".modal .o_form_view").length;
    const add = one(".o_field_x2many_list_row_add a, .o_field_x2many_list_row_add button, .o-kanban-button-new", table);
    if (!add) throw new Error(`no row can be added to ${name}: ${table.innerText.slice(0, 300)}`);
    await press(add);
    await until(() => one(".o_selected_row", table) || all(".modal .o_form_view").length > dialogs, `a row of ${name}`);
    const inRow = () => (all(".modal .o_form_view").length > dialogs ? dialog() : one(".o_selected_row", table)) || sheet();
    for (const [part, text] of fields) await fill(await field(part, inRow), text);
    for (const row of below) await addRow(row);
    if (all(".modal .o_form_view").length === dialogs) return;
    for (let round = 0; round < 4; round++) {
        await press(all(".modal .o_form_button_save").at(-1));
        if (all(".modal .o_form_view").length === dialogs) return;
        const invalid = all(".o_field_invalid:not(label)", dialog()).filter((widget) => widget.matches(".o_field_widget"));
        for (const widget of invalid) if (visible(widget)) await fill(widget);
        for (const cell of all("td.o_invalid_cell", dialog())) await fill(await field(cell.getAttribute("name")));
    }
    throw new Error(`the row of ${name} stays open: ${errors.join(" | ")} ${sheet().innerText.slice(0, 400)}`);
}

async function reopen(texts) {
    const back = one(".o_back_button a, .breadcrumb-item a, .o_back_button");
    const number = location.pathname.match(/\/(\d+)$/)?.[1];
    await press(back);
    await until(() => one(NEW), "the list");
    for (let facet; (facet = one(".o_facet_remove")); ) await press(facet);
    const row = await until(() => all(ROWS).findLast((item) => texts.every((text) => item.innerText.includes(text))), `the row of ${texts}`);
    await press(one(".o_data_cell:not(.o_list_record_selector):not(.o_handle_cell):not(.o_boolean_toggle_cell)", row) || row);
    // a list that is written in place opens its row
    await until(() => one(".o_selected_row") || (one(".o_form_view") && location.pathname.match(/\/(\d+)$/)), "the record");
    const shown = location.pathname.match(/\/(\d+)$/)?.[1];
    if (texts.length && shown && number !== shown) throw new Error(`made ${number}, opened ${shown}`);
    return Boolean(shown);
}

/* The first report of the print menu: the file comes, as a file. */
async function print() {
    files = [];
    await press(one(".o_cp_action_menus button:has(.fa-cog)"));
    const entry = one(".o-dropdown--menu :is(.o-dropdown-item, button):has(.fa-print)");
    if (!entry) {
        await hoot.press("Escape");
        return false;
    }
    const menus = all(".o-dropdown--menu").length;
    await press(entry);
    if (!entry.matches(".o_menu_item")) {
        await until(() => all(".o-dropdown--menu").length > menus, "the print menu");
        await press(one(".o_menu_item", all(".o-dropdown--menu").at(-1)));
    }
    // Odoo's own badge is shown instead of printed where Odoo's own printer is not installed; no paper of ours is
    const badge = () => one("iframe")?.src.includes("/report/html/hr.");
    await until(() => files.length || badge(), "the file", 60000);
    if (!files.length) return true;
    if (files[0].status !== 200 || !files[0].name) throw new Error(`not printed: ${files[0].status} ${errors.join(" | ")}`);
    return true;
}

async function make({ menu, fields, rows, shows, prints }) {
    errors = [];
    await open(menu);
    const begun = () => one(".o_form_view .o_field_widget, .o_selected_row");
    // a list that is still being drawn takes no click: whoever waits in vain clicks once more
    await press(await until(() => one(NEW), "the button New"));
    await until(begun, "the new record", 10000).catch(async () => begun() || press(one(NEW)));
    await until(begun, "the new record");
    const inPlace = Boolean(one(".o_selected_row"));
    for (const [name, text] of fields) await fill(await field(name), text);
    await save();
    if (inPlace) {
        await until(() => shows.length === 0 || all(ROWS).some((row) => shows.every((text) => row.innerText.includes(text))), "the row");
        return "row";
    }
    await until(() => location.pathname.match(/\/\d+$/), "the number of the record");
    const failed = [];
    for (const row of rows) {
        try {
            errors = [];
            await addRow(row);
            await save();
        } catch (error) {
            failed.push(`${row[0]}: ${error.message}`);
            await leave();
        }
    }
    if (failed.length) throw new Error(failed.join("\n    "));
    const form = await reopen(shows);
    return form && prints && (await print()) ? "printed" : "form";
}

/* Out of what could not be finished: dialogs closed, nothing kept. */
async function leave() {
    for (const dialog of all(".modal")) await hoot.click(one(".btn-close, footer button", dialog));
    await sleep(100);
    for (let shut; (shut = one(".o_form_button_cancel, .o_list_button_discard")); await sleep(100)) await hoot.click(shut);
    await sleep(200);
}

(async () => {
    const failed = [];
    for (const job of JOBS) {
        const begun = Date.now();
        try {
            console.log(`${job.menu.at(-1)}: ${await make(job)} in ${Date.now() - begun} ms`);
        } catch (error) {
            failed.push(`${job.menu.at(-1)}: ${error.message}`);
            await leave();
        }
    }
    if (failed.length) console.error(failed.join("\n"));
    else console.log("test successful");
})();
