"""The second regulation acts: who sets the indicators, who collects the weeks, when one meets, who says the grade."""

from datetime import date

from freezegun import freeze_time
from odoo.exceptions import UserError

from tests.acting.registry import acts
from tests.assessment.common import YearBuilder
from tests.assessment.schemes import SchemeYear
from tests.common import YEAR, CadreCase
from tests.work.s1_builder import S1Builder


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestBureau(S1Builder, CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.refine(cls.scheme.period_ids.filtered("marked"))

    @classmethod
    def refine(cls, month):
        """Heads of sections get an indicator of their own instead of 工作量. Returns it."""
        load = month.indicator_ids.filtered(lambda one: one.code == "load")
        heads = cls.category("post_class", "mid_head")
        others = cls.env["cadre.category"].search([("kind", "=", "post_class"), ("id", "!=", heads.id)])
        load.post_class_ids = others
        return load.copy({"code": "team", "name": "股室工作统筹", "post_class_ids": [(6, 0, heads.ids)]})

    @acts("S1-04", "self.manager_user", group_ids=[(5, 0, 0)])
    def test_who_sets_the_indicators(self):
        """S1-04: whoever keeps the rules makes a scheme of the office's own and refines its indicators; they add up."""
        action = self.scheme.with_user(self.manager_user).action_copy()
        new = self.env["cadre.scheme"].with_user(self.manager_user).browse(action["res_id"])
        month = new.period_ids.filtered("marked")
        self.assertFalse([problem for problem in new._check() if problem.blocking], "also where classes have their own")
        attendance = month.indicator_ids.filtered(lambda one: one.code == "attendance")
        attendance.write({"maximum": 10})
        attendance.copy({"code": "discipline", "name": "工作纪律", "maximum": 5})
        self.assertFalse([problem for problem in new._check() if problem.blocking])
        with self.assertRaises(UserError):
            attendance.with_user(self.person_user).write({"maximum": 50})

    @acts("S1-54", "self.own", post_class_ids=[(5, 0, 0)])
    def test_indicators_by_class(self):
        """S1-54: a head of a section is marked by his indicators, everybody else by theirs."""
        of_head = self.sheet(employee=self.section_head).mark_ids.indicator_id
        self.assertIn(self.own, of_head)
        self.assertNotIn("load", of_head.mapped("code"))
        self.assertNotIn(self.own, self.sheet().mark_ids.indicator_id)

    def missing(self, weeks):
        handed_in = ("submitted", "approved", "filed")
        return self.cycle._missing(self.cycle.owed_period_ids & weeks, handed_in).get(self.person.id, weeks.browse())

    @acts("S1-12", "scheme_s1_period_week", required=False)
    def test_who_collects_the_weeks(self):
        """S1-12: the office sees which weekly sheets are still missing, by person."""
        weeks = self.cycle.period_ids.filtered(lambda one: one.level == "week" and one.number <= 2)
        self.assertEqual(self.missing(weeks), weeks)
        week = self.week(1)
        week.with_user(self.person_user).action_submit()
        self.env.invalidate_all()
        self.assertEqual(self.missing(weeks), weeks[1:])

    @acts("S1-14", "scheme_s1_period_week", meeting=False)
    @acts("S1-19", "scheme_s1_period_month", meeting=False)
    def test_meetings(self):
        """S1-14, S1-19: each week the office's meeting, each month the general one: the office notes the days."""
        office = self.cycle.with_user(self.officer_user)
        march, week = self.period("month", 3), self.period("week", 10)
        self.assertEqual((week.meeting, march.meeting), ("工作例会", "干部职工大会"))
        self.assertLessEqual(march | week, office._unmet(date(YEAR, 4, 1)))
        card = next(one for one in office._cockpit_cards() if one["code"] == "meetings")
        self.assertEqual(card["count"], len(office._unmet(self.cycle._today())))
        told = [str(one.summary) for one in self.cycle._reminders(date(YEAR, 4, 1))]
        self.assertTrue([text for text in told if "工作例会" in text and "干部职工大会" in text])
        with self.assertRaisesRegex(UserError, "no day of this period"), self.cr.savepoint():
            march.with_user(self.officer_user).met_on = date(YEAR, 4, 2)
        march.with_user(self.officer_user).met_on = date(YEAR, 3, 28)
        self.assertNotIn(march, office._unmet(date(YEAR, 4, 1)))


class TestYearOfS1(SchemeYear, CadreCase):
    @acts("S1-06", "tier_decision_chair")
    @acts("S1-27", "scale_s1_annual_incompetent", band_from=60, has_band=True)
    def test_grades(self):
        """S1-06, S1-27: the office proposes by the record, the leading group says the grade; below 70: 不称职."""
        body = self.decider | self.leader | self.other_leader
        body.department_id = self.other_unit  # nobody decides a list on which he stands
        self.start("s1")
        for place, employee in enumerate(self.cycle.assessment_ids.filtered("assessed").employee_id):
            self.give_months(employee, [50 if employee == self.person else 80 + place])
        self.compute()
        low = self.of(self.person)
        self.assertEqual((low.total, low.proposed_grade_id.name), (50, "不称职"))
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        decision.action_submit()
        self.assertFalse(low.decided_grade_id)
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertEqual(low.decided_grade_id.name, "不称职")


class TestStandingCommittee(SchemeYear, CadreCase):
    @acts("S3-56", "tier_decision_chair")
    def test_decided(self):
        """S3-56: what the units propose is decided by the standing committee, and by nobody before it."""
        unit = self.headed("水利局", "department", "S3-D", "county", parent_id=self.unit.id, has_team=True)
        self.start("s3_team", self.unit)
        for code in ("own", "leaders", "peers"):
            self.seal(code, {unit: (10, 5)})
        self.compute()
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        decision.action_submit()
        self.assertFalse(self.of(unit).decided_grade_id)
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertTrue(self.of(unit).decided_grade_id)

    @acts("S2A-76", "tier_decision_chair")
    def test_awards_are_approved(self):
        """S2A-76: who is to be commended is looked over by the office and approved by the standing committee."""
        rank = self.env.ref("cadre_assessment.rank_county_head")
        bureau = self.department("水利局", "department", "county", parent_id=self.unit.id)
        people = self.env["hr.employee"].concat(
            *(
                self.make_employee(f"处长{n}", f"S2A-{n}", bureau, "处长", "mid_head", cadre_rank_id=rank.id)
                for n in range(20)
            )
        )
        people.leader_in_charge_id = self.leader
        self.start("s2a_county", self.unit)
        for place, employee in enumerate(people):
            self.give_score(employee, "business", 89 - place)
            self.give_score(employee, "public", 9)
        self.seal("ballot", dict.fromkeys(people, (10, 5)))
        self.compute()
        award = self.of(people[0]).award_ids
        self.assertEqual((award.won, award.award_id.code), (True, "commended"))
        decision = YearBuilder.draft_decision.__func__(type(self), self.cycle)
        decision.action_submit()
        self.assertFalse(award.decided)
        decision.with_user(self.decider_user).action_approve()
        self.env.invalidate_all()
        self.assertTrue(award.decided)


class TestRaw(SchemeYear, CadreCase):
    @acts("S0-24", "scheme_s0_year", maximum=1000)
    def test_marks_of_a_hundred(self):
        """S0-24, A0-1: where the body gives marks out of 100, half of each is the year's part; all are ranked."""
        self.env.ref("regulations.scheme_s0_year").sudo().write({"method": "imported", "rater": "body"})
        self.start("s0")
        for mark, employee in zip((90, 80, 70, 60), self.people, strict=True):
            self.give_score(employee, "year", mark)
        self.compute()
        found = [self.of(one) for one in self.people]
        self.assertEqual([one.rank for one in found], [1, 2, 3, 4])
        lines = [one.line_ids.filtered(lambda line: line.component_id.code == "year") for one in found]
        self.assertEqual([line.component_id.weight and line.raw for line in lines], [90, 80, 70, 60])
        self.assertEqual(found[0].total, 90)


class TestNominees(CadreCase):
    @acts("S0-37", "scheme_s0_consequence_promotion")
    def test_who_may_be_nominated(self):
        """S0-37: whose last result is 优秀, not who was so once; asked of the archive by whoever reads it."""
        regulation = self.scheme.regulation_id.name
        for employee, year, code in (
            (self.person, 2023, "competent"),
            (self.person, 2024, "excellent"),
            (self.other, 2023, "excellent"),
            (self.other, 2024, "competent"),
        ):
            self.env["cadre.result"].with_user(self.manager_user).create(
                {
                    "employee_id": employee.id, "name": employee.name, "year": year, "regulation": regulation,
                    "grade_code": code, "grade_name": code, "origin": "imported", "origin_note": "档案",
                }
            )  # fmt: skip
        Result = self.env["cadre.result"].with_user(self.manager_user)
        found = Result.search([("nominable", "=", True)])
        self.assertEqual((found.employee_id, found.year, found.nominable), (self.person, 2024, True))
        rest = Result.search([("nominable", "=", False), ("employee_id", "in", (self.person | self.other).ids)])
        self.assertEqual((len(rest), set(rest.mapped("nominable"))), (3, {False}))
        self.assertFalse(self.env["cadre.result"].with_user(self.other_user).search([("nominable", "=", True)]))
        rule = self.scheme.sudo().consequence_ids.filtered(lambda one: one.action == "nomination")
        for values, count in (({"off": True}, 0), ({"off": False, "first_year": 2025}, 0), ({"first_year": 2024}, 1)):
            rule.write(values)
            self.assertEqual(Result.search_count([("nominable", "=", True)]), count, values)
        draft = self.scheme.sudo().copy()  # what somebody prepares says nothing yet
        draft.consequence_ids.filtered(lambda one: one.action == "nomination").criterion_id = False
        self.assertEqual((draft.state, Result.search([("nominable", "=", True)])), ("draft", found))
