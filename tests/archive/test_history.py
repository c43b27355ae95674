"""The archive only grows: what was postponed comes later, what stands never changes."""

import random

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import UserError
from odoo.tools import SQL

from tests.archive.test_chain import ChainCase
from tests.consequence.test_versions import VersionCase


class TestSecondDecision(ChainCase):
    """A line that the body put off is decided in a second meeting and comes into the archive after the others."""

    def approve(self, decision):
        decision.with_user(self.officer_user).action_submit()
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()

    def test_postponed_through_to_the_archive(self):
        first = self.draft_decision()
        self.line(first, self.b).postponed = True
        self.approve(first)
        self.archive()
        late = self.assessment(self.b)
        self.assertEqual((late.state, self.assessment(self.a).state), ("computed", "archived"))
        before = {one.id: one.digest for one in self.cycle.result_ids}
        self.assertNotIn(self.b, self.cycle.result_ids.employee_id)

        late.with_user(self.officer_user).action_recompute()
        second = self.draft_decision(name="第二次审定")
        self.assertEqual(second.line_ids.assessment_id, late)
        self.approve(second)
        with freeze_time("2026-01-19 02:00:00"):
            notice = self.notice(name="第二次公示")
            notice.action_post()
        self.assertEqual(notice.line_ids.employee_id, self.b)
        with freeze_time("2026-01-26 02:00:00"):
            notice.objections = "none"
            notice.action_end()
            self.cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        mine = self.cycle.result_ids.filtered(lambda one: one.employee_id == self.b)
        self.assertEqual((len(mine), mine.version, late.state), (1, 1, "archived"))
        self.assertEqual({one.id: one.digest for one in self.cycle.result_ids - mine}, before)
        self.assertEqual(self.entry_of(self.b)._facts()["decision"]["name"], "第二次审定")
        self.assertEqual(self.found(), [])
        consequences = self.cycle.consequence_ids
        by = {(one.rule_id, one.employee_id) for one in consequences}
        self.assertEqual(len(by), len(consequences), "nothing follows twice")

    def test_from_elsewhere(self):
        """Who was postponed is still assessed here; of whom the archived year did not assess, the office brings it."""
        first = self.draft_decision()
        self.line(first, self.b).postponed = True
        self.approve(first)
        self.archive()
        said = {"grade_code": "able", "grade_name": "称职", "origin_note": "2025年度考核登记表"}
        result = {"employee_id": self.b.id, "name": self.b.name, "year": 2025, "regulation": "公务员年度考核", **said}
        archive = self.env["cadre.result"].with_user(self.manager_user)
        with self.assertRaisesRegex(UserError, "comes from its archive"):
            archive.create(result)
        guarded(self.assessment(self.b)).write({"assessed": False})
        self.assertEqual(archive.create(result).origin, "imported")


class TestHistory(VersionCase):
    """Property: of each subject one version is in force, and nothing that was archived ever changes."""

    def rows(self, table, columns):
        self.env.flush_all()
        names = SQL(", ").join(SQL.identifier(name) for name in columns)
        query = SQL("SELECT id, %s FROM %s ORDER BY id", names, SQL.identifier(table))
        return {key: rest for key, *rest in self.env.execute_query(query)}

    def kept(self):
        return (
            self.rows("cadre_result", ("grade_code", "total", "version", "previous_id", "digest", "reason")),
            self.rows("cadre_archive_entry", ("number", "payload", "salt", "content", "previous", "digest")),
        )

    def test_only_grows(self):
        chance = random.Random(20251231)
        self.first("competent")
        other = self.subject(self.staff, 70, "competent", employee_id=self.other.id)
        subjects, one = [self.one, other], self.one
        before = self.kept()
        for turn in range(20):
            self.one = chance.choice(subjects)
            self.again(chance.choice(("competent", "incompetent", "excellent")))
            now = self.kept()
            for earlier, later in zip(before, now, strict=True):
                self.assertEqual({key: later[key] for key in earlier}, earlier, turn)
            before = now
            for assessment in subjects:
                versions = self.staff.result_ids.filtered(
                    lambda result, mine=assessment: result.assessment_id == mine
                ).sorted("version")
                self.assertEqual(versions.mapped("version"), list(range(1, len(versions) + 1)))
                self.assertEqual(versions.filtered("is_current"), versions[-1:])
                self.assertEqual(versions[1:].previous_id, versions[:-1])
                self.assertEqual(versions[-1:].grade_code, assessment.decided_grade_id.code)
        self.one = one
        chain = self.env["cadre.archive.chain"].sudo().search([("company_id", "=", self.env.company.id)])
        self.assertEqual(chain._check(), [])
        self.assertGreaterEqual(chain.length, 20)
