"""What ./cadre demo does with the database of a former commit. (tools/cadre_cli/demo.py)"""

import pytest
from cadre_cli import demo
from cadre_cli.ui import CadreError, Steps


class _Cluster:
    """A server that has played a county and is told what becomes of its databases."""

    def __init__(self, county):
        self.county, self.said = county, []

    def sql(self, statement, database="postgres"):
        self.said.append(statement)
        asked = "ir_config_parameter" in statement
        return [["cadre.demo.played", "[]"], ["cadre.demo.county", self.county]] if asked else []


@pytest.fixture
def stage(monkeypatch, tmp_path):
    """(plays that were tried, call that goes on with a database whose county is given)."""
    tried, failures = [], []

    def play(*_args):
        tried.append(failures.pop(0) if failures else None)
        if tried[-1]:
            raise tried[-1]

    monkeypatch.setattr(demo, "HOME", tmp_path)
    monkeypatch.setattr(demo, "home", lambda *parts: tmp_path.joinpath(*parts[-1].split("/")))
    (tmp_path / "demo").mkdir()
    monkeypatch.setattr(demo, "play", play)
    monkeypatch.setattr(demo, "_config", lambda _cluster: None)
    monkeypatch.setattr(demo, "_install", lambda *_args: tried.append("installed"))
    monkeypatch.setattr(demo.template, "drop", lambda _cluster, name: tried.append(f"dropped {name}"))
    monkeypatch.setattr(demo.runner, "filestore", lambda _cluster, name: tmp_path / name)

    def go_on(county, *errors):
        failures[:], tried[:] = errors, []
        cluster, steps = _Cluster(county), Steps(1)
        steps.next("the year")
        demo._play(cluster, steps)
        return cluster

    return tried, go_on


def test_a_former_county_whose_play_stops_is_kept_and_built_anew(stage, tmp_path):
    """Nothing of it is lost, and the play of today's commit is shown."""
    tried, go_on = stage
    (tmp_path / demo.DATABASE).mkdir()
    stopped = demo.YearStoppedError("the year stopped")
    cluster = go_on("another", stopped)
    assert tried == [stopped, f"dropped {demo.FORMER}", "installed", None]
    assert f'RENAME TO "{demo.FORMER}"' in cluster.said[-1]
    assert (tmp_path / demo.FORMER).is_dir()
    assert demo._state()["complete"]
    assert go_on("another").said == [], "it is complete"


def test_a_failure_that_the_county_does_not_explain_is_told(stage):
    """An error of a step in a database of today's county, or a full disk: nothing is built anew."""
    _tried, go_on = stage
    with pytest.raises(demo.YearStoppedError):
        go_on(demo._county_digest(demo._COUNTY), demo.YearStoppedError("the year stopped"))
    with pytest.raises(CadreError, match="full"):
        go_on("another", CadreError("the disk is full"))
    assert not demo._state()
