"""What follows from a result under the second regulation, for units, heads and persons. (S2A-33 … S2A-80, O-03)"""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError

from tests.assessment.common import attend
from tests.common import CadreCase


class FollowCase(CadreCase):
    """Results straight into the archive: how they come about is tested in the rooms that own it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.units = cls.year_of("scheme_s2a_unit")
        cls.staff = cls.year_of("scheme_s2a_staff", leading_body_id=cls.leading_body.id)

    @classmethod
    def year_of(cls, scheme, **values):
        scheme = cls.env.ref(f"regulations.{scheme}")
        cycle = cls.make_cycle(name=scheme.name, scheme_id=scheme.id, **values)
        cycle.write({"state": "published"})
        return cycle

    def subject(self, cycle, total=None, grade=None, awards=(), **values):
        scale = cycle.scheme_id.result_scale_id
        grade = scale.grade_ids.filtered(lambda one: one.code == grade)
        assessment = guarded(self.env["cadre.assessment"]).create(
            {
                "cycle_id": cycle.id,
                "name": "某单位" if values.get("subject_unit_id") else "某人",
                "state": "published",
                "assessed": True,
                "in_base": True,
                "has_total": total is not None,
                "total": total or 0,
                "decided_grade_id": grade.id,
                **values,
            }
        )
        for code in awards:
            quota = cycle.scheme_id.quota_ids.filtered(lambda one, code=code: one.award_id.code == code)
            guarded(self.env["cadre.assessment.award"]).create(
                {
                    "assessment_id": assessment.id,
                    "quota_id": quota[:1].id,
                    "award_id": quota[:1].award_id.id,
                    "won": True,
                    "decided": True,
                }
            )
        return assessment

    def history(self, cycle, year, code="", total=None, **values):
        """A result of an earlier year, brought in by the office."""
        return (
            self.env["cadre.result"]
            .with_user(self.officer_user)
            .create(
                {
                    "year": year,
                    "regulation": cycle.scheme_id.regulation_id.name,
                    "name": "旧年度",
                    "grade_code": code or "scored",
                    "grade_name": code or "已考核",
                    "has_total": total is not None,
                    "total": total or 0,
                    "origin_note": "档案",
                    **values,
                }
            )
        )

    def put_before_body(self, consequences, votes=3, **values):
        """An item of today's meeting, everybody there: not submitted yet."""
        action = consequences.with_user(self.officer_user).action_bring_before_body()
        decision = self.env["cadre.decision"].browse(action["res_id"]).with_user(self.officer_user)
        decision.write({"votes_for": votes, "minutes": "<p>会议研究决定。</p>", **values})
        attend(decision)
        return decision

    def follow(self, cycle):
        """{action: consequence} of what archiving proposes."""
        cycle.with_user(self.officer_user).action_archive_results()
        self.env.invalidate_all()
        return {one.action: one for one in cycle.consequence_ids}


class TestUnits(FollowCase):
    def unit_year(self, total, awards=()):
        self.subject(self.units, total, "scored", awards, subject_unit_id=self.unit.id, head_id=self.decider.id)
        return self.follow(self.units)

    def test_advanced_unit(self):
        """S2A-33, S2A-34, S2A-E2: 10,000 yuan for the unit; its first responsible person is commended."""
        found = self.unit_year(95, ["advanced_collective"])
        self.assertEqual(set(found), {"money", "award"})
        self.assertEqual((found["money"].amount, found["money"].subject_unit_id), (10000, self.unit))
        head = found["award"]
        self.assertEqual(
            (head.employee_id, head.subject_unit_id.id, head.about_unit_id), (self.decider, False, self.unit)
        )
        self.assertEqual((head.award_id.code, head.person_name), ("commended", "何书记"))

    def test_no_award_nothing_follows(self):
        """A unit that is merely scored gets neither."""
        self.assertFalse(self.unit_year(95))

    def test_two_low_years(self):
        """S2A-36, S2A-E2: 59.99 then 58.00 → admonition of the team."""
        self.history(self.units, 2024, total=59.99, subject_unit_id=self.unit.id)
        self.assertEqual(set(self.unit_year(58)), {"admonition"})

    def test_just_enough(self):
        """S2A-E2: 59.99 then 60.00 → nothing."""
        self.history(self.units, 2024, total=59.99, subject_unit_id=self.unit.id)
        self.assertFalse(self.unit_year(60))

    def test_not_in_a_row(self):
        """Two low years with one between them that nobody scored are not consecutive (A2-8)."""
        self.history(self.units, 2023, total=50, subject_unit_id=self.unit.id)
        self.assertFalse(self.unit_year(58))

    def test_the_corrected_version_counts(self):
        """Only the version in force of an earlier year speaks."""
        first = self.history(self.units, 2024, total=59, subject_unit_id=self.unit.id)
        self.history(self.units, 2024, total=61, subject_unit_id=self.unit.id, version=2)
        self.assertEqual(first.total, 59)
        self.assertFalse(self.unit_year(58))


