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
from .reserve import FACT, ReserveBuilder, ReserveCase


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
        """S4-P9-37, S4-P9-38: filed with the city nobody has entered; once decided, those the body chose have."""
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
        self.assertEqual(
            (found.origin, found.body_id, found.document), ("selection", self.leading_body, "备案〔2024〕3号")
        )
        entry.with_user(self.office_user)._take_with_reason("reopen", "文号有误")
        self.assertFalse(found.exists())
        self.do(selection, "entry", document="备案〔2024〕4号")
        self.assertEqual(
            self.env["cadre.reserve"].search([("selection_id", "=", selection.id)]).document, "备案〔2024〕4号"
        )

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
        either = root.child_ids.filtered(lambda one: one.kind == "any" and one.rule_ref == "S4-P9-18")
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

    def test_s4_p9_18_years_and_post(self):
        """The second of the three asks both: four years at the rank, and one as head of a township's committee."""
        root = self.env["cadre.procedure"].search([("code", "=", "S4P9-A")]).criterion_id
        either = root.child_ids.filtered(lambda one: one.kind == "any" and one.rule_ref == "S4-P9-18")
        tree = either._engine_criteria()[either.id]
        for years, post, holds in ((48, 12, True), (48, 11, False), (47, 12, False), (48, None, None)):
            facts = {
                "rank_months@county_deputy": 11, "in_reserve@county_party_head": False,
                "rank_months@section_head": years, "post_kind_months@township_secretary": post,
            }  # fmt: skip
            with self.subTest(years=years, post=post):
                self.assertEqual(sorted(facts_asked([tree])), sorted(facts))
                self.assertIs(explain(tree, facts).holds, holds)

    def test_s4_p9_25(self):
        """A civil servant, or on the establishment of an institution and in service; whatever else is no."""
        root = self.env["cadre.procedure"].search([("code", "=", "S4P9-D")]).criterion_id
        either = root.child_ids.filtered(lambda one: one.rule_ref == "S4-P9-25")
        tree = either._engine_criteria()[either.id]
        for identity, staffing, serving, holds in (
            ("reference", "institution", True, True),
            ("institution", "institution", True, True),
            ("institution", "institution", False, False),
            ("institution", "worker", True, False),
            ("worker", "worker", True, False),
        ):
            with self.subTest(identity=identity, staffing=staffing, serving=serving):
                facts = {"identity": identity, "staffing": staffing, "serving": serving}
                self.assertIs(explain(tree, facts).holds, holds)

    def test_s4_p9_01(self):
        """Nobody of a unit that is managed from above; of another kind of unit yes; where the kind is not on file,
        nobody knows."""
        for code in ("S4P9-A", "S4P9-B", "S4P9-C", "S4P9-D"):
            root = self.env["cadre.procedure"].search([("code", "=", code)]).criterion_id
            scope = root.child_ids.filtered(lambda one: one.rule_ref == "S4-P9-01")
            self.assertFalse(scope._faults(scope._known_codes(), {}, True))
            tree = scope._engine_criteria()[scope.id]
            for kind, holds in (("district_vertical", False), ("township", True), (None, None)):
                with self.subTest(code, kind=kind):
                    self.assertIs(explain(tree, {"unit_category": kind} if kind else {}).holds, holds)

    def test_s4_p9_02(self):
        """Graduates in villages and the two other programmes stand too, in service and their three years served."""
        root = self.env["cadre.procedure"].search([("code", "=", "S4P9-D")]).criterion_id
        either = root.child_ids.filtered(lambda one: one.rule_ref == "S4-P9-25")
        programme = either.child_ids.filtered(lambda one: one.rule_ref == "S4-P9-02")
        self.assertFalse(programme._faults(programme._known_codes(), {}, True))
        tree = either._engine_criteria()[either.id]
        served = next(one for one in facts_asked([tree]) if one.startswith("by_hand"))
        for identity, serving, years, holds in (
            ("village_graduate", True, True, True),
            ("three_supports", True, True, True),
            ("western_volunteer", True, False, False),
            ("village_graduate", False, True, False),
            ("village_graduate", True, None, None),
            ("worker", True, True, False),
        ):
            facts = {"identity": identity, "serving": serving, "staffing": "worker"}
            facts |= {served: years} if years is not None else {}
            with self.subTest(identity=identity, serving=serving, years=years):
                self.assertIs(explain(tree, facts).holds, holds)

    def test_s4_p9_24(self):
        """Terms are counted to the end of August of the year, also when the conditions are checked in May; the office
        may enter another day, and procedures that name no month leave it empty."""
        for code in ("S4P9-A", "S4P9-B", "S4P9-C", "S4P9-D"):
            selection = self.make_selection(code, "2026-05-22", posts=(f"{code}对象",))
            self.assertEqual(selection.cut_off, date(2026, 8, 31), code)
        selection.date_from = "2027-05-22"
        self.assertEqual(selection.cut_off, date(2027, 8, 31))
        selection.cut_off = "2027-07-31"
        self.assertEqual(selection.cut_off, date(2027, 7, 31))
        self.assertFalse(self.make_selection("S4P1", "2026-05-22").cut_off)
        self.on("2027-05-22")
        self.meets(self.candidate(selection, self.person))
        self.assertEqual(set(selection.sudo().candidate_ids.check_ids.mapped("as_of")), {date(2027, 7, 31)})

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
        person = self.make_employee(
            f"甲{len(codes)}{codes[-1]}", f"RV-{len(self.env['hr.employee'].search([]))}", self.unit
        )
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
        self.assertEqual((third.proposal_why, third.grades), (False, False), "kept as codes")
        for lang, ground, grade in (("zh_CN", "连续2年落后", "不称职"), ("en_US", "2 years in a row behind", "2027: ")):
            said = third.with_context(lang=lang)
            self.assertEqual(said.ground_said, ground)
            self.assertIn(grade, said.grades_said)
        self.assertNotIn("不称职", third.with_context(lang="en_US").grades_said)
        guarded(third.sudo()).write({"proposal_why": "按旧写法", "ground": False})
        self.assertEqual(third.with_context(lang="en_US").ground_said, "按旧写法", "what was written stays")
        guarded(third.sudo()).write({"proposal_why": False, "ground": {"code": "behind", "figures": {"years": 2}}})
        third.action_confirm()
        self.assertEqual((entry.state, entry.removed_by, entry.removed_on), ("removed", "review", date(2028, 3, 1)))
        self.assertEqual(entry.with_context(lang="en_US").removed_said, "Review of 2027: 2 years in a row behind")
        self.assertEqual(entry.with_context(lang="zh_CN").removed_said, "2027年度分析：连续2年落后")
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
        """At the layer it prepares for he leaves a category, on the day of the post, and stands again once annulled."""
        man = self.official("A")
        self.on("2012-01-10")
        entry = self.entered(man)
        higher = self.entered(man, category_id=self.category("reserve", "county_head").id)
        selection = self.appointed(man)
        self.assertEqual(
            (entry.state, entry.removed_by, entry.removed_on), ("removed", "promotion", date(2012, 12, 31))
        )
        self.assertEqual(higher.state, "in", "not there yet")
        self.assertIs(self.stands(man, date(2012, 12, 30)), True)
        with self.assertRaises(AccessError):
            entry.with_user(self.office_user)._take_with_reason("restore", "误")
        selection.appointment_ids.with_user(self.office_user)._take_with_reason("annul", "程序有误")
        self.assertEqual((entry.state, entry.removed_on), ("in", False))
