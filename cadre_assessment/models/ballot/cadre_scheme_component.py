"""The ballot of a component in the scheme: title, voters, headings, limit (表4; S0-27, S3-58)."""

from odoo import fields, models

from .cadre_ballot import KINDS, OVERRUN, SMALLEST_MINIMUM


class CadreSchemeComponent(models.Model):
    _inherit = "cadre.scheme.component"

    ballot_title = fields.Char(help="Title of the printed ballot, as the regulation words it.")
    ballot_heading = fields.Char(help="Heading over the levels, e.g. 评价意见")
    ballot_instruction = fields.Text(help="Note to the voters, as the regulation words it.")
    ballot_voters = fields.Char(help="Who votes, e.g. 干部职工大会")
    ballot_top_ratio = fields.Float(
        digits=(12, 6), high=1, help="Largest share of the top grade on one paper (S3-58); 0 = free."
    )
    ballot_overrun = fields.Selection(
        OVERRUN, default="reject", required=True, help="What becomes of a paper with more top grades (A3-8)."
    )
    ballot_kind = fields.Selection(KINDS, default="evaluation", required=True)
    ballot_place = fields.Selection(
        [("cycle", "One for Everybody"), ("unit", "One in Each Unit")],
        string="Ballots",
        default="cycle",
        required=True,
        help="One in each unit: people are voted on by their own unit, a team by those it leads (单位测评).",
    )
    ballot_rate_self = fields.Boolean(string="Voters May Rate Themselves")
    ballot_comments = fields.Boolean(string="Voters May Write Comments")
    voters_ids = fields.One2many("cadre.scheme.voters", "component_id", copy=True)
    heading_ids = fields.One2many("cadre.scheme.heading", "component_id", copy=True)

    def _ballot_defaults(self):
        """Values of a ballot for this component."""
        self.ensure_one()
        return {
            "scale_id": self.scale_id.id,
            "kind": self.ballot_kind,
            "instruction": self.ballot_instruction,
            "top_ratio": self.ballot_top_ratio,
            "overrun": self.ballot_overrun,
            "rate_self": self.ballot_rate_self,
            "comments": self.ballot_comments,
            "minimum_papers": max(self.scheme_id.minimum_papers, SMALLEST_MINIMUM),
        }

    def _is_voted_on(self, row):
        """Whether this component is a part of the score of a row of the roster (its post class, its kind of unit)."""
        classes, kinds = self.post_class_ids.ids, self.unit_category_ids.mapped("code")
        return (not classes or row.post_class_id in classes) and (not kinds or row.unit_category_code in kinds)
