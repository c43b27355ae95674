"""Papers that the office writes itself, for whom and by when (通报、反馈、报送、督导检查和谈话记录).

S1-05 checks; S2A-27, S3-38 feedback; S2A-47, S2A-60 circulars and the media; S2A-62, S2A-64 results on their way; S3-14
what units report that were entrusted with assessing; S3-36 talks. All of them are papers whose rule says that the
office writes them: made when the cycle opens, due, reminded of, on the cockpit, and a gap of the year until they are
sent to everybody whom the rule names.
"""

from odoo import fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ..clock import today_of
from ..guard import Step, guarded
from ..listing import listed
from ..offers import taken
from ..organization.workdays import Workdays
from ..states import RUNNING
from .roster import roster, subjects

QUIET = {"mail_create_nolog": True, "tracking_disable": True}


class CadreDocument(models.Model):
    _inherit = "cadre.document"

    _steps = (
        Step("take_back", ("submitted",), "draft", "_may_take_back"),
        Step("drop", ("draft",), None, "_may_drop"),
        Step("agree", ("submitted",), None, "_may_agree", whose="_approvers"),
        Step("refuse", ("submitted",), "draft", "_may_agree", reason=True, whose="_approvers"),
    )

    issuer = fields.Char(related="rule_id.issuer")
    more = fields.Boolean(related="rule_id.more")
    reference = fields.Char(
        string="Number or Place",
        copy=False,
        help="Number of the document, or where it appeared: the newspaper and its day, the page of the website.",
    )

    # -- who -------------------------------------------------------------------------------------------------------
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
        """What the office writes is filed with it; where it goes to somebody, once it was sent."""
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
        super()._refuse_noting(recipient)
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
        result = super()._on_sent()
        self._on_receipt()
        return result

    def _on_receipt(self):
        """What the office wrote is done as soon as everybody has it, and whoever approves it has."""
        result = super()._on_receipt()
        for paper in self.sudo():
            rows = paper.recipient_ids
            approved = all(one.filed_on for one in rows if one.purpose == "approval")
            if paper.author == "office" and paper.state == "submitted" and approved and all(rows.mapped("sent_on")):
                paper._write_step({"state": "filed", "filed_on": fields.Datetime.now()})
        return result

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


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    takes_papers = taken("takes_papers")

    def _domain_takes_papers(self):
        """Cycles of the user's office whose scheme lets it add papers."""
        more = Domain("author", "=", "office") & Domain("more", "=", True)
        return (
            Domain("of_my_office", "=", True)
            & Domain("state", "in", list(RUNNING))
            & Domain("scheme_id.document_ids", "any", more)
        )

    def _clerks(self):
        """Users of the assessment office today."""
        return self.sudo().office_body_id._members_on(self._today()).user_id

    def _make_documents(self):
        """The papers of the subjects, and those that the office writes itself."""
        papers = super()._make_documents()
        return papers | self._make_office_papers()

    def _make_office_papers(self):
        """Those that are not there yet (1 roster, 1 read, 1 create)."""
        rules = self.scheme_id.document_ids.filtered(lambda rule: rule.author == "office")
        if not rules:
            return self.env["cadre.document"]
        places = self._office_places(rules)
        leaders = self._leaders_of_places(rules)
        keys = ["rule_id", "period_id", "subject_unit_id", "group_id"]
        there = self.env["cadre.document"].sudo()._read_group([("cycle_id", "=", self.id)], keys)
        there = {tuple(one.id for one in key) for key in there}
        workdays = Workdays(self.company_id)
        values = [
            self._office_paper_values(rule, period, place, workdays, leaders=leaders)
            for rule in rules
            for period in self.period_ids.filtered(lambda period, rule=rule: period.level == rule.level)
            for place in places[rule]
            if (rule.id, period.id, place.get("subject_unit_id", False), place.get("group_id", False)) not in there
        ]
        return self.env["cadre.document"].sudo().with_context(**QUIET).create(values)

    def _office_places(self, rules):
        """{rule: [what one paper of it is about, as values]}"""
        rows = subjects(roster(self, self._as_of())) if set(rules.mapped("each")) - {"cycle"} else []
        units = self.env["hr.department"].sudo().browse({row.subject_unit_id or row.unit_id for row in rows} - {None})
        groups = self.env["cadre.category"].browse({row.comparison_group_id for row in rows} - {None}).sorted()
        entrusted = units.browse({row.unit_id for row in rows if row.entrusted} - {None})
        found = {}
        for rule in rules:
            if rule.each == "cycle":
                found[rule] = [{}]
            elif rule.each == "group":
                found[rule] = [{"group_id": group.id, "employee_name": group.name} for group in groups]
            else:
                kinds = rule.unit_category_ids
                some = entrusted if rule.each == "entrusted" else units
                found[rule] = [
                    {"subject_unit_id": unit.id, "head_id": unit.manager_id.id, "employee_name": unit.name}
                    for unit in some.sorted("complete_name")
                    if not kinds or unit.unit_category_id in kinds
                ]
        return found

    def _office_paper_values(self, rule, period, place, workdays, number=0, leaders=None):
        values = self._paper_values(rule, period)
        known = {
            "年度": str(self.year),
            "周期": self.name,
            "时段": period.name,
            "对象": place.get("employee_name") or self.unit_id.name or "",
        }
        sections = [
            (0, 0, {**line, "text": _begun(section.template, known)})
            for (_new, _id, line), section in zip(values["section_ids"], rule.section_ids, strict=True)
        ]
        people = self._leaders_of(place, leaders or {})
        recipients = [
            (0, 0, one)
            for (_new, _id, line) in values["recipient_ids"]
            for one in (self._approvers_of(line, people) if line["purpose"] == "approval" and people else [line])
        ]
        return {
            **values,
            **place,
            "recipient_ids": recipients,
            "number": number,
            "due": rule._due(period, workdays) if not number else False,
            "section_ids": sections,
        }

    def _add_paper(self, rule, unit=None):
        """One more of what the office adds as needed, in the period of today (S1-05: 随时抽查; S3-36: talks).

        :raises AccessError: the user is not of the office.
        :raises UserError: it is no paper of this cycle that may be added, or not now.
        """
        self.ensure_one()
        if not self._is_office():
            raise AccessError(self.env._("The assessment office adds this paper."))
        if self.state not in RUNNING or rule.scheme_id != self.scheme_id or not rule.more:
            raise UserError(self.env._("“%(paper)s” cannot be added here now.", paper=rule.name))
        place = {}
        if rule.each != "cycle":
            places = {one.get("subject_unit_id") or one.get("group_id"): one for one in self._office_places(rule)[rule]}
            if not unit or unit.id not in places:
                raise UserError(self.env._("Choose one of the units assessed in this cycle."))
            place = places[unit.id]
        today = today_of(self)
        periods = self.period_ids.filtered(lambda one: one.level == rule.level)
        period = periods.filtered(lambda one: one.date_from <= today <= one.date_to)[:1] or periods[-1:]
        Document = self.env["cadre.document"].sudo()
        last = Document.search([("cycle_id", "=", self.id), ("rule_id", "=", rule.id)], order="number desc", limit=1)
        values = self._office_paper_values(rule, period, place, Workdays(self.company_id), last.number + 1)
        return guarded(Document).with_context(**QUIET).create(values).with_env(self.env)


def _begun(template, known):
    """The text a section begins with; nothing of it is evaluated."""
    text = template or ""
    for name, value in known.items():
        text = text.replace("{" + name + "}", str(value or ""))
    return text
