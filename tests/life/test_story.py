"""Does the sample county's year play to its end? What ``./cadre demo`` shows, from an empty database."""

import json
import os
import re

from cadre_cli import database, demo, runner, template
from cadre_cli.paths import own_addons

from .inside import told

HEADING_AND_HINT = 15
"""Chinese characters that an empty list says at least: what would stand here, and who puts it there."""


def test_the_year_of_the_sample_county_plays(tmp_path):
    """Every step, each by the accounts of the people whose work it is; then somebody of each role can log in.

    Every entry of everybody's menu has something to show, is a list of things to do, or has New; the empty ones say so.
    """
    cluster, name = runner.ensure(), f"cadre_story_{os.getpid()}"
    template.copy(cluster, name)
    steps = []
    try:
        database.install(cluster, name, own_addons())
        demo.play(cluster, name, runner.config(cluster), tmp_path / "logins.json", tmp_path / "play.log", steps.append)
        entries = told(name, "tests.entries")
        [[played]] = cluster.sql("SELECT value FROM ir_config_parameter WHERE key = 'cadre.demo.played'", database=name)
    finally:
        template.drop(cluster, name)
        cluster.release()
    assert len(json.loads(played)) == len(steps) == int(steps[-1].split()[0].split("/")[1]), steps
    assert len(json.loads((tmp_path / "logins.json").read_text(encoding="utf-8"))) > 20
    assert entries["seen"] > 400
    assert [one for one in entries["empty"] if not (one[2] or one[3])] == []
    assert [one for one in entries["empty"] if len(re.findall(r"[\u4e00-\u9fff]", one[4])) < HEADING_AND_HINT] == []
