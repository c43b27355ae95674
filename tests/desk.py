"""A clerk at a desk: Odoo's own headless browser, with a mouse that clicks what is seen, and a count of clicks.

What is not on the screen, or lies under something else, cannot be clicked. Nothing is called behind the screen.
"""

import base64
import contextlib
import json
import os
import pathlib
import shutil
import tempfile
import time

from odoo.tests.common import ChromeBrowser

from tests.ballot.phone import let_rest

PATIENCE = 60
"""Seconds until something that should come counts as missing."""

FIND = """(function (selector, text, number) {
    const shown = (e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0; };
    const said = (e) => (e.innerText || e.value || e.getAttribute("aria-label") || e.title || "").trim();
    const modals = [...document.querySelectorAll(".modal.show, .modal.o_technical_modal")];
    const top = modals.length && !selector.startsWith("!") ? modals[modals.length - 1] : document;
    const menu = document.querySelectorAll(".o-dropdown--menu, .o-autocomplete--dropdown-menu, .o_popover");
    const within = [...menu, top];
    const all = within.flatMap((part) => [...part.querySelectorAll(selector.replace(/^!/, ""))]).filter(shown);
    const exact = text ? all.filter((e) => said(e) === text) : all;
    const found = (exact.length ? exact : all.filter((e) => said(e).includes(text)))[number];
    if (!found) return null;
    found.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const r = found.getBoundingClientRect();
    const x = r.x + r.width / 2, y = r.y + r.height / 2;
    const hit = document.elementFromPoint(x, y);
    const free = hit && (found.contains(hit) || hit.contains(found) || hit.closest("label")?.contains(found));
    window.cadreFound = found;
    return { x, y, free: Boolean(free) && !document.querySelector(".o_blockUI"), disabled: Boolean(found.disabled) };
})(%s, %s, %d)"""

LISTEN = """(function () {
    window.cadreLanded = false;
    if (window.cadreListens) return;
    window.cadreListens = true;
    window.addEventListener("click", ({ target }) => {
        const found = window.cadreFound, label = target.closest("label");
        window.cadreLanded = found.contains(target) || target.contains(found) || Boolean(label?.contains(found));
    }, true);
})()"""
"""From here on the page knows whether a click reached what was looked for last."""


