"""What each kind of consequence needs of its own: whom, where, how much, until when, by which paper.

S2A-33, S2A-48: money. S4-P8-15: a bonus by a multiplier of its base. S2A-75 … S2A-77: which award, for whom among the
commended. S2A-80, O-03: no dismissal during treatment, pregnancy, maternity or nursing leave, nor of whoever lost the
ability to work in service. S1-17, O-09: talk and admonition with their record.
"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..clock import day_of, today_of
from ..guard import Step
from ..listing import listed
from .cadre_consequence import OPEN, PROTECTED

TALKS = frozenset({"talk", "admonition"})
"""Kinds of which a record is kept: when, where, by whom, what was said, and who signed."""
POOLS = ("pool_entry", "pool_priority", "pool_removal")
MOVES = frozenset({"post_adjustment", "standby"})
NOTED = {
    **dict.fromkeys(
        TALKS,
        ("held_on", "place", "held_by_id", "content", "signature", "signed_on", "self_criticism", "self_criticism_on"),
    ),
    **dict.fromkeys(MOVES, ("moved_to", "date_from", "date_to")),
    "training": ("course", "place", "date_from", "date_to", "outcome"),
    **dict.fromkeys(POOLS, ("reserve_category_id",)),
    "accountability": ("held_on", "held_by_id", "content"),
    "dismissal": ("date_from",),
}
"""The fields that are noted of each kind, beside the document."""
STANDS = ("approved", "done")
"""States in which an award counts as given."""
PAPER = ("document", "document_date")


class CadreConsequence(models.Model):
    _inherit = "cadre.consequence"

    _guarded = frozenset({name for names in NOTED.values() for name in names}) | frozenset(
        {*PAPER, "amount", "base", "award_id", "certificate_number", "certificate_on", "protection"}
    )
    _steps = (
        Step("check_protection", {"proposed"}, None, "_may_check_protection"),
        Step("choose_award", {"proposed"}, None, "_may_choose_award"),
        Step("set_amount", {"proposed"}, None, "_may_set_amount"),
        Step("certify", {"approved"}, None, "_may_certify"),
        Step("note", {"approved"}, None, "_may_note", method="action_consequence_details"),
    )

    # money
    amount = fields.Float(digits=(12, 2), readonly=True, copy=False, help="Money, in yuan.")
    base = fields.Float(digits=(12, 2), readonly=True, copy=False, help="Of the bonus, in yuan.")
    multiplier = fields.Float(related="rule_id.multiplier")
    amount_by = fields.Selection(related="rule_id.amount_by")
    needs_amount = fields.Boolean(related="rule_id.needs_amount")
    # commendation
    award_id = fields.Many2one("cadre.category", readonly=True, copy=False, domain="[('kind', '=', 'award')]")
    certificate = fields.Boolean(related="rule_id.certificate")
    certificate_number = fields.Char(readonly=True, copy=False, help="证书编号")
    certificate_on = fields.Date(string="Certificate Given On", readonly=True, copy=False)
    # dismissal
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
    # talk, admonition
    held_on = fields.Date(readonly=True, copy=False)
    place = fields.Char(readonly=True, copy=False)
    held_by_id = fields.Many2one("hr.employee", readonly=True, copy=False, ondelete="restrict", check_company=True)
    content = fields.Text(readonly=True, copy=False, help="What was said, and what the person answered.")
    signature = fields.Selection(
        [("signed", "Signed"), ("refused", "Refused to Sign")],
        readonly=True,
        copy=False,
        string="Signature of the Person",
    )
    signed_on = fields.Date(readonly=True, copy=False)
    needs_criticism = fields.Boolean(related="rule_id.needs_criticism")
    self_criticism = fields.Text(string="Written Self-criticism", readonly=True, copy=False)
    self_criticism_on = fields.Date(string="Self-criticism Handed In On", readonly=True, copy=False)
    # post, standby, training, reserve
    moved_to = fields.Char(string="New Unit and Post", readonly=True, copy=False)
    date_from = fields.Date(string="From", readonly=True, copy=False)
    date_to = fields.Date(string="Until", readonly=True, copy=False)
    course = fields.Char(readonly=True, copy=False)
    outcome = fields.Char(readonly=True, copy=False, help="Of the training: certificate, mark.")
    reserve_category_id = fields.Many2one(
        "cadre.category",
        string="Reserve",
        readonly=True,
        copy=False,
        ondelete="restrict",
        domain="[('kind', '=', 'reserve')]",
        help="The category of the reserve that somebody enters by it, or in which he stands. Empty: none.",
    )
    # rectification
    rectification_id = fields.Many2one("cadre.rectification", readonly=True, copy=False, ondelete="restrict")
    # paper
    needs_document = fields.Boolean(related="rule_id.needs_document")
    document = fields.Char(string="Document Number", readonly=True, copy=False)
    document_date = fields.Date(string="Day of the Document", readonly=True, copy=False)

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "It ends before it begins.")

    @api.depends("protection")
    def _compute_protected(self):
        for consequence in self:
            consequence.protected = consequence.protection in PROTECTED

    @api.constrains("held_on", "signed_on", "self_criticism_on", "document_date")
    def _check_noted_days(self):
        for one in self:
            today = today_of(one)
            days = (one.held_on, one.signed_on, one.self_criticism_on, one.document_date)
            if any(day and day > today for day in days):
                raise ValidationError(self.env._("%(name)s: the day lies in the future.", name=one.display_name))
            if one.held_on and one.signed_on and one.signed_on < one.held_on:
                raise ValidationError(self.env._("%(name)s: signed before the talk was held.", name=one.display_name))

    # -- who -------------------------------------------------------------------------------------------------------
    def _may_check_protection(self):
        return self.action == "dismissal" and not self._is_asked() and (self._is_office() or self._may_decide())

    def _may_choose_award(self):
        return self.action == "award" and not self._is_asked() and (self._is_office() or self._may_decide())

    def _may_set_amount(self):
        """The office, of what has an amount or must have one; the body then approves the sum it sees."""
        has_amount = self.action == "money" or self.sudo().rule_id.needs_amount
        return has_amount and not self._is_asked() and self._is_office()

    def _may_certify(self):
        return self.sudo().rule_id.certificate and self._is_office()

    def _may_note(self):
        """The office, or who sees to it by the rule."""
        notes = self.action in NOTED or self.sudo().rule_id.needs_document
        return bool(notes) and (self._is_office() or self.sudo().responsible_id == self.env.user)

    # -- before it is approved -------------------------------------------------------------------------------------
    def _refuse_protected_person(self):
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

    def _refuse_without_amount(self):
        for consequence in self:
            rule = consequence.sudo().rule_id
            without_base = rule.amount_by == "base" and rule.multiplier and not consequence.base
            if (rule.needs_amount and not consequence.amount) or without_base:
                raise UserError(
                    self.env._(
                        "%(name)s: the amount is not said yet. The office writes it down (Details).",
                        name=consequence.display_name,
                    )
                )

    # -- once it is approved ---------------------------------------------------------------------------------------
    def _on_approved(self):
        result = super()._on_approved()
        self._honour()
        self._begin_rectification()
        return result

    def _on_gone(self, reason):
        super()._on_gone(reason)
        return self.env["cadre.honour"]._revoke_of("consequence_id", self, reason)

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
                "document": one.document or one.certificate_number,
                "date_from": day_of(one, one.approved_on),
                "origin": "decided",
            }
            for one in self.sudo()
            if one.action == "award" and one.employee_id and one.state in ("approved", "done")
        ]
        if rows:
            self.env["cadre.honour"]._record("consequence_id", rows)

    def _begin_rectification(self):
        """What is to be put right becomes an item with its responsible person and day, and is followed to its end."""
        for one in self.sudo().filtered(lambda one: one.action == "rectification" and not one.rectification_id):
            responsible = one.head_id or one.employee_id
            if not responsible:
                continue
            item = self.env["cadre.rectification"].sudo()
            one._write_step(
                {
                    "rectification_id": item.create(
                        {
                            "cycle_id": one.cycle_id.id,
                            "problem": one.name,
                            "responsible_id": responsible.id,
                            "due": one.deadline or today_of(one),
                        }
                    ).id
                }
            )

    # -- what must be noted ----------------------------------------------------------------------------------------
    def _missing(self):
        found = super()._missing()
        rule, env = self.sudo().rule_id, self.env
        if rule.certificate and not self.certificate_number:
            found.append(env._("Write down the number of the certificate first (Details)."))
        if rule.needs_document and not (self.document and self.document_date):
            found.append(env._("Write down the number and the day of the document (Details)."))
        if self.action in TALKS and not (self.held_on and self.held_by_id and self.content and self.signature):
            found.append(
                env._("Write down the record of the talk first: when, by whom, what was said, who signed (Details).")
            )
        if rule.needs_criticism and not self.self_criticism_on:
            found.append(env._("The written self-criticism is not handed in yet (Details)."))
        if self.action in MOVES and not (self.moved_to and self.date_from):
            found.append(env._("Write down where to and from which day on (Details)."))
        if self.action == "training" and not (self.course and self.date_from):
            found.append(env._("Write down the course and its days (Details)."))
        if self.rectification_id and self.sudo().rectification_id.state != "closed":
            found.append(env._("The rectification is not closed yet."))
        return found

    # -- writing it down -------------------------------------------------------------------------------------------
    def action_consequence_details(self):
        """Ask for what the kind needs now: award, amount, protection, certificate, record."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": self.display_name,
            "res_model": "cadre.consequence.wizard",
            "view_mode": "form",
            "target": "new",
            "context": {"default_consequence_id": self.id},
        }

    def _look(self, protection, note):
        self.ensure_one()
        text = "\n".join(filter(None, (self.note, note)))
        self._take(
            "check_protection", protection=protection, note=text or False, agreed_by_id=False, agreed_on=False
        )  # who approved did so by what was known then

    def _set_amount(self, amount):
        """The bonus in yuan (S1-53, S2A-77); of a bonus by a multiplier its base (S4-P8-15)."""
        self.ensure_one()
        if amount < 0:
            raise UserError(self.env._("%(name)s: the amount is not negative.", name=self.display_name))
        rule = self.sudo().rule_id
        if rule.amount_by == "base":
            self._take("set_amount", base=amount, amount=rule._of_base(amount))
        else:
            self._take("set_amount", amount=amount)

    def _certify(self, number, day):
        """The certificate was given (S2A-77)."""
        self.ensure_one()
        self._take("certify", certificate_number=number, certificate_on=day or today_of(self))
        self._honour()

    def _choose(self, award):
        """One of the awards there are; who is commended is proposed by the rules, from the top grade only (S2A-75)."""
        self.ensure_one()
        if not award or award.kind != "award":
            raise UserError(self.env._("Choose the award."))
        allowed = self.sudo().rule_id.award_ids
        if allowed and award not in allowed:
            raise UserError(
                self.env._(
                    "%(name)s: “%(award)s” is none of the awards that this rule gives: %(allowed)s.",
                    name=self.display_name,
                    award=award.name,
                    allowed=listed(self.env, allowed.mapped("name")),
                )
            )
        self._take("choose_award", award_id=award.id)
        self._refuse_beyond_seats(states=OPEN)

    def _refuse_beyond_seats(self, states=STANDS):
        """No award beyond its seats in the year: those the decision gave and those that follow count together.

        :param states: of other consequences that are counted beside these
        :raises UserError: an award that has seats of its own in the scheme would be given more often
        """
        commended = self.sudo().filtered("award_id")
        for (cycle, award), some in commended.grouped(lambda one: (one.cycle_id, one.award_id)).items():
            pools = cycle.pool_ids.filtered(lambda pool, award=award: pool.quota_id.award_id == award)
            seats = sum(pools.mapped("seats"))
            given = len(some._commended(cycle, award, states)) if pools else 0
            if given > seats:
                raise UserError(
                    self.env._(
                        "“%(award)s” has %(seats)s seats, and %(given)s would get it. Choose another award, or do not "
                        "follow another proposal first.",
                        award=award.name,
                        seats=seats,
                        given=given,
                    )
                )

    def _commended(self, cycle, award, states):
        """Who gets ``award`` in ``cycle`` with these, people or units: each once, however it came to him."""
        of_people = bool(self[:1].employee_id)
        name = "employee_id" if of_people else "subject_unit_id"
        others = self.search(
            [("cycle_id", "=", cycle.id), ("award_id", "=", award.id), (name, "!=", False), ("state", "in", states)]
        )
        decided = self.env["cadre.assessment.award"].sudo()
        decided = decided.search(
            [("assessment_id.cycle_id", "=", cycle.id), ("award_id", "=", award.id), ("decided", "=", True)]
        )
        return (self | others)[name] | decided.assessment_id[name]

    def _note(self, values):
        """The record of the kind; by who sees to it, who may only read it otherwise.

        :param values: of :data:`NOTED` of the kind and :data:`PAPER`
        """
        self.ensure_one()
        allowed = {*NOTED.get(self.action, ()), *PAPER}
        self._refuse_step("note", access="read")
        self._clean_context()._write_step({name: value for name, value in values.items() if name in allowed})
        if self.action == "award":
            self._honour()
