"""The Print menu offers what there is to print, a whole cycle first, and nothing that there is nothing of."""

from tests.reports.finished import FinishedCase


class TestPrintMenu(FinishedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.finish()

    def offered(self, records):
        """The reports that the client shows for ``records``, in order."""
        records = records.with_user(self.officer_user)
        bound = self.env["ir.actions.actions"].with_user(self.officer_user).get_bindings(records._name)["report"]
        reports = self.env["ir.actions.report"].with_user(self.officer_user)
        asked = [one["id"] for one in bound if "domain" in one]
        valid = set(reports.browse(asked).get_valid_action_reports(records._name, records.ids))
        return reports.browse([one["id"] for one in bound if "domain" not in one or one["id"] in valid])

    def test_everything_offered_prints(self):
        """Of a finished cycle: no form that says there is nothing of it."""
        offered = self.offered(self.cycle)
        self.assertTrue(offered)
        for report in offered.sudo().filtered(lambda one: one.report_type == "qweb-pdf"):
            form = self.env[f"report.{report.report_name}"].with_user(self.officer_user)
            with self.subTest(report.name):
                form._get_report_values(self.cycle.ids)
        for paper in (
            self.pdf("cycle_ballot_papers", self.cycle),
            self.pdf("cycle_progress_reports", self.cycle),
            self.pdf("cycle_result_notices", self.cycle),
            self.pdf("cycle_score_sheets", self.cycle),
        ):
            self.assertPrinted(paper, self.a.name, self.b.name)
        kinds = offered.sudo().mapped("report_type")
        self.assertEqual(kinds, sorted(kinds, key=lambda kind: kind == "xlsx"), "spreadsheets last")
        self.assertIn("cycle_", offered.sudo()[:1].report_name, "a whole cycle first")

    def test_a_ledger_without_a_confirmed_event_is_not_offered(self):
        """Nor anything that refuses, of a cycle that is not open yet."""
        draft = self.env["cadre.cycle"].create(
            {"year": 2031, "scheme_id": self.env.ref("regulations.scheme_s1").id, "unit_id": self.unit.id}
        )
        for cycle in (draft, self.cycle):
            names = self.offered(cycle).sudo().mapped("report_name")
            self.assertFalse([name for name in names if "ledger" in name], cycle.name)

    def test_what_the_scheme_lacks_is_not_offered(self):
        """No weeks of a day, no letters of lists, no quarters where there are none."""
        names = self.offered(self.cycle).sudo().mapped("report_name")
        self.assertFalse([name for name in names if "daily" in name])
        plan = self.cycle.plan_ids[:1]
        names = self.offered(plan).sudo().mapped("report_name")
        self.assertIn("cadre_assessment_reports.work_plan", names)
        self.assertFalse([name for name in names if "letter" in name or "annex" in name])
