"""The notice of the result: every point explained, and nothing in it about anybody else."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.common import YearCase
from tests.reports.printed import FormMixin


class TestResultNotice(FormMixin, YearCase):
    def test_not_decided(self):
        """A result that nobody decided is called so, and not 不定等次, which is a result."""
        [sheet] = self.env["report.cadre_assessment_reports.result_notice"]._sheets(self.assessment(self.a))
        said = " ".join((sheet.subtitle, *sheet.lead, *(fact.value for fact in sheet.facts)))
        self.assertIn("未审定", said)
        self.assertNotIn("不定等次", said)
        self.assertNotIn("不确定等次", said)

    def test_nothing_of_others(self):
        """S0-E3: B lost the last seat to C. The office prints for him what he reads himself, without C's points."""
        self.give_year()
        self.compute()
        lost = self.assessment(self.b)
        self.assertEqual(lost.reason_code, "tie_broken_by")
        behind = self.assessment(self.rest[0])
        for one in lost | behind:
            guarded(one.sudo()).write({"state": "published", "decided_grade_id": one.proposed_grade_id.id})
        self.env.invalidate_all()
        office = self.pdf("result_notice", lost, name="result_notice")
        own = self.pdf("result_notice", lost, user=self.other_user, name="result_notice-own")
        self.assertEqual(own.text, office.text)
        self.assertPrinted(office, "92.00", "24.00", "50.00", "18.00")
        self.assertNotIn("30.00", office.text, "the half-year points of the one ahead")
        printed = self.pdf("result_notice", behind, name="result_notice-behind")
        self.assertNotIn("92.00", printed.text, "the total from which seats were given")
