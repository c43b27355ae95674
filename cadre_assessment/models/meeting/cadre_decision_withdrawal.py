"""A member who withdraws from one item of a meeting (回避)."""

from odoo import fields, models


class CadreDecisionWithdrawal(models.Model):
    """He neither votes on this item nor counts for its quorum.

    Who stands on the list himself withdraws for his own line without a row here (:mod:`.recusal`).
    """

    _name = "cadre.decision.withdrawal"
    _description = "Withdrawal from a Decision"
    _inherit = ["cadre.guard.child.mixin"]
    _order = "decision_id, id"
    _rec_name = "employee_id"

    _guard_parent = "decision_id"

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="decision_id.company_id", store=True, index=True)
    voter_ids = fields.Many2many(related="decision_id.meeting_id.voter_ids")
    employee_id = fields.Many2one(
        "hr.employee",
        string="Member",
        required=True,
        ondelete="restrict",
        index=True,
        domain="[('id', 'in', voter_ids)]",
    )
    reason = fields.Char(required=True, help="Why: himself, a relative, an interest of his own.")

    _once = models.Constraint("UNIQUE(decision_id, employee_id)", "This member withdraws from this item already.")

    def _own_people(self):
        """That somebody withdraws is no judgement of him."""
        return self.env["hr.employee"]
