"""Decisions and notices of a cycle: prepared, counted, and reminded of until the last answer is there."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ..cycle.roster import days_of_entering
from ..guard import Step, hold
from ..meeting.cadre_notice import Bounds
from ..states import DECIDED, UNDER_WAY


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    decision_ids = fields.One2many("cadre.decision", "cycle_id")
    notice_ids = fields.One2many("cadre.notice", "cycle_id")
    appeal_ids = fields.One2many("cadre.appeal", "cycle_id")

    _steps = (
        Step("prepare_decision", {"computed", *DECIDED}, None, "_may_prepare_decision"),
        Step("prepare_notice", set(DECIDED), None, "_may_prepare_notice"),
    )

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_prepare_decision(self):
        """The draft of the decision, with the proposals as its lines; one that is there already is opened."""
        self.ensure_one()
        self._take("prepare_decision")
        hold(self)
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
        """The draft of the notice of the results; one that is there already is opened.

        Where every unit puts up its own (S2A-69): one draft for each unit with a result to publish, opened as a list.
        """
        self.ensure_one()
        self._take("prepare_notice")
        hold(self)
        if self.scheme_id.publicity_by_unit:
            return self._prepare_unit_notices()
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

    def _prepare_unit_notices(self):
        waiting = self.assessment_ids.filtered(lambda one: one.assessed and one.state == "decided")
        units = waiting.subject_unit_id | waiting.unit_id
        Notice = self.env["cadre.notice"]
        drafts = Notice.search([("cycle_id", "=", self.id), ("kind", "=", "result"), ("state", "=", "draft")])
        drafts |= Notice.create(
            [
                {
                    "name": self.env._("Public notice of %(unit)s: %(cycle)s", unit=unit.name, cycle=self.name),
                    "cycle_id": self.id,
                    "kind": "result",
                    "unit_id": unit.id,
                    "days": self.scheme_id.publicity_days,
                    "day_type": self.scheme_id.publicity_day_type,
                    "contact": self.office_body_id.name,
                }
                for unit in units - drafts.unit_id
            ]
        )
        return self._list_action("cadre_notice_action", [("id", "in", drafts.ids)])

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

    # -- reminders -------------------------------------------------------------------------------------------------
    @api.model
    def _cron_remind(self):
        """What was not answered goes up, also where a cycle wants no reminders."""
        self.env["cadre.appeal"]._go_up()
        return super()._cron_remind()

    def _domain_to_remind(self):
        """After the archive, too, as long as a notice is on its way or a request waits for its answer."""
        waiting = Domain("assessment_ids.notified_on", "!=", False) & Domain("assessment_ids.received_on", "=", False)
        asked = Domain("appeal_ids.state", "=", "requested")
        return super()._domain_to_remind() | (Domain("state", "=", "archived") & (waiting | asked))

    def _form_of(self, record):
        return {
            "type": "ir.actions.act_window",
            "res_model": record._name,
            "res_id": record.id,
            "views": [(False, "form")],
            "name": record.display_name,
        }

    def _refuse_lead_while_deciding(self):
        result = super()._refuse_lead_while_deciding()
        waiting = self.env["cadre.decision"].sudo()
        waiting = waiting.search([("cycle_id", "in", self.ids), ("state", "=", "submitted")], limit=1)
        if waiting:
            raise UserError(
                self.env._(
                    "%(cycle)s: “%(decision)s” waits for its confirmation, and who leads the cycle stays until then. "
                    "Have it returned or withdraw it first, and let the body vote anew.",
                    cycle=waiting.cycle_id.name,
                    decision=waiting.name,
                )
            )
        return result

    def _notice_bounds(self):
        scheme = self.scheme_id
        return Bounds(max(scheme.publicity_days, 1), scheme.publicity_day_type or "working", scheme.publicity_days_max)
