"""Conditions one by one: yes, no, with a term or not known, each with its record and whoever signed (S4-E1, F-24)."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from tests.common import CadreCase

from .acts import ActsBuilder


class ConditionsCase(ActsBuilder, CadreCase):
    def checked(self, *people):
        selection = self.begun(*people)
        self.on("2012-12-13")
        for candidate in selection.candidate_ids:
            self.check(candidate)
            self.healthy(candidate)
        return selection.candidate_ids.sudo()


class TestTheExample(ConditionsCase):
    def test_s4_e1(self):
        """S4-E1, the six people of the worked case: who is eligible, who with a term, who not."""
        people = [
            self.official("A", "2009-12-10", ("basic", "outstanding", "outstanding")),
            self.official("B"),
            self.official("C", "2009-01-10", ("undetermined", "outstanding", "able")),
            self.official("D", "2009-12-20", ("outstanding", "outstanding")),
            self.official("E", grades=("outstanding", "outstanding"), trained=False),
            self.official("F", grades=("outstanding", "outstanding"), staffing="institution"),
        ]
        candidates = self.checked(*people)
        self.assertEqual(candidates.mapped("eligible"), ["yes", "yes", "no", "no", "unknown", "no"])
        tenure = self.row(candidates[3], "rank_months")
        self.assertEqual((tenure.known, tenure.answer, tenure.record_model), ("35", "no", "hr.version"))
        self.assertEqual(tenure.record_id, people[3].version_id.id)
        training = self.row(candidates[4], "trained")
        self.assertEqual((training.answer, training.known), ("unknown", "—"), "none on file is never a no")
        training.write({"said": "deferred", "evidence": "因脱产扶贫未参加"})
        training.action_sign()
        self.assertEqual(candidates[4].eligible, "deferred")
        self.assertIn("Met, with a Term", candidates[4].conditions_text)

    def test_alone_and_among_many(self):
        """Eligibility of one person is the same whoever else stands; queries do not grow with the candidates."""
        people = [self.official(f"M{n}", f"2009-12-{10 + n}") for n in range(9)]
        selection = self.begun(*people)
        self.on("2012-12-13")
        counts, found = [], {}
        for some in (selection.candidate_ids[:2], selection.candidate_ids):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            some.sudo()._check_conditions()
            self.env.flush_all()
            counts.append(self.cr.sql_log_count - before)
            found[len(some)] = {one.employee_id: one.check_ids.mapped("answer") for one in some}
        for person, answers in found[2].items():
            self.assertEqual(found[9][person], answers)
        self.assertLess(counts[1], counts[0] * 4)


class TestSigned(ConditionsCase):
    def test_what_a_checker_may_say(self):
        """Not against the file; not without what he looked at; a term only where the condition gives one."""
        candidate = self.checked(self.official("G", "2010-06-01", trained=False))
        tenure, training = self.row(candidate, "rank_months"), self.row(candidate, "trained")
        for check, values, text in (
            (tenure, {"said": "yes", "evidence": "x"}, "The file says it"),
            (tenure, {"said": "deferred", "evidence": "x"}, "gives no term"),
            (training, {}, "Say whether"),
            (training, {"said": "yes"}, "what was looked at"),
        ):
            check.write(values)
            with self.assertRaisesRegex(UserError, text):
                check.action_sign()
        training.evidence = "结业证书"
        training.action_sign()
        self.assertEqual((training.answer, training.checker_id), ("yes", self.office_user))
        with self.assertRaises(UserError):
            training.evidence = "改"
        training._take_with_reason("take_back", "看错")
        self.assertEqual((training.state, training.answer), ("open", "unknown"))

    def test_nobody_types_what_follows(self):
        candidate = self.checked(self.official("H"))
        mine = candidate.with_user(self.office_user)
        with self.assertRaisesRegex(UserError, "follows from them"):
            mine.eligible = "yes"
        check = self.row(candidate, "by_hand")
        for values in ({"answer": "yes"}, {"found": "yes"}, {"checker_id": self.office_user.id}, {"shown": True}):
            with self.assertRaises(AccessError):
                check.write(values)
        with self.assertRaises(AccessError):
            check.create({"candidate_id": candidate.id, "criterion_id": check.criterion_id.id, "condition": "x"})
        with self.assertRaises(AccessError):
            check.unlink()

    def test_an_exception_and_its_limits(self):
        """O-18: with reason and prior consent; not in probation, not within a year of a promotion."""
        man = self.official("X", "2011-01-05")
        candidate = self.checked(man)
        self.assertEqual(candidate.eligible, "no")
        tenure = self.row(candidate, "rank_months")
        tenure.exception = "tenure"
        with self.assertRaisesRegex(UserError, "reason"):
            tenure.action_sign()
        tenure.write(
            {"exception_reason": "重大任务中表现突出", "consent_by": "市委组织部", "consent_document": "复〔2012〕3号"}
        )
        tenure.consent_on = "2013-01-05"
        with self.assertRaisesRegex(UserError, "its day has not come"):
            tenure.action_sign()
        tenure.consent_on = "2012-12-10"
        man.version_id.rank_since = "2012-03-01"
        with self.assertRaisesRegex(UserError, "not on file|within a year"):
            tenure.action_sign()
        man.version_id.rank_since = "2011-01-05"
        tenure.action_sign()
        self.assertTrue(tenure.excepted)
        self.assertEqual(candidate.eligible, "yes")
        health = self.row(candidate, "trained")
        health.exception = "other"
        with self.assertRaisesRegex(UserError, "allows no exception"):
            health.action_sign()

    def test_frozen_at_the_check(self):
        """What was decided by stays; what the file says later stands beside it."""
        man = self.official("J")
        selection = self.begun(man)
        self.do(selection, "headcount")
        candidate = selection.candidate_ids
        self.on("2012-12-13")
        with self.assertRaisesRegex(UserError, "not checked yet"):
            self.do(selection, "check")
        self.check(candidate)
        with self.assertRaisesRegex(UserError, "not known: 身体健康"):
            self.do(selection, "check")
        self.healthy(candidate)
        self.do(selection, "check")
        man.sudo().version_id.rank_since = "2012-05-01"
        self.check(candidate)
        tenure = self.row(candidate, "rank_months")
        self.assertEqual((tenure.answer, tenure.changed, candidate.eligible), ("yes", True, "yes"))
        self.assertIn("7", tenure.now_known)
        self.assertEqual(candidate.changed_checks, 1)
        with self.assertRaises(AccessError):
            self.row(candidate, "by_hand")._take_with_reason("take_back", "再看")

    def test_in_the_language_of_the_reader(self):
        """Condition and what is on file are said as the reader speaks, whoever checked; another language is no change
        of the file; rows of before say what was written down."""
        candidate = self.checked(self.official("Z", "2009-01-10", ("undetermined", "outstanding", "able")))
        grades = self.row(candidate, "annual_grades")[:1]
        english, chinese = (grades.with_context(lang=lang) for lang in ("en_US", "zh_CN"))
        self.assertIn("不定等次 优秀 称职", chinese.known_text)
        self.assertNotEqual(english.known_text, chinese.known_text)
        self.assertNotEqual(english.condition_text, chinese.condition_text)
        self.assertEqual(chinese.display_name, chinese.condition_text)
        selection = candidate.selection_id
        self.do(selection, "headcount")
        self.do(selection, "check")
        candidate.sudo().with_context(lang="zh_CN")._check_conditions()
        self.assertFalse(candidate.check_ids.filtered("changed"))
        guarded(grades.sudo()).write({"known_value": False, "known": "写下的话"})
        self.assertEqual(english.known_text, "写下的话")


@tagged("post_install", "-at_install")
class TestWhoReads(ConditionsCase):
    def test_himself_alone_and_late(self):
        """His own verdicts with their reasons, once the check is done and he may know that he stands; nobody else's."""
        user = self.person_user
        self.person.write({"staffing_id": self.category("staffing", "institution").id})
        selection = self.begun(self.person, self.official("K"))
        self.do(selection, "headcount")
        self.on("2012-12-13")
        mine, other = selection.candidate_ids.sudo().sorted(lambda one: one.employee_id != self.person)
        for one in (mine, other):
            self.check(one)
            self.healthy(one)
        Check = self.env["cadre.candidate.check"]

        def reads(reader):
            self.env.invalidate_all()
            return Check.with_user(reader).search([])

        for check in mine.check_ids.filtered(lambda one: one.answer == "unknown"):
            check.with_user(self.office_user).write({"said": "no", "evidence": "档案无记载"})
            check.with_user(self.office_user).action_sign()
        self.env["cadre.registration"]._tell(mine, "running")
        self.assertFalse(reads(user), "the check is not done")
        self.do(selection, "check")
        self.assertEqual(reads(user).sudo().candidate_id, mine)
        row = reads(user)[:1]
        self.assertTrue(row.condition and row.answer)
        for reader in (self.other_user, self.leader_user, self.officer_user, self.section_head_user, self.plain_user):
            found = Check.with_user(reader)
            self.assertFalse(found.has_access("read") and found.search([]), reader.login)
        for attempt in (lambda: row.write({"evidence": "x"}), row.action_sign, row.unlink):
            with self.assertRaises(UserError):
                attempt()
        self.env["cadre.registration"].sudo().search([]).unlink()
        self.assertFalse(reads(user), "who was brought forward by others does not learn it here")
