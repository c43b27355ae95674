"""Who reads and writes the reserve; its figures add up."""

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .reserve import ReserveCase


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
        another = self.env["cadre.body"].create(
            {"name": "乡选任办", "kind": "selection", "unit_id": self.other_unit.id}
        )
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
        born = (
            self.env["cadre.reserve"].with_user(self.office_user).with_context(default_state="in", default_priority=1)
        )
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
