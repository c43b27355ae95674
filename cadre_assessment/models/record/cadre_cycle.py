"""Who owes which record in a cycle, what is missing of it, and what waits for publication or a summary."""

from collections import namedtuple
from datetime import timedelta

from odoo import fields, models
from odoo.fields import Domain
from odoo.tools import SQL

from ..clock import day_of
from ..cycle.roster import days_of_entering, days_of_leaving, subjects
from ..offers import taken
from ..rows import FEW
from ..scheme.cadre_scheme_period import LEVELS
from ..states import RUNNING

OwedFacts = namedtuple("OwedFacts", "approved since entered left done")
"""By (cycle id, employee id) the day the first list was approved, the day after which records are owed (that one, or
the day before the first one in the cycle: without lists, or where the scheme says so, A0-10), the day of entry and the
last day in the unit; by (cycle id, level) {employee id: the ids of the periods whose record is approved}."""


class OfEverybody(dict):
    """The same value for whoever is asked about."""

    def __init__(self, value):
        super().__init__()
        self.value = value

    def get(self, _key, _default=None):
        return self.value


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    report_ids = fields.One2many("cadre.progress.report", "cycle_id", string="Progress Reports")
    takes_records = taken("takes_records")

    # -- what the current user may begin here ----------------------------------------------------------------------
    def _domain_takes_records(self):
        """Progress reports: whoever keeps a list, or is of a unit that keeps records without lists; the office."""
        lists = Domain("plan_ids", "any", [("user_id", "=", self.env.uid), ("state", "!=", "superseded")])
        without = self.env["cadre.progress.report"]._my_cycles_without_lists()
        mine = Domain("of_my_office", "=", True) | lists | Domain("id", "in", without.ids)
        return Domain("state", "in", RUNNING) & mine

    def _owed_from_the_beginning(self):
        """Are records owed from the cycle's beginning, not from the list's approval?  Always from entry (A0-10)."""
        return not self._keeps_lists() or self.sudo().scheme_id.months_owed_from == "cycle"

    def _people_owing(self):
        """Ids of the people who owe records here: who has an approved list, or everybody assessed (A0-10)."""
        self.ensure_one()
        if not self._owed_from_the_beginning():
            return [
                employee
                for (employee,) in self.env.execute_query(
                    SQL(
                        "SELECT DISTINCT employee_id FROM cadre_work_plan WHERE cycle_id = %s "
                        "AND employee_id IS NOT NULL AND state IN ('approved', 'filed')",
                        self.id,
                    )
                )
            ]
        if self._subject_field() != "employee_id":
            return []
        return [row.employee_id for row in subjects(self._roster_rows())]

    def _owing_among(self, subjects):
        """Those of people (ids) assessed here who owe records: all of them, or who has an approved list (A0-10)."""
        return subjects if self._owed_from_the_beginning() else set(subjects).intersection(self._people_owing())

    def _owed_facts(self, employees, states=("approved", "filed"), levels=None, done=None):
        """What decides which records are owed, for these people in these cycles. Four queries, read as plain rows.

        :param states: of a record that counts as done
        :param levels: of the periods that are asked about (default: all)
        :param done: what :meth:`_periods_done` said, where it was asked before
        """
        self.env.flush_all()
        people = list(employees._ids)
        approved = self._approved_first(people)
        entered = days_of_entering(self, people)
        since, known = dict(approved), {cycle.id: cycle for cycle in self}
        whole = {cycle.id for cycle in self if cycle._owed_from_the_beginning()}
        for (cycle, employee), first in entered.items():
            if cycle in whole:  # who comes on the first of a month owes that month (S1-E5)
                since[cycle, employee] = max(first, known[cycle].date_from) - timedelta(days=1)
        entered = {one: first for one, first in entered.items() if first >= known[one[0]].date_from}
        left = days_of_leaving(self, people)
        if done is None:
            done = self._periods_done(people, states, levels or list(dict(LEVELS)))
        return OwedFacts(approved, since, entered, left, done)

    def _owed_at_most(self, people, done):
        """As :meth:`_owed_facts` of one cycle, as if nobody came or left meanwhile: nobody owes more. One query."""
        if self._owed_from_the_beginning():
            return OwedFacts({}, OfEverybody(self.date_from - timedelta(days=1)), {}, {}, done)
        approved = self._approved_first(people)
        return OwedFacts(approved, approved, {}, {}, done)

    def _approved_first(self, people):
        """{(cycle id, employee id): day on which the first list was approved}."""
        rows = self.env.execute_query(
            SQL(
                "SELECT cycle_id, employee_id, min(approved_on) FROM cadre_work_plan "
                "WHERE cycle_id = ANY(%s) AND %s AND approved_on IS NOT NULL GROUP BY 1, 2",
                list(self._ids),
                SQL("employee_id IS NOT NULL") if len(people) > FEW else SQL("employee_id = ANY(%s)", people),
            )
        )
        return {(cycle, employee): day_of(self.browse(cycle), first) for cycle, employee, first in rows}

    def _missing(self, periods, states=("approved", "filed"), owing=None):
        """{employee id: those of ``periods`` that are owed and have no record in one of ``states``}.

        :param owing: ids of those who are asked about, who owe records (default: everybody who does)

        When somebody came or left can only take periods away, so that is asked of those alone who lack some without it:
        late in the year these are few.
        """
        self.ensure_one()
        if not periods:
            return {}
        self.env.flush_all()
        people = list(self._people_owing() if owing is None else owing)
        levels = sorted(set(periods.mapped("level")))
        done = self._periods_done(people, states, levels)
        at_most = self._owed_at_most(people, done)
        found = self._lacking(periods, at_most, people)
        if not found:
            return found
        facts = self._owed_facts(self.env["hr.employee"].browse(found), states, levels, done)
        fewer = [
            employee
            for employee in found
            for one in [(self.id, employee)]
            if one in facts.entered or one in facts.left or facts.since.get(one) != at_most.since.get(one)
        ]
        found |= dict.fromkeys(fewer) | self._lacking(periods, facts, fewer)
        return {employee: missing for employee, missing in found.items() if missing}

    def _lacking(self, periods, facts, people):
        """{employee id: those of ``periods`` missing by ``facts``}, without who lacks none.

        Whose facts are the same lacks the same: the clock is asked once for each kind of people.
        """
        levels = sorted(set(periods.mapped("level")))
        done = [map(facts.done.get((self.id, level), {}).get, people) for level in levels]
        ones = [(self.id, employee) for employee in people]
        days = [map(of_one.get, ones) for of_one in (facts.since, facts.entered, facts.left)]
        known, found = {}, {}
        for employee, *key in zip(people, *days, *done, strict=True):
            key = tuple(key)
            if key not in known:
                known[key] = periods._missing_of(facts, employee)
            if known[key]:
                found[employee] = known[key]
        return found

    def _periods_done(self, people, states, levels):
        """{(cycle id, level): {employee id: ids of the periods with a record in one of ``states``}}.

        A period is a bit, so that the hundred thousand records of a county come back as one number for all who have the
        same. Of many people all are read: their list would keep the database from the index. One statement.
        """
        named = self.period_ids.grouped(lambda one: (one.cycle_id.id, one.level))
        wanted = [(key, periods._ids) for key, periods in named.items() if key[1] in levels]
        if not wanted:
            return {}
        among = SQL("TRUE") if len(people) > FEW else SQL("r.employee_id = ANY(%s)", people)
        parts = [
            SQL(
                """
                SELECT %s, mask, array_agg(employee_id)
                  FROM (SELECT r.employee_id, bit_or(bit.mask) AS mask
                          FROM unnest(%s::int[], %s::bigint[]) AS bit (period_id, mask)
                          JOIN cadre_progress_report r ON r.period_id = bit.period_id
                         WHERE r.state = ANY(%s) AND %s
                      GROUP BY r.employee_id) AS done
              GROUP BY mask
                """,
                number,
                list(ids),
                [1 << place for place, _period in enumerate(ids)],
                list(states),
                among,
            )
            for number, (_key, ids) in enumerate(wanted)
        ]
        found = {}
        for number, mask, employees in self.env.execute_query(SQL(" UNION ALL ").join(parts)):
            key, periods = wanted[number]
            ids = frozenset(one for place, one in enumerate(periods) if mask >> place & 1)
            found.setdefault(key, {}).update(dict.fromkeys(employees, ids))
        return found

    # -- cockpit ---------------------------------------------------------------------------------------------------

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
        self._require_sight(
            self.env._(
                "%(cycle)s: its office, its deciding body and the auditor see who has not reported.", cycle=self.name
            )
        )
        domain = [("cycle_id", "=", self.id), ("employee_id", "in", list(employees))]
        return self._list_action("cadre_assessment_action_not_reported", domain, name)

    def _work_counts(self):
        """A record of everybody for every period that wants one."""
        reports = self._records_counted()
        people, nobodys = self._subject_counts(), self._records_of_nobody()
        for cycle in self._origin:
            owed = len(cycle.period_ids.filtered("required")) * people.get(cycle.id, 0) - nobodys.get(cycle.id, 0)
            done, begun = reports.get(cycle.id, (0, 0))
            reports[cycle.id] = (done, max(begun, owed if cycle._subject_field() == "employee_id" else 0))
        return self._added(super()._work_counts(), reports)

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
