"""Months and ledger make the year; every posting says whether it counts. (S1-21, S1-36, S1-41, S1-50)"""

from tests.assessment.county import CountyBuilder

MONTHS = (96, 97, 95, 98, 94, 96, 95, 97, 96, 98, 95, 96)


class TestLedgerCounts(CountyBuilder):
    """The year of S1-E1: mean 96.08, bonuses 34 of which 30 count, a deduction of 2."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.scheme_of("S1")
        cls.cycle = cls.open_year(cls.scheme, cls.unit)
        for number, mark in enumerate(MONTHS, 1):
            cls.report(cls.cycle, cls.person, "month", number, mark=mark)
        for number, mark in enumerate((92, 94, 93, 95), 9):
            cls.report(cls.cycle, cls.other, "month", number, mark=mark)
        bonuses = [("praise_province", 12), ("praise_county", 5), ("praise_county", 5), ("praise_department", 3)]
        bonuses += [("activity", 1)] * 4 + [("unused_leave", 5)]
        cls.bonuses = [cls.posting(cls.cycle, cls.person, code, points) for code, points in bonuses]
        cls.deduction = cls.posting(cls.cycle, cls.person, "excess_leave", -2)
        cls.outside = cls.posting(cls.cycle, cls.discipline, "activity", 1)

    def test_the_year(self):
        """S1-E1 and S1-E5: 96.08333 + 30 − 2 = 124.08, band 优秀; the mean of four months is 93.50."""
        self.compute(self.cycle)
        person, other = self.subject(self.cycle, self.person), self.subject(self.cycle, self.other)
        self.assertEqual((person.total, person.band_grade_id.code), (124.08, "excellent"))
        self.assertEqual((other.total, other.band_grade_id.code), (93.5, "competent"))
        self.assertAlmostEqual(sum(person.line_ids.mapped("points")), 124.08, 2)
        months = person.line_ids.filtered("component_id")
        self.assertEqual(len(months.source.split()), 12)
        self.assertIn(f"cadre.ledger.posting,{self.deduction.id}", person.line_ids.mapped("source"))

    def test_every_posting_says_whether_it_counts(self):
        """30 of 34 bonus points count, the latest ones do not; the deduction counts; who is no subject gets nothing."""
        self.compute(self.cycle)
        self.assertEqual(sum(one.counted_points for one in self.bonuses), 30)
        self.assertEqual([one.not_counted_reason for one in self.bonuses][:8], [False] * 8)
        last = self.bonuses[-1]
        self.assertEqual((last.counted, last.counted_points, last.not_counted_reason), (True, 1, "partly"))
        self.assertEqual((self.deduction.counted, self.deduction.counted_points), (True, -2))
        self.assertEqual((self.outside.counted, self.outside.not_counted_reason), (False, "not_subject"))
        self.assertTrue(all(one.settled for one in [*self.bonuses, self.deduction, self.outside]))

    def test_one_project_counts_once(self):
        """S2A-24: of two postings with one key the higher one counts, the other says why it does not."""
        low = self.posting(self.cycle, self.other, "praise_department", 3, dedupe_key="P")
        high = self.posting(self.cycle, self.other, "praise_province", 12, dedupe_key="P")
        self.compute(self.cycle)
        self.assertEqual(self.subject(self.cycle, self.other).total, 105.5)
        self.assertEqual((low.counted, low.not_counted_reason, high.counted_points), (False, "duplicate", 12))

    def test_one_more_event_moves_its_people_only(self):
        """A further event changes the total and the postings of those it reaches, and of nobody else."""
        self.compute(self.cycle)
        before = self.subject(self.cycle, self.person).trace_digest
        self.posting(self.cycle, self.other, "criticism_county", -5)
        self.compute(self.cycle)
        self.assertEqual(self.subject(self.cycle, self.other).total, 88.5)
        self.assertEqual(self.subject(self.cycle, self.person).trace_digest, before)

    def test_again_without_a_change_changes_nothing(self):
        """A second computation writes no posting, no verdict, no line and no pool."""
        self.compute(self.cycle)
        before = self._rows()
        self.compute(self.cycle)
        self.assertEqual(self._rows(), before)

    def _rows(self):
        self.env.flush_all()
        found = []
        for table in ("cadre_ledger_posting", "cadre_assessment", "cadre_pool"):
            self.env.cr.execute(f"SELECT * FROM {table} WHERE cycle_id = %s ORDER BY id", [self.cycle.id])
            found.append(self.env.cr.dictfetchall())
        return found
