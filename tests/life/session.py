"""A server of its own on a database, and somebody who logs in and opens pages as the web client does: over HTTP."""

import contextlib
import json
import re
import socket
import subprocess
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

from cadre_cli import demo, runner
from cadre_cli.paths import REPO
from lxml import etree

ROOT = "cadre_assessment.menu_cadre_root"
SHOWN = 5
"""Rows that are read of a list."""


@contextlib.contextmanager
def served(cluster, name, log):
    """The port of an Odoo that serves the database ``name`` alone, without scheduled actions."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = {"dbfilter": f"^{name}$", "http_interface": "127.0.0.1", "max_cron_threads": 0}
    words = runner.command("server", "-c", runner.config(cluster, port, name=f"served-{name}", **options), "-d", name)
    with log.open("w") as out:
        child = subprocess.Popen(words, env=runner.environment(cluster), stdout=out, stderr=out)
    try:
        demo.wait_for_login(child, port, log)
        yield port
    finally:
        demo.stop(child)


class Session:
    """Of one account; a traceback or a refusal of the server is an AssertionError with its words."""

    def __init__(self, port, database, login):
        self.address = f"http://127.0.0.1:{port}"
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.post("/web/session/authenticate", db=database, login=login, password=login)

    def post(self, path, **params):
        body = json.dumps({"jsonrpc": "2.0", "method": "call", "params": params}).encode()
        asked = urllib.request.Request(self.address + path, body, {"Content-Type": "application/json"})
        with self.opener.open(asked, timeout=120) as page:
            answer = json.load(page)
        assert "error" not in answer, f"{path}: {answer['error']['data']['debug']}"
        return answer["result"]

    def call(self, model, method, *args, **kwargs):
        path = f"/web/dataset/call_kw/{model}/{method}"
        return self.post(path, model=model, method=method, args=list(args), kwargs=kwargs)

    def menus(self):
        """Ids of the actions behind the entries of our menu, in its order."""
        with self.opener.open(f"{self.address}/web/webclient/load_menus", timeout=120) as page:
            menus = json.load(page)
        asked = [one["id"] for one in menus.values() if one["xmlid"] == ROOT]
        while asked:
            menu = menus[str(asked.pop(0))]
            asked = [*menu["children"], *asked]
            if menu["actionID"] and menu["xmlid"] != ROOT:
                yield menu["actionID"]

    def open(self, action_id, pages):
        """(model, number of records read) of an action: its views, its first rows, and the first row in its form.

        :param pages: models that are pages of their own, each opened by a client action of its name
        """
        action = self.post("/web/action/load", action_id=action_id)
        if action["type"] == "ir.actions.client":
            model = action["tag"].replace("_", ".")
            return (model, len(self.call(model, "page"))) if model in pages else (action["params"]["model"], 0)
        model, views = action["res_model"], [one for one in action["views"] if one[1] in ("list", "kanban", "form")]
        views += [] if any(kind == "form" for _id, kind in views) else [[False, "form"]]
        context = {"lang": "zh_CN"}
        archs = self.call(model, "get_views", views, context=context)
        shapes = {
            kind: fields_of(one["arch"], archs["models"][model]["fields"]) for kind, one in archs["views"].items()
        }
        if action["target"] == "new" or views[0][1] == "form":
            self.call(model, "onchange", [], {}, [], shapes["form"], context=context)
            return model, 0
        rows = self.call(model, "web_search_read", [], shapes[views[0][1]], limit=SHOWN, context=context)["records"]
        for row in rows[:1]:
            [read] = self.call(model, "web_read", [row["id"]], shapes["form"], context=context)
            assert read["id"] == row["id"]
        return model, len(rows)


def fields_of(arch, known):
    """The fields of a view as the client asks for them: of a many2one also the name."""
    found = {}
    for node in etree.fromstring(arch).iter("field"):
        above = [one for one in node.iterancestors() if one.tag == "field"]
        name = node.get("name")
        if not above and name in known:
            found[name] = {"fields": {"display_name": {}}} if known[name]["type"] == "many2one" else {}
    return found


def rooms():
    """{model: the folders of ``models`` that say its name: where it is made, and where more is mixed into it}."""
    found = {}
    for path in Path(REPO, "cadre_assessment", "models").rglob("*.py"):
        for model in re.findall(r'^    _name = "([\w.]+)"', path.read_text(encoding="utf-8"), re.MULTILINE):
            found.setdefault(model, set()).add(path.parent.name)
    return found
