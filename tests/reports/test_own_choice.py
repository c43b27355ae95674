"""What no regulation says and the office has set itself: marked in the records, and never printed as if quoted."""

from odoo.addons.cadre_assessment_reports.report.scheme_words import ours

from tests.common import CadreCase
from tests.reports.printed import FormMixin, plain

ADDED = {
    "scheme_s1_indicator_conduct": "分值", "scheme_s1_indicator_load": "分值", "scheme_s1_indicator_done": "分值",
    "scheme_s1_indicator_attendance": "分值", "scheme_s1_indicator_public": "分值",
    "scheme_s1_quota_result": "20%", "scheme_s1_period_month": "5个工作日",
    "scheme_s2a_city": "3月31日", "scheme_s2a_county": "3月31日", "scheme_s2a_staff": "3月31日",
    "scheme_s3_person_document_form_6": "份数", "scheme_s3_person_ballot_heading_ji": "2倍",
}  # fmt: skip
"""Additions to the seeds: shares of the month's sheet, days, dates of letters, copies, seats, a weight."""


class TestOwnChoice(FormMixin, CadreCase):
    def test_additions_are_marked(self):
        """Each says in the record what is the office's own; whoever reads the record reads that it is no quotation."""
        for xmlid, word in ADDED.items():
            with self.subTest(xmlid):
                record = self.env.ref(f"regulations.{xmlid}")
                self.assertIn(word, record.own_choice or "")
                if record._name != "cadre.scheme":
                    self.assertIn(f"本单位自定: {record.own_choice}", ours(record))

    def test_never_printed_as_quoted(self):
        """On paper every addition stands behind 本单位自定; taken away, the words are gone."""
        for name in ("scheme_s1", "scheme_s2a_staff", "scheme_s3_person"):
            scheme = self.env.ref(f"regulations.{name}")
            paper = self.pdf("scheme_rules", scheme, name=f"own-{name}", latin=None)
            marked = [
                record.own_choice
                for records in (
                    scheme, scheme.period_ids, scheme.period_ids.indicator_ids, scheme.quota_ids, scheme.document_ids,
                    scheme.consequence_ids, scheme.component_ids, scheme.component_ids.heading_ids,
                )
                for record in records
                if record.own_choice
            ]  # fmt: skip
            self.assertTrue(marked, name)
            for words in marked:
                with self.subTest(name, words=words):
                    at = paper.text.find(plain(words))
                    self.assertGreaterEqual(at, 0, "the paper does not say it")
                    self.assertIn("本单位自定", paper.text[max(0, at - 12) : at])
        quota = self.env.ref("regulations.scheme_s1_quota_result")
        words = quota.own_choice
        quota.sudo().own_choice = False
        self.assertNotIn(plain(words), self.pdf("scheme_rules", quota.scheme_id, name="own-none", latin=None).text)
