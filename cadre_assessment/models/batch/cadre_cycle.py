"""How much long work there is about a cycle, and the way to it."""

from odoo import api, fields, models
from odoo.tools import LazyTranslate

from .many import WHOLE, in_parts

_lt = LazyTranslate(__name__)


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    batch_count = fields.Integer(compute="_compute_batch_count")

    @api.depends_context("uid")
    def _compute_batch_count(self):
        """Long work about this cycle that the user may see."""
        Batch = self.env["cadre.batch"]
        groups = (
            Batch._read_group([("cycle_id", "in", self.ids)], ["cycle_id"], ["__count"])
            if Batch.has_access("read")
            else []
        )
        counts = {cycle.id: count for cycle, count in groups}
        for cycle in self:
            cycle.batch_count = counts.get(cycle.id, 0)

    def _count_behind(self):
        """How many people are in the units of these cycles."""
        inside = [("department_id", "child_of", self.sudo().unit_id.ids)]
        return self.env["hr.employee"].sudo().search_count(inside) if self.unit_id else 0

    @in_parts(_lt("Open the Cycle"), WHOLE, step="open", count="_count_behind")
    def action_open(self):
        return super().action_open()

    def action_batches(self):
        """What is, or was, done in the background for this cycle."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_batch_action")
        return {**action, "domain": [("cycle_id", "=", self.id)], "context": {}}
