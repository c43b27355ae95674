"""The history of a body: every change of its members, with who made it and when."""

from odoo import api, fields, models


class CadreBodyChange(models.Model):
    """One change, written by the server together with it. Nobody writes or deletes one: who and when are Odoo's own."""

    _name = "cadre.body.change"
    _description = "Change of a Body"
    _order = "id desc"

    body_id = fields.Many2one("cadre.body", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    what = fields.Selection(
        [("joined", "Joins"), ("changed", "Changed"), ("ended", "Ends"), ("removed", "Removed")],
        required=True,
        readonly=True,
    )
    employee_id = fields.Many2one("hr.employee", readonly=True, ondelete="set null", index="btree_not_null")
    name = fields.Char(required=True, readonly=True, help="Whom or what it is about, as it was called on the day.")
    before = fields.Char(readonly=True, help="As it stood until then.")
    after = fields.Char(readonly=True, help="As it stands since.")
    create_uid = fields.Many2one("res.users", string="Changed By", readonly=True)
    create_date = fields.Datetime(string="Changed On", readonly=True)

    @api.model
    def _keep(self, rows):
        """Keep changes; server code only. ``rows``: values, without who and when."""
        return self.sudo().create(rows)
