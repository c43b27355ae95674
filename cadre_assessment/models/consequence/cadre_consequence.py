"""What follows from a result for a subject, who does it, and whether it is done (S0-35 … S0-39).

Here is what it says; who may say it and when stands in :mod:`.cadre_consequence_steps`, what the kinds need of their
own in :mod:`.cadre_consequence_kinds`, how it comes about in :mod:`.proposing`.
"""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ..clock import on_the_day, today_of
from ..company import company_of
from ..listing import of_year
from ..scheme.cadre_scheme_consequence import ACTIONS, APPROVALS, USUAL
from ..subject import SUBJECT

OPEN = ("proposed", "approved", "done")
"""States in which it stands: proposed, to be carried out, carried out."""
PROTECTED = ("disabled", "treatment", "maternity", "other")


class CadreConsequence(models.Model):
    """Proposed by the rules, approved by the deciding body, carried out by the office."""

    _name = "cadre.consequence"
    _description = "Consequence"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin", "cadre.subject.mixin"]
    _check_company_auto = True
    _order = "id desc"

    _guarded = SUBJECT | {"result_id", "rule_id", "cycle_id", "action", "about_unit_id", "head_id"}
    _locked_states = frozenset({"done", "cancelled", "taken_back"})

    name = fields.Char(required=True)
    result_id = fields.Many2one(
        "cadre.result", ondelete="restrict", index=True, help="The result after which it was proposed."
    )
    result_ids = fields.Many2many(
        "cadre.result",
        "cadre_consequence_result_rel",
        "consequence_id",
        "result_id",
        string="Results Behind It",
        readonly=True,
        copy=False,
        help="Every archived result that brought it about, earlier years and the unit's included.",
    )
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    year = fields.Integer(related="cycle_id.year", aggregator=None)
    rule_id = fields.Many2one("cadre.scheme.consequence", ondelete="restrict")
    rule_ref = fields.Char(related="rule_id.rule_ref")
    person_name = fields.Char(string="Person or Unit", readonly=True, help="As archived.")
    grade_name = fields.Char(related="result_id.grade_name")
    action = fields.Selection(ACTIONS, required=True)
    approval = fields.Selection(
        APPROVALS,
        string="Approved How",
        readonly=True,
        copy=False,
        help="As the rule said when it was proposed.",
    )
    state = fields.Selection(
        [
            ("proposed", "Proposed"),
            ("approved", "Approved"),
            ("done", "Done"),
            ("cancelled", "Cancelled"),
            ("taken_back", "Taken Back"),
        ],
        default="proposed",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    deadline = fields.Date(readonly=True, copy=False, help="By this day it is to be carried out.")
    late = fields.Boolean(compute="_compute_late", search="_search_late")
    responsible_id = fields.Many2one(
        "res.users",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="Who sees to it by the rule; empty: the assessment office.",
    )
    note = fields.Text()
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    agreed_by_id = fields.Many2one(
        "res.users",
        string="First Approved By",
        readonly=True,
        copy=False,
        help="Where two members of the body must agree: this one, and another who approves it.",
    )
    agreed_on = fields.Datetime(string="First Approved On", readonly=True, copy=False)
    decision_id = fields.Many2one(
        "cadre.decision",
        readonly=True,
        copy=False,
        ondelete="set null",
        index="btree_not_null",
        check_company=True,
        help="The item of a meeting in which the body decides on it.",
    )
    done_on = fields.Date(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)
    question = fields.Selection(
        [
            ("fallen", "No Longer Follows"),
            ("changed", "Follows Otherwise"),
            ("twice", "Stands Twice"),
        ],
        readonly=True,
        copy=False,
        tracking=True,
        index="btree_not_null",
        help="A new version of a result no longer bears it out: take it back, or keep it and say why.",
    )
    question_note = fields.Char(string="Why It Is Questioned", readonly=True, copy=False)
    taken_back_on = fields.Date(readonly=True, copy=False)
    taken_back_because = fields.Char(readonly=True, copy=False)
    about_unit_id = fields.Many2one(
        "hr.department",
        string="Because of the Unit",
        readonly=True,
        ondelete="restrict",
        help="It follows for the head from the result of this unit (S2A-34).",
    )
    report_id = fields.Many2one(
        "cadre.progress.report", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", string="Record"
    )

    _once_uniq = models.UniqueIndex(
        "(cycle_id, rule_id, COALESCE(employee_id, 0), COALESCE(subject_unit_id, 0), COALESCE(about_unit_id, 0)) "
        "WHERE rule_id IS NOT NULL AND state IN ('proposed', 'approved', 'done') AND question IS DISTINCT FROM 'twice'",
        "By one rule it follows once for each subject of a year.",
    )

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("name", "person_name", "cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for consequence in self:
            name = " · ".join(filter(None, (consequence.person_name, consequence.name)))
            consequence.display_name = of_year(consequence, name)

    @api.depends("deadline", "state")
    def _compute_late(self):
        for consequence in self:
            due = consequence.deadline if consequence.state in ("proposed", "approved") else False
            consequence.late = bool(due) and due < today_of(consequence)

    @api.model
    def _search_late(self, operator, value):
        if operator != "in":
            return NotImplemented
        found = on_the_day(self.env, lambda day: [("deadline", "<", day), ("state", "in", ("proposed", "approved"))])
        return found if True in value else ~found

    @api.model_create_multi
    def create(self, vals_list):
        """Who approves it is looked at once: what a rule says later changes nothing here."""
        for vals in vals_list:
            if not vals.get("approval"):
                rule = self.env["cadre.scheme.consequence"].sudo().browse(vals.get("rule_id") or ())
                vals["approval"] = rule._approval() if rule else USUAL.get(vals.get("action"), "member")
        return super().create(vals_list)

    @api.constrains("award_id", "employee_id")
    def _check_award(self):
        for consequence in self:
            if consequence.award_id and consequence.award_id.kind != "award":
                raise ValidationError(self.env._("“%(name)s” is no award.", name=consequence.award_id.name))
