"""One step of a procedure: who takes it, after which, with which papers, in how many days."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from .words import ACTORS, DAY_TYPES, JUDGES, KINDS, OUTCOMES, STAGES


class CadreProcedureStep(models.Model):
    _name = "cadre.procedure.step"
    _description = "Step of a Procedure"
    _inherit = ["cadre.procedure.part.mixin"]
    _order = "procedure_id, sequence, id"

    procedure_id = fields.Many2one("cadre.procedure", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="procedure_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    kind = fields.Selection(KINDS, required=True, default="approval")
    stage = fields.Selection(STAGES, required=True, default="prepare", help="Column of the board.")
    actor = fields.Selection(ACTORS, string="Taken by", required=True, default="office")
    actor_text = fields.Char(string="As the Regulation Says", help="Who it is there (总公司领导, 区公务员局).")
    scope = fields.Selection(
        [("once", "The Whole Selection"), ("post", "Each Post")],
        string="Once for",
        required=True,
        default="once",
    )
    after_ids = fields.Many2many(
        "cadre.procedure.step",
        "cadre_procedure_step_after_rel",
        "step_id",
        "before_id",
        string="Comes After",
        copy=False,
        domain="[('procedure_id', '=', procedure_id), ('id', '!=', id)]",
        help="Steps that must be done before it.",
    )
    next_day = fields.Boolean(help="Begins the day after those before it have ended, not on that day.")
    days = fields.Integer(string="Days at Least", high=3660, help="0: it is done in a day.")
    most = fields.Integer(string="Days at Most", high=3660, help="0: no limit.")
    day_type = fields.Selection(DAY_TYPES, string="Counted in", default="working", required=True)
    offset = fields.Integer(
        string="Planned Day",
        default=-1,
        low=-1,
        high=3660,
        help="Calendar days after the first day of the selection that the regulation plans for it; −1: none.",
    )
    closing_hour = fields.Float(
        string="Closes at",
        digits=(4, 2),
        high=24,
        help="Of a registration: the hour of its planned day at which it closes, to the minute (S4-P10-12). 0: with "
        "the day.",
    )
    withdraw_days = fields.Integer(
        string="Days to Withdraw",
        high=365,
        help="Calendar days after the closing on which who registered may still withdraw. 0: until it closes.",
    )
    majority = fields.Boolean(
        string="Majority Asked for",
        help="Who goes on needs strictly more than half of the valid votes (A4-6).",
    )
    scale_id = fields.Many2one(
        "cadre.scale",
        ondelete="restrict",
        index="btree_not_null",
        help="Levels of a ballot.",
    )
    headings = fields.Char(
        help="Headings of a ballot, separated by spaces (德 能 勤 绩 廉); empty: one, called like the step."
    )
    support_levels = fields.Integer(
        string="Levels That Support",
        high=10,
        help="Marks of so many of the upper levels are support (A4-19); 0: of the first alone.",
    )
    component_id = fields.Many2one(
        "cadre.scheme.component",
        string="Part of the Composite Score",
        ondelete="restrict",
        index="btree_not_null",
        help="Which part of the procedure's scheme its marks, its examination or its ballot give.",
    )
    judges = fields.Selection(
        JUDGES, string="Marked by", help="Of a step of marks: whose members are asked. Empty: the deciding body."
    )
    least = fields.Integer(
        string="At Least", high=10000, help="Talks of each group, or judges of a candidate: at least so many."
    )
    pass_mark = fields.Float(digits=(6, 2), high=1000, help="Of an examination; 0: taking part is enough.")
    optional = fields.Boolean(help="The office may leave it out without a decision.")
    branch_id = fields.Many2one(
        "cadre.procedure.step",
        string="Only If the Step",
        copy=False,
        ondelete="restrict",
        domain="[('procedure_id', '=', procedure_id), ('id', '!=', id)]",
        help="Taken only where that step came out as said here; otherwise it is left out by itself.",
    )
    branch_outcome = fields.Selection(OUTCOMES, string="Came Out as")
    group_ids = fields.One2many(
        "cadre.procedure.group", "step_id", string="Who Takes Part", copy=True, help="Groups of voters, or of talks."
    )
    paper_ids = fields.One2many("cadre.procedure.paper", "step_id", string="Materials", copy=True)
    rule_ref = fields.Char(string="Rules")
    note = fields.Text()

    _code_uniq = models.Constraint("UNIQUE(procedure_id, code)", "A step with this code exists in this procedure.")

    @api.constrains("after_ids", "branch_id")
    def _check_same_procedure(self):
        for step in self:
            if (step.after_ids | step.branch_id).procedure_id - step.procedure_id:
                raise ValidationError(
                    self.env._("“%(step)s” waits for steps of its own procedure only.", step=step.name)
                )

    def _all_before(self):
        """Every step that must be done before these, at whatever distance."""
        found = todo = self.after_ids
        while todo:
            todo = todo.after_ids - found
            found |= todo
        return found

    def _ring(self):
        """The steps by which this one waits for itself, it first and last."""
        todo = [(one, self | one) for one in self.after_ids]
        for one, way in todo:
            if self in one.after_ids or self == one:
                return [*way, self]
            todo += [(other, way | other) for other in one.after_ids - way]
        return [self]
