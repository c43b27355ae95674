"""Cards and reminders of the work: what is missing, late or waiting, and who must act."""

from odoo import fields, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from ..cycle.cadre_cycle_reminders import Reminder
from ..listing import listed
from ..rows import counts
from ..states import RUNNING


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    # -- cockpit ---------------------------------------------------------------------------------------------------
    def _cockpit_cards(self):
        cards = super()._cockpit_cards()
        if self.state == "draft":
            return cards
        mine = [] if self._sees_all() else self._my_cards()
        return [*(self._office_work_cards() if self._sees_all() else []), *self._leader_cards(), *mine, *cards]

    def _office_work_cards(self):
        """Lists not filed, records missing or waiting, half-years to rate (for everybody of the cycle)."""
        today = self._today()
        cards = self._plan_cards(today) if self.scheme_id.plan_kind != "none" else []
        if self.state == "open" and self.period_ids.filtered(lambda one: one.level == "month" and one.required):
            cards.append(self._months_card(today))  # later the gaps of the year say it
        if not self.period_ids:
            return cards
        waiting = (
            ("to_approve", self.env._("Records to approve"), "submitted", False),
            ("to_rate", self.env._("Records to rate"), "submitted", True),
            ("to_file", self.env._("Records to file"), "approved", None),
        )
        waits = self._waiting_counts()
        for code, label, state, rated in waiting:
            count = sum(count for key, count in waits.items() if key[0] == state and rated in (None, key[1]))
            domain = [("cycle_id", "=", self.id), ("period_id.rule_id.required", "=", True), ("state", "=", state)]
            domain += [] if rated is None else [self._rated(rated)]
            action = self._list_action("cadre_progress_report_action", domain, label)
            cards.append(self._card(code, label, count, action))
        if ready := self._to_publish():
            label = self.env._("Grades to publish")
            action = self._list_action("cadre_period_action", [("id", "in", ready.ids)], label)
            cards.append(self._card("to_publish", label, len(ready), action))
        if unpublished := self._to_publish(late=today):
            label = self.env._("Grades not published in time")
            action = self._list_action("cadre_period_action", [("id", "in", unpublished.ids)], label)
            cards.append(self._card("publish_late", label, len(unpublished), action, "danger"))
        if waiting := self._unsummed(today):
            label = self.env._("Summaries of the office to complete")
            action = self._list_action("cadre_period_action", [("id", "in", waiting.ids)], label)
            late = waiting.filtered(lambda period: period.due < today)
            cards.append(self._card("summaries", label, len(waiting), action, "danger" if late else "warning"))
        if unmet := self._unmet(today):
            label = self.env._("Meetings whose day is not noted")
            action = self._list_action("cadre_period_action", [("id", "in", unmet.ids)], label)
            cards.append(self._card("meetings", label, len(unmet), action, "warning"))
        return cards

    def _months_card(self, today):
        missing = self._months_missing(today)
        people = {"type": "method", "name": "action_not_reported"}
        months = sum(len(periods) for periods in missing.values())
        note = self.env._("%(months)s months in all", months=months) if months else None
        label = self.env._("People with months missing")
        return self._card("months_missing", label, len(missing), people, "danger" if missing else None, note=note)

    def _plan_cards(self, today):
        open_plans = [("cycle_id", "=", self.id), ("state", "in", ("draft", "submitted", "approved"))]
        late = [*open_plans, ("due", "<", today)]
        label, label_late = self.env._("Lists not filed yet"), self.env._("Lists overdue")
        action = "cadre_work_plan_action"
        if self.scheme_id.plan_kind == "letter":
            label, label_late = self.env._("Letters not filed yet"), self.env._("Letters overdue")
            action = "cadre_letter_action"
        count, count_late = counts(self.env, [("cadre.work.plan", open_plans), ("cadre.work.plan", late)])
        cards = [self._card("plans_open", label, count, self._list_action(action, open_plans, label))]
        if count_late:
            cards.append(
                self._card("plans_late", label_late, count_late, self._list_action(action, late, label_late), "danger")
            )
        return cards

    def _leader_cards(self):
        """What waits for the current user himself, as leader in charge."""
        led = [("cycle_id", "=", self.id), ("leader_user_id", "=", self.env.uid), ("state", "=", "submitted")]
        wanted = (
            (
                "my_plans",
                self.env._("Lists for me to approve"),
                "cadre.work.plan",
                "cadre_work_plan_review_action",
                led,
            ),
            (
                "my_approvals",
                self.env._("Records for me to approve"),
                "cadre.progress.report",
                "cadre_progress_report_review_action",
                [*led, self._rated(False)],
            ),
            (
                "my_ratings",
                self.env._("People for me to rate"),
                "cadre.progress.report",
                "cadre_progress_report_rate_action",
                [*led, self._rated(True)],
            ),
        )
        found = counts(self.env, [(model, domain) for _code, _label, model, _action, domain in wanted])
        return [
            self._card(code, label, count, self._list_action(action, domain, label))
            for (code, label, _model, action, domain), count in zip(wanted, found, strict=True)
            if count
        ]

    def _my_cards(self):
        """What the person himself has to write."""
        mine = [("cycle_id", "=", self.id), ("user_id", "=", self.env.uid), ("state", "=", "draft")]
        cards = []
        for code, label, model, action in (
            ("own_plan", self.env._("My list to submit"), "cadre.work.plan", "cadre_work_plan_my_action"),
            (
                "own_records",
                self.env._("My records to hand in"),
                "cadre.progress.report",
                "cadre_progress_report_my_action",
            ),
        ):
            count = self.env[model].search_count(mine)
            if count:
                cards.append(self._card(code, label, count, self._list_action(action, mine, label)))
        return cards

    def _unsummed(self, today):
        """Ended periods whose summary lacks something: text, rectification plan, the meeting (S1-15, S1-20, S1-22)."""
        ended = self.period_ids.filtered(
            lambda period: period.rule_id.summary and period.date_to < today and period.state != "locked"
        )
        return ended.filtered(lambda period: period.sudo()._summary_missing())

    def _unmet(self, today):
        """Ended periods in which a meeting is held, and whose day nobody noted (S1-14, S1-19)."""
        return self.period_ids.filtered(
            lambda period: period.meeting and period.date_to < today and not period.met_on and period.state != "locked"
        )

    def _to_publish(self, late=None):
        """Periods whose grades the scheme publishes, not published yet, with every record filed (S0-21). One query.

        :param late: those instead whose last day for it is over on this date, filed or not (S1-18).
        """
        periods = self.period_ids.filtered(lambda period: period.state == "open" and period.rule_id.published)
        if late:
            return periods.filtered(lambda period: period.publish_due and period.publish_due < late)
        self.env["cadre.progress.report"].flush_model(["period_id", "state"])
        # one look into the index for each side of the state, and not at every record of a county
        ready = SQL(
            """
            SELECT period FROM unnest(%s::int[]) AS period
             WHERE EXISTS (SELECT FROM cadre_progress_report WHERE period_id = period AND state = 'filed')
               AND NOT EXISTS (SELECT FROM cadre_progress_report WHERE period_id = period AND state < 'filed')
               AND NOT EXISTS (SELECT FROM cadre_progress_report WHERE period_id = period AND state > 'filed')
            """,
            periods.ids,
        )
        return periods.browse(period for [period] in self.env.execute_query(ready)).sorted()

    def _rated(self, yes):
        return ("period_id.rule_id.rated", "=", yes)

    def _waiting_counts(self):
        """{(state, whether the period is rated): records that are owed and wait}. One query."""
        owed = self.period_ids.filtered("required")
        groups = self.env["cadre.progress.report"]._read_group(
            [("period_id", "in", owed.ids), ("state", "in", ("submitted", "approved"))],
            ["period_id", "state"],
            ["__count"],
        )
        found = {}
        for period, state, count in groups:
            found[state, period.rated] = found.get((state, period.rated), 0) + count
        return found

    def action_not_reported(self):
        """Who owes a record and has not reported, in every scheme; from the list they are reminded."""
        self.ensure_one()
        self.check_access("read")
        action = self._people_action(self._not_reported(self._today()), self.env._("Who Has Not Reported"))
        return {key: value for key, value in action.items() if key != "help"}  # as on the cards that open it

    def _people_action(self, employees, name):
        """The list of these people of the cycle.

        :raises AccessError: the user does not see everybody of the cycle: who owes what is nobody else's business.
        """
        if not self._sees_all():
            raise AccessError(
                self.env._(
                    "%(cycle)s: its office, its deciding body and the auditor see who has not reported.",
                    cycle=self.name,
                )
            )
        domain = [("cycle_id", "=", self.id), ("employee_id", "in", list(employees))]
        return self._list_action("cadre_assessment_action_not_reported", domain, name)

    def _work_counts(self):
        """Lists and letters, marks, and a record of everybody for every period that wants one."""
        plans = self._counted_by_state("cadre.work.plan", ("filed",), [("state", "!=", "superseded")])
        scores = self._counted_by_state("cadre.score", ("confirmed",))
        reports = self._records_counted()
        people, nobodys = self._subject_counts(), self._records_of_nobody()
        for cycle in self._origin:
            owed = len(cycle.period_ids.filtered("required")) * people.get(cycle.id, 0) - nobodys.get(cycle.id, 0)
            done, begun = reports.get(cycle.id, (0, 0))
            reports[cycle.id] = (done, max(begun, owed if cycle._subject_field() == "employee_id" else 0))
        return self._added(super()._work_counts(), plans, scores, reports)

    def _records_of_nobody(self):
        """{cycle id: records of periods that were over before their subject came}. The room of assessments knows."""
        return {}

    def _records_counted(self):
        """{cycle id: (filed, begun)} records of the periods that want one; counted by period, as the index has them."""
        owed = self._origin.period_ids.filtered("required")
        found = {}
        for period, state, count in (
            self.env["cadre.progress.report"]
            .sudo()
            ._read_group([("period_id", "in", owed.ids)], ["period_id", "state"], ["__count"])
        ):
            filed, begun = found.get(period.cycle_id.id, (0, 0))
            found[period.cycle_id.id] = (filed + (count if state == "filed" else 0), begun + count)
        return found

    # -- who owes what ---------------------------------------------------------------------------------------------
    def _months_missing(self, today):
        """{employee id: ended months without an approved record} of everybody with an approved list. Six queries."""
        months = self.period_ids.filtered(lambda period: period.level == "month" and period.required)
        return self._missing(months.filtered(lambda period: period.date_to < today))

    def _not_reported(self, today, people=None):
        """{employee id: periods not reported}: months that ended, of other levels those whose last day is over.

        :param people: ids of those who are asked about (default: everybody who owes records)
        """
        months = self.period_ids.filtered(lambda period: period.required and period.level == "month")
        others = self.period_ids.filtered(lambda period: period.required) - months
        owing = self._people_owing()
        if people is not None:
            owing = set(owing).intersection(people)
        found = self._missing(months.filtered(lambda period: period.date_to < today), owing=owing)
        handed_in = ("submitted", "approved", "filed")
        late = self._missing(others.filtered(lambda period: period.due < today), handed_in, owing)
        for employee, periods in late.items():
            found[employee] = found.get(employee, periods.browse()) | periods
        return found

    # -- begun by the day's run ------------------------------------------------------------------------------------
    def _remind(self, today, progress=None):
        """Where people keep no lists, the records that are due begin by themselves: nothing is drawn up to write on."""
        if self.state in RUNNING and not self._keeps_lists():
            for period in self._to_begin(today):
                period._make_drafts()
                if progress:
                    progress(0)
        return super()._remind(today, progress)

    def _to_begin(self, today):
        """Open periods everybody owes a record of, begun and not yet due; sheets of marks from their last day on."""
        return self.period_ids.filtered(
            lambda period: (
                period.state == "open"
                and period.required
                and (period.date_to if period.rule_id.marked else period.date_from) <= today <= period.due
            )
        )

    # -- reminders -------------------------------------------------------------------------------------------------
    def _reminders(self, today):
        reminders = super()._reminders(today)
        if self.state in RUNNING:
            reminders += [*self._plan_reminders(today), *self._record_reminders(today), *self._office_reminders(today)]
        return reminders

    def _plan_reminders(self, today):
        """Lists that are due soon or overdue: the person, then his leader (S0-12)."""
        soon = fields.Date.add(today, days=self.scheme_id.plan_reminder_days)
        plans = self.env["cadre.work.plan"].search(
            [
                ("cycle_id", "=", self.id),
                "|",
                ("state", "in", ("draft", "submitted")),
                "&",
                ("state", "=", "approved"),
                ("kind", "=", "letter"),
                ("due", "!=", False),
                ("due", "<=", soon),
            ]
        )
        texts = {
            ("list", "draft"): self.env._("Submit your work-item list"),
            ("list", "submitted"): self.env._("Approve the work-item list"),
            ("letter", "draft"): self.env._("Submit the letter of responsibility"),
            ("letter", "submitted"): self.env._("Review the letter of responsibility"),
            ("letter", "approved"): self.env._("Sign the letter of responsibility"),
        }
        return [
            Reminder(plan, user, texts[plan.kind, plan.state], plan.due)
            for plan in plans
            for user in plan._next_users()
        ]

    def _record_reminders(self, today):
        """Records due soon or overdue and not handed in: on the draft, or on the list when there is none (S0-14)."""
        periods = self.period_ids.filtered(
            lambda period: (
                period.required
                and period.state == "open"
                and period.rule_id.reminder_days
                and fields.Date.subtract(period.due, days=period.rule_id.reminder_days) <= today
            )
        )
        missing = self._missing(periods, ("submitted", "approved", "filed")) if periods else {}
        plans = self.env["cadre.work.plan"].sudo()._current(self)
        drafts = (
            self.env["cadre.progress.report"].sudo().search([("period_id", "in", periods.ids), ("state", "=", "draft")])
        )
        drafts = {(draft.period_id.id, draft.employee_id.id): draft for draft in drafts}
        reminders = []
        for employee, owed in missing.items():
            for period in owed:
                record = drafts.get((period.id, employee)) or plans.get((self.id, employee))
                if record:  # without lists the day's run has begun the record itself
                    text = self.env._("Hand in the record: %(period)s", period=period.name)
                    reminders.append(Reminder(record, record.user_id, text, period.due))
        return reminders

    def _office_reminders(self, today):
        """One for the whole office: lists and records wait for filing."""
        domain = [("cycle_id", "=", self.id), ("state", "=", "approved")]
        texts = {
            "cadre.work.plan": self.env._("Work-item lists wait for filing"),
            "cadre.progress.report": self.env._("Records wait for filing"),
        }
        clerks = self._office_users()
        publish = [
            Reminder(
                self,
                user,
                self.env._("Publish the grades: %(period)s", period=period.name),
                period.publish_due or today,
            )
            for period in self._to_publish() | self._to_publish(late=today)
            for user in clerks
        ]
        publish += [
            Reminder(self, user, self.env._("Complete the summary: %(period)s", period=period.name), period.due)
            for period in self._unsummed(today)
            for user in clerks
        ]
        publish += [
            Reminder(self, user, self.env._("Note the day: %(meetings)s", meetings=listed(self.env, names)), today)
            for names in [sorted(set(self._unmet(today).mapped("meeting")))]
            if names
            for user in clerks
        ]
        return publish + [
            Reminder(self, user, text, today)
            for model, text in texts.items()
            if self.env[model].search_count(domain, limit=1)
            for user in clerks
        ]
