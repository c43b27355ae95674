"""What came of one item in one period?"""

from odoo import fields, models


class CadreProgressLine(models.Model):
    _name = "cadre.progress.line"
    _description = "Progress of an Item"
    _order = "report_id, sequence, id"

    report_id = fields.Many2one("cadre.progress.report", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="report_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    item_id = fields.Many2one("cadre.work.item", ondelete="restrict", string="Item of the List")
    name = fields.Char(required=True, string="Item")
    result = fields.Text(string="Progress and Quality")
    shortcoming = fields.Text(string="Shortcomings")
