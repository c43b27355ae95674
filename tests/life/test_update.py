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
from .left import traces, uninstall

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


SOMEBODYS_OWN = """
    INSERT INTO ir_filters (name, model_id, domain, context, sort, active)
        VALUES ('我的', 'cadre.assessment', '[]', '{}', '[]', true);
    INSERT INTO ir_ui_view (name, model, type, mode, priority, active, arch_db, inherit_id)
        SELECT '本单位', model, type, 'extension', 99, true, '{"en_US": "<data/>"}'::jsonb, id
        FROM ir_ui_view WHERE model = 'cadre.assessment' AND type = 'form' AND inherit_id IS NULL LIMIT 1;
    INSERT INTO queue_job (uuid, name, state, model_name, method_name, records)
        VALUES ('left-1', '未完成', 'failed', 'cadre.batch.part', '_run', '{}');
    INSERT INTO ir_attachment (name, type, res_model, res_id) VALUES ('附件', 'url', 'cadre.assessment', 1)
"""
"""What a year leaves in Odoo's own tables besides reviews, messages and activities."""


@pytest.mark.parametrize("updated", RELEASES[-1:], indirect=True)
def test_an_office_leaves_and_comes_back(updated):
    """Nothing of the addons stays, not a line of ERROR, and the next installation is as the first one."""
    _release, name, _complaints = updated
    cluster = runner.ensure()
    cluster.sql(SOMEBODYS_OWN, database=name)
    about = "SELECT {0} FROM {1} WHERE {0} LIKE 'cadre.%' LIMIT 1"
    for table, column in (("tier_review", "model"), ("mail_message", "model"), ("mail_activity", "res_model")):
        assert cluster.sql(about.format(column, table), database=name), table
    assert database.unexpected(uninstall(cluster, name), template.expected_complaints()) == []
    assert traces(cluster, name) == []
    assert cluster.sql("SELECT count(*) FROM hr_employee", database=name) != [["0"]]
    assert database.install(cluster, name, own_addons()) == []
    assert cluster.sql("SELECT count(*) FROM cadre_scheme", database=name) == [["11"]]
