"""An input that cannot be computed with stops its own subject and nobody else.

Records are poisoned by SQL, for no other way leads there: ``models/bounds.py`` refuses such numbers at every door.
Whatever stands in a record, the computation goes through and says which record it is, and everybody else gets the total
that he gets without it.
"""

from contextlib import suppress
from itertools import cycle as round_robin

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from odoo.exceptions import UserError
from odoo.tests import TransactionCase
from odoo.tools import SQL, mute_logger
from psycopg2.errors import CheckViolation

from tests.assessment.common import YearCase
from tests.assessment.schemes import SchemeYear
from tests.assessment.test_examples_s2b import FIGURES

NO_NUMBER = ("NaN", "Infinity", "-Infinity", "1e300", "999999999999999999999999")
"""As the database takes them into a numeric column."""
ODD = ("-5", "100000", "0.123456789123456789")
"""Numbers that no door lets in either; what a rule makes of them is its own."""


class Poisoned:
    """``self.places()``: (record, column) of numbers the computation reads."""

    def poison(self, record, column, value):
        self.env.flush_all()
        table, name = SQL.identifier(record._table), SQL.identifier(column)
        self.env.cr.execute(SQL("UPDATE %s SET %s = %s::numeric WHERE id = %s", table, name, value, record.id))
        self.env.invalidate_all()

    def totals(self, but=None):
        """{name: total} of everybody but one assessment, and whether there is one."""
        rows = self.cycle.assessment_ids.filtered("assessed") - (but or self.env["cadre.assessment"])
        return {one.name: (one.total, one.has_total) for one in rows}

    def assertWaits(self, found, source):
        """It has no total, place or grade; its reason is a sentence; the trace names the record."""
        self.assertEqual((found.reason_code, found.has_total, found.rank), ("uncomputable", False, 0))
        self.assertFalse(found.proposed_grade_id or found.may_top or found.pending)
        self.assertRegex(found.reason, r"Waits, because .* cannot be computed with.*\.$")
        lines = found.line_ids.filtered(lambda one: one.reason_code == "unusable")
        self.assertIn(f"{source._name},{source.id}", " ".join(filter(None, lines.mapped("source"))))
        self.assertRegex(lines[0].reason, "Put the record right")

    @settings(max_examples=8, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def check_any_poison(self, data):
        """Several at once, anywhere: the cycle is computed, and everybody has a total or a reason in words."""
        places = self.places()
        chosen = data.draw(st.lists(st.sampled_from(range(len(places))), min_size=1, max_size=4, unique=True))
        values = round_robin(data.draw(st.permutations(NO_NUMBER + ODD)))
        with self.env.cr.savepoint() as savepoint:
            for at in chosen:
                with suppress(CheckViolation), self.env.cr.savepoint(), mute_logger("odoo.sql_db"):
                    self.poison(*places[at], next(values))
            self.compute()
            for one in self.cycle.assessment_ids.filtered("assessed"):
                self.assertTrue(one.reason)
                self.assertTrue(-(10**14) < one.total < 10**14)
                self.assertEqual(one.has_total, one.reason_code not in ("uncomputable", "no_input", "excluded"))
            savepoint.rollback()
        self.env.invalidate_all()


class TestPoisonedScores(Poisoned, SchemeYear, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.bureau = cls.department("测试审计局")
        cls.one, cls.two, cls.three = (
            cls.headed(f"{name}审计科", "section", f"P-{name}", "audit_section", parent_id=cls.bureau.id)
            for name in ("财政", "企业", "投资")
        )
        cls.start("s2b", cls.bureau)
        cls.scores = cls.env["cadre.score"].browse()
        for unit in (cls.one, cls.two, cls.three):
            for code, counted, value in FIGURES:
                cls.scores |= cls.give_score(unit, code, value, counted)
            for number, mark in enumerate((108, 114, 117), 1):
                cls.scores |= cls.give_score(unit, "quality", mark, label=f"项目{number}")
        cls.compute()

    def places(self):
        return [(score, "value") for score in self.scores]

    def test_a_poisoned_score(self):
        """Of each kind of component: its unit waits and nobody else notices; put right, all is as before."""
        whole = self.totals()
        for code in ("plan", "quality", "ao_cases", "archive", "other_7"):
            score = self.scores.filtered(lambda one, code=code: one.component_id.code == code)[:1]
            known, found = score.value, self.of(self.one)
            for value in NO_NUMBER[:1] if code != "plan" else NO_NUMBER:
                with self.subTest(code, value=value):
                    self.poison(score, "value", value)
                    self.compute()
                    self.assertWaits(found, score)
                    self.assertEqual(self.totals(but=found), {k: v for k, v in whole.items() if k != found.name})
            self.poison(score, "value", str(known))
        self.compute()
        self.assertEqual(self.totals(), whole)

    def test_the_office_is_told(self):
        """The cockpit counts who waits; where nobody does it says nothing of it."""

        def cards():
            return {card["code"]: card for card in self.cycle.with_user(self.officer_user).cockpit["cards"]}

        self.assertNotIn("uncomputable", cards())
        self.poison(self.scores[0], "value", "NaN")
        self.compute()
        self.assertEqual((cards()["uncomputable"]["count"], cards()["uncomputable"]["level"]), (1, "danger"))

    def test_any_poison_anywhere(self):
        self.check_any_poison()


class TestPoisonedMarks(Poisoned, SchemeYear, TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.a, cls.b = (
            cls.make_employee(f"干部{letter}", f"P1-{letter}", cls.org_section, leader_in_charge_id=cls.leader.id)
            for letter in "AB"
        )
        cls.start("s1")
        for one in cls.cycle.assessment_ids.employee_id:
            cls.give_months(one, [90, 91])
        cls.event = cls.book("praise_county", [cls.a])
        cls.compute()

    def places(self):
        domain = [("cycle_id", "=", self.cycle.id), ("has_mark", "=", True)]
        reports = self.env["cadre.progress.report"].sudo().search(domain)
        return [*[(one, "mark") for one in reports[:12]], *[(one, "points") for one in self.event.posting_ids]]

    def test_a_poisoned_month_and_a_poisoned_posting(self):
        """Neither stops the others, and the ledger says nothing of a posting that nobody can count."""
        whole, found = self.totals(), self.of(self.a)
        report = self.places()[0][0].search([("employee_id", "=", self.a.id), ("has_mark", "=", True)], limit=1)
        posting = self.event.posting_ids.filtered(lambda one: one.employee_id == self.a)
        for record, column in ((report, "mark"), (posting, "points")):
            known = record[column]
            with self.subTest(record._name):
                self.poison(record, column, "NaN")
                self.compute()
                self.assertWaits(found, record)
                self.assertEqual(self.totals(but=found), {k: v for k, v in whole.items() if k != found.name})
                self.poison(record, column, str(known))
        self.compute()
        self.assertEqual(self.totals(), whole)

    def test_any_poison_anywhere(self):
        self.check_any_poison()


class TestPoisonedBallot(Poisoned, YearCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()

    def places(self):
        assessments = self.cycle.assessment_ids.filtered("assessed")[:3]
        known = [(one, "total") for one in assessments] + [(one, "previous_total") for one in assessments]
        return [(self.ballot.group_ids, "weight"), (self.ballot.criterion_ids, "weight"), *known]

    def test_a_poisoned_total_is_computed_again(self):
        """What stands on an assessment is no input: the next computation writes it as it is."""
        whole = self.totals()
        self.poison(self.assessment(self.a), "total", "NaN")
        self.compute()
        self.assertEqual(self.totals(), whole)

    def test_a_poisoned_weight_of_the_voters(self):
        """Whom the ballot is about waits; the ballot itself can still be looked at."""
        self.poison(self.ballot.criterion_ids, "weight", "NaN")
        self.compute()
        mine = self.ballot.subject_ids.filtered(lambda one: one.employee_id == self.a)
        self.assertWaits(self.assessment(self.a), mine)
        self.assertFalse(self.ballot.subject_ids[0].has_score)

    def test_who_waits_is_not_decided(self):
        """The decision names whose score is missing; nothing is archived without it."""
        self.poison(self.ballot.group_ids, "weight", "Infinity")
        self.compute()
        with self.assertRaisesRegex(UserError, self.a.name):
            self.decide()

    def test_a_poisoned_rule_stops_in_a_sentence(self):
        """A rule is no input: the cycle cannot be computed, and is told why instead of breaking."""
        pool = self.cycle.pool_ids.filtered(lambda one: one.quota_id.use == "result" and not one.period_id)[:1]
        for record, column, said in (
            (self.component("half"), "weight", "not a number"),
            (pool, "lower_ratio", f"pool of seats {pool.id}"),
        ):
            with self.subTest(record._name), self.env.cr.savepoint() as savepoint:
                self.poison(record, column, "NaN")
                with self.assertRaisesRegex(UserError, f"cannot be computed: .*{said}"):
                    self.compute()
                savepoint.rollback()
            self.env.invalidate_all()

    def test_any_poison_anywhere(self):
        self.check_any_poison()
