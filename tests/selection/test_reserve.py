"""The reserve: who enters by what, what a year's results propose, who leaves and why, and what is answered for a day
(S4-P9-18, S4-P9-38, S4-P8-20)."""

from datetime import date

from odoo.addons.cadre_assessment.engine.criteria import explain, facts_asked
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of, sources_of
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from .acts import ActsBuilder
from .common import SelectionCase

FACT = "in_reserve@township_party_head"
NAMES = {"outstanding": "优秀", "able": "称职", "basic": "基本称职", "unable": "不称职", "undetermined": "不定等次"}


class ReserveBuilder:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.word = cls.category("reserve", "township_party_head")
        cls.deputy_word = cls.category("reserve", "township_party_deputy")

    def entry(self, person, **values):
        """A draft of the selection office: decided by the leading body on the day it is entered."""
        day = values.get("date_from") or self.today
        values = {"category_id": self.word.id, "date_from": day, "decided_on": day, "document": "县委纪要〔1号〕", **values}
        return self.env["cadre.reserve"].with_user(self.office_user).create(
            {"employee_id": person.id, "body_id": self.leading_body.id, **values}
        )  # fmt: skip

    def entered(self, person, **values):
        entry = self.entry(person, **values)
        entry.action_enter()
        return entry

    def graded(self, person, last, *codes):
        """Annual grades of the years up to ``last``, the last one last."""
        for year, code in enumerate(codes, last - len(codes) + 1):
            self.env["cadre.result"].create(
                {
                    "employee_id": person.id, "name": person.name, "year": year, "regulation": "公务员年度考核",
                    "grade_code": code, "grade_name": NAMES[code], "origin_note": "档案",
                }
            )  # fmt: skip

    def reviewed(self, entry):
        entry.with_user(self.office_user).action_review()
        return entry.review_ids.with_user(self.office_user)

    def stands(self, person, on, fact=FACT):
        return facts_of(self.env, person, [fact], on)[person.id].get(fact)


class ReserveCase(ReserveBuilder, SelectionCase):
    def setUp(self):
        super().setUp()
        self.on("2026-03-02")


@tagged("post_install", "-at_install")
class TestEntry(ReserveCase):
    def test_by_decision(self):
        """A body, its day and its document; once; then it stays as it is."""
        entry = self.entry(self.person, document=False)
        self.assertEqual((entry.office_body_id, entry.department_id), (self.selection_body, self.org_section))
        with self.says("which body decided"):
            entry.action_enter()
        entry.write({"document": "县委纪要〔2026〕1号", "decided_on": "2026-03-03"})
        with self.says("lies in the future(.|\n)*before the body decided"):
            entry.action_enter()
        entry.decided_on = "2026-03-01"
        entry.action_enter()
        self.assertEqual((entry.state, entry.origin), ("in", "decision"))
        with self.says("can no longer be changed"):
            entry.document = "另一号"
        with self.says("is in “.*” already"):
            self.entry(self.person).action_enter()
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
            guarded(self.entry(self.person).sudo()).write({"state": "in"})
        self.entered(self.person, category_id=self.deputy_word.id)
        with self.assertRaises(UserError):
            entry.unlink()

    def test_what_it_is_not(self):
        """No other word, office or body than those of the reserve."""
        for name, value, said in (
            ("category_id", self.category("layer", "section_head").id, "no category of the reserve"),
            ("office_body_id", self.office_body.id, "no selection office"),
            ("body_id", self.judges_body.id, "decides on no reserve"),
        ):
            with self.subTest(name), self.assertRaisesRegex((ValidationError, AccessError), said):
                self.entry(self.person, **{name: value}).sudo()._check_words()

    def test_taken_back(self):
        """Entered by mistake: a draft again, with the reason, as long as no review rests on it."""
        entry = self.entered(self.person)
        entry._take_with_reason("withdraw", "录入有误")
        self.assertEqual(entry.state, "draft")
        entry.action_enter()
        self.on("2027-01-10")
        self.reviewed(entry).action_confirm()
        with self.assertRaises(AccessError):
            entry._take_with_reason("withdraw", "录入有误")

    def test_by_its_selection(self):
        """S4-P9-37, S4-P9-38: filed with the city nobody has entered; decided and entered, those the body chose have."""
        self.on("2024-05-06")
        selection = self.make_selection("S4P9-C", "2024-05-06", posts=("培养对象",))
        selection.post_ids.number = 1
        people = self.make_people(2, prefix="RC")
        for one in people:
            self.candidate(selection, one)
        selection.action_begin()
        entry = self.step(selection, "entry")
        for step in selection.step_ids - entry:
            if step.kind != "decision":
                guarded(step).write({"state": "done", "done_on": self.today, "outcome": "agreed"})
        guarded(selection.candidate_ids).write({"state": "inspected", "eligible": "yes"})
        self.decide(selection, "decide", {people[1]: (0, 3, 0)})
        self.assertFalse(self.env["cadre.reserve"].search([("selection_id", "=", selection.id)]))
        self.do(selection, "entry", document="备案〔2024〕3号")
        found = self.env["cadre.reserve"].search([("selection_id", "=", selection.id)])
        self.assertEqual((found.employee_id, found.category_id, found.state), (people[0], self.word, "in"))
        self.assertEqual((found.origin, found.body_id, found.document), ("selection", self.leading_body, "备案〔2024〕3号"))
        entry.with_user(self.office_user)._take_with_reason("reopen", "文号有误")
        self.assertFalse(found.exists())
        self.do(selection, "entry", document="备案〔2024〕4号")
        self.assertEqual(self.env["cadre.reserve"].search([("selection_id", "=", selection.id)]).document, "备案〔2024〕4号")

    def test_every_procedure_says_where(self):
        """S4-P9-03 … -07: each of the four enters a category of its own."""
        procedures = self.env["cadre.procedure"].search([("subject", "=", "reserve"), ("code", "=like", "S4P9-_")])
        words = {one.code: one.reserve_category_id.code for one in procedures}
        self.assertEqual(
            words,
            {
                "S4P9-A": "county_head", "S4P9-B": "county_deputy",
                "S4P9-C": "township_party_head", "S4P9-D": "township_party_deputy",
            },
        )  # fmt: skip


