"""What a period's summary says moves to a column that only the office, the body and the auditor are shown."""

from odoo.tools.sql import column_exists, rename_column


def migrate(cr, version):
    if column_exists(cr, "cadre_period", "summary") and not column_exists(cr, "cadre_period", "written_summary"):
        rename_column(cr, "cadre_period", "summary", "written_summary")
    cr.execute("ALTER TABLE cadre_rank DROP CONSTRAINT IF EXISTS cadre_rank_code_uniq")
