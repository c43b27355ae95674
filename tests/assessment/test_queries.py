"""The number of queries of a computation stays the same, however many people there are. (law 2)"""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tests import TransactionCase
from odoo.tools import mute_logger

from tests.assessment.common import YearBuilder
from tests.common import CadreCase
from tools.bench import rows_s1, rows_s3
from tools.bench.rows import fill

SIZES = (50, 500, 5000)
FEW, MORE = 40, 160
FEW_OPEN, MANY_OPEN = 50, 500
MORE_VOTES = """
    UPDATE cadre_ballot_tally t SET count = count + 1 + t.subject_id %% 3
      FROM cadre_ballot b WHERE b.id = t.ballot_id AND b.cycle_id = %s"""
OTHER_MARKS = """
    UPDATE cadre_progress_report SET mark = mark - 1 - id %% 3 WHERE cycle_id = %s AND mark IS NOT NULL"""


class Counted:
    """Computes and counts."""

    @contextmanager
    def _counted(self):
        """Statements of the cursor, and those of COPY, which does not count itself."""
        counts, copied = [], []
        real = self.env.cr.copy_expert

        def copy_expert(*args):
            copied.append(args[0])
            return real(*args)

        before = self.env.cr.sql_log_count
        with patch.object(self.env.cr, "copy_expert", copy_expert, create=True):
            yield counts
        self.env.flush_all()
        counts.append(self.env.cr.sql_log_count - before + len(copied))

    def _compute(self, cycle, user):
        self.env.invalidate_all()
        with self._counted() as counts:
            cycle.with_user(user).action_compute()
        return counts[0]

    def _three_times(self, cycle, user, change):
        """Queries of the first computation, of one after ``change`` (of everybody), and of one without a change."""
        first = self._compute(cycle, user)
        self.env.cr.execute(change, [cycle.id])
        return first, self._compute(cycle, user), self._compute(cycle, user)


class TestQueryCount(Counted, YearBuilder, CadreCase):
    """Every kind of rule of the scheme is in use: work components, a ballot, missing parts, vetoes, ties, seats."""

    def _cycle(self, size):
        unit = self.env["hr.department"].create({"name": f"单位{size}", "is_unit": True, "cadre_code": f"Q-{size}"})
        self.make_employee("甲", f"Q{size}", unit)
        cycle = self.open_cycle(name=f"规模{size}", unit_id=unit.id)
        fill(self.env, cycle, size)
        return cycle

    @mute_logger("odoo.models.unlink")
    def test_the_same_number_for_50_500_and_5000(self):
        """First computation, one after a change of everybody, one without a change: each takes a fixed number."""
        found = {}
        for size in (10, *SIZES):  # the first one warms the caches of the registry
            cycle = self._cycle(size)
            found[size] = self._three_times(cycle, self.officer_user, MORE_VOTES)
            self.assertEqual(len(cycle.assessment_ids.filtered("has_total")), size)
        self.assertEqual(found[50], found[500])
        self.assertEqual(found[500], found[5000])
        self.assertLess(max(found[5000]), 80)


class TestOpening(Counted, YearBuilder, CadreCase):
    def test_chunks_of_rows_alone(self):
        """A cycle of 500 opens with the queries of one of 50, but for those that write further hundreds of rows."""
        found, findings = [], len(self.scheme.dimension_ids)
        for size in (10, FEW_OPEN, MANY_OPEN):  # the first one warms the caches of the registry
            unit = self.env["hr.department"].create({"name": f"单位{size}", "is_unit": True, "cadre_code": f"O-{size}"})
            self.make_crowd(size - 1, prefix=f"O{size}", like=self.make_employee("甲", f"O{size}", unit))
            cycle = self.make_cycle(name=f"启动{size}", unit_id=unit.id)
            self.env.invalidate_all()
            with self._counted() as counts:
                cycle.with_user(self.officer_user).action_open()
            people = cycle.assessment_ids.filtered("assessed")
            self.assertEqual((len(people), len(people.finding_ids)), (size, findings * size))
            found.append(counts[0])
        _warm, few, many = found
        # a person: assessment, list, and a paper with five sections, each written as it is made and as it is completed
        self.assertLessEqual(many - few, 2 * 8 * (MANY_OPEN - FEW_OPEN) // 100)


class TestQueryCountOfSchemes(Counted, TransactionCase):
    """The same of the cycles that are measured by ``./cadre bench``: every table of their rules is in use."""

    def _same_for_all(self, rows, change):
        env = self.env(context={**self.env.context, "tracking_disable": True, "no_reset_password": True})
        found = {}
        for size in (8, FEW, MORE):  # the first one warms the caches of the registry
            with env.cr.savepoint() as savepoint:
                cycle = rows.make_cycle(env)
                rows.fill(env, cycle, size)
                officer = env["res.users"].search([("login", "=", "bench_officer")])
                found[size] = self._three_times(cycle, officer, change)
                self.assertEqual(len(cycle.assessment_ids.filtered("has_total")), size)
                savepoint.rollback()
            env.invalidate_all()
        self.assertEqual(found[FEW], found[MORE])
        self.assertLess(max(found[MORE]), 120)

    @mute_logger("odoo.models.unlink")
    def test_months_and_the_ledger(self):
        """S1: twelve months and three events a person, bands, a cap, the top share."""
        self._same_for_all(rows_s1, OTHER_MARKS)

    @mute_logger("odoo.models.unlink")
    def test_people_in_many_units(self):
        """S3: a ballot in every unit of twenty, four quarters, cases, seats by the grade of the unit's team."""
        self._same_for_all(rows_s3, MORE_VOTES)
