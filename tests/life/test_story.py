"""The sample county's year plays to its end: what ``./cadre demo`` shows, from an empty database."""

import csv
import json
import os
import re
import shutil

from cadre_cli import database, demo, runner, template
from cadre_cli.paths import REPO, own_addons

from .inside import told

HEADING_AND_HINT = 15
"""Chinese characters that an empty list says at least: what would stand here, and who puts it there."""


def test_the_year_of_the_sample_county_plays(tmp_path):
    """Every step, each by the accounts of the people whose work it is; then somebody of each role can log in.

    Every entry of everybody's menu has something to show, is a list of things to do, or has New; the empty ones say so.
    What follows from the results is what the rules say, derived once more from the archive (``tests/follows.py``).
    There is a selection by each procedure in force (``tests/selected.py``).
    When a later commit brings people, the play goes on with them.
    """
    cluster, name = runner.ensure(), f"cadre_story_{os.getpid()}"
    template.copy(cluster, name)
    steps = []
    try:
        database.install(cluster, name, own_addons())
        demo.play(cluster, name, runner.config(cluster), tmp_path / "logins.json", tmp_path / "play.log", steps.append)
        entries, follows = told(name, "tests.entries"), told(name, "tests.follows")
        selected = told(name, "tests.selected")
        [[played]] = cluster.sql("SELECT value FROM ir_config_parameter WHERE key = 'cadre.demo.played'", database=name)
        again, county = [], _grown_county(tmp_path)
        logins = tmp_path / "logins.json"
        for _twice in range(2):
            demo.play(cluster, name, runner.config(cluster), logins, tmp_path / "again.log", again.append, county)
        newcomer = cluster.sql(
            "SELECT e.name FROM hr_employee e JOIN res_users u ON u.id = e.user_id WHERE u.login = 'xinrenming'",
            database=name,
        )
    finally:
        template.drop(cluster, name)
        cluster.release()
    assert len(json.loads(played)) == len(steps) == int(steps[-1].split()[0].split("/")[1]), steps
    assert [len(again), newcomer] == [1, [["新任命"]]], again
    assert len(json.loads((tmp_path / "logins.json").read_text(encoding="utf-8"))) > 20
    assert [follows[name] for name in ("missing", "beyond", "behind", "twice")] == [[], [], [], 0]
    assert follows["kinds"].keys() >= {"convert", "nomination", "pool_entry", "money", "award"}
    assert selected["without"] == []
    assert selected["rank"] == {"state": "running", "next": ["approve"], "chosen": ["decided", "out"]}
    assert selected["double"] == {
        "state": "running",
        "next": ["decide"],
        "matched": {"黄鑫明": "党政综合办公室岗位", "万婷倩": "经济发展办公室岗位", "姚宇贵": "社会事务办公室岗位"},
        "left": ["杨鹏磊"],
        "handed_in": 3,
    }
    promised = _promised()
    assert promised.keys() == selected["shown"].keys()
    assert {what: name for what, name in promised.items() if not _stands(name, selected["shown"][what])} == {}
    assert entries["seen"] > 400
    assert [one for one in entries["empty"] if not (one[2] or one[3])] == []
    assert [one for one in entries["empty"] if len(re.findall(r"[\u4e00-\u9fff]", one[4])) < HEADING_AND_HINT] == []


def _promised():
    """{what is out of the ordinary: where the county shows it}, of the table in ``data/README.md``."""
    text = (REPO / "data" / "README.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^\| \*\*(.+?)\*\*.*?\| ([^|]+?) \|$", text, re.MULTILINE))


def _stands(name, found):
    """Names of selections may begin with the year in which they are played."""
    return any(re.sub(r"^\d{4}年", "", one) == name for one in found)


def _grown_county(tmp_path):
    """The files of the county as a later commit may have them: a unit more, somebody in it, and his account."""
    folder = shutil.copytree(REPO / "data", tmp_path / "county")
    for name, changed in (
        ("hr.department.csv", {"id": "county.dept_new", "cadre_code": "NEW", "name": "县新设局"}),
        ("res.users.csv", {"id": "county.user_new", "login": "xinrenming", "password": "xinrenming", "email": ""}),
        (
            "hr.employee.csv",
            {"id": "county.emp_new", "staff_number": "NEW1", "name": "新任命", "department_id/id": "county.dept_new"},
        ),
        ("hr.employee-accounts.csv", {"id": "county.emp_new", "user_id/id": "county.user_new"}),
    ):
        with (folder / name).open(encoding="utf-8", newline="") as stream:
            header, *rows = csv.reader(stream)
        row = {**dict(zip(header, rows[-1], strict=True)), **changed}
        with (folder / name).open("a", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerow([row[column] for column in header])
    return folder
