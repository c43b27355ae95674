"""Votes through the pages themselves: Odoo's WSGI application is asked as a browser would ask it."""

import re

from odoo.http import root
from werkzeug.test import Client

TOKEN = re.compile(r"/ballot/([A-Za-z0-9_-]{20,})")
FIELD = re.compile(r"name=(m\d+) value=(\d+)")
HIDDEN = re.compile(r'name="?(nonce|csrf_token)"?[^>]*value="([^"]+)"')


BASE, CALLER = "http://localhost/", {"REMOTE_ADDR": "127.0.0.1"}


class Browser:
    """A browser without JavaScript, with cookies."""

    def __init__(self, database):
        self.client = Client(root)
        self._get(f"/web/login?db={database}")

    def _get(self, url):
        return self.client.get(url, base_url=BASE, environ_overrides=CALLER)

    def _post(self, url, form):
        return self.client.post(url, data=form, base_url=BASE, environ_overrides=CALLER)

    def log_in(self, login, password):
        page = self._get("/web/login").get_data(as_text=True)
        token = dict(HIDDEN.findall(page))["csrf_token"]
        form = {"login": login, "password": password, "csrf_token": token}
        answer = self._post("/web/login", form)
        if answer.status_code not in (302, 303):
            raise RuntimeError(f"{login} cannot log in")

    def slips(self, url):
        """Tokens on the page of slips, which shows them once."""
        answer = self._get(f"{url}/page")
        if answer.status_code != 200:
            raise RuntimeError(f"the slips answer {answer.status_code}: {answer.get_data(as_text=True)[:400]}")
        return list(dict.fromkeys(TOKEN.findall(answer.get_data(as_text=True))))

    def vote(self, token, choose):
        """Fill in the paper of ``token``: ``choose(line, options)`` gives the option of each line. Returns the page."""
        url = f"/ballot/{token}"
        page = self._get(url).get_data(as_text=True)
        lines = {}
        for line, option in FIELD.findall(page):
            lines.setdefault(line, []).append(option)
        if not lines:
            raise RuntimeError(f"there is no paper behind this link: {page[-600:]}")
        form = {line: choose(number, options) for number, (line, options) in enumerate(lines.items())}
        form["nonce"] = dict(HIDDEN.findall(page))["nonce"]
        answer = self._post(url, {**form, "confirmed": "1"})
        if answer.status_code != 200:
            raise RuntimeError(f"the vote was answered {answer.status_code}")
        return answer.get_data(as_text=True)
