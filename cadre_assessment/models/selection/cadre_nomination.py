"""A nomination (提名推荐表 F-22): who nominates whom for what, who answers for it, and until when it counts (S4-P3)."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine.clock import corresponding_day
from ..clock import on_the_day, today_of
from ..guard import Step, guarded
from ..office import SELECTION

CAUSES = [
    ("hidden", "A Serious Problem from before the Promotion"),
    ("false", "False, by Favour, by Promise or for Money"),
    ("procedure", "Against the Procedure, or Knowing That He Does Not Meet the Conditions"),
    ("inspection", "Inspection Failed through the Department's Own Fault"),
    ("regulations", "Against the Regulations on Posts"),
    ("other", "Otherwise Unfit, with Grave Consequences"),
    ("irregular", "An Irregularity in the Selection, Verified"),
]
"""The six of S4-P3-05; and what is verified before anybody is appointed (S4-P12-06), entered by the server."""


class CadreNomination(models.Model):
    """In writing. Who answers for it is found by rule on its day and stays, whoever is head later."""

    _name = "cadre.nomination"
    _description = "Nomination"
    _inherit = ["hr.mixin", "cadre.selection.office.mixin", "mail.thread", "cadre.kin.mixin", "cadre.guard.mixin"]
    _rec_names_search = ["employee_id", "post_text"]
    _check_company_auto = True
    _order = "date desc, id desc"

    _office_paths = ("office_body_id", "company_id", "by", "person_id")  # a leader hands none to another one
    _guarded = frozenset({"state", "accountable_id", "valid_until", "decided_on", "review"})
    _locked_states = frozenset({"handed_in", "accepted", "rejected", "used", "lapsed"})
    _steps = (
        Step("hand_in", ("draft",), "handed_in", "_may_hand_in"),
        Step("accept", ("handed_in",), "accepted", "_is_office", reason=True),
        Step("reject", ("handed_in",), "rejected", "_is_office", reason=True),
        Step("return", ("handed_in",), "draft", "_is_office", reason=True),
    )

    employee_id = fields.Many2one(
        "hr.employee", string="Nominee", required=True, ondelete="restrict", index=True, check_company=True
    )
    by = fields.Selection(
        [("person", "A Leader Himself"), ("body", "A Body")], string="Nominated by", required=True, default="body"
    )
    person_id = fields.Many2one(
        "hr.employee",
        string="Nominating Leader",
        ondelete="restrict",
        check_company=True,
        default=lambda self: self._default_person(),
    )
    person_user_id = fields.Many2one(
        related="person_id.user_id", store=True, index="btree_not_null", string="User of the Nominating Leader"
    )
    body_id = fields.Many2one(
        "cadre.body",
        string="Nominating Body",
        ondelete="restrict",
        check_company=True,
        help="Party group, or the department.",
    )
    job_id = fields.Many2one("hr.job", string="For the Post", ondelete="restrict", check_company=True)
    post_text = fields.Char(string="Intended Post", required=True, compute="_compute_post_text", store=True,
        readonly=False, precompute=True)  # fmt: skip
    reason = fields.Text(required=True, help="推荐提名理由")
    date = fields.Date(string="Nominated on", required=True, default=today_of)
    document = fields.Char(string="Form", help="Number of the paper form, where there is one.")
    accountable_id = fields.Many2one(
        "hr.employee", ondelete="restrict", readonly=True, copy=False, index="btree_not_null",
        help="首提责任人: the leader himself, or who headed the body on that day."
    )  # fmt: skip
    accountable_user_id = fields.Many2one(related="accountable_id.user_id", store=True, index="btree_not_null")
    co_responsible_ids = fields.Many2many(
        "hr.employee",
        "cadre_nomination_co_rel",
        string="Also Responsible",
        check_company=True,
        help="Who else answers for the nomination.",
    )
    valid_until = fields.Date(readonly=True, copy=False, help="The corresponding day of the next year, included.")
    review = fields.Text(string="Result of the Review", readonly=True, copy=False)
    decided_on = fields.Date(
        string="Decision on the Appointment", readonly=True, copy=False, help="Written back by the appointment."
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("handed_in", "Handed In"),
            ("accepted", "Taken into the Recommendation"),
            ("rejected", "Not Taken"),
            ("used", "Appointed"),
            ("lapsed", "Lapsed"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    accountability_ids = fields.One2many(
        "cadre.nomination.accountability",
        "nomination_id",
    )
    candidate_ids = fields.One2many("cadre.candidate", "nomination_id", string="Candidacies")
    number = fields.Integer(string="Nominations", default=1, readonly=True, aggregator="sum")
    was_used = fields.Integer(string="Of Them Appointed", compute="_compute_quality", store=True, aggregator="sum")
    with_cause = fields.Integer(string="Of Them Answered for", compute="_compute_quality", store=True, aggregator="sum")

    _nominator = models.Constraint(
        "CHECK((by = 'person' AND person_id IS NOT NULL AND body_id IS NULL)"
        " OR (by = 'body' AND body_id IS NOT NULL AND person_id IS NULL))",
        "Say who nominates: the leader, or the body.",
    )
    _not_himself = models.Constraint(
        "CHECK(person_id IS NULL OR person_id <> employee_id)", "Nobody nominates himself."
    )

    @api.model
    def _default_office(self):
        """His own; for a leader the one that works for his unit, or the only one there is."""
        if mine := super()._default_office():
            return mine
        offices = self.env["cadre.body"].sudo().search(
            [("kind", "=", "selection"), ("company_id", "=", self.env.company.id)]
        )  # fmt: skip
        unit = self.env.user.employee_id.sudo().department_id
        above = set(map(int, filter(None, (unit.parent_path or "").split("/"))))
        near = offices.filtered(lambda one: above & set((one.unit_id | one.unit_ids).ids))
        return (near[:1] or (offices if len(offices) == 1 else near)).sudo(False)

    @api.model
    def _default_person(self):
        """A leader nominates in his own name; where the office writes it down, it says who did."""
        himself = self.env.context.get("default_by") == "person" and not self.env.user.has_group(SELECTION)
        return himself and self.env.user.employee_id

    def _own_people(self):
        """The nominee: he neither reads nor writes it."""
        return self.sudo().employee_id

    @api.depends("job_id")
    def _compute_post_text(self):
        for one in self:
            one.post_text = one.job_id.name or one.post_text

    @api.depends("state", "accountability_ids")
    def _compute_quality(self):
        for one in self:
            one.was_used = int(one.state == "used")
            one.with_cause = int(bool(one.accountability_ids))

    @api.depends("employee_id", "post_text")
    def _compute_display_name(self):
        for one in self:
            one.display_name = self.env._(
                "%(name)s for %(post)s", name=one.employee_id.sudo().name or "", post=one.post_text or ""
            )

    def _may_hand_in(self):
        """Its office, or the leader in his own name (S4-P3-01)."""
        mine = self.by == "person" and self.person_user_id == self.env.user
        return (mine and not self._is_own()) or self._is_office()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_hand_in(self):
        """Who answers for it is found now and stays."""
        for one in self:
            if one.date > today_of(one):
                raise UserError(
                    self.env._(
                        "%(name)s: it is dated %(day)s, a day to come, and would count too long. Correct its day, or "
                        "hand it in then.",
                        name=one._full_name(),
                        day=one.date,
                    )
                )
            accountable = one._find_accountable()
            if one.sudo().employee_id in accountable | one.sudo().co_responsible_ids:
                raise UserError(
                    self.env._(
                        "%(name)s: nobody answers for his own nomination. Let another body or leader nominate him.",
                        name=one._full_name(),
                    )
                )
            until = corresponding_day(one.date, years=1)
            one._take("hand_in", accountable_id=accountable.id, valid_until=until)
        return True

    def action_accept(self):
        return self._ask_reason("accept")

    def _reason_accept(self, reason):
        """The review of the department lets him into the recommendation (S4-P3-08)."""
        self._refuse_late()
        return self._take("accept", review=reason)

    def action_reject(self):
        return self._ask_reason("reject")

    def _reason_reject(self, reason):
        return self._take("reject", review=reason)

    def action_return(self):
        return self._ask_reason("return")

    def _reason_return(self, reason):
        return self._take("return", review=reason, accountable_id=False, valid_until=False)

    def _refuse_late(self):
        for one in self:
            if one.valid_until and one.valid_until < today_of(one):
                raise UserError(
                    self.env._("%(name)s: it counted until %(day)s.", name=one.display_name, day=one.valid_until)
                )

    def _open_when_locked(self):
        """Who answers for it is found out later."""
        return super()._open_when_locked() | {"accountability_ids"}

    # -- business --------------------------------------------------------------------------------------------------
    def _find_accountable(self):
        """The leader himself, or the head of the body on the day of the nomination (S4-P3-02 … -04)."""
        self.ensure_one()
        if self.by == "person":
            return self.person_id
        heads = self.sudo().body_id._members_on(self.date, roles=("chair",)).employee_id
        if len(heads) != 1:
            raise UserError(
                self.env._(
                    "%(body)s had no head on %(day)s, or several. Enter who headed it: he answers for the nomination.",
                    body=self.body_id.name,
                    day=self.date,
                )
            )
        return heads

    def _holds_on(self, day):
        """Whether a decision of that day may rest on it (S4-P3-13)."""
        self.ensure_one()
        return self.state in ("accepted", "used") and self.valid_until >= day

    def _call_to_account(self, text):
        """An irregularity of the nominee was verified: whoever answers for the nomination is called to account, also
        where nobody was appointed by it (S4-P12-06). As superuser; the office may correct how grave it is."""
        for one in self.filtered("accountable_id"):
            guarded(one.env["cadre.nomination.accountability"]).create(
                {"nomination_id": one.id, "cause": "irregular", "severity": "discipline", "text": text}
            )

    @api.model
    def _lapse(self):
        """Those not used within the year lapse by themselves."""
        late = on_the_day(self.env, lambda day: [("valid_until", "<", day)])
        found = self.sudo().search([("state", "in", ("handed_in", "accepted")), *late])
        guarded(found).write({"state": "lapsed"})


class CadreNominationAccountability(models.Model):
    """One of six causes, found later; who answers is who was accountable on the day of the nomination."""

    _name = "cadre.nomination.accountability"
    _description = "Accountability for a Nomination"
    _inherit = ["cadre.kin.mixin", "cadre.own.mixin"]
    _rec_name = "text"
    _order = "found_on desc, id desc"

    _about_whom = ("nomination_id.employee_id",)

    nomination_id = fields.Many2one("cadre.nomination", required=True, ondelete="restrict", index=True)
    company_id = fields.Many2one(related="nomination_id.company_id", store=True, index=True)
    accountable_id = fields.Many2one(related="nomination_id.accountable_id", store=True, string="Accountable")
    cause = fields.Selection(CAUSES, required=True)
    found_on = fields.Date(required=True, default=today_of)
    severity = fields.Selection(
        [("minor", "No Breach of Discipline"), ("discipline", "Breach of Discipline"), ("crime", "Crime")],
        required=True,
        default="minor",
        help="Who handles it: the department, the discipline body, the courts (S4-P3-06).",
    )
    text = fields.Text(string="What Was Found", required=True)

    def _own_people(self):
        """Who answers for it and who was nominated write nothing here."""
        nominations = self.sudo().nomination_id
        return nominations.accountable_id | nominations.employee_id

    def _office_of(self):
        return self.sudo().nomination_id if len(self) == 1 else self.env["cadre.nomination"]

    @api.constrains("nomination_id", "cause")
    def _check_used(self):
        for one in self:
            nomination = one.nomination_id.sudo()
            if one.cause == "irregular":
                known = self.env["cadre.candidate"].sudo().search([("nomination_id", "=", nomination.id)])
                if any((candidate.out_why or {}).get("code") == "irregular" for candidate in known):
                    continue
                raise ValidationError(
                    self.env._(
                        "%(name)s: no irregularity of his was verified in a selection. Choose one of the other causes.",
                        name=nomination._full_name(),
                    )
                )
            if nomination.state != "used":
                raise ValidationError(
                    self.env._(
                        "%(name)s: nobody was appointed by it, so nobody answers for it.",
                        name=one.nomination_id.sudo()._full_name(),
                    )
                )
