"""Freeze the schemes that cycles were opened with."""

from odoo import api, fields, models


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    cycle_ids = fields.One2many("cadre.cycle", "scheme_id")
    latest_cycle_id = fields.Many2one(
        "cadre.cycle",
        compute="_compute_latest_cycle",
        compute_sudo=True,
        groups="base.group_system",
        help="The last cycle that was run by this scheme or another version of it.",
    )
    cycle_count = fields.Integer(compute="_compute_cycle_count")

    @api.depends("code")
    def _compute_latest_cycle(self):
        family = [("scheme_id.code", "in", self.mapped("code")), ("state", "!=", "draft")]
        cycles = self.env["cadre.cycle"].search(family, order="date_from, id")
        latest = {cycle.scheme_id.code: cycle for cycle in cycles}
        for scheme in self:
            scheme.latest_cycle_id = latest.get(scheme.code)

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
        """Bases of the pools of the last cycle that was run by this scheme or an earlier version of it."""
        bases = super()._known_bases()
        for pool in self.sudo().latest_cycle_id.pool_ids:
            bases.setdefault(pool.quota_id.code, []).append((pool._name_within(), pool.base))
        return bases
