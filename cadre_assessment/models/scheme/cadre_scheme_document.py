"""Which papers must be handed in, with which sections, in how many copies, to whom?"""

from odoo import fields, models

from .cadre_scheme_period import LEVELS


class CadreSchemeDocument(models.Model):
    _name = "cadre.scheme.document"
    _description = "Required Paper"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    level = fields.Selection(LEVELS, default="year", required=True, help="One for each period of this level.")
    copies = fields.Integer(default=1, high=1000)
    recipients = fields.Char(help="As the regulation says it; who gets a report or a copy for filing stands below.")
    recipient_ids = fields.One2many("cadre.scheme.document.recipient", "document_id", copy=True)
    with_items = fields.Boolean(
        string="By Items", help="The paper reports on every item of the responsibility letter (S2A-10)."
    )
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Owed by",
        ondelete="restrict",
        help="Whom it is required of (S3-05: people on a posting); empty: everybody.",
    )
    form = fields.Selection(
        [
            ("register", "Registration Form"),
            ("civil", "Registration Form of Civil Servants"),
            ("posted", "Registration Form of a Temporary Post"),
            ("daily", "Daily Evaluation"),
            ("proposals", "Proposals of Grades"),
            ("checklist", "List of Papers"),
        ],
        string="Printed as",
        help="The form that bears its name and number. Of a registration form its sections are the summary, one sheet "
        "printed on both sides (S3-31, S3-05).",
    )
    length = fields.Integer(help="About how many characters; 0 = free.")
    section_ids = fields.One2many("cadre.scheme.document.section", "document_id", copy=True)
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")


class CadreSchemeDocumentSection(models.Model):
    _name = "cadre.scheme.document.section"
    _description = "Section of a Required Paper"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    required = fields.Boolean(default=True)
    rule_ref = fields.Char(string="Rules")

    def _schemes(self):
        return self.document_id.scheme_id


class CadreSchemeDocumentRecipient(models.Model):
    """One of those to whom a paper is sent, or with whom a copy is filed (S2A-10, S2A-11)."""

    _name = "cadre.scheme.document.recipient"
    _description = "Recipient of a Required Paper"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    purpose = fields.Selection(
        [("report", "Reported To"), ("filing", "Copy Filed With")], required=True, default="report", help="报告 / 备案"
    )
    rule_ref = fields.Char(string="Rules")

    def _schemes(self):
        return self.document_id.scheme_id
