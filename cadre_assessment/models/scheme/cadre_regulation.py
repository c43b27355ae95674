"""Which document are the rules written in?"""

from odoo import fields, models


class CadreRegulation(models.Model):
    _name = "cadre.regulation"
    _description = "Regulation"
    _inherit = ["mail.thread"]
    _order = "effective_from desc, id"

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    issuer = fields.Char(help="发文机关")
    document_number = fields.Char(help="文号")
    effective_from = fields.Date()
    basis = fields.Text(string="Legal Basis", help="Documents it is based on (S0-03).")
    scheme_ids = fields.One2many("cadre.scheme", "regulation_id")
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")
    active = fields.Boolean(default=True)
