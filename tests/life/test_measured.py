"""The commands that measure and export run: `./cadre bench …` with a few people, and `./cadre i18n`.

Each makes a fresh database and installs the addons; here it gets a copy of one that is installed once. What they
measure of a few people says nothing, so bounds of seconds are widened; those of queries and of memory hold.
"""

import os
import re

import pytest
from cadre_cli import (
    bench,
    bench_ballots,
    bench_files,
    bench_imports,
    bench_pages,
    bench_year,
    database,
    main,
    runner,
    template,
)
from cadre_cli.paths import REPO, own_addons

FEW = {
    "TOGETHER": 4, "SECONDS": 2, "ARRIVING": 6, "WITHIN": 1.0, "REST": 0, "READY": 2, "SURVEY_VOTERS": 2,
}  # fmt: skip
"""Voters, and seconds between them, instead of hundreds."""


@pytest.fixture(scope="module")
def installed():
    """A database with the addons, and with Odoo's surveys, beside which votes are measured."""
    cluster, name = runner.ensure(), f"cadre_measured_{os.getpid()}"
    template.copy(cluster, name)
    try:
        database.install(cluster, name, [*own_addons(), "survey"])
        yield name
    finally:
        template.drop(cluster, name)
        cluster.release()


@pytest.fixture
def fresh(installed, monkeypatch):
    """Whoever asks for a fresh database with the addons gets a copy of ``installed``."""
    copy = template.copy
    monkeypatch.setattr(template, "copy", lambda cluster, name: copy(cluster, name, installed))
    monkeypatch.setattr(database, "install", lambda *_: [])


def test_computation(fresh, capsys):
    """`./cadre bench`: each scheme beside its statement, and both write the same."""
    assert main.main(["bench", "--sizes", "30", "--rounds", "1"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("30 subjects") == len(bench.CASES)
    assert printed.count("rows that differ") == len(bench.CASES)


def test_pages(fresh, monkeypatch, capsys):
    """`./cadre bench pages`: every menu of every role, none asks too often."""
    monkeypatch.setattr(bench_pages, "MOST_SECONDS", 60)
    assert main.main(["bench", "pages", "--sizes", "60", "--rounds", "1"]) == 0
    assert capsys.readouterr().out.count("\n") > 100


def test_pages_kept(fresh, monkeypatch, capsys):
    """`./cadre bench pages --keep`: the second time the people are there already."""
    monkeypatch.setattr(bench_pages, "MOST_SECONDS", 60)
    monkeypatch.setattr(bench_pages, "SIZE", 30)
    made = []
    make = bench_pages.make_county
    monkeypatch.setattr(bench_pages, "make_county", lambda *args: made.append(args[1]) or make(*args))
    try:
        for _time in range(2):
            assert main.main(["bench", "pages", "--rounds", "1", "--keep"]) == 0
            assert "form: Assessment Cycle" in capsys.readouterr().out
        assert made == ["cadre_bench_pages_30"]
    finally:
        template.drop(runner.ensure(), "cadre_bench_pages_30")


def test_steps(fresh, capsys):
    """`./cadre bench steps`: no click about many people asks more often than one about a few."""
    assert main.main(["bench", "steps", "--sizes", "30,60"]) == 0
    assert capsys.readouterr().out.count("approve") == 6


def test_year(fresh, capsys):
    """`./cadre bench year`: each click beside plain SQL that writes its rows; none asks more often about many."""
    assert main.main(["bench", "year", "--sizes", "60,90"]) == 0
    lines = capsys.readouterr().out.splitlines()
    found = {step: line for step in bench_year.steps() for line in lines if line.startswith(f"{step}  ")}
    assert set(found) == set(bench_year.steps())
    assert all(int(re.split(r"\s{2,}", line)[3].replace(",", "")) > 0 for line in found.values()), "each writes rows"


def test_year_in_parts(fresh, capsys):
    """`--cases` names the clicks; one that there is not is told before work begins."""
    assert main.main(["bench", "year", "--sizes", "30", "--cases", "file lists,compute"]) == 0
    assert {line.split("  ")[0] for line in capsys.readouterr().out.splitlines()} >= {"step", "file lists", "compute"}
    assert main.main(["bench", "year", "--cases", "sleep"]) == 2


def test_selection(fresh, capsys):
    """`./cadre bench selection`: who meets the conditions, by as many queries for many as for a few."""
    main.main(["bench", "selection", "--sizes", "40,80", "--rounds", "1"])
    lines = capsys.readouterr().out.splitlines()
    [few, many] = [line.split() for line in lines if line.startswith(("40", "80")) and "forms" not in line]
    assert few[2] == many[2]
    assert (few[1], many[1]) == ("40", "80")


def test_results(fresh, capsys):
    """`./cadre bench results`: as many queries for many results as for few."""
    assert main.main(["bench", "results", "--sizes", "20,40"]) == 0
    assert capsys.readouterr().out.count("ratio") == 1


def test_forms(fresh, capsys):
    """`./cadre bench forms`: a few forms, ordered, printed by the jobs and packed."""
    assert main.main(["bench", "forms", "--sizes", "12"]) == 0
    assert "ratio to the printer alone" in capsys.readouterr().out


def test_ballots(fresh, monkeypatch, capsys):
    """`./cadre bench ballots`: a hall, arrivals, a survey, and the tally; without wrk it says how to get it."""
    for name, value in FEW.items():
        monkeypatch.setattr(bench_ballots, name, value)
    done, said = main.main(["bench", "ballots"]), capsys.readouterr()
    assert (done == 0 and "votes a second" in said.out) or "apt-get install -y wrk" in said.err


def test_imports(fresh, monkeypatch, capsys):
    """`./cadre bench imports`: each kind of file, checked and taken, beside the COPY of the same rows."""
    monkeypatch.setattr(bench_imports, "MOST_QUERIES", 10)  # of a few rows: what is asked once counts for each
    assert main.main(["bench", "imports", "--sizes", "20"]) == 0
    said = capsys.readouterr().out
    for kind in bench_imports.KINDS:
        assert f"20 {kind}" in said
    assert "import / COPY" in said


def test_files(monkeypatch, capsys):
    """`./cadre bench files`: what nobody wrote in good faith is refused."""
    monkeypatch.setattr(bench_files, "MOST_SECONDS", 60)
    assert main.main(["bench", "files"]) == 0
    assert "too_big" in capsys.readouterr().out


def test_export(fresh):
    """`./cadre i18n` finds in a fresh database what is in the files already: not a byte of them changes."""
    files = [path for addon in own_addons() for path in (REPO / addon / "i18n").iterdir()]
    before = {path: path.read_bytes() for path in files}
    try:
        assert main.main(["i18n"]) == 0
        assert [path.name for path in files if path.read_bytes() != before[path]] == []
    finally:
        for path, content in before.items():
            path.write_bytes(content)
