"""What did the body decide, when, with which votes and why otherwise than proposed?  (S0-33)"""

from odoo import fields, models


class CadreDecision(models.Model):
    _name = "cadre.decision"
    _description = "Decision"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "date desc, id desc"

    _locked_states = frozenset({"submitted", "approved"})

    name = fields.Char(required=True)
    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True)
    company_id = fields.Many2one(related="cycle_id.company_id", store=True, index=True)
    body_id = fields.Many2one("cadre.body", required=True, check_company=True)
    chair_user_id = fields.Many2one("res.users", readonly=True, copy=False, help="Head of the body on the day: confirms the decision.")
    date = fields.Date(required=True, default=fields.Date.context_today)
    expected = fields.Integer(help="应到人数")
    present = fields.Integer(help="实到人数")
    attendee_ids = fields.Many2many("hr.employee", "cadre_decision_attendee_rel")
    votes_for = fields.Integer()
    votes_against = fields.Integer()
    votes_abstained = fields.Integer()
    minutes = fields.Html()
    state = fields.Selection(
        [("draft", "Draft"), ("submitted", "Awaiting Confirmation"), ("approved", "Confirmed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    line_ids = fields.One2many("cadre.decision.line", "decision_id", copy=False)


class CadreDecisionLine(models.Model):
    """One subject's grade as the body decides it. Another grade than proposed needs a reason."""

    _name = "cadre.decision.line"
    _description = "Line of a Decision"
    _order = "decision_id, sequence, id"

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="decision_id.company_id", store=True, index=True)
    sequence = fields.Integer()
    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="restrict", index=True)
    proposed_grade_id = fields.Many2one(related="assessment_id.proposed_grade_id")
    grade_id = fields.Many2one("cadre.scale.grade")
    reason = fields.Char()
    extremely_poor = fields.Boolean()

    _once = models.Constraint("UNIQUE(decision_id, assessment_id)", "This person stands in this decision already.")
