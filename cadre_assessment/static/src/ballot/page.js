(function () {
    "use strict";
    // Old phones too: no arrow functions, no const. Without this script everything works, with one page more.
    var store = null;
    try { store = window.localStorage; } catch (e) { /* a browser that keeps nothing */ }
    var done = document.body.getAttribute("data-done");
    if (done && store) { store.removeItem(done); }
    var form = document.getElementById("paper");
    if (!form || !form.querySelectorAll) { return; }
    var data = function (name) { return form.getAttribute("data-" + name); };
    var lines = form.querySelectorAll("fieldset"), limit = data("limit"), sheet = document.getElementById("sheet");
    var note = document.getElementById("note"), gap = document.getElementById("gap"), key = data("key"), asked = false, sent = false;
    function each(list, f) { for (var i = 0; i < list.length; i++) { f(list[i], i); } }
    function ticked(line) { return line.querySelector("input:checked"); }
    function blanks() {
        var found = [];
        each(lines, function (line) { if (!ticked(line)) { found.push(line); } });
        return found;
    }
    function tops() {  // of the heading that has most
        var most = 0, by = {};
        each(form.querySelectorAll("input[data-top]:checked"), function (input) {
            var c = input.name.split("_")[1];
            by[c] = (by[c] || 0) + 1;
            most = Math.max(most, by[c]);
        });
        return most;
    }
    function say(text, alarm) {
        note.textContent = text;
        note.className = alarm ? "n a" : "n";
    }
    function show() {
        var text = data("filled").replace("%s", lines.length - blanks().length);
        if (limit) { text += " · " + data("top").replace("%s", tops()); }
        say(text, limit && tops() > +limit);
    }
    function save() {
        var kept = [];
        each(form.querySelectorAll("input:checked"), function (input) { kept.push(input.id); });
        try { store.setItem(key, kept.join(" ")); } catch (e) { /* full or forbidden: no draft */ }
    }
    if (store && !form.querySelector("input:checked")) {
        each((store.getItem(key) || "").split(" "), function (id) {
            var input = id && document.getElementById(id);
            if (input) { input.checked = true; }
        });
    }
    form.addEventListener("change", function () {
        each(form.querySelectorAll(".m"), function (line) { if (ticked(line)) { line.className = ""; } });
        save();
        show();
        if (limit && tops() > +limit) { say(data("over"), true); }
    });
    document.getElementById("back").addEventListener("click", function () { sheet.hidden = true; });
    document.getElementById("sure").addEventListener("click", function () { asked = "sure"; });
    form.addEventListener("submit", function (event) {
        if (asked === "sure" && !sent) { sent = true; return; }
        event.preventDefault();
        if (sent) { return; }
        if (limit && tops() > +limit) { say(data("over"), true); return; }
        var empty = blanks();
        if (empty.length && !asked) {
            asked = true;
            each(empty, function (line) { line.className = "m"; });
            empty[0].scrollIntoView();
            window.scrollBy(0, -80);
            say(data("blank").replace("%s", empty.length), true);
            return;
        }
        gap.textContent = data("gap").replace("%s", empty.length);
        gap.hidden = !empty.length;
        sheet.hidden = false;
    });
    window.addEventListener("pageshow", function () { sent = false; show(); });
    show();
})();
