"""How long the law wants something kept, as data: an erasure is refused before."""

from odoo import fields, models

MATTERS = [
    ("result", "Archived Results"),
    ("process", "Lists, Records, Marks and Papers"),
    ("case", "Awards and Sanctions"),
    ("ballot", "Ballots"),
]


class CadreRetention(models.Model):
    _name = "cadre.retention"
    _description = "Retention Term"
    _inherit = ["mail.thread"]
    _order = "matter, company_id"
    _rec_name = "matter"

    matter = fields.Selection(MATTERS, required=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    years = fields.Integer(
        required=True,
        low=0,
        high=100,
        tracking=True,
        aggregator=None,
        help="Full years after the last one it is about; then it may be erased.",
    )
    basis = fields.Char(required=True, tracking=True, help="The rule that says so.")

    _matter_uniq = models.Constraint("UNIQUE(matter, company_id)", "This matter has its term.")
