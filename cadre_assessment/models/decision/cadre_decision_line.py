"""The grade the body gives to one subject, and why otherwise than proposed."""

from odoo import api, fields, models
from odoo.tools import SQL

from ..company import company_of
from ..listing import listed
from ..meeting.recusal import withdrawing
from .decision_seats import pools_of_lines


class CadreDecisionLine(models.Model):
    """One subject's grade as the body decides it. Another grade than proposed needs a reason."""

    _name = "cadre.decision.line"
    _description = "Line of a Decision"
    _inherit = ["cadre.guard.child.mixin", "cadre.voted.line.mixin"]
    _rec_name = "assessment_id"
    _order = "decision_id, sequence, id"

    _guard_parent = "decision_id"

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    company_id = company_of("decision_id")
    scale_id = fields.Many2one(related="decision_id.cycle_id.scheme_id.result_scale_id")
    sequence = fields.Integer()
    assessment_id = fields.Many2one("cadre.assessment", string="Person", required=True, ondelete="restrict", index=True)
    post = fields.Char(related="assessment_id.post")
    department_id = fields.Many2one(related="assessment_id.department_id")
    total = fields.Float(related="assessment_id.total", aggregator=None)
    rank = fields.Integer(related="assessment_id.rank", aggregator=None)
    pending = fields.Boolean(related="assessment_id.pending")
    may_top = fields.Boolean(related="assessment_id.may_top")
    proposed_grade_id = fields.Many2one(related="assessment_id.proposed_grade_id")
    flag_text = fields.Text(related="assessment_id.flag_text")
    proposal_reason = fields.Char(related="assessment_id.reason", string="Reason of the Proposal")
    grade_id = fields.Many2one("cadre.scale.grade", string="Decided Grade", domain="[('scale_id', '=', scale_id)]")
    award_ids = fields.Many2many(
        "cadre.category",
        "cadre_decision_line_award_rel",
        string="Decided Awards",
        domain="[('id', 'in', possible_award_ids)]",
        help="Awards beside the grade that the body gives.",
    )
    proposed_award_ids = fields.Many2many("cadre.category", string="Proposed Awards", compute="_compute_awards")
    possible_award_ids = fields.Many2many("cadre.category", compute="_compute_awards")
    withdraws = fields.Char(
        compute="_compute_withdraws",
        help="Who was there and is on this line himself: he neither votes on it nor presides (回避).",
    )
    pool_keys = fields.Json(compute="_compute_pool_keys", help="Pools of seats that the subject competes in.")
    different = fields.Boolean(compute="_compute_different", help="Another grade or award than proposed.")
    reason = fields.Char(help="Needed when the grade is another one than proposed.")
    extremely_poor = fields.Boolean()
    authorised_by_id = fields.Many2one(
        "hr.employee",
        string="Authorised by",
        ondelete="restrict",
        check_company=True,
        help="Who of those present answers for another grade than proposed. Empty: who presided.",
    )
    frozen = fields.Json(
        readonly=True, help="What stood on the list when it was decided: later figures do not change it."
    )

    _once = models.Constraint("UNIQUE(decision_id, assessment_id)", "This person stands in this decision already.")

    def _is_own(self):
        """Who writes a decision down writes nothing on his own line: what the rules propose stands there already."""
        return self.sudo().assessment_id._is_own()

    def _about_key(self):
        return self.assessment_id

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_trace(self):
        """How this person's total came about, beside the decision."""
        self.ensure_one()
        self.assessment_id.check_access("read")
        view = self.env.ref("cadre_assessment.cadre_assessment_trace_view_form")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("How the Total Came About"),
            "res_model": "cadre.assessment",
            "res_id": self.assessment_id.id,
            "views": [(view.id, "form")],
            "target": "new",
        }

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("assessment_id.award_ids.won")
    def _compute_awards(self):
        for line in self:
            awards = line.assessment_id.award_ids
            line.possible_award_ids = awards.award_id
            line.proposed_award_ids = awards.filtered("won").award_id

    @api.depends(
        "assessment_id", "decision_id.date", "decision_id.meeting_id.member_ids.presence", "decision_id.withdrawal_ids"
    )
    def _compute_withdraws(self):
        """One query for each decision."""
        for decision, lines in self.grouped("decision_id").items():
            stored = decision._origin.sudo()
            people = withdrawing(stored, stored.body_id._members_on(stored.date)) if stored else {}
            every = self.env["hr.employee"].union(*people.values())
            names = dict(zip(every.ids, every._names_told_apart(), strict=True))
            for line in lines:
                found = people.get(line.assessment_id._origin)
                line.withdraws = listed(self.env, [names[key] for key in found.ids]) if found else False

    @api.depends("assessment_id", "decision_id.cycle_id")
    def _compute_pool_keys(self):
        found = pools_of_lines(self)
        for line in self:
            line.pool_keys = found.get(line, [])

    @api.depends("assessment_id", "grade_id", "proposed_grade_id", "award_ids", "proposed_award_ids")
    def _compute_different(self):
        for line in self:
            other_awards = line.award_ids._origin != line.proposed_award_ids._origin
            line.different = line.grade_id != line.proposed_grade_id or other_awards


def counted(decisions):
    """{decision id: (lines, lines with another grade or award than proposed)}: one statement, however many lines.

    The condition is that of :meth:`CadreDecisionLine._compute_different`, said to the database.
    """
    if not decisions:
        return {}
    decisions.env.flush_all()
    rows = decisions.env.execute_query(
        SQL(
            """
              WITH line AS (SELECT id, decision_id, assessment_id, grade_id
                              FROM cadre_decision_line WHERE decision_id = ANY(%s)),
                   given AS (SELECT line.id, array_agg(r.cadre_category_id ORDER BY r.cadre_category_id) AS award_ids
                               FROM line JOIN cadre_decision_line_award_rel r ON r.cadre_decision_line_id = line.id
                           GROUP BY 1),
                   won AS (SELECT line.id, array_agg(DISTINCT w.award_id ORDER BY w.award_id) AS award_ids
                             FROM line JOIN cadre_assessment_award w ON w.assessment_id = line.assessment_id AND w.won
                         GROUP BY 1)
            SELECT line.decision_id, count(*)::int,
                   (count(*) FILTER (WHERE line.grade_id IS DISTINCT FROM a.proposed_grade_id
                                        OR given.award_ids IS DISTINCT FROM won.award_ids))::int
              FROM line
              JOIN cadre_assessment a ON a.id = line.assessment_id
         LEFT JOIN given ON given.id = line.id
         LEFT JOIN won ON won.id = line.id
          GROUP BY line.decision_id
            """,
            decisions.ids,
        )
    )
    return {decision: (lines, different) for decision, lines, different in rows}
