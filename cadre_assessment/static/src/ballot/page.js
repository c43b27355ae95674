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
    var limit = data("limit"), choose = data("choose"), sheet = document.getElementById("sheet"), lines = form.querySelectorAll("fieldset");
    var note = document.getElementById("note"), gap = document.getElementById("gap"), names = document.getElementById("over"), key = data("key"), asked = false, sent = false;
    function each(list, f) { for (var i = 0; i < list.length; i++) { f(list[i], i); } }
    function all(what) { return form.querySelectorAll(what); }
    function ticked(line) { return line.querySelector("input:checked"); }
    function chosen() {
        var number = all("input:checked").length;
        each(all(".t"), function (input) { if (input.value.trim()) { number++; } });
        return number;
    }
    function blanks() {
        var found = [];
        if (choose) { return chosen() ? found : [lines[0]]; }
        each(lines, function (line) { if (!ticked(line)) { found.push(line); } });
        return found;
    }
    var width = Math.max(1, lines.length / Math.max(1, all("details").length || lines.length));
    function tops() {  // of the heading that has most
        if (choose) { return chosen(); }
        var most = 0, by = {};
        each(all("input[value='" + data("at") + "']:checked"), function (input) {
            var c = +input.name.slice(1) % width;
            by[c] = (by[c] || 0) + 1;
            most = Math.max(most, by[c]);
        });
        return most;
    }
    function over() { return limit && tops() > +limit; }
    function many() {  // the lines that make one too many
        var found = [], by = {};
        each(lines, function (line) {
            var input = ticked(line), c = input && !choose ? +input.name.slice(1) % width : 0;
            if (input && (choose || input.value === data("at"))) { (by[c] = by[c] || []).push(line); }
        });
        for (var c in by) { if (over() && (choose || by[c].length > +limit)) { found = found.concat(by[c]); } }
        return found;
    }
    function fold(line) { return line.parentNode.tagName === "DETAILS" ? line.parentNode : line; }
    function open(line) { fold(line).open = true; }
    function lead(line) {
        open(line);
        line.scrollIntoView();
        window.scrollBy(0, -80);
    }
    function point() {  // every line over the limit is drawn, and its person named at the thumb
        var found = many(), last;
        each(all(".o"), function (line) { line.className = ""; });
        names.textContent = "";
        names.hidden = !found.length;
        each(found, function (line) {
            line.className = "o";
            if (fold(line) === last) { return; }
            last = fold(line);
            var link = names.appendChild(document.createElement("a"));
            link.textContent = last.querySelector("summary,legend").childNodes[1].nodeValue;
            link.setAttribute("href", "#");
            link.onclick = function () { lead(line); return false; };
        });
        return found;
    }
    function say(text, alarm) {
        note.textContent = text;
        note.className = alarm ? "n a" : "n";
    }
    function show() {
        var text = data("filled").replace("%s", choose ? chosen() : lines.length - blanks().length);
        if (data("top")) { text += " · " + data("top").replace("%s", tops()); }
        each(all("details"), function (one) {
            var lines = one.querySelectorAll("fieldset").length, full = one.querySelectorAll("input:checked").length;
            var sign = one.querySelector("summary em") || one.querySelector("summary").appendChild(document.createElement("em"));
            sign.textContent = full + "/" + lines;
            sign.className = full === lines ? "f" : "";
        });
        point();
        say(over() ? data("over") : text, over());
    }
    function save() {
        var kept = [];
        each(all("main input:checked"), function (input) { kept.push(input.name + "=" + input.value); });
        each(all("main textarea,.t"), function (input, n) { if (input.value) { kept.push("t" + n + "=" + encodeURIComponent(input.value)); } });
        try { store.setItem(key, kept.join("&")); } catch (e) { /* full or forbidden: no draft */ }
    }
    if (store && !form.querySelector("input:checked")) {
        each((store.getItem(key) || "").split("&"), function (pair) {
            var part = pair.split("="), text = part[0].charAt(0) === "t";
            var input = part[1] && (text ? all("main textarea,.t")[+part[0].slice(1)] : form.querySelector("input[name='" + part[0] + "'][value='" + part[1] + "']"));
            if (input && text) { input.value = decodeURIComponent(part[1]); } else if (input) { input.checked = true; }
        });
    }
    form.addEventListener("change", function (event) {
        each(all(".m"), function (line) { if (ticked(line)) { line.className = ""; } });
        save();
        show();
        // Who has marked every heading of a person goes on to the next one.
        var one = event.target.parentNode.parentNode.parentNode;
        if (one.tagName === "DETAILS" && !asked && event.target.type === "radio") {
            var next = one.nextElementSibling;
            if (one.querySelectorAll("input:checked").length === one.querySelectorAll("fieldset").length && next && next.tagName === "DETAILS" && !next.open && !next.querySelector("input:checked")) {
                one.open = false;
                next.open = true;
                one.scrollIntoView();
            }
        }
    });
    form.addEventListener("input", function () { save(); if (choose) { show(); } });
    document.getElementById("back").addEventListener("click", function () { sheet.hidden = true; });
    document.getElementById("sure").addEventListener("click", function () { asked = "sure"; });
    form.addEventListener("submit", function (event) {
        if (asked === "sure" && !sent) { sent = true; return; }
        event.preventDefault();
        if (sent) { return; }
        if (over()) {
            each(point(), open);
            say(data("over"), true);
            lead(many()[0]);
            return;
        }
        var empty = blanks();
        if (empty.length && !asked) {
            asked = true;
            each(empty, function (line) {
                line.className = "m";
                open(line);
            });
            lead(empty[0]);
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
