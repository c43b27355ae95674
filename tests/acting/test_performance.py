"""The ballots of the performance assessment act: three directions of evaluators, whose weight differs by layer."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.acting.registry import acts
from tests.assessment.county import CountyBuilder
from tests.ballot.builder import ADDRESS

ABOVE, BELOW = "scheme_s4p8_team_org_voters_above", "scheme_s4p8_team_org_voters_below"


class TestPerformance(CountyBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        group = cls.category("group", "district_economy")
        cls.bureau = cls.make_units(1, "department", "PB", group)
        cls.head = cls.make_head(cls.bureau, "P8")
        cls.deputy = cls.make_employee("副局长甲", "P8V1", cls.bureau, "副局长", "team", is_team_member=True)

    def ballot(self, scheme):
        """The ballot of the scheme, opened and made by the office."""
        rules = self.env.ref(f"regulations.scheme_s4p8_{scheme}")
        before = {}
        if rules.prerequisite_scheme_ids:
            team = self.open_year(rules.prerequisite_scheme_ids)
            before = {"prerequisite_ids": [(6, 0, team.ids)]}
        cycle = self.open_year(rules, **before).with_user(self.officer_user)
        cycle.action_make_ballots()
        [ballot] = cycle.ballot_ids
        return ballot

    @acts("S4-P8-04", "scheme_s4p8_team_org_voters_level")
    def test_three_directions(self):
        """S4-P8-04: a team is judged by those above, beside and below it; those beside it do not judge themselves."""
        groups = self.ballot("team").group_ids
        self.assertEqual(groups.mapped("name"), ["上级评价", "同级评价", "下级评价"])
        self.assertEqual(groups.mapped("skip_own_unit"), [False, True, False])
        self.assertAlmostEqual(sum(groups.mapped("weight")), 1)

    def sealed(self, scheme, subject, good):
        """The score where groups with a word of ``good`` in their name vote for the best, the others for the worst."""
        ballot = self.ballot(scheme)
        grades = ballot.scale_id.grade_ids
        [row] = ballot.subject_ids.filtered(lambda one: one.employee_id == subject)
        guarded(self.env["cadre.ballot.tally"].sudo()).create(
            [
                {
                    "ballot_id": ballot.id,
                    "group_id": group.id,
                    "criterion_id": ballot.criterion_ids[:1].id,
                    "subject_id": row.id,
                    "grade_id": grades[0 if any(word in group.name for word in good) else 3].id,
                    "channel": "paper",
                    "count": 10,
                }
                for group in ballot.group_ids
            ]
        )
        guarded(ballot.sudo()).write({"state": "sealed", "digest": "d" * 64, "paper_count": 40, "address": ADDRESS})
        self.env.invalidate_all()
        return row.score

    @acts("S4-P8-05", "scheme_s4p8_head_org_voters_leaders", "scheme_s4p8_head_org_voters_in_charge", weight=0.1)
    def test_heads_by_the_leaders_of_the_district(self):
        """S4-P8-05: of a head the leaders of the district count most: 0.7 of them at 100, 0.3 of the others at 40."""
        self.assertEqual(self.sealed("head", self.head, ("区领导",)), 82.0)

    @acts("S4-P8-05", "scheme_s4p8_deputy_org_voters_head", "scheme_s4p8_deputy_org_voters_sections", weight=0.1)
    def test_deputies_by_their_head_and_sections(self):
        """S4-P8-05: of a deputy the head of his unit and the heads of its sections: 0.85 at 100, 0.15 at 40."""
        self.assertEqual(self.sealed("deputy", self.deputy, ("正职", "科室")), 91.0)

    @acts("S4-P6-02", "scheme_s4p8_team_mass", "scheme_s4p8_team_org", step_from=0)
    def test_the_people_weigh_more_each_year(self):
        """S4-P6-02: what the people say weighs a point more each year from 2027 to 2031, and the whole stays 100."""
        scheme = self.env.ref("regulations.scheme_s4p8_team")
        mass = scheme.component_ids.filtered(lambda one: one.code == "mass")
        self.assertEqual([mass._weight_in(year) for year in (None, 2026, 2027, 2031, 2040)], [15, 15, 16, 20, 20])
        for year in (2026, 2029, 2040):
            parts = [one for one in scheme._engine_scheme(year).components if one.parent is None]
            self.assertEqual(sum(one.weight for one in parts), 100)
