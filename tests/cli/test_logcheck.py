"""Which log lines fail a run. (tools/cadre_cli/logcheck.py)"""

from cadre_cli.logcheck import complaints, unexpected

LOG = """\
2026-01-02 03:04:05,678 99 INFO cadre_t99 odoo.modules.loading: Loading module cadre_assessment (2/50)
2026-01-02 03:04:05,678 99 WARNING cadre_t99 odoo.fields: cadre.score.level: unknown parameter
2026-01-02 03:04:06,678 99 WARNING cadre_t99 odoo.fields: cadre.score.level: unknown parameter
2026-01-02 03:04:06,700 99 ERROR ? odoo.sql_db: bad query: SELECT 1 FROM cadre_t99
ERROR: duplicate key value
"""


def test_every_complaint_once():
    """INFO lines, repetitions and continuation lines are left out."""
    assert [line.split(":")[0] for line in complaints(LOG)] == ["WARNING odoo.fields", "ERROR odoo.sql_db"]


def test_what_a_plain_installation_logs_is_expected():
    """The same complaint in another run, database and second is the same complaint."""
    plain = complaints(LOG.replace("cadre_t99", "cadre_tpl_1a").replace("05,678", "59,001"))
    assert unexpected(LOG, plain) == []


def test_anything_else_is_not():
    """A line nobody is prepared for is returned as it will be printed."""
    assert unexpected(LOG, complaints(LOG)[1:]) == ["WARNING odoo.fields: cadre.score.level: unknown parameter"]
