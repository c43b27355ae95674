"""What follows from a result for a subject, who does it, and whether it is done (S0-35 … S0-39).

Some kinds need something of their own. S2A-33, S2A-48: money. S2A-75 … S2A-77: which award, for whom among the
commended. S2A-80, O-03: no dismissal during treatment, pregnancy, maternity or nursing leave, nor of whoever lost the
ability to work in service.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..clock import by_today, day_of, today_of
from ..company import company_of
from ..guard import Step
from ..listing import of_year
from ..scheme.cadre_scheme_consequence import ACTIONS
from ..subject import SUBJECT

PROTECTED = ("disabled", "treatment", "maternity", "other")


class CadreConsequence(models.Model):
    """Proposed by the rules, approved by the deciding body, carried out by the office."""

    _name = "cadre.consequence"
    _description = "Consequence"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin", "cadre.subject.mixin"]
    _check_company_auto = True
    _order = "id desc"

    _guarded = (
        SUBJECT
        | {"result_id", "rule_id", "cycle_id", "action", "about_unit_id", "head_id"}
        | {"amount", "award_id", "certificate_number", "certificate_on", "protection", "agreed_by_id", "agreed_on"}
    )
    _steps = (
        Step("agree", {"proposed"}, None, "_may_agree"),
        Step("approve", {"proposed"}, "approved", "_may_approve"),
        Step("check_protection", {"proposed"}, None, "_may_check_protection"),
        Step("choose_award", {"proposed"}, None, "_may_choose_award"),
        Step("set_amount", {"proposed"}, None, "_may_set_amount"),
        Step("certify", {"approved"}, None, "_may_certify"),
        Step("cancel", {"proposed", "approved"}, "cancelled", "_may_decide", reason=True),
        Step("done", {"approved"}, "done", "_is_office"),
    )
    _locked_states = frozenset({"done", "cancelled"})

    name = fields.Char(required=True)
    result_id = fields.Many2one("cadre.result", ondelete="restrict", index=True)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    company_id = company_of("cycle_id")
    year = fields.Integer(related="cycle_id.year", aggregator=None)
    rule_id = fields.Many2one("cadre.scheme.consequence", ondelete="restrict")
    rule_ref = fields.Char(related="rule_id.rule_ref")
    person_name = fields.Char(string="Person or Unit", readonly=True, help="As archived.")
    grade_name = fields.Char(related="result_id.grade_name")
    action = fields.Selection(ACTIONS, required=True)
    state = fields.Selection(
        [("proposed", "Proposed"), ("approved", "Approved"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="proposed",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    note = fields.Text()
    approved_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    approved_on = fields.Datetime(readonly=True, copy=False)
    done_on = fields.Date(readonly=True, copy=False)
    cancel_reason = fields.Char(readonly=True, copy=False)

    about_unit_id = fields.Many2one(
        "hr.department",
        string="Because of the Unit",
        readonly=True,
        ondelete="restrict",
        help="It follows for the head from the result of this unit (S2A-34).",
    )
    amount = fields.Float(digits=(12, 2), readonly=True, copy=False, help="Money, in yuan.")
    award_id = fields.Many2one("cadre.category", readonly=True, copy=False, domain="[('kind', '=', 'award')]")
    needs_amount = fields.Boolean(related="rule_id.needs_amount")
    certificate = fields.Boolean(related="rule_id.certificate")
    certificate_number = fields.Char(readonly=True, copy=False, help="证书编号")
    certificate_on = fields.Date(string="Certificate Given On", readonly=True, copy=False)
    protection = fields.Selection(
        [
            ("unchecked", "Not Looked At Yet"),
            ("none", "None"),
            ("disabled", "Lost the Ability to Work in Service"),
            ("treatment", "Under Treatment of Illness or Injury"),
            ("maternity", "Pregnancy, Maternity or Nursing Leave"),
            ("other", "Another Case of the Law"),
        ],
        default="unchecked",
        required=True,
        readonly=True,
        copy=False,
        tracking=True,
        string="Protected by Law",
        help="Nobody is dismissed in one of these situations (O-03).",
    )
    protected = fields.Boolean(compute="_compute_protected")
    agreed_by_id = fields.Many2one(
        "res.users",
        string="First Approved By",
        readonly=True,
        copy=False,
        help="A dismissal needs two members of the deciding body: this one, and another who approves it.",
    )
    agreed_on = fields.Datetime(string="First Approved On", readonly=True, copy=False)

    report_id = fields.Many2one(
        "cadre.progress.report", readonly=True, copy=False, ondelete="restrict", index="btree_not_null", string="Record"
    )

    # -- computes --------------------------------------------------------------------------------------------------
    @api.depends("name", "person_name", "cycle_id")
    @api.depends_context("lang")
    def _compute_display_name(self):
        for consequence in self:
            name = " · ".join(filter(None, (consequence.person_name, consequence.name)))
            consequence.display_name = of_year(consequence, name)

    @api.depends("protection")
    def _compute_protected(self):
        for consequence in self:
            consequence.protected = consequence.protection in PROTECTED

    @api.constrains("award_id", "employee_id")
    def _check_award(self):
        for consequence in self:
            if consequence.award_id and consequence.award_id.kind != "award":
                raise ValidationError(self.env._("“%(name)s” is no award.", name=consequence.award_id.name))

    # -- not followed --------------------------------------------------------------------------------------------------
    def action_cancel(self):
        """The deciding body does not follow the proposal; it says why."""
        return self._ask_reason("cancel")

    # -- the body ------------------------------------------------------------------------------------------------------
    def _may_decide(self):
        """A member of the deciding body."""
        return self.sudo().cycle_id._sits_in_body(self.env.user)

    def _reason_cancel(self, reason):
        self._take("cancel", cancel_reason=reason)
        return self.env["cadre.honour"]._revoke_of("consequence_id", self, reason)

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_check_protection(self):
        return self.action == "dismissal" and (self._is_office() or self._may_decide())

    def _may_choose_award(self):
        return self.action == "award" and (self._is_office() or self._may_decide())

    def _may_set_amount(self):
        """The office, of what has an amount or must have one; the body then approves the sum it sees."""
        return (self.action == "money" or self.sudo().rule_id.needs_amount) and self._is_office()

    def _may_certify(self):
        return self.sudo().rule_id.certificate and self._is_office()

    def _needs_two(self):
        """Whether one member of the body alone cannot approve it."""
        return self.action == "dismissal"

    def _may_agree(self):
        """The first of two members; not who proposed it by archiving the result."""
        return self._needs_two() and not self.agreed_by_id and self._may_decide() and self._is_another(self.create_uid)

    def _may_approve(self):
        """A member of the body; of what needs two, another one than the first."""
        if not self._needs_two():
            return self._may_decide()
        first = self.agreed_by_id
        return bool(first) and self._may_decide() and self._is_another(first | self.create_uid)

    def _is_another(self, users):
        """Whether the current user is another person than ``users``, whatever accounts they have."""
        return self.env.user not in users._cadre_accounts(self._own_since())

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_approve(self):
        """The deciding body agrees (several at once).

        No dismissal before somebody looked whether the person is protected, and none of who is (O-03).
        Nor by one member alone: the first one's approval is kept, the second one's approves it.
        """
        for consequence in self.filtered(lambda one: one.action == "dismissal"):
            if consequence.protection == "unchecked":
                raise UserError(
                    self.env._(
                        "%(name)s: look first whether the law protects from dismissal (treatment, pregnancy, "
                        "maternity, nursing, ability to work lost in service).",
                        name=consequence.person_name,
                    )
                )
            if consequence.protected:
                raise UserError(
                    self.env._(
                        "%(name)s cannot be dismissed now: %(situation)s. Do not follow the proposal, or wait until "
                        "the situation is over and look again.",
                        name=consequence.person_name,
                        situation=dict(self._fields["protection"]._description_selection(self.env))[
                            consequence.protection
                        ],
                    )
                )
        self._refuse_without_amount()
        first = self.filtered(lambda one: one._needs_two() and not one.agreed_by_id)
        if first:
            first._take("agree", agreed_by_id=self.env.uid, agreed_on=fields.Datetime.now())
        for consequence in self - first:
            if consequence._needs_two() and not consequence._is_another(consequence.agreed_by_id):
                raise UserError(
                    self.env._(
                        "%(name)s: you have approved it already. Nobody is dismissed by one member alone: another "
                        "member of %(body)s approves it now.",
                        name=consequence.person_name,
                        body=consequence.sudo().cycle_id.leading_body_id.name,
                    )
                )
        rest = self - first
        if rest:
            rest._take("approve", approved_by_id=self.env.uid, approved_on=fields.Datetime.now())
            rest._honour()
        return True

    def action_done(self):
        """Carried out: with its certificate where the rule gives one (S2A-77)."""
        for consequence in self:
            if consequence.sudo().rule_id.certificate and not consequence.certificate_number:
                raise UserError(
                    self.env._(
                        "%(name)s: write down the number of the certificate first (Details).",
                        name=consequence.display_name,
                    )
                )
        for today, consequences in by_today(self).items():
            consequences._take("done", done_on=today)
        return True

    def _refuse_without_amount(self):
        for consequence in self:
            if consequence.sudo().rule_id.needs_amount and not consequence.amount:
                raise UserError(
                    self.env._(
                        "%(name)s: the amount is not said yet. The office writes it down (Details).",
                        name=consequence.display_name,
                    )
                )

    def action_consequence_details(self):
        """Ask for the award, or for the look at who is protected."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "cadre.consequence.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_consequence_id": self.id},
        }

    # -- business --------------------------------------------------------------------------------------------------
    def _look(self, protection, note):
        self.ensure_one()
        text = "\n".join(filter(None, (self.note, note)))
        self._take(
            "check_protection", protection=protection, note=text or False, agreed_by_id=False, agreed_on=False
        )  # who approved did so by what was known then

    def _set_amount(self, amount):
        """The bonus in yuan (S1-53, S2A-77)."""
        self.ensure_one()
        if amount < 0:
            raise UserError(self.env._("%(name)s: the amount is not negative.", name=self.display_name))
        self._take("set_amount", amount=amount)

    def _certify(self, number, day):
        """The certificate was given (S2A-77)."""
        self.ensure_one()
        self._take("certify", certificate_number=number, certificate_on=day or today_of(self))
        self._honour()

    def _honour(self):
        """The approved awards of people stand among their honours, with the certificate once it is given."""
        rows = [
            {
                "consequence_id": one.id,
                "employee_id": one.employee_id.id,
                "kind": "award",
                "word_id": one.award_id.id,
                "name": one.award_id.name or one.name,
                "organ": one.cycle_id.leading_body_id.name,
                "document": one.certificate_number,
                "date_from": day_of(one, one.approved_on),
                "origin": "decided",
            }
            for one in self.sudo()
            if one.action == "award" and one.employee_id
        ]
        if rows:
            self.env["cadre.honour"]._record("consequence_id", rows)

    def _choose(self, award):
        """One of the awards there are; who is commended is proposed by the rules, from the top grade only (S2A-75)."""
        self.ensure_one()
        if not award or award.kind != "award":
            raise UserError(self.env._("Choose the award."))
        self._take("choose_award", award_id=award.id)
