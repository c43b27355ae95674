"""The file of a person over all years, from what was archived."""

from tests.archive.test_chain import ChainCase
from tests.reports.printed import FormMixin


class TestPersonFile(FormMixin, ChainCase):
    def results(self):
        self.env["cadre.result"].with_user(self.officer_user).create(
            {
                "employee_id": self.a.id,
                "year": 2023,
                "regulation": "公务员年度考核",
                "grade_code": "able",
                "grade_name": "称职",
                "post": "组织科二级科员",
                "origin_note": "2023年度考核登记表",
            }
        )
        self.archived()
        return self.env["cadre.result"].with_user(self.officer_user).search([("employee_id", "=", self.a.id)])

    def test_all_years_with_their_trace(self):
        results = self.results()
        self.assertEqual(len(results), 2)
        printed = self.pdf("person_file", results[:1], name="person_file")
        self.assertPrinted(printed, "个人考核档案", "2023", "称职", "2025", "优秀", "95.60", "2026年1月12日")
        own = self.pdf("person_file", results.filtered(lambda one: one.year == 2025), user=self.person_user)
        self.assertEqual(own.text, printed.text, "one file, whichever of the results was chosen")

    def test_of_a_whole_cycle(self):
        """Everybody's file of the year, for the office; a person who prints it gets his own."""
        self.results()
        cycle = self.cycle
        everybody = self.pdf("cycle_person_files", cycle, user=self.officer_user, name="cycle_person_files")
        own = self.pdf("cycle_person_files", cycle, user=self.person_user)
        self.assertPrinted(everybody, self.a.name, self.b.name, "2023", "称职")
        self.assertPrinted(own, self.a.name, "2023")
        self.assertNotIn(self.b.name, own.text)
        self.assertGreater(everybody.pages, own.pages)

    def test_what_came_later_changes_nothing(self):
        """The paper tells the trace as it was archived, not as the assessment stands now."""
        results = self.results()
        before = self.pdf("person_file", results[:1]).text
        self.env.cr.execute(
            "UPDATE cadre_assessment_line SET points = points + 7 WHERE assessment_id = %s",
            [self.assessment(self.a).id],
        )
        self.env.invalidate_all()
        self.assertEqual(self.pdf("person_file", results[:1]).text, before)

    def test_the_notice_of_a_version_stays(self):
        """What is archived later, or changed since, does not change the printed notice of this version."""
        result = self.results().filtered(lambda one: one.year == 2025)
        before = self.pdf("archived_notice", result, name="archived_notice")
        live = self.pdf("result_notice", self.assessment(self.a), name="result_notice")
        for text in ("95.60", "优秀", "现予通知"):
            self.assertPrinted(before, text)
            self.assertPrinted(live, text)
        assessment = self.assessment(self.a)
        self.env.cr.execute("UPDATE cadre_assessment SET total = 1 WHERE id = %s", [assessment.id])
        self.env.cr.execute("DELETE FROM cadre_assessment_line WHERE assessment_id = %s", [assessment.id])
        self.env.invalidate_all()
        self.assertEqual(self.pdf("archived_notice", result).text, before.text)

    def test_many_in_a_few_queries(self):
        """Two people's files ask as often as ten people's."""
        self.archived()
        results = self.env["cadre.result"].with_user(self.officer_user).search([("employee_id", "!=", False)])
        form = self.env["report.cadre_assessment_reports.person_file"].with_user(self.officer_user)
        counts = []
        form._all_sheets(results[:1])  # what is read once a process
        for some in (results[:2], results[:10]):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            form._all_sheets(some)
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2)

    def test_a_page_shows_how_it_came_about(self):
        results = self.results().filtered(lambda one: one.year == 2025)
        self.assertIn("o_cadre_trace", results.with_user(self.person_user).trace)
