"""Marks entered by hand (A0-1: the committee's mark out of 100), confirmed before they count."""

from odoo.exceptions import AccessError, UserError, ValidationError

from tests.work.builder import WorkCase


class TestScore(WorkCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Component = cls.env["cadre.scheme.component"].sudo()
        common = {"scheme_id": cls.scheme.id, "method": "raw_100", "weight": 50, "maximum": 100}
        cls.by_body = Component.create({**common, "code": "T_BODY", "name": "百分制评定", "rater": "body"})
        cls.by_office = Component.create({**common, "code": "T_OFFICE", "name": "出勤", "rater": "office"})

    def score(self, user=None, employee=None, component=None, **values):
        return (
            self.env["cadre.score"]
            .with_user(user or self.officer_user)
            .create(
                {
                    "cycle_id": self.cycle.id,
                    "component_id": (component or self.by_office).id,
                    "employee_id": (employee or self.person).id,
                    **values,
                }
            )
        )

    def test_entered_confirmed_locked(self):
        """A mark counts once confirmed, and is not changed any more; the office may reopen it."""
        score = self.score(value=88.5)
        score.action_confirm()
        self.assertEqual((score.state, score.confirmed_by_id), ("confirmed", self.officer_user))
        with self.assertRaises(UserError):
            score.write({"value": 95})
        with self.assertRaises(UserError):
            score.unlink()
        score.action_reopen()
        score.write({"value": 90})
        self.assertEqual((score.value, score.confirmed_by_id.id), (90, False))

    def test_state_is_guarded(self):
        """Nobody bears or writes a confirmed mark."""
        with self.assertRaises(AccessError):
            self.score(value=88, state="confirmed")
        score = self.score(value=88)
        for values in ({"state": "confirmed"}, {"entered": False}, {"confirmed_by_id": 1}):
            with self.subTest(values=values), self.assertRaises(AccessError):
                score.write(values)

    def test_range(self):
        """A mark out of 100 is between 0 and 100; the component is one of the cycle's scheme."""
        for value in (-0.5, 100.5):
            with self.subTest(value=value), self.assertRaises(ValidationError):
                self.score(value=value)
        other = self.scheme.copy({"code": "T-OTHER"})
        with self.assertRaises(ValidationError):
            self.score(component=other.component_ids[:1], value=1)

    def test_no_mark_is_no_zero(self):
        """G12: a line without a mark is not confirmed as a zero; an entered zero is one."""
        empty = self.score()
        with self.refused("No mark is entered yet for: 李明"):
            empty.action_confirm()
        empty.write({"value": 0})
        empty.action_confirm()
        self.assertEqual(empty.state, "confirmed")

    def test_one_mark_a_person(self):
        """Two marks out of 100 for one component would leave open which one counts."""
        scores = self.score(value=80) | self.score(value=90)
        with self.refused("Only one mark a person counts here"):
            scores.action_confirm()

    def test_who_enters(self):
        """The office enters; the deciding body for the marks a body gives; nobody for himself; nobody else at all."""
        self.score(self.decider_user, component=self.by_body, value=90).action_confirm()
        with self.assertRaises(AccessError):
            self.score(self.decider_user, component=self.by_office, value=90)
        with self.assertRaises(AccessError):
            self.score(self.officer_user, self.officer, value=100)
        mine = self.score(value=60)
        with self.assertRaises(AccessError):
            mine.write({"employee_id": self.officer.id})
        for user in (self.person_user, self.leader_user, self.auditor_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.score(user, value=90)

    def test_lines_for_everybody(self):
        """One click makes the missing lines of every such component for everybody assessed."""
        self.score(value=88)
        self.env["cadre.score"].with_user(self.officer_user).action_prepare()
        scores = self.env["cadre.score"].search([("cycle_id", "=", self.cycle.id)])
        people = {row.employee_id for row in self.rows(self.env["hr.employee"].search([])) if row.assessed}
        self.assertEqual(len(scores), 2 * len(people))
        self.assertEqual(len(scores.filtered("entered")), 1)
        with self.assertRaises(AccessError):
            self.env["cadre.score"].with_user(self.decider_user).action_prepare()
