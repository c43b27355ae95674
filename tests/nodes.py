"""Servers of their own on the test's database, to be killed: what a crash leaves shows only from outside."""

import contextlib
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import time
import urllib.parse

from odoo import SUPERUSER_ID, api, sql_db
from odoo.tests import get_db_name
from odoo.tools import config

SERVE = pathlib.Path(__file__).parents[1] / "tools" / "bench" / "serve.py"


class Committed:
    """A test case on the real database, with commits; what it makes it removes."""

    @contextlib.contextmanager
    def real(self):
        """The superuser's env; committed at the end."""
        with contextlib.closing(sql_db.db_connect(get_db_name()).cursor()) as cr:
            env = api.Environment(cr, SUPERUSER_ID, {})
            yield env
            env.flush_all()
            cr.commit()


class Node:
    """One Odoo server, an own process: ``with Node(database) as node``; with ``queue`` it runs jobs."""

    def __init__(self, database, *options, workers=0, queue=False):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        start = [SERVE] if workers else ["-m", "odoo"]
        command = [sys.executable, *start, "server", "-c", config["config"], "-d", database, "--http-port", self.port]
        command += ["--workers", workers, "--max-cron-threads", "0", "--log-level", "critical", "--logfile", ""]
        command += options
        env = {**os.environ, "ODOO_QUEUE_JOB_CHANNELS": "root:2" if queue else "root:0"}
        words = [*map(str, command)]
        self._process = subprocess.Popen(words, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        end = time.monotonic() + 180
        while time.monotonic() < end:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if self.ask("/ballot/warm")[0] in (404, 429):
                    return self
            time.sleep(0.3)
        self.kill()
        raise AssertionError("the server does not answer")

    def __exit__(self, *_error):
        self._process.terminate()
        self._process.wait(60)

    def kill(self):
        """As the kernel or a power cut does it: without a word to the process."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait(30)

    def ask(self, path, form=None, headers=()):
        """(status, text) of a page, or of a form that was sent (``bytes``: as they are)."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        with contextlib.closing(connection):
            if form is None:
                connection.request("GET", path, headers=dict(headers))
            else:
                body = form if isinstance(form, bytes) else urllib.parse.urlencode(form).encode()
                kind = {"Content-Type": "application/x-www-form-urlencoded", **dict(headers)}
                connection.request("POST", path, body, kind)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def call(self, key, model, method, ids=(), **named):
        """What a method gives, called by JSON-2 with an API key; (status, text) when it is refused."""
        body = json.dumps({"ids": list(ids), **named} if ids else named).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {key}"}
        status, text = self.ask(f"/json/2/{model}/{method}", body, headers)
        if status != 200:
            raise AssertionError(f"{model}.{method}: {status} {text[:300]}")
        return json.loads(text)
