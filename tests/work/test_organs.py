"""Which organ gives which part of the score: the scheme names it, a cycle says who it is. (S2A-06, S2A-14, S2A-18)"""

from odoo.exceptions import AccessError, ValidationError

from tests.acting.registry import acts
from tests.common import CadreCase

ORGANS = {"party": "市委组织部", "integrity": "市纪委（监察局）", "civility": "市委宣传部", "investment": "市招商局"}


class OrganCase(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_s2a_unit")
        cls.group, cls.other_group = cls.env["cadre.category"].create(
            [{"kind": "group", "code": code, "name": name} for code, name in (("T-G", "党群口"), ("T-H", "政法口"))]
        )
        kind = cls.category("unit", "department")
        cls.unit.write({"unit_category_id": kind.id, "comparison_group_id": cls.group.id})
        cls.other_unit.write(
            {"unit_category_id": kind.id, "comparison_group_id": cls.other_group.id, "parent_id": cls.unit.id}
        )

    @classmethod
    def body(cls, name, *members, kind="scoring_organ", company=None, **values):
        return cls.env["cadre.body"].create(
            {
                "name": name,
                "kind": kind,
                "company_id": (company or cls.company).id,
                "member_ids": [(0, 0, {"employee_id": one.id}) for one in members],
                **values,
            }
        )

    @classmethod
    def part(cls, code):
        return cls.scheme.component_ids.filtered(lambda one: one.code == code)

    def line(self, cycle, unit, code, value=1):
        return self.env["cadre.score"].create(
            {
                "cycle_id": cycle.id,
                "subject_unit_id": unit.id,
                "component_id": self.part(code).id,
                "label": code,
                "value": value,
            }
        )

    def problems(self, cycle):
        """{part of the score: what the opening says of it}"""
        return {
            one.record.code: (one.text, one.blocking)
            for one in cycle.with_user(self.officer_user)._opening_problems()
            if one.record._name == "cadre.scheme.component" and "cycle" in one.text
        }


class TestOrgans(OrganCase):
    def test_the_scheme_names_them(self):
        """S2A-18, S2A-45: each public item of departments and districts has the organ that the regulation names."""
        for name, ideology in (("scheme_s2a_unit", "civility"), ("scheme_s2a_district", "ideology")):
            scheme = self.env.ref(f"regulations.{name}")
            public = scheme.component_ids.filtered(lambda one: one.parent_id.code == "public")
            wanted = {ideology if code == "civility" else code: organ for code, organ in ORGANS.items()}
            self.assertEqual({one.code: one.organ for one in public}, wanted)

    @acts("S2A-45", "scheme_s2a_district_party", organ=False)
    def test_districts(self):
        """S2A-45: of districts too: the organ's members enter its item, nobody else does."""
        self.body("市委组织部", self.discipline)
        self.unit.unit_category_id = self.category("unit", "district")
        type(self).scheme = self.env.ref("regulations.scheme_s2a_district")
        self.addCleanup(setattr, type(self), "scheme", self.env.ref("regulations.scheme_s2a_unit"))
        line = self.line(self.open_cycle(), self.unit, "party")
        line.with_user(self.discipline_user).value = 9
        with self.assertRaises(AccessError):
            line.with_user(self.other_user).value = 1

    def test_live_check(self):
        """The scheme says of each item whose organ is no body yet; a body of that name, and it is said no more."""
        before = {one.record.code: one for one in self.scheme._check() if one.record._name == "cadre.scheme.component"}
        self.assertEqual(set(before), set(ORGANS))
        self.assertIn("市委组织部", before["party"].sentence)
        self.assertFalse(any(one.blocking for one in before.values()))
        self.body("市委组织部", self.discipline)
        after = {one.record.code for one in self.scheme._check() if one.record._name == "cadre.scheme.component"}
        self.assertEqual(after, set(ORGANS) - {"party"})

    def test_found_by_name(self):
        """The bodies that are there score what their organ scores; the opening asks for the others, by name."""
        organ = self.body("市委组织部", self.discipline)
        cycle = self.make_cycle()
        self.assertEqual((cycle.body_ids.body_id, cycle.body_ids.role), (organ, "scoring_organ"))
        self.assertEqual(cycle.body_ids.component_ids, self.part("party"))
        asked = self.problems(cycle)
        self.assertEqual(set(asked), {"integrity", "civility", "investment"})
        self.assertIn("市纪委（监察局）", asked["integrity"][0])
        self.assertFalse(any(blocking for _text, blocking in asked.values()))
        self.assertIn("市纪委（监察局）", str(cycle.with_user(self.officer_user).opening_problem_list))

    def test_named_later(self):
        """Bodies made after the cycle: a click finds those of the same name; one of another name is chosen by hand."""
        cycle = self.make_cycle()
        self.assertFalse(cycle.body_ids)
        self.body("市委宣传部", self.other)
        culture = self.body("市文明办", self.other)
        cycle.with_user(self.officer_user).action_find_organs()
        self.assertEqual(set(self.problems(cycle)), {"party", "integrity", "investment"})
        cycle.with_user(self.officer_user).write(
            {
                "body_ids": [
                    (0, 0, {"role": "scoring_organ", "body_id": culture.id, "component_ids": self.part("party").ids})
                ]
            }
        )
        self.assertEqual(set(self.problems(cycle)), {"integrity", "investment"})
        self.assertEqual(cycle._organ_of(self.part("party")), culture)
        with self.assertRaises(AccessError):
            cycle.with_user(self.person_user).action_find_organs()

    def test_two_of_one_name(self):
        """Whose name is not enough is chosen by hand."""
        self.body("市招商局", self.other)
        self.body("市招商局", self.person)
        self.assertIn("investment", self.problems(self.make_cycle()))

    def test_no_member(self):
        """An organ without anybody in it is named."""
        organ = self.body("市委组织部")
        cycle = self.make_cycle()
        found = [one for one in cycle.with_user(self.officer_user)._opening_problems() if one.record == organ]
        self.assertEqual([one.blocking for one in found], [False])

    @acts("S2A-14", "scheme_s2a_unit_party", "scheme_s2a_unit_integrity", organ=False)
    @acts("S2A-18", "scheme_s2a_unit_civility", organ=False)
    def test_its_members_enter_its_part_and_no_other(self):
        """S2A-14, S2A-18: 纪委 gives 党风廉政, 组织部 gives 党的建设; who they are follows from the cycle's bodies."""
        self.body("市委组织部", self.discipline)
        self.body("市纪委（监察局）", self.other)
        cycle = self.open_cycle()
        party, integrity = (self.line(cycle, self.unit, code) for code in ("party", "integrity"))
        party.with_user(self.discipline_user).value = 9
        integrity.with_user(self.other_user).value = 8
        for line, user in ((party, self.other_user), (integrity, self.discipline_user), (party, self.decider_user)):
            with self.subTest(line.component_id.code, user=user.login), self.assertRaises(AccessError):
                line.with_user(user).value = 1
        civility = self.line(cycle, self.unit, "civility")  # nobody is named for it: nobody gives it
        self.assertFalse(civility.scoring_body_id)
        for user in (self.officer_user, self.decider_user):
            with self.subTest(user=user.login), self.assertRaisesRegex(AccessError, "市委宣传部"):
                civility.with_user(user).value = 4

    def test_another_body_takes_over(self):
        """The line of the cycle is changed: who entered until now may no longer, the new one may, on old lines too."""
        first = self.body("市委组织部", self.discipline)
        second = self.body("市直机关工委", self.other)
        cycle = self.open_cycle()
        line = self.line(cycle, self.unit, "party")
        self.assertEqual(line.scoring_body_id, first)
        cycle.body_ids.with_user(self.officer_user).body_id = second
        self.assertEqual(line.scoring_body_id, second)
        line.with_user(self.other_user).value = 7
        with self.assertRaises(AccessError):
            line.with_user(self.discipline_user).value = 1
        cycle.with_user(self.officer_user).body_ids.unlink()
        self.assertFalse(line.scoring_body_id)

    @acts("S2A-15", "self.unit", comparison_group_id=False)
    def test_by_group(self):
        """S2A-14, S2A-15: the committee of a group gives the business marks of its units, not those of another's."""
        mine = self.body("党群口考核组", self.other, kind="group_committee")
        theirs = self.body("政法口考核组", self.discipline, kind="group_committee")
        cycle = self.open_cycle()
        cycle.with_user(self.officer_user).body_ids = [
            (0, 0, {"role": "group_committee", "body_id": body.id, "comparison_group_ids": group.ids,
                    "component_ids": self.part("business").ids})
            for body, group in ((mine, self.group), (theirs, self.other_group))
        ]  # fmt: skip
        ours, others = (self.line(cycle, unit, "business") for unit in (self.unit, self.other_unit))
        self.assertEqual((ours.scoring_body_id, others.scoring_body_id), (mine, theirs))
        ours.with_user(self.other_user).value = 66
        with self.assertRaises(AccessError):
            others.with_user(self.other_user).value = 66
        plan = cycle.plan_ids.filtered(lambda one: one.subject_unit_id == self.unit)
        item = {"plan_id": plan.id, "component_id": self.part("business").id, "name": "重点项目", "points": 70}
        self.env["cadre.work.item"].with_user(plan.user_id).create(item)  # the unit writes, the committee reviews
        with self.assertRaises(ValidationError):
            cycle.body_ids.filtered(lambda line: line.body_id == theirs).comparison_group_ids |= self.group

    def test_what_is_no_part_of_it(self):
        """A part of another scheme, a body of another company: refused."""
        cycle = self.make_cycle()
        organ = self.body("市委组织部", self.discipline)
        foreign = self.env.ref("regulations.scheme_s2a_district_party")
        with self.assertRaises(ValidationError), self.cr.savepoint():
            cycle.body_ids = [(0, 0, {"role": "scoring_organ", "body_id": organ.id, "component_ids": foreign.ids})]
        other = self.env["res.company"].create({"name": "另一个市"})
        abroad = self.body("市委宣传部", company=other)
        cycle.with_user(self.officer_user).action_find_organs()
        self.assertNotIn(abroad, cycle.body_ids.body_id)

    def test_two_cities_one_scheme(self):
        """One shared scheme, two houses with a 组织部 each: every cycle has its own."""
        mine = self.body("市委组织部", self.discipline)
        other = self.env["res.company"].create({"name": "另一个市"})
        theirs = self.body("市委组织部", company=other)
        unit = self.env["hr.department"].create({"name": "另一个市", "is_unit": True, "company_id": other.id})
        cycles = self.make_cycle() | self.make_cycle(
            company_id=other.id, unit_id=unit.id, leading_body_id=False, office_body_id=False, organizer_id=False
        )
        self.assertEqual([cycle._organ_of(self.part("party")) for cycle in cycles], [mine, theirs])

    def test_another_scheme_before_opening(self):
        """While it is prepared a cycle may get another scheme: its organs are those of that scheme."""
        organ = self.body("市委组织部", self.discipline)
        cycle = self.make_cycle()
        district = self.env.ref("regulations.scheme_s2a_district")
        cycle.with_user(self.officer_user).scheme_id = district
        self.assertEqual(cycle.body_ids.component_ids, district.component_ids.filtered(lambda one: one.code == "party"))
        self.assertEqual(cycle.body_ids.body_id, organ)
