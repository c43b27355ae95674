"""Changes of who leads a cycle, in the history of the body concerned."""

from odoo import fields, models


class CadreBodyChange(models.Model):
    _inherit = "cadre.body.change"

    what = fields.Selection(selection_add=[("lead", "Leads a Cycle")], ondelete={"lead": "cascade"})
    cycle_id = fields.Many2one("cadre.cycle", readonly=True, ondelete="cascade", index="btree_not_null")
