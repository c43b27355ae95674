"""Minima of kinds of people: who is taken for one, who gives way, what cannot be met  (S4-P9-03 … S4-P9-09, A4-9)."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .common import SelectionCase

SCORES = (96, 95, 93, 92, 91, 88, 85, 84, 79)


@tagged("post_install", "-at_install")
class TestStructure(SelectionCase):
    FIRST = "2024-05-06"

    def of_kinds(self, count, women=(), outside=(), prefix="R"):
        """So many people; places (from 1) of the women, and of those outside the Party."""
        found = self.make_people(count, prefix=prefix)
        party = self.category("political", "t-party", party_member=True)
        masses = self.category("political", "t-masses")
        for number, one in enumerate(found, 1):
            status = masses if number in outside else party
            sex = "female" if number in women else "male"
            one.write({"name": f"{prefix}第{number}名", "sex": sex, "political_status_id": status.id})
        return found

    def examined(self, people, scores, code="S4P9-A", number=6, **values):
        """A selection of the reserve after its examination: {person: mark}."""
        self.on(self.FIRST)
        values.setdefault("name", code)
        selection = self.make_selection(code, self.FIRST, posts=(f"培养对象{values['name']}",), **values)
        self.env["cadre.headcount"].search([]).approved = 500
        selection.post_ids.number = number
        candidates = [self.candidate(selection, one) for one in people]
        selection.action_begin()
        for code in ("plan", "announce", "register", "file_check", "check"):
            step = self.step(selection, code)
            if step:
                self.write_papers(selection, code)
                for one in selection.candidate_ids:
                    guarded(one).eligible = "yes"
                guarded(step).write({"state": "done", "done_on": self.today, "outcome": "agreed"})
        selection.step_ids._prepare()
        for one, mark in zip(candidates, scores, strict=True):
            one.with_user(self.office_user).exam_mark = mark
        self.do(selection, "exam")
        return selection.with_user(self.office_user)

    def test_swaps(self):
        """Women at places 2, 8, 9, outside the Party 7 and 9, six places: reserve then fill takes 7 and 8 for 5 and 6;
        with the fewest changes it is 9 for 6."""
        people = self.of_kinds(9, women=(2, 8, 9), outside=(7, 9))
        selection = self.examined(people, SCORES)
        names = people.mapped("name")
        text = selection.structure_text
        self.assertIn(f"Taken for a minimum: {names[6]}, {names[7]}", text.replace("、", ", ").replace(" and ", ", "))
        self.assertIn(f"Gave way for it: {names[4]}, {names[5]}", text.replace("、", ", ").replace(" and ", ", "))
        self.assertIn(f"in: {names[8]}; out: {names[5]}", text)
        self.assertTrue(text.endswith("The body decides."))

    def test_nothing_to_move(self):
        people = self.of_kinds(9, women=(1, 2), outside=(3,))
        text = self.examined(people, SCORES).structure_text
        self.assertIn("Nobody had to give way", text)
        self.assertNotIn("fewest changes", text)

    def test_what_cannot_be_met(self):
        """One woman where two are asked for: said with both figures, and all the same there is a list."""
        people = self.of_kinds(9, women=(8,), outside=(3,))
        text = self.examined(people, SCORES).structure_text
        self.assertIn("“女干部” cannot be met: at least 2 are asked for, 1 are possible.", text)
        self.assertIn(people[7].name, text)

    def test_counties(self):
        """Each county fills its own places and has its own minima; those of the city hold over all of them."""
        city = self.make_selection("S4P9-C", self.FIRST, posts=("全市培养对象",), name="全市")
        first = self.of_kinds(4, women=(4,), prefix="A")
        second = self.of_kinds(4, women=(3, 4), prefix="B")
        values = {"code": "S4P9-C", "number": 2, "parent_id": city.id}
        one = self.examined(first, (90, 89, 88, 70), name="甲县", **values)
        two = self.examined(second, (87, 86, 85, 84), name="乙县", **values)
        self.assertIn(f"Taken for a minimum: {first[3].name}", one.structure_text, "a woman of each county")
        text = city.structure_text
        self.assertIn("“女干部” cannot be met: at least 8 are asked for, 3 are possible.", text)
        self.assertIn("at least 6 in principle, 2 on the list", text)
        taken = text.splitlines()[0]
        for people, places in ((first, {1, 4}), (second, {3, 4})):
            self.assertEqual({n for n, man in enumerate(people, 1) if man.name in taken}, places)
        self.assertEqual((one | two).parent_id, city)

    def test_a_share_of_the_townships(self):
        """S4-P9-08: one and a half for each of two townships are three, two are on the list: said, and nobody moved."""
        people = self.of_kinds(4, women=(1,), outside=(2, 3))
        selection = self.examined(people, (90, 89, 88, 70), code="S4P9-D", number=2, figure=2)
        self.assertIn("“培养对象”: at least 3 in principle, 2 on the list.", selection.structure_text)

    def test_more_candidates_than_places(self):
        """S4-P9-27: six stand for six places: no step goes on, and the sentence says what to do; with fewer it does."""
        people = self.of_kinds(6)
        with self.assertRaisesRegex(UserError, "6 candidates for 6 places.*more candidates than places"):
            self.examined(people, SCORES[:6])
        selection = self.env["cadre.selection"].search([("name", "=", "S4P9-A")], limit=1)
        selection.post_ids.with_user(self.office_user).number = 5
        self.do(selection, "exam")

    def test_who_reads(self):
        """The office and the body, not the inspection group; nobody attaches a selection to one of another kind."""
        people = self.of_kinds(9, women=(2, 8, 9), outside=(7, 9))
        selection = self.examined(people, SCORES)
        self.assertTrue(selection.structure_text)
        self.assertFalse(selection.with_user(self.inspector_user).sudo(False).structure_text)
        with self.assertRaises(UserError):
            selection.parent_id = selection
        with self.assertRaises(UserError):
            selection.write({"parent_id": self.make_selection("S4P9-A", self.FIRST, name="另").id})
        other = self.make_selection("S4P9-B", self.FIRST, name="副县级")
        with self.assertRaises(ValidationError):
            self.make_selection("S4P9-A", self.FIRST, name="丙县", parent_id=other.id)
        with self.assertRaises(AccessError):
            selection.with_user(self.person_user).read(["structure_text"])