@tagged("post_install", "-at_install")
class TestFact(ReserveCase):
    def test_as_of_a_day(self):
        """Where no reserve is kept nobody knows; then yes from the first day to the one before the removal, else no."""
        self.assertIsNone(self.stands(self.person, date(2026, 3, 2)))
        entry = self.entered(self.person)
        self.assertIs(self.stands(self.person, date(2026, 3, 2)), True)
        self.assertIs(self.stands(self.other, date(2026, 3, 2)), False)
        self.assertIsNone(self.stands(self.person, date(2026, 3, 1)))
        self.assertIsNone(self.stands(self.person, date(2026, 3, 2), "in_reserve@county_head"))
        [source] = sources_of(self.env, self.person, [FACT], date(2026, 3, 2))[self.person.id].values()
        self.assertEqual(source, entry)
        self.on("2026-09-01")
        entry.with_user(self.office_user)._take_with_reason("remove_other", "本人申请")
        self.assertEqual((entry.removed_on, entry.removed_by), (date(2026, 9, 1), "other"))
        answers = [self.stands(self.person, date(2026, *day)) for day in ((3, 2), (8, 31), (9, 1))]
        self.assertEqual(answers, [True, True, False], "what was answered for a day stays")
        self.entered(self.person)
        self.assertIs(self.stands(self.person, date(2026, 9, 1)), True)

    def test_s4_p9_18(self):
        """One of three: who stands in the reserve of heads of counties meets the condition without the years; where
        none is kept it waits for a checker, and never looks like a no."""
        self.on("2026-03-02")
        self.person.sudo().version_id.cadre_rank_id = self.env["cadre.rank"].search([("code", "=", "section_deputy")])
        root = self.env["cadre.procedure"].search([("code", "=", "S4P9-A")]).criterion_id
        either = root.child_ids.filtered(lambda one: one.kind == "any")
        self.assertEqual(either.child_ids.mapped("fact")[-1], "in_reserve")
        self.assertFalse(either._faults(either._known_codes(), {}, True))
        self.assertIn("县市区党政正职后备干部", either.child_ids[-1].with_context(lang="zh_CN").definition)

        def holds():
            tree = either._engine_criteria()[either.id]
            return explain(tree, facts_of(self.env, self.person, facts_asked([tree]), self.today)[self.person.id]).holds

        self.assertIsNone(holds())
        county = self.category("reserve", "county_party_head")
        self.entered(self.other, category_id=county.id)
        self.assertIn(holds(), (False, None))
        self.entered(self.person, category_id=county.id)
        self.assertIs(holds(), True)

    def test_an_assessment_office_finds_nobody_by_it(self):
        """Asked with its own rights an office of the unit gets no answer, whatever it may ask about its people."""
        self.entered(self.person)
        mine = self.env(user=self.officer_user)
        found = facts_of(mine, self.person.with_env(mine), [FACT, "sex"], self.today)[self.person.id]
        self.assertEqual(found, {"sex": "male"})
        self.assertEqual(sources_of(mine, self.person.with_env(mine), [FACT], self.today)[self.person.id], {})


