"""An update brings what is new and keeps what an office has.

The kept database of each former release (``tests/kept``) is restored and updated to the present addons. Then

- it is asked what it was asked before (``tests/kept/ask.py``): results to the cent, sealed ballots, the office's own
  weights and voters, how many records each account reads, and the log of the update is quiet;
- each stored hash is the one that stood there before, names a format that we know, and verifies; the ballot that was
  put together by hand never did;
- a person reads his own assessment, result, list and records and nobody else's; auditor and outsider write nothing,
  a person no rule, result or decision; nobody reads who votes how or an open case, the auditor alone whose account is
  whose;
- of each form that the office's Print menu offers for a record of the database one is printed, as a PDF or a workbook;
- over HTTP, logged in by password, officer, auditor and person open every entry of their menus as the web client does
  (action, views, first rows, the first row in its form): a page of each room, and no traceback in the server's log.

Before the update an office has changed a group of voters and a weight in schemes that came with the addon: every row of
every rule is there afterwards, and the gallery is that of a new installation.

The last one is then uninstalled and installed again.
"""

import json
import lzma
import os
import re
import subprocess

import pytest
from cadre_cli import database, main, runner, template
from cadre_cli.paths import REPO, own_addons

from .inside import told
from .left import traces, uninstall
from .session import Session, rooms, served

KEPT = REPO / "tests" / "kept"
RELEASES = sorted(path.name.removesuffix(".sql.xz") for path in KEPT.glob("*.sql.xz"))


CHANGED = """
    UPDATE cadre_scheme_voters SET name = '本单位的参评人员' WHERE id = (SELECT min(id) FROM cadre_scheme_voters);
    UPDATE cadre_scheme_component SET weight = 0.123 WHERE id = (SELECT min(id) FROM cadre_scheme_component)
"""
HAS = {}
"""Release -> {table: rows of it before the update}: see :func:`_rules`."""
SAID = {
    "cadre_scheme": "code",
    "cadre_scheme_component": "weight",
    "cadre_scheme_voters": "name",
    "cadre_scale_grade": "code",
}
"""Tables of rules, and a column of each whose every value must stay. Of the others no row is lost."""


def _rules(cluster, name):
    """{table: rows} of everything that regulations consist of."""
    tables = cluster.sql(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '%_rel'"
        " AND tablename ~ '^cadre_(regulation$|scheme|scale|criterion)'",
        database=name,
    )
    found = {}
    for (table,) in tables:
        columns = f"id, {SAID[table]}" if table in SAID else "id"
        found[table] = cluster.sql(f'SELECT {columns} FROM "{table}" ORDER BY id', database=name)
    return found


def _gallery(cluster, name):
    """What the gallery shows: code, edition and digest of each regulation."""
    query = (
        "SELECT code, edition, digest FROM cadre_regulation_edition WHERE active AND company_id IS NULL ORDER BY code"
    )
    return cluster.sql(query, database=name)


@pytest.fixture(scope="module", params=RELEASES)
def updated(request):
    """(release, name of its updated database, log lines nobody expects, the hashes that stood in it before)."""
    cluster, name = runner.ensure(), f"cadre_kept_{os.getpid()}"
    has = HAS[request.param] = {}
    template.drop(cluster, name)
    cluster.sql(f"CREATE DATABASE \"{name}\" TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")
    try:
        _restore(cluster, name, lzma.decompress((KEPT / f"{request.param}.sql.xz").read_bytes()).decode())
        cluster.sql(CHANGED, database=name)
        has.update(_rules(cluster, name))
        hashes = {
            model: dict(cluster.sql(f"SELECT id, digest FROM {model} WHERE digest IS NOT NULL", database=name))
            for model in ("cadre_result", "cadre_ballot")
        }
        yield request.param, name, database.install(cluster, name, own_addons(), "-u"), hashes
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
    release, name, complaints, _hashes = updated
    before = json.loads((KEPT / f"{release}.json").read_text(encoding="utf-8"))
    after = told(name, "tests.kept.ask")
    assert complaints == []
    assert after["results"] == before["results"]
    assert after["ballots"] == before["ballots"]
    assert after["schemes"] == before["schemes"]
    assert after["pages"] == before["pages"]
    assert after["forms"] == before["forms"]
    cluster = runner.ensure()
    rules = _rules(cluster, name)
    for table, rows in HAS[release].items():
        assert rules[table] == rows, table
    assert ["本单位的参评人员"] in [row[1:] for row in rules["cadre_scheme_voters"]]
    assert len(_gallery(cluster, name)) == len(list((REPO / "cadre_assessment" / "regulations").iterdir()))
    named = "SELECT count(*) FROM ir_model_data WHERE module = 'cadre_assessment' AND model LIKE 'cadre.scheme%'"
    assert cluster.sql(named, database=name) == [["0"]], "no later update takes a rule for data of the addon"
    for login in ("officer", "officer2", "manager", "person", "auditor"):
        assert after["rights"][login] == before["rights"][login], login


