"""A review request as an item of a meeting, where the scheme wants the body to decide on it (S2A-72, O-04)."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..company import company_of
from ..guard import is_trusted


class CadreDecisionReview(models.Model):
    """Whether one request is upheld, and what is answered: written down by the office, decided by the body."""

    _name = "cadre.decision.review"
    _description = "Review Request in a Decision"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "decision_id, id"
    _rec_name = "appeal_id"

    _guard_parent = "decision_id"

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    employee_id = fields.Many2one(related="appeal_id.employee_id", store=True, index="btree_not_null")
    company_id = company_of("decision_id")
    appeal_id = fields.Many2one(
        "cadre.appeal", string="Review Request", required=True, ondelete="restrict", index=True, check_company=True
    )
    grounds = fields.Text(related="appeal_id.grounds", string="Grounds of the Request")
    outcome = fields.Selection([("upheld", "Upheld"), ("rejected", "Rejected")], string="To Be Decided")
    reply = fields.Text()

    _once = models.Constraint("UNIQUE(decision_id, appeal_id)", "This request stands in this decision already.")

    def _is_own(self):
        return self.sudo().appeal_id._is_own()

    @api.model_create_multi
    def create(self, vals_list):
        reviews = super().create(vals_list)
        reviews._refuse_hands()
        reviews._refuse_place()
        return reviews

    def write(self, vals):
        self._refuse_hands()
        result = super().write(vals)
        if "appeal_id" in vals:
            self._refuse_hands()
            self._refuse_place()
        return result

    def _refuse_place(self):
        """:raises UserError: a request of another cycle, one that waits for no answer or for no body, among grades"""
        if is_trusted(self.env):
            return
        for review in self.sudo():
            appeal, decision = review.appeal_id, review.decision_id
            if appeal.cycle_id != decision.cycle_id or decision.line_ids:
                raise UserError(
                    self.env._(
                        "“%(decision)s” cannot decide on the request of %(name)s: a decision on requests is one of its "
                        "own, in their cycle. Take “Put to the Body” on the request.",
                        decision=decision.name,
                        name=appeal.name,
                    )
                )
            if appeal.state != "requested" or not appeal.assessment_id.scheme_id.appeal_by_decision:
                raise UserError(
                    self.env._(
                        "%(name)s: this request waits for no decision of the body. It is answered on its own page.",
                        name=appeal.name,
                    )
                )

    def _refuse_hands(self):
        """:raises AccessError: who wrote, voted or confirmed the decision asked about writes no answer to it"""
        if not is_trusted(self.env):
            self.sudo().appeal_id._refuse_hands()


def review_problems(decision, user):
    """What is missing before the body decides on the requests of ``decision``.

    :param user: who hands it in
    """
    env = decision.env
    for review in decision.appeal_line_ids.sudo():
        name = review.appeal_id.name
        if review.appeal_id.state != "requested":
            yield env._("%(name)s: this request waits for no answer any more. Take it off the list.", name=name)
        elif not review.outcome or not (review.reply or "").strip():
            yield env._("%(name)s: enter whether the request is upheld, and the reply.", name=name)
        elif review.appeal_id._took_part(user):
            yield env._(
                "%(name)s: who wrote, voted or confirmed the decision hands in no answer to the request for its "
                "review. Another member of the office does.",
                name=name,
            )
