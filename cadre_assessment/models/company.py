"""The company of a record that follows another one, known before that one is chosen."""

from odoo import api, fields


def company_of(owner):
    """A stored ``company_id`` that follows the many2one ``owner``.

    On a new record, whose owner is still empty, it is the company the user works in: the choices of every field with
    ``check_company`` depend on it, and a related field would be empty and offer nothing. Owners always have a company.
    """

    @api.depends(f"{owner}.company_id")
    def _compute_company_id(records):
        for record in records:
            record.company_id = record[owner].company_id or record.env.company

    return fields.Many2one("res.company", compute=_compute_company_id, store=True, index=True)