class Desk:
    """Inside ``with desk(test) as d``: log in, click, type, choose, attach; ``d.clicks`` counts."""

    def __init__(self, test, browser, width=1366, height=768):
        self.test, self.browser, self.clicks, self.inside = test, browser, 0, False
        self.size(width, height)

    def size(self, width=1366, height=768):
        """Sit down at another screen: below 500 points a telephone, touched by a finger."""
        self.mobile = mobile = width < 500
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self._ask("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def _ask(self, method, **params):
        return self.browser._websocket_request(method, params=params)

    def run(self, script):
        """The value of an expression in the page."""
        result = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        self.test.assertNotIn("exceptionDetails", result, script)
        return result["result"].get("value")

    # -- looking -----------------------------------------------------------------------------------------------------
    def _wait(self, look, what):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(AssertionError, TimeoutError):  # between two pages there is none
                if found := look():
                    return found
            time.sleep(0.05)
        self.picture("missing")
        return self.test.fail(f"not on the screen: {what}\n{self.run('document.body.innerText')[:3000]}")

    def find(self, selector, text="", number=0, free=True):
        """Wait until an element is seen and, if ``free``, can be clicked; its middle."""
        self._ask("Page.bringToFront")  # a paper that was printed opens a page of its own, and one behind draws nothing
        script = FIND % (json.dumps(selector), json.dumps(text), number)

        def look():
            found = self.run(script)
            if not found or not free:
                return found
            time.sleep(0.4 if self.mobile else 0.1)  # a page of one column grows longer than a desk's
            still = found["free"] and not found["disabled"] and self.run(script) == found  # nothing moves any more
            return found if still else None

        return self._wait(look, f"{selector} {text}")

    def see(self, text, selector="body"):
        """Wait until a text stands on the screen."""
        script = f"[...document.querySelectorAll({selector!r})].some((e) => e.innerText.includes({json.dumps(text)}))"
        self._wait(lambda: self.run(script), text)

    def until(self, script):
        """Wait until an expression of the page is true."""
        self._wait(lambda: self.run(script), script)

    def count(self, selector):
        """How many there are now."""
        return self.run(f"document.querySelectorAll({json.dumps(selector)}).length")

    def gone(self, selector):
        self._wait(lambda: self.run(f"!document.querySelector({selector!r})"), f"{selector} to go")

    # -- doing -------------------------------------------------------------------------------------------------------
    def open(self, path):
        """An address typed in, or a bookmark."""
        self.test.env.flush_all()
        self.browser.navigate_to(self.test.base_url() + path, wait_stop=True)

    def click(self, selector, text="", number=0):
        """A click of the mouse, counted; once more when the page was drawn anew between press and release."""
        found = self.find(selector, text, number)
        self._press_and_release(found)
        self.clicks += 1
        with contextlib.suppress(AssertionError, TimeoutError):  # another page came: the click did it
            if self.run("window.cadreListens && !window.cadreLanded"):
                time.sleep(0.3)
                if self.run(FIND % (json.dumps(selector), json.dumps(text), number)):
                    self._press_and_release(self.find(selector, text, number))

    def _press_and_release(self, found):
        where = {"x": found["x"], "y": found["y"], "button": "left", "clickCount": 1}
        self.run(LISTEN)
        self._ask("Input.dispatchMouseEvent", type="mouseMoved", x=found["x"], y=found["y"])
        self._ask("Input.dispatchMouseEvent", type="mousePressed", **where)
        self._ask("Input.dispatchMouseEvent", type="mouseReleased", **where)

    def button(self, text):
        self.click("button, a.btn, input[type=submit], .dropdown-item", text)

    def type(self, selector, words, number=0):
        """Go into a field and write; what stood there is replaced."""
        self.click(selector, number=number)
        self.run("document.activeElement.select && document.activeElement.select()")
        self._ask("Input.insertText", text=words)

    def write(self, words):
        """Go on writing where the cursor stands."""
        self._ask("Input.insertText", text=words)

    def key(self, name, code):
        for kind in ("keyDown", "keyUp"):
            self._ask("Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=code)

    def choose(self, field, words):
        """Choose a record in a field by its name; on a telephone from the page that the field opens."""
        if self.mobile:
            self.click(f".o_field_widget[name={field}] input")
            self.click(".modal .o_kanban_record", words)
            there = f"document.querySelector('.o_field_widget[name={field}]')"
            said = f"({there}.innerText + ({there}.querySelector('input')?.value || ''))"
            self.until(f"{said}.includes({json.dumps(words)})")
            return
        self.type(f".o_field_widget[name={field}] input", words)
        option = ".o-autocomplete--dropdown-item a, .o-autocomplete--dropdown-item"
        self.find(option, words)
        time.sleep(0.5)  # the list is drawn anew when the answer of the server comes
        self.click(option, words)
        self.gone(".o-autocomplete--dropdown-menu")

    def pick(self, selector, words):
        """Type into a field of a row and choose what it offers.

        The answer to what was typed in the row before draws this one anew, and its list is gone: then once more.
        """
        option = ".o-autocomplete--dropdown-item"
        offered = FIND % (json.dumps(option), json.dumps(words), 0)
        for _turn in range(6):
            self.type(selector, words)
            for _look in range(50):
                time.sleep(0.1)
                if self.run(offered):
                    time.sleep(0.3)
                    if self.run(offered):
                        self.click(option, words)
                        return
        self.find(option, words)

    def attach(self, selector, name, content):
        """Choose a file of one's own disk: the dialogue of the system counts as one click."""
        folder = tempfile.mkdtemp()
        path = pathlib.Path(folder, name)
        path.write_bytes(content)
        self.test.addCleanup(path.unlink)
        self._wait(lambda: self.run(f"Boolean(document.querySelector({selector!r}))"), selector)
        found = self._ask("Runtime.evaluate", expression=f"document.querySelector({selector!r})")
        self._ask("DOM.setFileInputFiles", files=[str(path)], objectId=found["result"]["objectId"])
        self.clicks += 1

    def paper(self, form):
        """Print one form of the Print menu, of the record that is open or of those that are marked: the file."""
        folder = pathlib.Path(tempfile.mkdtemp())
        self.test.addCleanup(shutil.rmtree, folder)
        self._ask("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        menu, printer = ".o-dropdown--menu", ":is(.o-dropdown-item, button):has(.fa-print)"
        self.find(".o_cp_action_menus button:is(:has(.fa-cog), :has(.fa-print))")
        beside = self.count(".o_cp_action_menus button:has(.fa-print)")  # above a list; of a record below the wheel
        self.click(f".o_cp_action_menus button:has(.fa-{'print' if beside else 'cog'})")
        if not beside:
            self.find(f"{menu} {printer}", free=False)
            if not self.count(f"{menu} .o_menu_item:has(.fa-print)"):  # one form alone stands there itself
                self.click(f"{menu} {printer}")
        self.click(f"{menu} .o_menu_item", form)
        [path] = self._wait(lambda: list(folder.glob("*.pdf")), f"the file of {form}")
        return path.read_bytes()

    def login(self, login, password=None):
        """Whoever was there logs out; a browser that knows no former users, and the page of the login."""
        if self.inside:
            self.open("/web/session/logout")
        self.inside = True
        self._ask("Storage.clearDataForOrigin", origin=self.test.base_url(), storageTypes="local_storage")
        self.open("/web/login")
        self.type("input[name=login]", login)
        self.type("input[name=password]", password or login)
        self.click("button[type=submit]")

    def picture(self, name):
        """Keep the screen among the artifacts of the run."""
        if "CADRE_ARTIFACTS" in os.environ:
            data = self._ask("Page.captureScreenshot")["data"]
            pathlib.Path(os.environ["CADRE_ARTIFACTS"], f"{name}.png").write_bytes(base64.b64decode(data))


@contextlib.contextmanager
def desk(test, **size):
    browser = ChromeBrowser(test)
    try:
        with test.allow_requests(browser=browser):
            yield Desk(test, browser, **size)
            let_rest(browser)
    finally:
        test._wait_remaining_requests()
        browser.stop()
