"""Does the number of queries of a computation stay the same, however many people there are?  (law 2)"""

from contextlib import contextmanager
from unittest.mock import patch

from odoo.tools import mute_logger

from tests.assessment.common import YearBuilder
from tests.common import CadreCase
from tools.bench.rows import fill

SIZES = (50, 500, 5000)
MORE_VOTES = """
    UPDATE cadre_ballot_tally t SET count = count + 1 + t.subject_id %% 3
      FROM cadre_ballot b WHERE b.id = t.ballot_id AND b.cycle_id = %s"""


class TestQueryCount(YearBuilder, CadreCase):
    """Every kind of rule of the scheme is in use: work components, a ballot, missing parts, vetoes, ties, seats."""

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

    def _cycle(self, size):
        unit = self.env["hr.department"].create({"name": f"单位{size}", "is_unit": True, "cadre_code": f"Q-{size}"})
        self.make_employee("甲", f"Q{size}", unit)
        cycle = self.open_cycle(name=f"规模{size}", unit_id=unit.id)
        fill(self.env, cycle, size)
        return cycle

    def _compute(self, cycle):
        self.env.invalidate_all()
        with self._counted() as counts:
            cycle.with_user(self.officer_user).action_compute()
        return counts[0]

    @mute_logger("odoo.models.unlink")
    def test_the_same_number_for_50_500_and_5000(self):
        """First computation, one after a change of everybody, one without a change: each takes a fixed number."""
        found = {}
        for size in (10, *SIZES):  # the first one warms the caches of the registry
            cycle = self._cycle(size)
            first = self._compute(cycle)
            self.env.cr.execute(MORE_VOTES, [cycle.id])
            found[size] = (first, self._compute(cycle), self._compute(cycle))
            self.assertEqual(len(cycle.assessment_ids.filtered("has_total")), size)
        self.assertEqual(found[50], found[500])
        self.assertEqual(found[500], found[5000])
        self.assertLess(max(found[5000]), 80)
