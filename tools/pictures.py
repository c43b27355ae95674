"""Make the pictures of the guides (docs/images/guide) from a served demo:  ./cadre pictures

    python tools/pictures.py http://127.0.0.1:8069 [NAME …]

Each picture is one row of SHOTS. PNG of 64 colours: a page of Odoo takes some 40 KB.
"""

import base64
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

import websocket
from PIL import Image

FOLDER = pathlib.Path(__file__).parents[1] / "docs" / "images" / "guide"
DESK, PHONE = (1366, 768), (390, 844)
HOME = "cadre_assessment.cadre_home_action"
FIRST = ".o_data_row .o_data_cell, .o_kanban_record:not(.o_kanban_ghost)"
"""The first record of a list, opened."""

# name, login, action, size, what is clicked before
SHOTS = (
    ("person-home", "lixiaoyan", HOME, DESK, ()),
    ("person-home-phone", "lixiaoyan", HOME, PHONE, ()),
    ("person-result", "lixiaoyan", "cadre_assessment.cadre_assessment_action_my", DESK, (FIRST,)),
    ("leader-home", "shenxuemei", HOME, DESK, ()),
    ("leader-home-phone", "shenxuemei", HOME, PHONE, ()),
    ("leader-rate", "shenxuemei", "cadre_assessment.cadre_progress_report_rate_action", DESK, ()),
    ("head-home", "zhoumingyuan", HOME, DESK, ()),
    ("head-home-phone", "zhoumingyuan", HOME, PHONE, ()),
    ("head-decision", "zhoumingyuan", "cadre_assessment.cadre_decision_action", DESK, (FIRST,)),
    ("officer-home", "chenzhigang", HOME, DESK, ()),
    ("officer-cycle", "chenzhigang", "cadre_assessment.cadre_cycle_action", DESK, (FIRST,)),
    ("officer-decision", "chenzhigang", "cadre_assessment.cadre_decision_action", DESK, (FIRST,)),
    ("setup-steps", "admin", "cadre_assessment.cadre_setup_action", DESK, ()),
)


class Browser:
    """A headless Chromium that is spoken to over its debugging port."""

    def __init__(self, program):
        self._profile = tempfile.mkdtemp()
        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=zh-CN"]
        quiet = ["--no-first-run", "--disable-background-networking", "--remote-debugging-port=0"]
        command = [program, *options, *quiet, "--remote-allow-origins=*", f"--user-data-dir={self._profile}"]
        self._child = subprocess.Popen([*command, "about:blank"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        port_file = pathlib.Path(self._profile, "DevToolsActivePort")
        self._until(lambda: port_file.exists() and port_file.read_text().split(), "the browser")
        port = port_file.read_text().split()[0]
        self._until(lambda: self._pages(port), "a page of the browser")
        self._socket = websocket.create_connection(self._pages(port)[0]["webSocketDebuggerUrl"], timeout=120)
        self._count = 0

    @staticmethod
    def _pages(port):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json", timeout=10) as answer:
            return [page for page in json.load(answer) if page["type"] == "page"]

    def close(self):
        self._child.terminate()
        self._child.wait(20)
        shutil.rmtree(self._profile, ignore_errors=True)

    def ask(self, method, **params):
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._count:
                return answer.get("result", {})

    def run(self, script):
        return self.ask("Runtime.evaluate", expression=script, returnByValue=True).get("result", {}).get("value")

    @staticmethod
    def _until(look, what, patience=90):
        end = time.monotonic() + patience
        while not (found := look()):
            if time.monotonic() > end:
                raise SystemExit(f"waited in vain for {what}")
            time.sleep(0.2)
        return found

    def wait(self, script, what):
        return self._until(lambda: self.run(script), what)

    def open(self, url):
        self.run("window.cadreOld = true")
        self.ask("Page.navigate", url=url)
        self.wait("!window.cadreOld && document.readyState === 'complete'", url)

    def size(self, width, height):
        phone = width < 500
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=phone)

    def settled(self):
        """Nothing has changed on the page for a second."""
        before = None
        for _turn in range(30):
            now = self.run("document.body.innerHTML.length + ':' + document.body.innerText.length")
            if now == before:
                return
            before = now
            time.sleep(1)

    def picture(self, path):
        shot = Image.open(io.BytesIO(base64.b64decode(self.ask("Page.captureScreenshot")["data"])))
        shot.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def main(url, names):
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if not program:
        raise SystemExit("no browser: install chromium")
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser, who = Browser(program), None
    try:
        for name, login, action, size, clicks in SHOTS:
            if names and name not in names:
                continue
            browser.size(*size)
            if login != who:
                browser.ask("Network.clearBrowserCookies")
                browser.open(f"{url}/web/login")
                browser.run(f"document.querySelector('input[name=login]').value = {login!r}")
                browser.run(f"document.querySelector('input[name=password]').value = {login!r}")
                browser.run("document.querySelector('.oe_login_form button[type=submit]').click()")
                browser.wait("Boolean(document.querySelector('.o_web_client .o_action'))", f"the first page of {login}")
                who = login
            browser.open(f"{url}/odoo/action-{action}")
            browser.wait("Boolean(document.querySelector('.o_action, .o_view_controller'))", name)
            for selector in clicks:
                browser.settled()
                browser.run(f"document.querySelector({selector!r})?.click()")
            browser.settled()
            browser.picture(FOLDER / f"{name}.png")
            print(f"{name}.png  {(FOLDER / f'{name}.png').stat().st_size // 1024} KB", flush=True)
    finally:
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:])
