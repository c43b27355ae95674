"""Which papers must be handed in, with which sections, in how many copies, to whom?"""

from odoo import fields, models

from .cadre_scheme_period import LEVELS


class CadreSchemeDocument(models.Model):
    _name = "cadre.scheme.document"
    _description = "Required Paper"
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    level = fields.Selection(LEVELS, default="year", required=True)
    copies = fields.Integer(default=1)
    recipients = fields.Char()
    length = fields.Integer(help="About how many characters; 0 = free.")
    section_ids = fields.One2many("cadre.scheme.document.section", "document_id", copy=True)
    rule_ref = fields.Char(string="Rules")


class CadreSchemeDocumentSection(models.Model):
    _name = "cadre.scheme.document.section"
    _description = "Section of a Required Paper"
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    required = fields.Boolean(default=True)
