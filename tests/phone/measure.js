/* What a thumb would miss, and what is wider than the screen: {small: [], wide: []}. */
(() => {
    const found = { small: [], wide: [] };
    const seen = (one) => {
        const box = one.getBoundingClientRect();
        const style = getComputedStyle(one);
        return box.width && box.height && style.visibility !== "hidden" && style.opacity !== "0";
    };
    const name = (one) => {
        const text = (one.innerText || one.getAttribute("aria-label") || one.title || "").trim().slice(0, 20);
        return `${one.tagName.toLowerCase()}[${one.getAttribute("name") || ""}].${String(one.className).split(" ", 4).join(".")} “${text}”`;
    };
    if (document.documentElement.scrollWidth > innerWidth + 1) {
        found.wide.push(`the page: ${document.documentElement.scrollWidth}`);
    }
    for (const one of document.querySelectorAll("body *")) {
        const scrolls = ["auto", "scroll"].includes(getComputedStyle(one).overflowX);
        if (scrolls && one.scrollWidth > one.clientWidth + 1 && !["TEXTAREA", "INPUT"].includes(one.tagName) && seen(one)) {
            found.wide.push(`${name(one)}: ${one.scrollWidth} in ${one.clientWidth}`);
        }
    }
    const touched =
        "a[href], button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea, [role=button], [role=tab], " +
        ".o_kanban_record, tr.o_data_row, .form-check, [contenteditable=true]";
    for (const one of document.querySelectorAll(touched)) {
        const box = one.getBoundingClientRect();
        if (seen(one) && !one.disabled && !one.matches(".o_skip_to_content") && (box.width < 43.5 || box.height < 43.5)) {
            found.small.push(`${name(one)}: ${Math.round(box.width)} x ${Math.round(box.height)}`);
        }
    }
    return found;
})()
