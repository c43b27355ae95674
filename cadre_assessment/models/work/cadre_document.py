"""How far is every item of the letter?  A report by items (半年目标完成情况报告, S2A-10, F-14)."""

from odoo import fields, models


class CadreDocument(models.Model):
    _inherit = "cadre.document"

    line_ids = fields.One2many("cadre.document.line", "document_id", string="Items", copy=True)


class CadreDocumentLine(models.Model):
    """What a paper says of one item of the letter."""

    _name = "cadre.document.line"
    _description = "Item of a Report"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "document_id, sequence, id"

    _guard_parent = "document_id"

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)
    item_id = fields.Many2one("cadre.work.item", ondelete="set null", index="btree_not_null", readonly=True)
    sequence = fields.Integer(default=10, readonly=True)
    name = fields.Char(string="Task", required=True, readonly=True, help="项目")
    target = fields.Text(readonly=True, help="目标")
    done = fields.Text(string="Completion", help="完成情况")
    problem = fields.Text(string="Problems", help="存在问题")
