"""The place in print, where the scheme counts places without gaps (1, 2, 2, 3)."""

from odoo import api, fields, models


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    printed_rank = fields.Integer(
        string="Place in Print",
        compute="_compute_printed_rank",
        aggregator=None,
        help="As forms, notices and workbooks have it; the rules go by the rank.",
    )

    @api.depends("rank", "comparison_group_id", "cycle_id.scheme_id.printed_ranks")
    def _compute_printed_rank(self):
        """The rank, or how many different totals there are from the best one on, in the comparison group. One query."""
        dense = self.filtered(lambda one: one.rank and one.cycle_id.sudo().scheme_id.printed_ranks == "dense")
        places = {}
        if dense:
            ranked = [("cycle_id", "in", dense.cycle_id.ids), ("assessed", "=", True), ("rank", ">", 0)]
            found = self.sudo()._read_group(ranked, ["cycle_id", "comparison_group_id", "rank"])
            for cycle, group, rank in sorted(found, key=lambda one: one[2]):
                within = places.setdefault((cycle.id, group.id), {})
                within[rank] = len(within) + 1
        for one in self:
            within = places.get((one.cycle_id.id, one.comparison_group_id.id), {}) if one in dense else {}
            one.printed_rank = within.get(one.rank, one.rank)
