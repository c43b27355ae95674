"""What a file says instead stands in a column of its own name: ``new`` is what Odoo calls an unsaved record."""

from odoo.tools.sql import column_exists, rename_column


def migrate(cr, version):
    table = "cadre_staff_import_change"
    if column_exists(cr, table, "new") and not column_exists(cr, table, "in_file"):
        rename_column(cr, table, "new", "in_file")
