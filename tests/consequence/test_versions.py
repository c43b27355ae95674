"""What a new version of a result replaces, leaves alone and questions; nobody is paid twice."""

import random

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from tests.consequence.test_years import YearsCase
from tests.migration import migration

STANDS = ("proposed", "approved", "done")


class VersionCase(YearsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.money = cls.rule_of_class("money", fact="grade", value="competent")
        cls.money.amount = 1000
        cls.talk = cls.rule_of_class("talk", fact="grade", value="incompetent")

    @classmethod
    def rule_of_class(cls, action, **criterion):
        made = cls.env["cadre.criterion"].sudo().create({"kind": "fact", "operator": "=", **criterion})
        values = {"scheme_id": cls.scheme.id, "name": action, "action": action, "criterion_id": made.id}
        return cls.env["cadre.scheme.consequence"].sudo().create(values)

    def first(self, grade):
        self.one = self.subject(self.staff, 80, grade, employee_id=self.person.id)
        self.follow(self.staff)

    def again(self, grade):
        """The result is archived once more with another grade, as after a review that was upheld."""
        scale = self.scheme.result_scale_id
        guarded(self.one).write(
            {"state": "published", "decided_grade_id": scale.grade_ids.filtered(lambda one: one.code == grade).id}
        )
        self.follow(self.staff)

    def of(self, rule, *states):
        return self.staff.consequence_ids.filtered(lambda one: one.rule_id == rule and one.state in (states or STANDS))

    def carry_out(self, consequence):
        consequence.with_user(self.decider_user).action_approve()
        consequence.with_user(self.officer_user).action_done()

    def take_back(self, consequence, reason="复核后不再适用"):
        return consequence.with_user(self.decider_user)._take_with_reason("take_back", reason)


class TestNewVersion(VersionCase):
    def test_what_was_proposed_gives_way(self):
        self.first("competent")
        before = self.of(self.money)
        self.again("incompetent")
        self.assertEqual((before.state, before.cancel_reason), ("cancelled", False))
        self.assertIn("new version", before.with_context(lang="en_US").cancel_said)
        self.assertIn("新版本", before.with_context(lang="zh_CN").cancel_said)
        guarded(before.sudo()).write({"gone_why": False, "cancel_reason": "按旧版本的写法"})
        self.assertEqual(before.with_context(lang="en_US").cancel_said, "按旧版本的写法", "what was written stays")
        self.assertFalse(self.of(self.money))
        self.assertEqual(self.of(self.talk).result_id.version, 2)

    def test_proposed_anew_rests_on_the_new_version(self):
        self.first("competent")
        before = self.of(self.money)
        self.again("competent")
        self.assertEqual((before.state, len(self.of(self.money))), ("cancelled", 1))
        self.assertEqual(self.of(self.money).result_ids.mapped("version"), [2])

    def test_what_still_follows_is_left_alone(self):
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        self.again("competent")
        self.assertEqual((self.of(self.money), paid.state, paid.question), (paid, "done", False))
        self.assertEqual(sorted(paid.result_ids.mapped("version")), [1, 2])

    def test_what_no_longer_follows_is_questioned_and_taken_back(self):
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        self.again("incompetent")
        self.assertEqual((paid.state, paid.question), ("done", "fallen"))
        with self.assertRaises(AccessError):
            paid.with_user(self.officer_user)._take_with_reason("take_back", "x")
        with self.assertRaises(UserError):
            self.take_back(paid, " ")
        self.take_back(paid)
        self.assertEqual((paid.state, paid.taken_back_because), ("taken_back", "复核后不再适用"))
        self.assertFalse(self.of(self.money))

    def test_kept_with_a_reason(self):
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        self.again("incompetent")
        paid.with_user(self.decider_user)._take_with_reason("keep", "已发放，不再追回")
        self.assertEqual((paid.state, paid.question), ("done", False))
        self.assertIn("已发放", paid.message_ids[:1].body)

    def test_back_again_answers_the_question(self):
        """Upheld and then changed back: nothing is proposed a second time."""
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        self.again("incompetent")
        self.again("competent")
        self.assertEqual((self.of(self.money), paid.question), (paid, False))

    def test_another_amount(self):
        """Paid by another score: questioned; once it is taken back, the right sum is proposed."""
        self.money.write({"amount_by": "score", "amount": 10})
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        guarded(self.one).total = 90
        self.again("competent")
        self.assertEqual((paid.amount, paid.question), (800, "changed"))
        self.assertIn("900.00", paid.question_said)
        self.assertEqual((paid.question_note, paid.question_why["code"]), (False, "amount"))
        for lang, words in (("zh_CN", "金额现为900.00元"), ("en_US", "is now 900.00 yuan")):
            self.assertIn(words, paid.with_context(lang=lang).question_said)
        self.take_back(paid)
        self.assertEqual((self.of(self.money).amount, self.of(self.money).state), (900, "proposed"))

    def test_the_annual_grade_follows_by_itself(self):
        self.rule_of_class("convert", fact="grade", operator="!=", value="x")
        self.first("competent")
        convert = self.staff.consequence_ids.filtered(lambda one: one.action == "convert")
        before = convert.note
        self.again("incompetent")
        now = self.staff.consequence_ids.filtered(lambda one: one.action == "convert" and one.state == "done")
        self.assertEqual((convert.state, len(now)), ("taken_back", 1))
        self.assertNotEqual(now.note, before)

    def test_an_earlier_year_corrected(self):
        """A year brought in by a file is corrected: what rested on it is questioned, what it bears out is proposed."""
        rule = self.rule_of_class("talk", fact="grades", has_window=True, window=2, value="incompetent")
        self.earlier(2024, "不称职")
        self.first("incompetent")
        self.assertEqual(len(self.of(rule).result_ids), 2)
        rule_talk = self.of(rule)
        rule_talk.with_user(self.decider_user).action_approve()
        self.earlier(2024, "称职", version=2)
        self.assertEqual(rule_talk.question, "fallen")
        self.earlier(2024, "不称职", version=3)
        self.assertFalse(rule_talk.question)
        self.assertEqual(len(self.of(rule)), 1)

    def test_an_earlier_year_brings_it_about(self):
        rule = self.rule_of_class("talk", fact="grades", has_window=True, window=2, value="incompetent")
        self.earlier(2024, "称职")
        self.first("incompetent")
        self.assertFalse(self.of(rule))
        self.earlier(2024, "不称职", version=2)
        self.assertEqual(sorted(self.of(rule).result_ids.mapped("year")), [2024, 2025])

    def test_the_database_refuses_a_second_one(self):
        """Whoever writes: by one rule it follows once for each subject of a year."""
        self.first("competent")
        twice = {"rule_id": self.money.id, "cycle_id": self.staff.id, "employee_id": self.person.id}
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            self.env["cadre.consequence"].sudo().create({**twice, "name": "x", "action": "money"})

    def test_never_twice(self):
        """Property: whatever is archived, approved, paid, taken back and decided anew, in whatever order."""
        chance = random.Random(20251231)
        self.first("competent")
        for _turn in range(40):
            move = chance.choice(("competent", "incompetent", "excellent", "approve", "pay", "back", "cancel", "keep"))
            standing = self.of(self.money)
            if move in ("competent", "incompetent", "excellent"):
                self.again(move)
            elif move == "approve" and standing.state == "proposed":
                standing.with_user(self.decider_user).action_approve()
            elif move == "pay" and standing.state == "approved":
                standing.with_user(self.officer_user).action_done()
            elif move == "back" and standing.state in ("approved", "done"):
                self.take_back(standing)
            elif move == "cancel" and standing.state in ("proposed", "approved"):
                standing.with_user(self.decider_user)._take_with_reason("cancel", "不执行")
            elif move == "keep" and standing.question:
                standing.with_user(self.decider_user)._take_with_reason("keep", "仍然执行")
            standing = self.of(self.money)
            self.assertLessEqual(len(standing), 1, move)
            self.assertLessEqual(sum(standing.mapped("amount")), 1000)
            follows = self.one.decided_grade_id.code == "competent"
            if standing.state == "proposed":
                self.assertTrue(follows, move)
            if standing.question:
                self.assertFalse(follows, move)


class TestUpdate(VersionCase):
    """Before there was one a rule and year: an update cancels what was proposed twice and says what was paid twice."""

    def test_doubles(self):
        self.first("competent")
        paid = self.of(self.money)
        self.carry_out(paid)
        self.env.flush_all()
        self.cr.execute("DROP INDEX cadre_consequence_once_uniq")
        copies = []
        for state in ("done", "proposed"):
            self.cr.execute(
                "INSERT INTO cadre_consequence"
                " (cycle_id, company_id, rule_id, employee_id, name, action, state, protection)"
                " VALUES (%s, %s, %s, %s, 'x', 'money', %s, 'unchecked') RETURNING id",
                (self.staff.id, self.company.id, self.money.id, self.person.id, state),
            )
            copies += self.cr.fetchone()
        for _twice in range(2):
            migration("pre-consequences").migrate(self.cr, "19.0.1.4.0")
        self.env.invalidate_all()
        later, proposed = self.env["cadre.consequence"].browse(copies)
        self.assertEqual((paid.question, later.question, later.state, proposed.state),
                         (False, "twice", "done", "cancelled"))  # fmt: skip
        migration("post-consequences").migrate(self.cr, "19.0.1.4.0")
        migration("post-consequences").migrate(self.cr, "19.0.1.4.0")
        self.take_back(later, "重复发放，收回")
        self.assertEqual(self.of(self.money, "done"), paid)
