"""Does an update bring what is new and keep what an office has?

The kept database of each former release (``tests/kept``) is restored and updated to the present addons; then it is
asked the questions it was asked before: results to the cent, hashes, rules of the office's own, rights, a page of each
room, a printed form.
"""

import json
import lzma
import os
import re
import subprocess

import pytest
from cadre_cli import database, runner, template
from cadre_cli.paths import REPO, own_addons

from .inside import told

KEPT = REPO / "tests" / "kept"
RELEASES = sorted(path.name.removesuffix(".sql.xz") for path in KEPT.glob("*.sql.xz"))


@pytest.fixture(scope="module", params=RELEASES)
def updated(request):
    """(release, name of its updated database, log lines nobody expects)."""
    cluster, name = runner.ensure(), f"cadre_kept_{os.getpid()}"
    template.drop(cluster, name)
    cluster.sql(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    try:
        _restore(cluster, name, lzma.decompress((KEPT / f"{request.param}.sql.xz").read_bytes()).decode())
        yield request.param, name, database.install(cluster, name, own_addons(), "-u")
    finally:
        template.drop(cluster, name)
        cluster.release()


def _restore(cluster, name, script):
    """The files of its attachments are not kept; those that Odoo makes by itself are made anew."""
    script = re.sub(r"^SET transaction_timeout.*$", "", script, flags=re.M)  # older servers do not know it
    script += "\nDELETE FROM public.ir_attachment WHERE store_fname IS NOT NULL;\n"
    command = cluster.psql("-q", "-v", "ON_ERROR_STOP=1", "-d", name)
    subprocess.run(command, input=script, text=True, check=True, env=cluster.client_env(), stdout=subprocess.DEVNULL)


def test_update_keeps_what_an_office_has(updated):
    """Nothing of the office's has changed, everything verifies, and the log is quiet."""
    release, name, complaints = updated
    before = json.loads((KEPT / f"{release}.json").read_text(encoding="utf-8"))
    after = told(name, "tests.kept.ask")
    assert complaints == []
    assert after["results"] == before["results"]
    assert after["ballots"] == before["ballots"]
    assert after["schemes"] == before["schemes"]
    assert after["pages"] == before["pages"]
    assert after["forms"] == before["forms"]
    for login in ("officer", "officer2", "manager", "person", "auditor"):
        assert after["rights"][login] == before["rights"][login], login