OWN = ("cadre.assessment", "cadre.progress.report", "cadre.result", "cadre.work.plan")
NOT_A_PERSONS = {"cadre.assessment", "cadre.result", "cadre.decision", "cadre.cycle", "cadre.scheme", "cadre.ballot"}

LETTERS = {"cadre.consequence"}
"""Models whose every form is for some of their records only: no talk, admonition, award or dismissal, no letter."""


def test_updated_is_sound(updated):
    """Hashes carry their format and verify, rights are those of today, and each kind of paper prints."""
    _release, name, _complaints, hashes = updated
    found = told(name, "tests.kept.look")
    for model, key, stored, number, good in found["hashes"]:
        before = hashes[model.replace(".", "_")].pop(str(key))
        assert (stored, number) == (before, int(before.split(":")[0]) if ":" in before else 1), (model, key)
        assert good != (before == "d" * 64), (model, key)
    assert not any(hashes.values()), "each was looked at"
    assert found["own"] == {model: ["cadre_person"] for model in OWN}
    assert found["writers"]["auditor"] == found["writers"]["plain"] == []
    assert not NOT_A_PERSONS & set(found["writers"]["person"])
    read = {(login, model) for login, counts in found["secrets"].items() for model in counts if counts[model]}
    assert read == {("auditor", "cadre.account")}
    unmet = {model for model, papers in found["papers"].items() if papers is None}
    assert unmet <= LETTERS
    printed = {report: paper for papers in found["papers"].values() for report, paper in (papers or {}).items()}
    assert {model for model, papers in found["papers"].items() if not papers} == unmet
    assert len(printed) > 20
    for report, paper in printed.items():
        assert paper in (["pdf", "%PDF", True], ["xlsx", "PK\x03\x04", True]), report


def test_updated_archive_fits(updated, capsys):
    """`./cadre verify NAME`: each former result has its entry; the ballot that was changed by hand is named alone."""
    _release, name, _complaints, _hashes = updated
    cluster = runner.ensure()
    [[results]] = cluster.sql("SELECT count(*) FROM cadre_result", database=name)
    altered = cluster.sql(f"SELECT name FROM cadre_ballot WHERE digest = '{'d' * 64}'", database=name)
    code = main.main(["verify", name])
    said = capsys.readouterr().err
    assert f" {results} entries, last hash " in said
    assert [line for line in said.splitlines() if line.startswith("  ")] == []
    assert said.count("was changed after sealing") == len(altered)
    assert code == (1 if altered else 0)


ROOMS = {
    *("home", "organization", "meeting", "scheme", "cycle", "plan", "record", "ballot"),
    *("assessment", "decision", "archive", "consequence", "simulation"),
}
"""Rooms that have a menu. Ledger and batch show theirs where there are rows; this office has none."""


def test_updated_opens(updated, tmp_path):
    """A page of each room, by password and over HTTP."""
    _release, name, _complaints, _hashes = updated
    known, opened, read = rooms(), set(), set()
    with served(runner.ensure(), name, tmp_path / "server.log") as port:
        for login in ("cadre_officer", "cadre_auditor", "cadre_person"):
            session = Session(port, name, login)
            for action in session.menus():
                model, rows = session.open(action, known)
                opened |= known.get(model, set())
                read |= {model} if rows else set()
    assert opened >= ROOMS
    assert read >= {
        *OWN,
        "hr.employee",
        "cadre.cycle",
        "cadre.ballot",
        "cadre.decision",
        "cadre.notice",
        "cadre.scheme",
    }
    assert "Traceback" not in (tmp_path / "server.log").read_text(encoding="utf-8")


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
    _release, name, _complaints, _hashes = updated
    cluster = runner.ensure()
    cluster.sql(SOMEBODYS_OWN, database=name)
    about = "SELECT {0} FROM {1} WHERE {0} LIKE 'cadre.%' LIMIT 1"
    for table, column in (("tier_review", "model"), ("mail_message", "model"), ("mail_activity", "res_model")):
        assert cluster.sql(about.format(column, table), database=name), table
    gallery = _gallery(cluster, name)
    assert database.unexpected(uninstall(cluster, name), template.expected_complaints()) == []
    assert traces(cluster, name) == []
    assert cluster.sql("SELECT count(*) FROM hr_employee", database=name) != [["0"]]
    assert database.install(cluster, name, own_addons()) == []
    assert cluster.sql("SELECT count(*) FROM cadre_scheme", database=name) == [["0"]], "nobody else's rules"
    assert _gallery(cluster, name) == gallery, "a new installation and an updated one offer the same"
