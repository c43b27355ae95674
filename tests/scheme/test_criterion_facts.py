"""Conditions on facts of persons: what they ask, how they are said, who may ask, and what freezes them."""

from unittest.mock import patch

from odoo.addons.cadre_assessment.engine import Criterion, EngineError
from odoo.addons.cadre_assessment.engine.known import Day, Word
from odoo.addons.cadre_assessment.models.organization.person_facts import FACTS, PROVIDERS
from odoo.exceptions import AccessError, UserError
from odoo.tests import Form

from tests.organization.test_person_facts import FactsCase


class CriterionCase(FactsCase):
    def leaf(self, fact, value, operator="=", **values):
        return self.env["cadre.criterion"].create({"fact": fact, "value": value, "operator": operator, **values})

    def engine(self, criterion):
        return criterion._engine_criteria()[criterion.id]

    def faults(self, criterion, of_person=True):
        return [text for _leaf, text in criterion._faults(criterion._known_codes(), {}, of_person)]


class TestWhatTheEngineIsAsked(CriterionCase):
    def test_days_words_and_what_they_are_asked_of(self):
        born = self.engine(self.leaf("birthday", "1970-01-01", ">="))
        self.assertEqual((born.fact, born.value), ("birthday", Day(1970, 1, 1)))
        self.assertTrue(self.engine(self.leaf("birthday", "1970.1", ">=")).value.month_only)
        months = self.leaf("rank_months", "36", ">=", argument=" section_deputy ", with_postings=True)
        self.assertEqual(self.engine(months), Criterion("fact", "rank_months@section_deputy", ">=", 36))
        grass = self.leaf("grassroots_months", "24", ">=", argument="left over", with_postings=True)
        self.assertEqual(self.engine(grass).fact, "grassroots_months+postings")
        schooling = self.engine(self.leaf("education_before_work", "bachelor", ">=")).value
        self.assertTrue(Word("master", 7) > schooling > Word("college", 5))
        grades = self.engine(self.leaf("annual_grades", "able", ">=", has_window=True, window=2))
        self.assertTrue(Word("outstanding", 4) > grades.value and grades.window == 2)

    def test_ranks_and_layers_by_their_order(self):
        for fact in ("rank", "layer"):
            value = self.engine(self.leaf(fact, "section_deputy", ">=")).value
            man = self.man(f"{fact}1", [("2010-01-01", {"rank": "section_head"})])
            self.assertTrue(self.fact(man, fact) > value)
            self.assertTrue(self.engine(self.leaf(fact, "section_deputy,section_head", "in")).value, "codes alone")

    def test_no_day(self):
        for text in ("soon", "1970-13-01", "1970", "1970-01-01-01"):
            leaf = self.leaf("birthday", text, ">=")
            with self.assertRaises(EngineError):
                leaf._engine_criteria()
            self.assertRegex(self.faults(leaf)[0], "no day")

    def test_every_fact_is_provided_and_can_be_asked(self):
        """A name without a provider would be "not known" for ever."""
        self.assertEqual(FACTS.keys(), PROVIDERS.keys())
        offered = dict(self.env["cadre.criterion"]._fields["fact"].selection)
        self.assertEqual(FACTS.keys() - offered.keys(), set())


