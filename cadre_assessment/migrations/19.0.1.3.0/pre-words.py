"""What holds ids is no longer called codes: ``cadre.assessment.gate_codes`` is ``gate_keys``."""

from odoo.tools.sql import column_exists, rename_column


def migrate(cr, version):
    if column_exists(cr, "cadre_assessment", "gate_codes") and not column_exists(cr, "cadre_assessment", "gate_keys"):
        rename_column(cr, "cadre_assessment", "gate_codes", "gate_keys")
