"""What follows from a result for a subject, who does it, and whether it is done (S0-35 … S0-39).

What the kinds need of their own stands in :mod:`.cadre_consequence_kinds`, how it comes about in :mod:`.proposing`.

A dismissal and an adjustment of the post never pass by one member's click: the body decides on them in a meeting, or
two members agree where the rule says so (S2A-80, O-03).
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError
from odoo.fields import NO_ACCESS
from odoo.tools import LazyTranslate

from ..batch.many import in_parts
from ..clock import by_today, on_the_day, today_of
from ..company import company_of
from ..guard import Step
from ..listing import of_year
from ..meeting.recusal import ORDER
from ..organization.cadre_family_member import relatives_of
from ..scheme.cadre_scheme_consequence import ACTIONS, APPROVALS, USUAL
from ..subject import SUBJECT

_lt = LazyTranslate(__name__)
OPEN = ("proposed", "approved", "done")
"""States in which it stands: proposed, to be carried out, carried out."""
PROTECTED = ("disabled", "treatment", "maternity", "other")


class CadreConsequence(models.Model):
    """Proposed by the rules, approved by the deciding body, carried out by the office."""

    _name = "cadre.consequence"
    _description = "Consequence"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.kin.mixin", "cadre.tier.mixin", "cadre.subject.mixin"]
    _check_company_auto = True
    _order = "id desc"
    _about_whom = ("employee_id", "head_id")

    _guarded = (
        SUBJECT
        | {"result_id", "rule_id", "cycle_id", "action", "about_unit_id", "head_id"}
        | {"approval", "agreed_by_id", "agreed_on", "approved_by_id", "decision_id", "deadline", "responsible_id"}
        | {"question", "question_note", "result_ids", "taken_back_on", "taken_back_because"}
    )
    _locked_states = frozenset({"done", "cancelled", "taken_back"})
    _steps = (
        Step("agree", {"proposed"}, None, "_may_agree"),
        Step("approve", {"proposed"}, "approved", "_may_approve"),
        Step("bring", {"proposed"}, None, "_may_bring", method="action_bring_before_body"),
        Step("cancel", {"proposed", "approved"}, "cancelled", "_may_decide", reason=True),
        Step("done", {"approved"}, "done", "_is_office"),
        Step("take_back", {"approved", "done"}, "taken_back", "_may_decide", reason=True),
        Step("keep", {"approved", "done"}, None, "_may_keep", reason=True),
    )

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
    cancel_reason = fields.Char(string="Reason Written", readonly=True, copy=False)
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
    question_note = fields.Char(readonly=True, copy=False, help="Of before reasons were kept.")
    taken_back_on = fields.Date(readonly=True, copy=False)
    taken_back_because = fields.Char(string="Written on Taking Back", readonly=True, copy=False)
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

    kin_ids = fields.Many2many(
        "hr.employee",
        string="Relatives",
        compute="_compute_kin_ids",
        compute_sudo=True,
        groups=NO_ACCESS,
        help="On the staff, of whom it is about: none of them decides on it.",
    )

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("employee_id", "head_id")
    def _compute_kin_ids(self):
        """One query, however many consequences there are."""
        kin, nobody = {}, self.env["hr.employee"]
        for relative, whose in relatives_of(self.employee_id | self.head_id).items():
            for person in whose:
                kin[person] = kin.get(person, nobody) | relative
        for one in self:
            one.kin_ids = nobody.union(*(kin[person] for person in one.employee_id | one.head_id if person in kin))

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

    @api.model
    def _pointless(self, planned):
        """Of each of ``planned`` (values of a consequence by a rule) whether it would change nothing, so that nobody
        proposes it: rooms that keep what it changes answer. As superuser."""
        return [False] * len(planned)

    # -- the body --------------------------------------------------------------------------------------------------
    def _may_decide(self):
        """A member of the deciding body, no relative of whom it is about (回避)."""
        known = self.sudo()
        if known.kin_ids & self.env.user._cadre_people(self._own_since()):
            return False
        return known.cycle_id._sits_in_body(self.env.user)

    def _may_agree(self):
        """The first of two members; not who proposed it by archiving the result."""
        two = self.approval == "two_members" and not self.agreed_by_id
        return two and self._may_decide() and self._is_another(self.create_uid)

    def _may_approve(self):
        """Who approves it by its rule: of two another one than the first; by no click what the body decides."""
        if self.approval == "member":
            return self._may_decide()
        if self.approval == "head":
            return self._may_decide() and self.env.user in self._heads()
        first = self.agreed_by_id
        if self.approval != "two_members" or not first:
            return False
        return self._may_decide() and self._is_another(first | self.create_uid)

    def _heads(self):
        """Who presides over the deciding body today; where it is about himself or a relative of his, the next in
        order."""
        cycle, barred = self.sudo().cycle_id, self._withdrawing()
        members = cycle.leading_body_id._members_on(cycle._today(), roles=ORDER)
        heads = members.filtered(lambda member: member.role == "chair")
        free = members.filtered(lambda member: member.user_id and member.employee_id not in barred)
        return ((heads & free) or (free if heads else free.browse()).sorted(lambda one: ORDER[one.role])[:1]).user_id

    def _withdrawing(self):
        """Whom it is about, and his relatives (employees, as superuser)."""
        known = self.sudo()
        return known.employee_id | known.head_id | known.kin_ids

    def _is_another(self, users):
        """Whether the current user is another person than ``users``, whatever accounts they have."""
        return self.env.user not in users._cadre_accounts(self._own_since())

    def _may_bring(self):
        """The office puts before the body what the body decides; what stands in an item already waits for that."""
        return self.approval == "body" and not self.sudo().decision_id and self._is_office()

    def _may_keep(self):
        return bool(self.question) and self._may_decide()

    # -- approving -------------------------------------------------------------------------------------------------
    @in_parts(_lt("Approve"))
    def action_approve(self):
        """The deciding body agrees, several at once; each as its rule says who approves, by steps where it says so.

        No dismissal before somebody looked whether the person is protected, and none of who is (O-03).
        """
        if by_steps := self.filtered(lambda one: one.approval == "tiers"):
            answer = super(CadreConsequence, by_steps).action_approve()
            return (self - by_steps).action_approve() if self - by_steps else answer
        self._refuse_protected_person()
        self._refuse_without_amount()
        self._refuse_beyond_seats()
        self._refuse_for_the_body()
        first = self.filtered(lambda one: one.approval == "two_members" and not one.agreed_by_id)
        if first:
            first._take("agree", agreed_by_id=self.env.uid, agreed_on=fields.Datetime.now())
        for consequence in (self - first).filtered(lambda one: one.approval == "two_members"):
            if not consequence._is_another(consequence.agreed_by_id):
                raise UserError(
                    self.env._(
                        "%(name)s: you have approved it already. It does not pass by one member alone: another member "
                        "of %(body)s approves it now.",
                        name=consequence.person_name,
                        body=consequence.sudo().cycle_id.leading_body_id.name,
                    )
                )
        rest = self - first
        if rest:
            rest._take("approve", approved_by_id=self.env.uid, approved_on=fields.Datetime.now())
            rest._on_approved()
        return True

    def action_bring_before_body(self):
        """Put these before the deciding body: one item for all of a cycle, which the office then fills in."""
        self.check_access("write")
        cycle = self.cycle_id
        if len(cycle) != 1:
            raise UserError(self.env._("Choose consequences of one cycle: one body decides on them."))
        self._refuse_step("bring")
        decision = self.env["cadre.decision"]._item_on(cycle)
        self._take("bring", decision_id=decision.id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.decision",
            "res_id": decision.id,
            "views": [(False, "form")],
        }

    def _refuse_for_the_body(self):
        """Who decides here learns the way; to everybody else, and to whom it is about, the step says no."""
        for consequence in self.filtered(lambda one: one.approval == "body" and one.state == "proposed"):
            if consequence._is_own() or not consequence._may_decide():
                continue
            raise UserError(
                self.env._(
                    "%(name)s: %(body)s decides on it in a meeting. The office puts it before the body; there it is "
                    "voted and confirmed.",
                    name=consequence.display_name,
                    body=consequence.sudo().cycle_id.leading_body_id.name or self.env._("the deciding body"),
                )
            )

    def _on_approved(self):
        """What follows once it is approved, in whatever way; kinds add their own."""

    def action_cancel(self):
        """The deciding body does not follow the proposal; it says why."""
        return self._ask_reason("cancel")

    def _reason_cancel(self, reason):
        self._take("cancel", cancel_reason=reason, decision_id=False)
        return self._on_gone(reason)

    # -- taking back -----------------------------------------------------------------------------------------------
    def action_take_back(self):
        """It does not stand any more: taken back with its reason; what follows in its place is proposed anew."""
        return self._ask_reason("take_back")

    def action_keep(self):
        """It stands all the same, and why."""
        return self._ask_reason("keep")

    def _reason_take_back(self, reason):
        for today, consequences in by_today(self).items():
            consequences._take("take_back", taken_back_on=today, taken_back_because=reason)
        self._on_gone(reason)
        for cycle, some in self.sudo().grouped("cycle_id").items():
            cycle._propose_anew(some.result_id.assessment_id)
        return True

    def _reason_keep(self, reason):
        self._take("keep", question=False, question_note=False, question_why=False)
        for consequence in self.sudo():
            consequence.message_post(body=self.env._("Kept all the same: %(reason)s", reason=reason))
        return True

    def _on_gone(self, reason):
        """What is undone with it; kinds add their own."""
        return True

    # -- carrying out ----------------------------------------------------------------------------------------------
    def action_done(self):
        """Carried out, with all that its kind and its rule ask for."""
        self._read_together()
        for consequence in self:
            if missing := consequence._missing():
                raise UserError(
                    self.env._("%(name)s is not carried out yet:", name=consequence.display_name)
                    + "\n– "
                    + "\n– ".join(missing)
                )
        for today, consequences in by_today(self).items():
            consequences._take("done", done_on=today)
        return True

    def _missing(self):
        """Sentences that say what must be noted before it counts as carried out; kinds add their own."""
        return []

    def _read_together(self):
        """Read for all of them together what each step asks of every one."""
        known = self.sudo()
        known.mapped("rule_id.action")
        known.mapped("cycle_id.leading_body_id")