class TestChecks(CriterionCase):
    def test_sound_ones(self):
        for leaf in (
            self.leaf("rank_months", "36", ">=", argument="section_deputy"),
            self.leaf("post_months", "12", ">=", argument="mid_head"),
            self.leaf("posted_months", "6", ">=", argument="village"),
            self.leaf("layer", "section_deputy", ">="),
            self.leaf("education", "college", ">="),
            self.leaf("staffing", "administrative"),
            self.leaf("sex", "female"),
            self.leaf("annual_grades", "able", ">=", has_window=True, window=2),
            self.leaf("serving", "yes"),
        ):
            self.assertEqual(self.faults(leaf), [], leaf.display_name)

    def test_what_cannot_be_asked(self):
        for leaf, text in (
            (self.leaf("rank_months", "36", ">="), "of which"),
            (self.leaf("rank_months", "36", ">=", argument="king"), "no such code: king"),
            (self.leaf("posted_months", "36", ">=", argument="moon"), "no such code: moon"),
            (self.leaf("rank", "king"), "no such code: king"),
            (self.leaf("education", "bachelors", ">="), "no such code"),
            (self.leaf("identity", "civil_servant", ">"), "above or below"),
            (self.leaf("annual_grades", "able", ">="), "history"),
            (self.leaf("open_case", "yes"), "assessed alone"),
            (self.leaf("sanctions", "warning", has_window=True), "assessed alone"),
        ):
            found = self.faults(leaf)
            self.assertTrue(found and text in found[0], f"{leaf.display_name}: {found}")

    def test_a_scheme_asks_about_its_subjects(self):
        """Nobody gathers a person's months for a cycle: a gate that asks them would never be met."""
        self.assertRegex(
            self.faults(self.leaf("work_months", "24", ">="), of_person=False)[0], "outside any assessment"
        )
        self.assertRegex(self.faults(self.leaf("layer", "section_deputy", ">="), of_person=False)[0], "only numbers")
        self.assertEqual(self.faults(self.leaf("layer", "section_deputy"), of_person=False), [])


class TestInWords(CriterionCase):
    def test_the_sentence(self):
        leaf = self.leaf("rank_months", "36", ">=", argument="section_deputy")
        self.assertEqual(leaf.definition, "Months at a Rank and Above (乡科级副职) ≥ 36")
        leaf = self.leaf("grassroots_months", "24", ">=", with_postings=True)
        self.assertEqual(leaf.display_name, "Months at the Grass Roots (postings counted) ≥ 24")
        self.assertEqual(
            self.leaf("education", "bachelor", ">=").definition, "Highest Schooling ≥ Undergraduate Studies"
        )

    def test_the_form_asks_what_the_fact_needs(self):
        form = Form(self.env["cadre.criterion"].with_user(self.officer_user))
        form.fact = "rank_months"
        self.assertEqual((form.takes_argument, form.takes_postings, form.takes_window), (True, False, False))
        self.assertIn("section_deputy = 乡科级副职", form.argument_choices)
        with self.assertRaises(AssertionError):
            form.save()  # the rank is missing
        form.fact = "grassroots_months"
        self.assertEqual((form.takes_argument, form.takes_postings), (False, True))
        form.fact = "annual_grades"
        self.assertTrue(form.takes_window)
        self.assertIn("outstanding = Excellent", form.choices)


class TestFrozen(CriterionCase):
    def test_every_owner_is_asked(self):
        """W13: what a selection runs by is no more edited than what a cycle was opened with."""
        root = self.env["cadre.criterion"].create({"kind": "all", "name": "条件", "company_id": self.company.id})
        leaf = self.leaf("age", "35", "<", parent_id=root.id, company_id=self.company.id)
        office = leaf.with_user(self.officer_user)
        office.value = "40"

        class Owner:
            def _refuse_frozen(self):
                raise UserError("a selection runs by it")

        Model = type(self.env["cadre.criterion"])
        before = Model._criterion_owners
        with patch.object(Model, "_criterion_owners", lambda criteria: [*before(criteria), Owner()]):
            for change in (
                lambda: office.write({"value": "45"}),
                lambda: office.write({"argument": "x"}),
                office.unlink,
                lambda: office.create({"fact": "age", "value": "1", "parent_id": root.id}),
            ):
                with self.assertRaisesRegex(UserError, "a selection runs"), self.cr.savepoint():
                    change()
        self.assertEqual(office.value, "40")


