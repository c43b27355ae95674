"""A year that is not finished says so, and gives its reasons."""

import contextlib

from odoo.addons.cadre_assessment.models.decision.gaps import gaps_of
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import YearCase


class TestGaps(YearCase):
    """Half of the weights without input, lists unfiled, papers missing: each kind needs its reason."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        for employee in cls.rest:  # nobody has written a second half
            report = cls.rate(employee, "year", "良好")
            report.sudo().write({"state": "draft", "grade_id": False})
        cls.compute()
        cls.fill_findings()
        cls.clear_vetoes()

    def kinds(self):
        return {gap.kind: gap for gap in gaps_of(self.cycle)}

    def test_every_kind_is_found(self):
        """With the number of those concerned, and where they are."""
        found = self.kinds()
        self.assertLessEqual({"lists", "records", "papers", "part:year"}, set(found))
        self.assertEqual(found["lists"].count, len(self.subjects))
        self.assertEqual(found["part:year"].count, len(self.rest))
        for gap in found.values():
            self.assertEqual(self.env[gap.model].search_count(list(gap.domain)), gap.count, gap.kind)

    def test_no_decision_without_reasons(self):
        """The decision lists them; each needs its reason, and reasons stay when it is filled anew."""
        decision = self.draft_decision(date="2026-01-09")
        decision.gap_ids.write({"reason": False})
        with self.assertRaisesRegex(UserError, "Gaps"):
            decision.action_submit()
        decision.with_user(self.officer_user).gap_ids.write({"reason": "全部为年内调入人员"})
        decision.action_fill()
        self.assertEqual(set(decision.gap_ids.mapped("reason")), {"全部为年内调入人员"})

    def test_cockpit_and_notice_say_it(self):
        """Computing leaves the gaps on the cockpit; the notice says to the office what was decided without."""
        cards = {card["code"]: card for card in self.cycle.with_user(self.officer_user)._cockpit_cards()}
        self.assertGreaterEqual(cards["gaps"]["count"], 4)
        self.decide(date="2026-01-09")
        notice = (
            self.env["cadre.notice"].with_user(self.officer_user).create({"name": "公示", "cycle_id": self.cycle.id})
        )
        self.assertIn(str(len(self.rest)), notice.gap_text)
        with self.assertRaises(AccessError):
            notice.with_user(self.person_user).read(["gap_text"])

    def test_what_is_missing_is_the_server_s(self):
        """The office writes the reason and nothing else; nobody adds or removes a gap."""
        decision = self.draft_decision(date="2026-01-09")
        gap = decision.gap_ids[0].with_user(self.officer_user)
        with self.assertRaises(AccessError):
            gap.unlink()
        with self.assertRaises(AccessError):
            gap.create({"decision_id": decision.id, "kind": "x", "label": "x"})
        before = gap.count
        with contextlib.suppress(AccessError):
            gap.write({"count": 0, "label": "没有"})
        gap.invalidate_recordset()
        self.assertEqual(gap.count, before)

    def test_queries_do_not_grow(self):
        self.kinds()
        self.env.invalidate_all()
        started = self.env.cr.sql_log_count
        self.kinds()
        before = self.env.cr.sql_log_count - started
        self.make_people(20, prefix="G")
        self.cycle.with_user(self.officer_user).action_refresh()
        self.env.flush_all()
        self.env.invalidate_all()
        started = self.env.cr.sql_log_count
        self.kinds()
        self.assertLessEqual(self.env.cr.sql_log_count - started, before + 1)
