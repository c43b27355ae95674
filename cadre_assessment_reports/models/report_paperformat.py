"""Whether a paper is printed on both sides."""

from odoo import fields, models


class ReportPaperformat(models.Model):
    _inherit = "report.paperformat"

    duplex = fields.Boolean(
        "Printed on Both Sides",
        help="Of several forms printed at once each begins on the front of a sheet: a form of an odd number of pages "
        "is followed by an empty one.",
    )