class TestPersons(FollowCase):
    def person_year(self, grade, awards=(), **values):
        self.subject(self.staff, 50, grade, awards, employee_id=self.person.id, **values)
        return self.follow(self.staff)

    def test_two_unfit_years(self):
        """S2A-80: two consecutive years 不称职 → dismissal is proposed."""
        self.history(self.staff, 2024, "incompetent", employee_id=self.person.id)
        self.assertIn("dismissal", self.person_year("incompetent"))

    def test_interrupted(self):
        """A2-8: a year without a grade (不定等次) between them breaks the run."""
        self.history(self.staff, 2023, "incompetent", employee_id=self.person.id)
        self.history(self.staff, 2024, "undetermined", employee_id=self.person.id)
        self.assertNotIn("dismissal", self.person_year("incompetent"))

    def test_protected_is_not_dismissed(self):
        """O-03: nobody is dismissed before somebody looked, and nobody while the law protects."""
        self.history(self.staff, 2024, "incompetent", employee_id=self.person.id)
        dismissal = self.person_year("incompetent")["dismissal"]
        with self.assertRaisesRegex(UserError, "look first"):
            dismissal.with_user(self.decider_user).action_approve()
        self.look(dismissal, "maternity")
        self.assertTrue(dismissal.protected)
        with self.assertRaisesRegex(UserError, "cannot be dismissed now"):
            dismissal.with_user(self.decider_user).action_approve()
        decision = self.put_before_body(dismissal)
        with self.assertRaisesRegex(UserError, "cannot be dismissed now"):
            decision.action_submit()
        self.look(dismissal, "none")
        with self.assertRaisesRegex(UserError, "decides on it in a meeting"):
            dismissal.with_user(self.decider_user).action_approve()
        decision.action_submit()
        self.assertEqual(dismissal.state, "proposed")
        decision.with_user(self.decider_user).action_approve()
        self.assertEqual((dismissal.state, dismissal.approved_by_id), ("approved", self.decider_user))

    def look(self, consequence, protection, user=None):
        wizard = self.env["cadre.consequence.wizard"].with_user(user or self.officer_user)
        wizard.create({"consequence_id": consequence.id, "protection": protection, "note": "医院证明"}).action_confirm()

    def test_who_may_look(self):
        """The office or the deciding body; the person himself writes neither yes nor no."""
        self.history(self.staff, 2024, "incompetent", employee_id=self.person.id)
        dismissal = self.person_year("incompetent")["dismissal"]
        with self.assertRaises(AccessError):
            self.look(dismissal, "maternity", self.person_user)
        for user in (self.officer_user, self.decider_user, self.person_user):
            with self.subTest(user.login), self.assertRaises(AccessError):
                dismissal.with_user(user).write({"protection": "none"})

    def test_commended_gets_an_award(self):
        """S2A-75: who is commended is proposed; the body says which award it is, in place of the general word."""
        award = self.person_year("excellent", ["commended"])["award"]
        merit = self.env.ref("cadre_assessment.category_award_merit_3")
        wizard = self.env["cadre.consequence.wizard"].with_user(self.decider_user)
        wizard.create({"consequence_id": award.id, "award_id": merit.id}).action_confirm()
        office = wizard.with_user(self.officer_user)
        office.create({"consequence_id": award.id, "amount": 1000}).action_confirm()  # with its bonus (S2A-77)
        award.with_user(self.decider_user).action_approve()
        self.assertEqual((award.award_id, award.state), (merit, "approved"))
        with self.assertRaises(UserError):
            wizard.create({"consequence_id": award.id, "award_id": merit.id}).action_confirm()

    def test_excellent_alone_gets_none(self):
        """Merit awards come from the commended among the excellent, not from a grade alone."""
        self.assertNotIn("award", self.person_year("excellent"))
