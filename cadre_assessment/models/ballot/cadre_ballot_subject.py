"""On whom is voted, and with which result."""

from odoo import api, fields, models

from ...engine import publish
from ...engine.choices import is_carried
from . import published


class CadreBallotSubject(models.Model):
    _name = "cadre.ballot.subject"
    _description = "Subject of a Ballot"
    _inherit = ["cadre.ballot.part"]
    _order = "ballot_id, sequence, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    post = fields.Char()
    employee_id = fields.Many2one("hr.employee", ondelete="restrict", index=True)
    subject_unit_id = fields.Many2one("hr.department", string="Unit Assessed", ondelete="restrict", index=True)
    layer_id = fields.Many2one(
        "cadre.category",
        ondelete="restrict",
        domain="[('kind', '=', 'layer')]",
        help="Groups may have other weights for this layer.",
    )
    party_member = fields.Boolean(help="Headings may have another weight for party members (S3-25).")
    has_score = fields.Boolean(compute="_compute_result")
    score = fields.Float(
        digits=(12, 2), compute="_compute_result", help="Sum of count × value over the valid marks (G7)."
    )
    valid_count = fields.Integer(string="Valid", compute="_compute_result")
    invalid_count = fields.Integer(string="Invalid", compute="_compute_result")
    result_text = fields.Char(string="Counts by Grade", compute="_compute_result")
    carried = fields.Boolean(compute="_compute_result", help="Enough members voted, and enough of them in favour.")

    _once = models.UniqueIndex(
        "(ballot_id, employee_id) WHERE employee_id IS NOT NULL", "This person is on the ballot already."
    )
    _unit_once = models.UniqueIndex(
        "(ballot_id, subject_unit_id) WHERE subject_unit_id IS NOT NULL", "This unit is on the ballot already."
    )
    _one_subject = models.Constraint(
        "CHECK(num_nonnulls(employee_id, subject_unit_id) <= 1)", "A line is either of a person or of a unit."
    )

    @api.depends("ballot_id.state", "ballot_id.tally_ids.count")
    def _compute_result(self):
        """From the sealed counts alone, in one query for all subjects; before sealing there is nothing to know."""
        results = published.results(self.filtered(lambda subject: subject.ballot_id.state == "sealed"))
        for subject in self:
            result = results.get(subject.id)
            subject.has_score = bool(result and result.score is not None)
            subject.score = float(publish(result.score)) if subject.has_score else 0
            subject.valid_count = result.valid if result else 0
            subject.invalid_count = result.invalid if result else 0
            subject.result_text = result.text if result else False
            subject.carried = bool(result and subject._is_carried(result))

    def _is_carried(self, result):
        """In a committee's vote: the first level is in favour."""
        ballot = self.ballot_id
        return (
            ballot.kind == "committee"
            and result.score is not None
            and is_carried(result.first, ballot.expected_count, ballot.paper_count, ballot.quorum, ballot.majority_of)
        )
