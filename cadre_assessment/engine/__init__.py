"""The pure engine: arithmetic and rules, no database, no clock, no Odoo (law 1)."""
