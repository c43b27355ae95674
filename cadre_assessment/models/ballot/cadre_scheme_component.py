"""What does the scheme say about the ballot of a component: title, heading, note, voters, limit?  (表4; S0-27,
S3-58)"""

from odoo import fields, models

from .cadre_ballot import SMALLEST_MINIMUM


class CadreSchemeComponent(models.Model):
    _inherit = "cadre.scheme.component"

    ballot_title = fields.Char(help="Title of the printed ballot, as the regulation words it.")
    ballot_heading = fields.Char(help="Heading over the levels, e.g. 评价意见")
    ballot_instruction = fields.Text(help="Note to the voters, as the regulation words it.")
    ballot_voters = fields.Char(help="Who votes, e.g. 干部职工大会")
    ballot_top_ratio = fields.Float(
        digits=(12, 6), help="Largest share of the top grade on one paper (S3-58); 0 = free."
    )

    def _ballot_defaults(self):
        """Values of a ballot for this component."""
        self.ensure_one()
        return {
            "scale_id": self.scale_id.id,
            "instruction": self.ballot_instruction,
            "top_ratio": self.ballot_top_ratio,
            "minimum_papers": max(self.scheme_id.minimum_papers, SMALLEST_MINIMUM),
        }
