"""Which paper does a person owe, what does it say, when was it handed in and filed?"""

from odoo import fields, models


class CadreDocument(models.Model):
    _name = "cadre.document"
    _description = "Paper Handed In"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "cycle_id, employee_id, id"

    _locked_states = frozenset({"submitted", "filed"})

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    rule_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="restrict")
    employee_id = fields.Many2one("hr.employee", required=True, ondelete="restrict", index=True)
    period_id = fields.Many2one("cadre.period", ondelete="restrict")
    name = fields.Char(required=True)
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Handed In"), ("filed", "Filed")], default="draft", required=True, copy=False, tracking=True
    )
    section_ids = fields.One2many("cadre.document.section", "document_id", copy=True)
    due = fields.Date()
    submitted_on = fields.Datetime(readonly=True, copy=False)
    filed_on = fields.Datetime(readonly=True, copy=False)

    _once = models.UniqueIndex("(cycle_id, rule_id, employee_id, COALESCE(period_id, 0))", "This paper exists already.")


class CadreDocumentSection(models.Model):
    _name = "cadre.document.section"
    _description = "Section of a Paper"
    _order = "document_id, sequence, id"

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    required = fields.Boolean(default=True)
    text = fields.Text()
