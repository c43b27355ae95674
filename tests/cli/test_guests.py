"""When our addons break what was there before. (tools/cadre_cli/guests.py)"""

import pytest
from cadre_cli import guests
from cadre_cli.ui import CadreError


def test_what_fails_anyway_is_not_ours(capsys):
    """A test that needs a browser fails in both runs; the numbers are said."""
    run = {"hr.A": 0, "web.B": 3}
    assert guests.compare(run, dict(run)) == 0
    assert "2 tests, 1 fail without our addons; 2 tests, 1 with them" in capsys.readouterr().err


@pytest.mark.parametrize(
    "run", [{"hr.A": 1, "web.B": 3}, {"web.B": 3}, {"hr.A": 0, "web.B": 4}, {"hr.A": 0, "web.B": 0, "C": 1}]
)
def test_what_fails_or_is_missing_with_our_addons_is(run, capsys):
    """A failure that was none, a test no longer run, one model more that a sweep complains of, a new one that fails."""
    assert guests.compare({"hr.A": 0, "web.B": 3}, run) == 1
    assert "with our addons: " in capsys.readouterr().err


def test_an_addon_without_tests_is_named():
    """Rather than a run that finds nothing."""
    with pytest.raises(CadreError, match="no tests of cadre_nobody"):
        guests._suite("cadre_nobody")
