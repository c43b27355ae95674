"""A voter's phone: Odoo's own headless browser, driven page by page (a vote leaves the page, which a tour does not
survive)."""

import base64
import contextlib
import os
import pathlib
import time

from odoo.tests.common import HOST, ChromeBrowser


class Phone:
    """Inside ``with phone(test) as p``: open pages, run scripts in them, tap, take pictures."""

    def __init__(self, test, browser, script, size):
        self.test, self.browser = test, browser
        width, height = size
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=2, mobile=True)
        self._ask("Emulation.setTouchEmulationEnabled", enabled=True)
        self._ask("Emulation.setScriptExecutionDisabled", value=not script)

    def _ask(self, method, *, timeout=60.0, **params):
        return self.browser._websocket_request(method, params=params, timeout=timeout)

    def login(self, login):
        """Be somebody who has an account: his session is that of the browser."""
        self.test.authenticate(login, login)
        self.browser.set_cookie("session_id", self.test.session.sid, "/", HOST)

    def open(self, path):
        self.test.env.flush_all()
        self.browser.navigate_to(self.test.base_url() + path, wait_stop=True)

    def run(self, script):
        """The value of an expression in the page; works where the page itself may run no script."""
        result = self._ask("Runtime.evaluate", expression=script, returnByValue=True)
        self.test.assertNotIn("exceptionDetails", result, script)
        return result["result"].get("value")

    def promise(self, script, timeout=60.0):
        """The value that an expression promises."""
        result = self._ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True, timeout=timeout
        )
        self.test.assertNotIn("exceptionDetails", result, script)
        return result["result"].get("value")

    def tap(self, selector, number=0):
        """Touch the middle of an element, as a finger does: once it stands still, and nothing lies over it."""
        where = None
        for _look in range(40):
            last, where = where, self._place(selector, number)
            self.test.assertTrue(where, f"{selector} [{number}] is not on the page")
            if where == last and where["free"]:
                break
            time.sleep(0.05)
        point = {"x": where["x"], "y": where["y"], "button": "left", "clickCount": 1}
        self._ask("Input.dispatchMouseEvent", type="mousePressed", **point)
        self._ask("Input.dispatchMouseEvent", type="mouseReleased", **point)
        return where

    def _place(self, selector, number):
        return self.run(
            f"(function () {{ const e = document.querySelectorAll({selector!r})[{number}]; if (!e) return null;"
            " e.scrollIntoView({block: 'center'}); const r = e.getBoundingClientRect();"
            " const x = r.x + r.width / 2, y = r.y + r.height / 2, top = document.elementFromPoint(x, y);"
            " const free = Boolean(top && (e.contains(top) || top.contains(e)));"
            " return {x, y, width: r.width, height: r.height, free}; })()"
        )

    def wait(self, script, seconds=60):
        """Until an expression is true: the answer of the server has come."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            with contextlib.suppress(Exception):  # between two pages there is none
                if self.run(f"Boolean({script})"):
                    return
            time.sleep(0.05)
        self.test.fail(f"waited in vain for {script}: {self.run('document.body.innerText')}")

    def picture(self, name):
        """Keep the screen among the artifacts of the run."""
        folder = pathlib.Path(os.environ.get("CADRE_ARTIFACTS", "."))
        if "CADRE_ARTIFACTS" in os.environ:
            data = self._ask("Page.captureScreenshot")["data"]
            (folder / f"{name}.png").write_bytes(base64.b64decode(data))


def let_rest(browser):
    """Wait until the page asks for nothing any more: what comes after the end is refused, and logged as an error."""
    script = "performance.getEntriesByType('resource').length + location.href"
    known = None
    for _look in range(12):
        asked = browser._websocket_request("Runtime.evaluate", params={"expression": script, "returnByValue": True})[
            "result"
        ].get("value")
        if asked == known:
            break
        known = asked
        time.sleep(0.7)


@contextlib.contextmanager
def phone(test, script=True, size=(360, 740)):
    browser = ChromeBrowser(test)
    try:
        with test.allow_requests(browser=browser):
            yield Phone(test, browser, script, size)
            let_rest(browser)
    finally:
        test._wait_remaining_requests()
        browser.stop()
