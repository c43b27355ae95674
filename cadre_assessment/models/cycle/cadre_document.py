"""A paper that is owed: by whom, what it says, when it was handed in, filed and sent (S2A-10, S2A-11).

Or written by the office itself, for whom and by when (通报、反馈、报送、督导检查和谈话记录). S1-05 checks;
S2A-27, S3-38 feedback; S2A-47, S2A-60 circulars and the media; S2A-62, S2A-64 results on their way; S3-14 what units
report that were entrusted with assessing; S3-36 talks. Their rule says that the office writes them: made when the cycle
opens, due, reminded of, on the cockpit, and a gap of the year until they are sent to everybody whom the rule names.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..company import company_of
from ..guard import Step, guarded
from ..listing import listed
from ..states import RUNNING
from ..subject import SUBJECT
from .papers import approvers_of, leaders_of


class CadreDocument(models.Model):
    """A paper of one person (述职述廉报告): written by the person, filed by the office (S0-22, S0-23, S0-25).

    What the office writes itself is about a unit, a group of units or the whole cycle.
    """

    _name = "cadre.document"
    _description = "Paper Handed In"
    _inherit = ["cadre.urged.mixin", "cadre.subject.mixin", "cadre.paper"]
    _check_company_auto = True
    _order = "cycle_id, employee_id, id"

    _guarded = SUBJECT | {"cycle_id", "rule_id", "employee_name", "period_id", "group_id", "number"}
    _own_work = frozenset({"write"})
    _steps = (
        Step("send", ("submitted", "filed"), None, "_may_send", own=True),
        Step("take_back", ("submitted",), "draft", "_may_take_back"),
        Step("drop", ("draft",), None, "_may_drop"),
        Step("agree", ("submitted",), None, "_may_agree", whose="_approvers"),
        Step("refuse", ("submitted",), "draft", "_may_agree", reason=True, whose="_approvers"),
    )

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("cycle_id")
    rule_id = fields.Many2one("cadre.scheme.document", required=True, ondelete="restrict")
    employee_name = fields.Char(string="Name of the Subject", help="As of the day the cycle was opened.")
    period_id = fields.Many2one("cadre.period", ondelete="restrict")
    author = fields.Selection(related="rule_id.author", store=True)
    group_id = fields.Many2one(
        "cadre.category",
        string="Group of Units",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
    )
    number = fields.Integer(
        readonly=True, copy=False, aggregator=None, help="Of several of one kind that the office adds as needed."
    )
    section_ids = fields.One2many("cadre.document.section", "document_id", copy=True)
    recipient_ids = fields.One2many("cadre.document.recipient", "document_id", copy=False)
    sent_text = fields.Char(compute="_compute_sent_text", string="Sent")
    characters = fields.Integer(compute="_compute_characters", help="How long it is now, without spaces.")
    length_text = fields.Char(
        compute="_compute_characters", string="Length", help="How long it is to be, where it is not (S3-29)."
    )
    length_reason = fields.Char(
        string="Why Another Length", copy=False, help="Asked for where the paper is much longer or shorter (S3-29)."
    )

    _once = models.UniqueIndex(
        "(cycle_id, rule_id, COALESCE(employee_id, 0), COALESCE(subject_unit_id, 0), COALESCE(period_id, 0), "
        "COALESCE(group_id, 0), COALESCE(number, 0))",
        "This paper exists already.",
    )
    _one_subject = models.Constraint(
        "CHECK(num_nonnulls(employee_id, subject_unit_id) = 1 "
        "OR (author = 'office' AND num_nonnulls(employee_id, subject_unit_id) = 0))",
        "A paper is about a person or about a unit; what the office writes may be about neither.",
    )

    issuer = fields.Char(related="rule_id.issuer")
    more = fields.Boolean(related="rule_id.more")
    reference = fields.Char(
        string="Number or Place",
        copy=False,
        help="Number of the document, or where it appeared: the newspaper and its day, the page of the website.",
    )

    @api.depends("name", "employee_name", "period_id")
    def _compute_display_name(self):
        for paper in self:
            paper.display_name = " ".join(filter(None, (paper.employee_name, paper.period_id.name, paper.name)))

    @api.depends("author")
    def _compute_user_id(self):
        """What the office writes about a unit is not its head's to write, nor to read."""
        ours = self.filtered(lambda paper: paper.author == "office")
        ours.user_id = False
        return super(CadreDocument, self - ours)._compute_user_id()

    @api.depends("section_ids.text")
    def _compute_characters(self):
        for paper in self:
            rule = paper.sudo().rule_id
            written = sum(len("".join((section.text or "").split())) for section in paper.section_ids)
            paper.characters = written
            off = bool(rule.length) and abs(written - rule.length) * 100 > rule.length * rule.length_spread
            paper.length_text = off and self.env._(
                "about %(asked)s characters are asked for, it has %(written)s", asked=rule.length, written=written
            )

    # -- business --------------------------------------------------------------------------------------------------
    def _is_writer(self):
        """Whether the current user writes this paper: the person, or the office for somebody without an account."""
        return self._acts_for_subject()

    def _may_submit(self):
        return self.sudo().cycle_id.state in RUNNING and self._is_writer()

    def _authors(self):
        """Whose work it is to write it."""
        return self.cycle_id._clerks() if self.author == "office" else self.user_id

    def _refuse_empty(self):
        result = super()._refuse_empty()
        self._refuse_length()
        return result

    def _refuse_length(self):
        """About 2500 characters, as a rule (S3-29): whoever writes much more or less says why; the office reads it."""
        if self.length_text and not (self.length_reason or "").strip():
            raise UserError(
                self.env._(
                    "%(paper)s: %(length)s. Write why under “Why Another Length”, then hand it in.",
                    paper=self.display_name,
                    length=self.length_text,
                )
            )

    # -- sent (S2A-10, S2A-11) -----------------------------------------------------------------------------------------
    @api.depends("recipient_ids.sent_on")
    def _compute_sent_text(self):
        for paper in self:
            every = paper.recipient_ids
            paper.sent_text = bool(every) and self.env._(
                "to %(sent)s of %(all)s", sent=len(every.filtered("sent_on")), all=len(every)
            )

    def _may_send(self):
        """Who wrote it, or the office, as long as somebody has not got it yet."""
        waiting = self.sudo().recipient_ids.filtered(lambda one: not one.sent_on)
        return bool(waiting) and (self._is_writer() or self._is_office())

    def action_send(self):
        """It went out today to everybody who had not got it yet: reports, and copies for filing."""
        for paper in self:
            paper._take("send")
            waiting = paper.sudo().recipient_ids.filtered(lambda one: not one.sent_on)
            guarded(waiting).write({"sent_on": paper.cycle_id._today()})
            paper._on_sent()
        return True

    # -- of the office: who --------------------------------------------------------------------------------------------
    def _may_take_back(self):
        """What the office wrote itself and has sent to nobody yet."""
        return self.author == "office" and self._is_office() and not any(self.sudo().recipient_ids.mapped("sent_on"))

    def _may_drop(self):
        """One that the office added itself, while nobody else has it."""
        return self.author == "office" and bool(self.number) and self._is_office()

    def _approvers(self):
        """Leaders in charge whose approval it waits for (S2A-30)."""
        waiting = self.sudo().recipient_ids.filtered(lambda one: one.purpose == "approval" and not one.filed_on)
        return waiting.user_id

    def _may_agree(self):
        """A leader who was sent it, and has not written it himself."""
        known = self.sudo()
        mine = known.recipient_ids.filtered(lambda one: one.user_id == self.env.user and one.sent_on)
        writers = known.submitted_by_id._cadre_accounts(self._own_since())
        return bool(mine.filtered(lambda one: not one.filed_on)) and self.env.user not in writers

    def _urged_users(self):
        return self.cycle_id._clerks() if self.author == "office" and self._is_owed() else super()._urged_users()

    def _open_when_locked(self):
        """Where it appeared is known only once it has."""
        known = super()._open_when_locked()
        ours = self.author == "office" and self.state == "submitted" and self._is_office()
        return known | {"reference"} if ours else known

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_submit(self):
        """Handed in after the papers that come before it.

        What the office writes is filed with it; where it goes to somebody, once it was sent.
        """
        for paper in self:
            paper._refuse_before()
        result = super().action_submit()
        for paper in self:
            if paper.author == "office" and not paper.recipient_ids:
                paper.action_file()
        return result

    def action_take_back(self):
        """Written anew before anybody got it."""
        return self._take("take_back", submitted_on=False)

    def action_drop(self):
        """Take away papers that the office added by itself; those that the rule asks for stay."""
        self._take("drop")
        self.sudo().unlink()
        return True

    def action_agree(self):
        """The leader in charge approves what the paper proposes (S2A-30)."""
        for paper in self:
            paper._take("agree")
            mine = paper.sudo().recipient_ids.filtered(lambda one: one.user_id == self.env.user)
            guarded(mine).write({"filed_on": paper.cycle_id._today()})
            paper._on_receipt()
        return True

    def action_refuse(self):
        """Back to the office, with a reason."""
        return self._ask_reason("refuse")

    def _reason_refuse(self, reason):
        rows = self.sudo().recipient_ids
        self._take("refuse", return_reason=reason, submitted_on=False, submitted_by_id=False)
        guarded(rows).write({"sent_on": False, "filed_on": False})
        return True

    def _refuse_noting(self, recipient):
        """An approval is noted by its signed sheet, not by who wrote the paper (S2A-30)."""
        if recipient.purpose != "approval":
            return
        if self.env.user in self.sudo().submitted_by_id._cadre_accounts(self._own_since()):
            raise AccessError(
                self.env._("%(paper)s: who wrote it does not note its approval.", paper=self.display_name)
            )
        if not (self.reference or "").strip():
            raise UserError(
                self.env._(
                    "%(paper)s: write under “Number or Place” which signed sheet the approval is.",
                    paper=self.display_name,
                )
            )

    def _on_sent(self):
        """Everybody has got it."""
        self._on_receipt()

    def _on_receipt(self):
        """What the office wrote is done as soon as everybody has it, and whoever approves it has."""
        for paper in self.sudo():
            rows = paper.recipient_ids
            approved = all(one.filed_on for one in rows if one.purpose == "approval")
            if paper.author == "office" and paper.state == "submitted" and approved and all(rows.mapped("sent_on")):
                paper._write_step({"state": "filed", "filed_on": fields.Datetime.now()})

    def _refuse_before(self):
        """Another paper may have to be done first (S3-38): of the same unit or group, or of the whole cycle.

        :raises UserError: it is not, naming it.
        """
        for paper in self.sudo().filtered("rule_id.after_code"):
            first = [
                ("cycle_id", "=", paper.cycle_id.id),
                ("period_id", "=", paper.period_id.id),
                ("rule_id.code", "=", paper.rule_id.after_code),
                ("state", "!=", "filed"),
                ("employee_id", "in", [False, paper.employee_id.id]),
                ("subject_unit_id", "in", [False, paper.subject_unit_id.id]),
                ("group_id", "in", [False, paper.group_id.id]),
            ]
            if waiting := self.sudo().search(first):
                raise UserError(
                    self.env._(
                        "%(paper)s comes after “%(before)s”, which is not done yet.",
                        paper=paper.display_name,
                        before=listed(self.env, list(dict.fromkeys(waiting.mapped("name")))),
                    )
                )

    def _follow_leaders(self, leaders):
        """Ask the leaders of today in place of those who are leaders no more; what was answered stays.

        :param leaders: :func:`.papers.leaders_of_places`; a place without a leader keeps its approvers
        """
        for paper in self.sudo().filtered(lambda one: one.state != "filed"):
            today = leaders_of(paper.env, paper._place(), leaders)
            asked = paper.recipient_ids.filtered(lambda one: one.purpose == "approval")
            gone = asked.filtered(lambda one, today=today: not one.filed_on and one.leader_id not in today)
            new = today - asked.leader_id
            if not gone or not today:
                continue
            line = paper.rule_id.recipient_ids.filtered(lambda one: one.purpose == "approval")[:1]
            sent = gone.filtered("sent_on")[:1].sent_on
            values = [
                {**one, "document_id": paper.id, "sent_on": sent} for one in approvers_of(line._as_recipient(), new)
            ]
            guarded(gone).unlink()
            guarded(self.env["cadre.document.recipient"].sudo()).create(values)
            paper._on_receipt()

    def _place(self):
        """What the paper is about, as :func:`.papers.office_places` says it."""
        if self.group_id:
            return {"group_id": self.group_id.id}
        return {"subject_unit_id": self.subject_unit_id.id} if self.subject_unit_id else {}


class CadreDocumentPartMixin(models.AbstractModel):
    """What stands in a paper: written by whom it is about."""

    _name = "cadre.document.part.mixin"
    _description = "Part of a Paper"
    _inherit = ["cadre.paper.part.mixin"]
    _order = "document_id, sequence, id"

    _guard_parent = "document_id"
    _own_work = frozenset({"write"})

    document_id = fields.Many2one("cadre.document", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="document_id.company_id", store=True, index=True)


class CadreDocumentSection(models.Model):
    _name = "cadre.document.section"
    _description = "Section of a Paper"
    _inherit = ["cadre.document.part.mixin", "cadre.paper.section.mixin"]