@tagged("post_install", "-at_install")
class TestReview(ReserveCase):
    """S4-P8-20: good in a row, preferred; behind in a row, considered for removal. Three years and two are ours."""

    def proposal(self, *codes):
        person = self.make_employee(f"甲{len(codes)}{codes[-1]}", f"RV-{len(self.env['hr.employee'].search([]))}", self.unit)
        self.graded(person, 2025, *codes)
        return self.reviewed(self.entered(person, date_from="2022-03-01")).proposal

    def test_what_the_grades_propose(self):
        for codes, proposal in (
            (("outstanding",) * 3, "priority"),
            (("able", "outstanding", "outstanding"), "keep"),
            (("outstanding", "outstanding", "undetermined"), "keep"),
            (("able", "basic", "unable"), "removal"),
            (("basic", "able", "basic"), "keep"),
            (("basic", "undetermined", "basic"), "keep"),
        ):
            with self.subTest(codes):
                self.assertEqual(self.proposal(*codes), proposal)

    def test_years_are_the_category_s(self):
        self.word.write({"priority_years": 2, "removal_years": 0})
        self.assertEqual(self.proposal("able", "outstanding", "outstanding"), "priority")
        self.assertEqual(self.proposal("unable", "unable"), "keep")

    def test_confirmed(self):
        """Priority holds until a year in which it is not confirmed; a removal says which review it was."""
        entry = self.entered(self.person, date_from="2022-03-01")
        self.graded(self.person, 2025, *["outstanding"] * 3)
        review = self.reviewed(entry)
        self.assertEqual((review.year, review.state), (2025, "draft"))
        self.assertFalse(entry.priority)
        self.reviewed(entry)
        self.assertEqual(len(entry.review_ids), 1, "proposed anew, not twice")
        review.action_confirm()
        self.assertEqual((entry.priority, entry.priority_since), (True, date(2026, 3, 2)))
        with self.says("can no longer be changed"):
            review.outcome = "keep"
        self.on("2027-03-01")
        self.graded(self.person, 2026, "basic")
        second = self.reviewed(entry).filtered(lambda one: one.year == 2026)
        self.assertEqual(second.proposal, "keep")
        second.action_confirm()
        self.assertFalse(entry.priority)
        self.on("2028-03-01")
        self.graded(self.person, 2027, "unable")
        third = self.reviewed(entry).filtered(lambda one: one.year == 2027)
        self.assertEqual(third.proposal, "removal")
        third.action_confirm()
        self.assertEqual((entry.state, entry.removed_by, entry.removed_on), ("removed", "review", date(2028, 3, 1)))
        self.assertIn("2027", entry.removed_because)
        with self.says("stand in the reserve"):
            entry.with_user(self.office_user).action_review()

    def test_otherwise_than_proposed(self):
        """With a reason; the body that decided on the entry may confirm as well, another one not."""
        entry = self.entered(self.person, date_from="2022-03-01")
        self.graded(self.person, 2025, "basic", "basic")
        review = self.reviewed(entry)
        mine = review.with_user(self.decider_user)
        mine.outcome = "keep"
        with self.says("say why"):
            mine.action_confirm()
        mine.outcome_reason = "疫情防控表现突出"
        mine.action_confirm()
        self.assertEqual((entry.state, review.confirmed_by_id), ("in", self.decider_user))

    def test_not_before_he_stood_in_it(self):
        entry = self.entered(self.person)
        self.assertFalse(self.reviewed(entry), "entered in 2026: nothing of 2025 is reviewed")