class TestWhoMeetsIt(CriterionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.tree = cls.env["cadre.criterion"].create(
            {
                "kind": "all",
                "name": "主任科员条件",
                "child_ids": [
                    (0, 0, {"fact": "rank_months", "argument": "section_deputy", "operator": ">=", "value": "36"}),
                    (0, 0, {"kind": "not", "child_ids": [
                        (0, 0, {"fact": "age", "operator": ">", "value": "50"}),
                        (0, 0, {"fact": "sex", "value": "female"}),
                    ]}),
                ],
            }
        )  # fmt: skip

    def ask(self, user=None, criterion=None, **values):
        wizard = self.env["cadre.criterion.ask"].with_user(user or self.officer_user)
        action = wizard.create({"criterion_id": (criterion or self.tree).id, "on": "2012-12-13", **values}).action_ask()
        return self.env["cadre.criterion.answer"].with_user(user or self.officer_user).search(action["domain"])

    def test_yes_no_and_not_known_with_reasons(self):
        said = {"rank": "section_deputy", "rank_since": "2009-12-10"}
        fine = self.man("F", [("2009-12-10", said)])
        short = self.man("S", [("2009-12-10", {**said, "rank_since": "2009-12-20"})])
        open_ = self.man("O", [("2011-12-13", {"rank": "section_deputy"})])
        old = self.man("D", [("2011-12-13", {"rank": "section_deputy"})], birthday="1950-01-01")
        answers = {one.employee_id: one for one in self.ask()}
        self.assertEqual([answers[man].holds for man in (fine, short, open_, old)], ["yes", "no", "unknown", "no"])
        self.assertIn("Months at a Rank and Above (乡科级副职) ≥ 36: 35 — no", answers[short].why)
        self.assertIn("≥ 36: at least 12 — not known", answers[open_].why)
        self.assertIn("Age in Years > 50: 62 — yes", answers[old].why)
        self.assertNotIn(self.discipline, answers, "who works in another office's unit")

    def test_a_department(self):
        answers = self.ask(department_id=self.org_section.id)
        self.assertEqual(answers.employee_id, self.section_head | self.person)

    def test_the_organization_department_asks_about_all(self):
        self.assertIn(self.discipline, self.ask(self.manager_user).employee_id)

    def test_conditions_of_an_assessment_are_refused(self):
        for fact, value in (("open_case", "yes"), ("veto", "yes")):
            with self.assertRaisesRegex(UserError, "assessed alone"):
                self.ask(criterion=self.leaf(fact, value))

    def test_nobody_else(self):
        for role in ("plain", "person", "section_head", "leader", "decider", "discipline", "auditor"):
            with self.subTest(role=role), self.assertRaises(AccessError):
                self.ask(getattr(self, f"{role}_user"))

    def test_answers_are_nobody_elses(self):
        """Neither rows about a stranger, nor the rows of a colleague."""
        Answer = self.env["cadre.criterion.answer"].with_user(self.officer_user)
        with self.assertRaises(AccessError):
            Answer.create({"employee_id": self.discipline.id, "holds": "yes"})
        mine = self.ask()[:1]
        with self.assertRaises(AccessError):
            mine.employee_id = self.discipline
        with self.assertRaises(AccessError):
            mine.with_user(self.manager_user).read(["why"])


class TestOnThePage(CriterionCase):
    def test_what_an_officer_sees(self):
        man = self.man(
            "页", [("2012-01-01", {"rank": "section_deputy", "rank_since": "2009-12-10"})], work_start="2005-07-01"
        )
        self.env["cadre.education"].create({"employee_id": man.id, "level": "大学", "date_to": "2005-07-01"})
        lines = man.with_user(self.officer_user).cadre_facts.split("\n")
        self.assertIn("Highest Full-time Schooling Before Work: Undergraduate Studies", lines)
        self.assertIn("Highest Degree: —", lines)
        self.assertIn("Annual Grades of the Years: —", lines)
        self.assertTrue(any(line.startswith("Months at a Rank and Above (乡科级副职): ") for line in lines))
        self.assertTrue(any("at least 0" in line for line in lines))

    def test_of_another_office_nothing(self):
        self.assertFalse(self.discipline.with_user(self.officer_user).cadre_facts)
        self.assertTrue(self.discipline.with_user(self.manager_user).cadre_facts)
        with self.assertRaises(AccessError):
            self.person.with_user(self.leader_user).read(["cadre_facts"])
