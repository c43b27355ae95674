"""What is left to do in a cycle between the last record and the archive, and who does it."""

from odoo import fields, models
from odoo.tools import SQL

from ..assessment.cadre_finding import unwritten
from ..clock import today_of
from ..cycle.cadre_cycle_reminders import Reminder
from ..cycle.roster import days_of_entering
from ..guard import Step
from ..listing import listed
from ..rows import counts
from ..states import DECIDED, RUNNING, UNDER_WAY
from .gaps import gaps_of

REVIEWED = {"veto": [("veto_state", "=", "pending")], "findings": [("unwritten", "=", True)]}
"""What must be complete before the body decides: of whom of those assessed each card speaks."""
UNCOMPUTABLE = ("reason_code", "=", "uncomputable")
"""Who waits until a record is put right."""
COMPUTED = {
    "uncomputable": [UNCOMPUTABLE],
    "no_total": [("has_total", "=", False)],
    "ties": [("pending", "=", True)],
    "flags": [("flags", "!=", False)],
    "changed": [("changed", "=", True)],
}
"""What the last computation left to look at, likewise."""


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    decision_ids = fields.One2many("cadre.decision", "cycle_id")
    notice_ids = fields.One2many("cadre.notice", "cycle_id")

    _steps = (
        Step("prepare_decision", {"computed", "archived"}, None, "_may_prepare_decision"),
        Step("prepare_notice", {"decided", "archived"}, None, "_may_prepare_notice"),
    )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_prepare_decision(self):
        """The draft of the decision, with the proposals as its lines; one that is there already is opened."""
        self.ensure_one()
        self._take("prepare_decision")
        Decision = self.env["cadre.decision"]
        decision = Decision.search([("cycle_id", "=", self.id), ("state", "in", ("draft", "submitted"))], limit=1)
        if not decision:
            decision = Decision.create(
                {
                    "name": self.env._("Decision on the results: %(cycle)s", cycle=self.name),
                    "cycle_id": self.id,
                    "body_id": self.leading_body_id.id,
                }
            )
        return self._form_of(decision)

    def action_prepare_notice(self):
        """The draft of the notice of the results; one that is there already is opened."""
        self.ensure_one()
        self._take("prepare_notice")
        Notice = self.env["cadre.notice"]
        notice = Notice.search([("cycle_id", "=", self.id), ("kind", "=", "result"), ("state", "=", "draft")], limit=1)
        if not notice:
            notice = Notice.create(
                {
                    "name": self.env._("Public notice of the results: %(cycle)s", cycle=self.name),
                    "cycle_id": self.id,
                    "kind": "result",
                    "days": self.scheme_id.publicity_days,
                    "day_type": self.scheme_id.publicity_day_type,
                    "contact": self.office_body_id.name,
                }
            )
        return self._form_of(notice)

    def action_assessments(self):
        context = {"search_default_assessed": 1, "cadre_cycle_id": self.id}
        return self._list_action("cadre_assessment_action", [("cycle_id", "=", self.id)], context=context)

    def action_decisions(self):
        return self._list_action(
            "cadre_decision_action", [("cycle_id", "=", self.id)], context={"default_cycle_id": self.id}
        )

    def action_notices(self):
        return self._list_action(
            "cadre_notice_action", [("cycle_id", "=", self.id)], context={"default_cycle_id": self.id}
        )

    def action_results(self):
        return self._list_action("cadre_result_action", [("cycle_id", "=", self.id)])

    # -- who -------------------------------------------------------------------------------------------------------
    def _waits_in(self, states):
        """Whether somebody's assessment stands in one of ``states`` (after the archive: after a late event)."""
        domain = [("cycle_id", "=", self.id), ("assessed", "=", True), ("state", "in", states)]
        return bool(self.env["cadre.assessment"].sudo().search_count(domain, limit=1))

    def _may_prepare_decision(self):
        return self._is_office() and self._waits_in(["computed"])

    def _may_prepare_notice(self):
        return self._is_office() and self._waits_in(["decided"])

    def _work_counts(self):
        """Everybody assessed, once there is a decision about him."""
        people = self._counted_by_state("cadre.assessment", DECIDED, [("assessed", "=", True)])
        return self._added(super()._work_counts(), people)

    def _records_of_nobody(self):
        """A half-year before his time is nobody's (S0-20). Two queries, of the few who came in the year."""
        cycles = self._origin.filtered(
            lambda cycle: cycle.state in UNDER_WAY and cycle._subject_field() == "employee_id"
        )
        query = SQL(
            """
            SELECT DISTINCT a.cycle_id, a.employee_id
              FROM cadre_assessment a
              JOIN cadre_cycle c ON c.id = a.cycle_id
              JOIN hr_version v ON v.employee_id = a.employee_id AND v.active AND v.date_version > c.date_from
             WHERE a.cycle_id = ANY(%s) AND a.assessed
            """,
            cycles.ids,
        )
        self.env.flush_all()
        found = {}
        moved = self.env.execute_query(query) if cycles else []
        if moved:
            entered = days_of_entering(cycles, {employee for _cycle, employee in moved})
            for cycle in cycles:
                ends = cycle.period_ids.filtered("required").mapped("date_to")
                days = [entered.get(one) for one in moved if one[0] == cycle.id]
                found[cycle.id] = sum(end < day for day in days if day for end in ends)
        return found

    # -- cockpit ---------------------------------------------------------------------------------------------------
    def seat_banner(self):
        """The seats of the result as the lists show them above their rows: [{label, left, text, tied}], in words."""
        self.check_access("read")
        pools = self.env["cadre.pool"].search([("cycle_id", "in", self.ids), ("quota_id.use", "=", "result")])
        pools.check_access("read")
        return [pool._banner() for pool in pools]

    def _cockpit_cards(self):
        cards = super()._cockpit_cards()
        if self.state == "draft":
            return cards
        if not self._sees_all():
            return [*cards, *self._my_result_cards()]
        found = self._assessed_counts()
        return [
            *cards,
            *self._review_cards(found),
            *self._result_cards(found),
            *self._decision_cards(),
            *self._backfill_cards(),
        ]

    def _among_assessed(self, domain):
        return [("cycle_id", "=", self.id), ("assessed", "=", True), *domain]

    def _assessed_counts(self):
        """{code of a card: how many of those assessed it speaks of}: who is assessed is passed once for all cards."""
        wanted = dict(REVIEWED) if self.state in RUNNING else {}
        if self.scheme_id.veto_review == "none":
            wanted.pop("veto", None)
        if not self.scheme_id.dimension_ids:
            wanted.pop("findings", None)
        if self.state == "computed":
            wanted |= COMPUTED
        domains = [("cadre.assessment", domain) for domain in wanted.values()]
        return dict(zip(wanted, counts(self.env, domains, among=self._among_assessed([])), strict=True))

    def _review_cards(self, found):
        """What must be complete before the body decides (S0-32, S0-40).

        :param found: what :meth:`_assessed_counts` said
        """
        cards = []
        if "veto" in found:
            domain = self._among_assessed(REVIEWED["veto"])
            label = self.env._("Veto reviews to conclude")
            action = self._list_action("cadre_assessment_action_veto", domain, label)
            cards.append(self._card("veto", label, found["veto"], action))
        if "findings" in found:
            label = self.env._("People without complete findings")
            domain = [("cycle_id", "=", self.id), ("assessment_id.unwritten", "=", True)]
            action = self._list_action("cadre_finding_action", domain, label, {"search_default_group_person": 1})
            cards.append(self._card("findings", label, found["findings"], action))
        return cards

    def _result_cards(self, found):
        """What the last computation left to look at.

        :param found: what :meth:`_assessed_counts` said
        """
        if self.state != "computed":
            return []
        wanted = {
            "uncomputable": (self.env._("Inputs that cannot be computed"), "danger"),
            "no_total": (self.env._("People without a total"), "danger"),
            "ties": (self.env._("Ties to be decided"), "warning"),
            "flags": (self.env._("Totals to be looked at"), "warning"),
            "changed": (self.env._("Changed by the last computation"), "info"),
        }
        cards = [self._gaps_card()]
        for code, (label, level) in wanted.items():
            count = found[code]
            if code == "uncomputable" and not count:
                continue  # no news in nearly every cycle
            context, domain = {"cadre_cycle_id": self.id}, self._among_assessed(COMPUTED[code])
            action = self._list_action("cadre_assessment_action", domain, label, context)
            cards.append(self._card(code, label, count, action, level if count else "success"))
        return cards

    def _gaps_card(self):
        """What the year lacks although it is computed; the decision gives a reason for each."""
        found = gaps_of(self)
        note = listed(self.env, [f"{gap.label} {gap.count}" for gap in found]) or None
        return self._card(
            "gaps", self.env._("Gaps of the year"), len(found), False, "danger" if found else None, note=note
        )

    def _case_closed(self):
        """Archived without a grade because of a case that is open no more: their grade can be set now (S3-22)."""
        domain = [("cycle_id", "=", self.id), ("state", "=", "archived"), ("status", "=", "undetermined")]
        waiting = self.env["cadre.assessment"].sudo().search([*domain, ("decided_grade_id", "=", False)])
        people = waiting.employee_id
        if not people:
            return waiting
        facts = self.env["cadre.case"].sudo()._facts(people.ids, self.year, today_of(self))
        return waiting.filtered(lambda one: one.employee_id and not facts.get(one.employee_id.id, {}).get("open_case"))

    def _backfill_cards(self):
        """Whom the office takes up again after a case was closed (O-13)."""
        if self.state != "archived" or not self._is_office() or not (waiting := self._case_closed()):
            return []
        label = self.env._("Grades to set after a closed case")
        action = self._list_action("cadre_assessment_action", [("id", "in", waiting.ids)], label, {})
        return [self._card("case_closed", label, len(waiting), action, "warning")]

    def _decision_cards(self):
        """What waits for the head of the body, and what hangs out."""
        cards = []
        Decision, Notice = self.env["cadre.decision"], self.env["cadre.notice"]
        waiting = [("cycle_id", "=", self.id), ("state", "=", "submitted")]
        if Decision.has_access("read") and (count := Decision.search_count(waiting)):
            label = self.env._("Decisions to confirm")
            cards.append(
                self._card("decision", label, count, self._list_action("cadre_decision_action", waiting, label))
            )
        posted = [("cycle_id", "=", self.id), ("state", "=", "posted")]
        for notice in Notice.search(posted) if Notice.has_access("read") else ():
            label = self.env._("Public notice: can be ended") if notice.over else self.env._("Public notice: last day")
            action = self._list_action("cadre_notice_action", [("id", "=", notice.id)], notice.name)
            level = "warning" if notice.over else "info"
            cards.append(self._card(f"notice_{notice.id}", label, 1, action, level, str(notice.date_to), notice.name))
        return cards

    def _my_result_cards(self):
        mine = [("cycle_id", "=", self.id), ("user_id", "=", self.env.uid), ("assessed", "=", True)]
        own = self.env["cadre.assessment"].search(mine, limit=1)
        if not own:
            return []
        action = self._list_action("cadre_assessment_action_my", mine)
        label = self.env._("My result")
        return [self._card("my_result", label, 1, action, "success", own.decided_grade_id.name or "—")]

    # -- reminders -------------------------------------------------------------------------------------------------
    def _reminders(self, today):
        reminders = super()._reminders(today)
        office = self.office_body_id._members_on(today).user_id
        body = self._sitting(today).user_id.filtered(
            lambda user: user.has_group("cadre_assessment.group_cadre_decider")
        )
        if self.state == "computed":
            domain = [("cycle_id", "=", self.id), ("assessed", "=", True), ("veto_state", "=", "pending")]
            count = self.env["cadre.assessment"].sudo().search_count([*domain, ("state", "in", RUNNING)])
            if count:
                reminders += [Reminder(self, user, self.env._("Conclude the veto reviews"), today) for user in body]
            if unwritten(self.sudo()):
                text = self.env._("Complete the evaluation under five headings")
                reminders += [Reminder(self, user, text, today) for user in office]
        if self.state == "published" and not self.sudo().notice_ids.filtered(lambda one: one.state == "posted"):
            reminders += [Reminder(self, user, self.env._("Archive the results"), today) for user in office]
        for notice in self.sudo().notice_ids.filtered(lambda one: one.state == "posted" and one.date_to < today):
            reminders += [Reminder(notice, user, self.env._("End the public notice"), today) for user in office]
        return reminders

    def _form_of(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
            "name": record.display_name,
        }
