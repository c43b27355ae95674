"""Which schemes were cycles opened with?  They are frozen."""

from odoo import fields, models


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    cycle_ids = fields.One2many("cadre.cycle", "scheme_id")
    cycle_count = fields.Integer(compute="_compute_cycle_count")

    def _compute_cycle_count(self):
        counts = dict(self.env["cadre.cycle"]._read_group([("scheme_id", "in", self.ids)], ["scheme_id"], ["__count"]))
        for scheme in self:
            scheme.cycle_count = counts.get(scheme._origin, 0)

    def _in_use(self):
        used = (
            self.env["cadre.cycle"]
            .sudo()
            ._read_group([("scheme_id", "in", self.ids), ("state", "!=", "draft")], ["scheme_id"])
        )
        return super()._in_use() | self.browse(scheme.id for (scheme,) in used)

    def action_cycles(self):
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_cycle_action")
        return {**action, "domain": [("scheme_id", "=", self.id)], "context": {"default_scheme_id": self.id}}

    def _known_bases(self):
        """Bases of the pools of the last cycle that was run by this scheme or an earlier version of it (2 queries)."""
        family = [("scheme_id.code", "=", self.code), ("state", "!=", "draft")]
        cycle = self.env["cadre.cycle"].sudo().search(family, order="date_from desc, id desc", limit=1)
        bases = super()._known_bases()
        for pool in cycle.pool_ids:
            bases.setdefault(pool.quota_id.code, []).append((pool.display_name, pool.base))
        return bases