@tagged("post_install", "-at_install")
class TestConsequence(ReserveCase):
    """What follows from results reaches the reserve when it is carried out, and goes back with it."""

    def carried_out(self, action, **values):
        cycle = self.env["cadre.cycle"].search([("name", "=", "后备")], limit=1)
        cycle = cycle or self.make_cycle(name="后备", leading_body_id=self.leading_body.id)
        one = guarded(self.env["cadre.consequence"].sudo()).create(
            {
                "cycle_id": cycle.id, "name": "结果运用", "action": action, "employee_id": self.person.id,
                "person_name": self.person.name, "state": "approved", "approved_on": "2026-03-01 02:00:00", **values,
            }
        ).with_user(self.officer_user)  # fmt: skip
        one.action_done()
        return one

    def test_entry_priority_removal(self):
        one = self.carried_out("pool_entry", reserve_category_id=self.word.id)
        entry = self.env["cadre.reserve"].search([("employee_id", "=", self.person.id)])
        self.assertEqual((entry.state, entry.origin, entry.consequence_id), ("in", "consequence", one))
        self.assertEqual((entry.office_body_id, entry.body_id), (self.selection_body, self.leading_body))
        self.carried_out("pool_priority")
        self.assertTrue(entry.priority)
        gone = self.carried_out("pool_removal")
        self.assertEqual((entry.state, entry.removed_by, entry.priority), ("removed", "consequence", False))
        with self.says("does not stand in the reserve"):
            self.carried_out("pool_removal")
        gone.with_user(self.decider_user)._take_with_reason("take_back", "结果改变")
        self.assertEqual((entry.state, entry.removed_on), ("in", False))
        one.with_user(self.decider_user)._take_with_reason("take_back", "结果改变")
        self.assertEqual((entry.state, entry.removed_because), ("removed", "结果改变"))

    def test_into_no_category(self):
        """作为推荐人选的重要依据: without a category it is a note, as before; nobody enters."""
        self.carried_out("pool_entry")
        self.assertFalse(self.env["cadre.reserve"].search([]))

    def test_nobody_keeps_a_reserve(self):
        self.selection_body.active = False
        with self.says("No selection office"):
            self.carried_out("pool_entry", reserve_category_id=self.word.id)


@tagged("post_install", "-at_install")
class TestPromotion(ReserveBuilder, ActsBuilder, SelectionCase):
    def test_promoted_and_annulled(self):
        """Who comes to the layer it prepares for leaves a category, on the day of the post; annulled, he stands again."""
        man = self.official("A")
        self.on("2012-01-10")
        entry = self.entered(man)
        higher = self.entered(man, category_id=self.category("reserve", "county_head").id)
        selection = self.appointed(man)
        self.assertEqual((entry.state, entry.removed_by, entry.removed_on), ("removed", "promotion", date(2012, 12, 31)))
        self.assertEqual(higher.state, "in", "not there yet")
        self.assertIs(self.stands(man, date(2012, 12, 30)), True)
        with self.assertRaises(AccessError):
            entry.with_user(self.office_user)._take_with_reason("restore", "误")
        selection.appointment_ids.with_user(self.office_user)._take_with_reason("annul", "程序有误")
        self.assertEqual((entry.state, entry.removed_on), ("in", False))


