"""Decisions become items of meetings: the table of attendees goes, and is read by the step after."""

from odoo.tools.sql import table_exists


def migrate(cr, version):
    if table_exists(cr, "cadre_decision_attendee_rel"):
        cr.execute("ALTER TABLE cadre_decision_attendee_rel RENAME TO cadre_former_attendee")
