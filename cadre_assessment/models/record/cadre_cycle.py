"""Who owes which record in a cycle."""

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