@tagged("post_install", "-at_install")
class TestWho(ReserveCase):
    def seen(self, user):
        found = {}
        for name in ("cadre.reserve", "cadre.reserve.review", "cadre.reserve.figure"):
            model = self.env[name].with_user(user)
            if model.has_access("read"):
                found[name] = (model.search_count([]), len(model._read_group([], ["category_id"])))
        return found

    def test_who_reads(self):
        """Its selection office, the body that decided, the auditor; neither he himself, nor his leader, nor an
        assessment office, nor another selection office."""
        entry = self.entered(self.person, date_from="2022-03-01")
        self.reviewed(entry)
        every = dict.fromkeys(("cadre.reserve", "cadre.reserve.review", "cadre.reserve.figure"), (1, 1))
        none = dict.fromkeys(every, (0, 0))
        for user in (self.office_user, self.decider_user, self.auditor_user, self.manager_user):
            self.assertEqual(self.seen(user), every, user.login)
        for user in (self.person_user, self.officer_user, self.leader_user, self.section_head_user, self.plain_user):
            self.assertIn(self.seen(user), ({}, none), user.login)
        another = self.env["cadre.body"].create({"name": "乡选任办", "kind": "selection", "unit_id": self.other_unit.id})
        self.selection_body.member_ids.date_to = "2026-03-01"
        self.seat(self.office_user, another)
        self.env.invalidate_all()
        self.assertEqual(self.seen(self.office_user), none)
        with self.assertRaises(AccessError):
            entry.with_user(self.office_user)._take_with_reason("remove_other", "越权")

    def test_nobody_about_himself(self):
        """One of the office who stands in the reserve reads and writes nothing about himself, nor does he enter it."""
        with self.assertRaises(AccessError):
            self.entry(self.selection_officer)
        mine = self.env["cadre.reserve"].sudo().create(
            {
                "employee_id": self.selection_officer.id, "category_id": self.word.id, "state": "in",
                "office_body_id": self.selection_body.id, "body_id": self.leading_body.id, "date_from": "2022-01-01",
            }
        )  # fmt: skip
        self.assertFalse(self.env["cadre.reserve"].with_user(self.office_user).search([]))
        for take in (lambda one: one.action_review(), lambda one: one._take_with_reason("remove_other", "x")):
            with self.assertRaises(AccessError):
                take(mine.with_user(self.office_user))
        review = self.env["cadre.reserve.review"]
        mine.with_user(self.manager_user).action_review()
        self.assertFalse(review.with_user(self.office_user).search([]))

    def test_nothing_by_hand(self):
        """What the server says, nobody writes; a body reads the entry and changes nothing of it."""
        entry = self.entered(self.person, date_from="2022-03-01")
        review = self.reviewed(entry)
        for values in (
            {"state": "removed"}, {"priority": True}, {"removed_by": "other"}, {"origin": "selection"},
            {"appointment_id": 1}, {"removed_on": "2026-01-01"},
        ):  # fmt: skip
            with self.subTest(**values), self.assertRaises(UserError):
                entry.write(values)
        for values in ({"proposal": "removal"}, {"year": 2020}, {"state": "confirmed"}, {"grades": "x"}):
            with self.subTest(**values), self.assertRaises(UserError):
                review.write(values)
        with self.assertRaises(UserError):
            entry.with_user(self.decider_user).note = "x"
        with self.assertRaises(AccessError):
            entry.with_user(self.decider_user).action_review()
        with self.assertRaises(AccessError):
            review.create({"reserve_id": entry.id, "year": 2024, "proposal": "keep", "outcome": "keep"})
        with self.assertRaises(UserError):
            self.entry(self.other, state="in")
        born = self.env["cadre.reserve"].with_user(self.office_user).with_context(default_state="in", default_priority=1)
        born = born.create({"employee_id": self.other.id, "category_id": self.word.id})
        self.assertEqual((born.state, born.priority), ("draft", False))


@tagged("post_install", "-at_install")
class TestFigures(ReserveCase):
    def test_they_add_up(self):
        """Each figure is the sum of its rows, by category, age, schooling, grade and sex; who left is not counted."""
        people = self.make_people(6, prefix="FG")
        for one, born, sex in zip(people, (1996, 1995, 1990, 1985, 1980, 1970), "fmmfmm", strict=True):
            one.write({"birthday": f"{born}-03-02", "sex": {"f": "female", "m": "male"}[sex]})
        self.env["cadre.education"].create({"employee_id": people[0].id, "level": "大学本科", "date_to": "2018-07-01"})
        self.graded(people[0], 2025, "outstanding")
        for one in people[:5]:
            self.entered(one)
        self.entered(people[5], category_id=self.deputy_word.id)._take_with_reason("remove_other", "调出")
        Figure = self.env["cadre.reserve.figure"].with_user(self.office_user)
        rows = Figure.search([])
        self.assertEqual(rows.employee_id, people[:5])
        by = {row.employee_id: row for row in rows}
        self.assertEqual(
            [(by[one].age, by[one].age_band, by[one].sex) for one in people[:5]],
            [(30, "30", "female"), (31, "35", "male"), (36, "40", "male"), (41, "45", "female"), (46, "50", "male")],
        )
        first = by[people[0]]
        self.assertEqual((first.education, first.grade, first.grade_year), ("bachelor", "outstanding", 2025))
        for name in ("category_id", "age_band", "education", "grade", "sex", "unit_id", "priority"):
            groups = Figure._read_group([], [name], ["number:sum", "__count"])
            self.assertEqual([sum(group[1:][n] for group in groups) for n in (0, 1)], [5, 5], name)
        self.assertEqual(first.action_entry()["res_id"], first.reserve_id.id)
