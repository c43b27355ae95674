"""The ballots and the decision of the third regulation act: who votes, on what, where, how much it weighs."""

from odoo.addons.cadre_assessment.models.guard import guarded

from tests.acting.registry import acts
from tests.assessment.county import CountyBuilder
from tests.ballot.builder import ADDRESS

HEADINGS = [f"scheme_s3_person_ballot_heading_{code}" for code in ("de", "neng", "qin", "lian")]


class TestCounty(CountyBuilder):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.town, cls.bureau = cls.make_units(1, "township", "TW"), cls.make_units(1, "department", "DP")
        for number, unit in enumerate(cls.town | cls.bureau):
            cls.make_head(unit, number)
        cls.deputies = cls.env["hr.employee"].concat(
            *(
                cls.make_employee(f"副职{n}", f"V{n}", cls.bureau, "副局长", "team", is_team_member=True)
                for n in range(6)
            )
        )

    def ballots(self, scheme):
        cycle = self.open_year(self.env.ref(f"regulations.{scheme}")).with_user(self.officer_user)
        cycle.action_make_ballots()
        return cycle.ballot_ids

    @acts("S3-32", "scheme_s3_team_own_voters_dept_branch")
    @acts("S3-33", "scheme_s3_team_own_voters_town_villages")
    @acts("S3-35", "scheme_s3_team_leaders", "scheme_s3_team_peers", ballot_place="unit")
    def test_ballots_of_teams(self):
        """S3-32, S3-33: who votes in an office, in a township; S3-35: two ballots are the county's, not the units'."""
        ballots = self.ballots("scheme_s3_team")
        of_unit = {ballot.unit_id: ballot.group_ids.mapped("name") for ballot in ballots if ballot.unit_id}
        self.assertEqual(of_unit[self.bureau], ["单位班子全体成员", "各股（室）负责人", "党支部成员", "职工代表"])
        self.assertEqual(len(of_unit[self.town]), 5)
        self.assertTrue(any("村" in name for name in of_unit[self.town]))
        of_county = ballots.filtered(lambda one: not one.unit_id)
        self.assertEqual(sorted(of_county.component_id.mapped("code")), ["leaders", "peers"])
        for ballot in of_county:
            self.assertEqual(ballot.subject_ids.subject_unit_id, self.town | self.bureau)

    @acts("S3-24", *HEADINGS)
    def test_headings_of_persons(self):
        """S3-24: 德能勤绩廉, each with its own level."""
        [ballot] = self.ballots("scheme_s3_person")
        self.assertEqual("".join(ballot.criterion_ids.filtered("weight").mapped("name")), "德能勤绩廉")

    @acts("S3-25", "scheme_s3_person_ballot_heading_ji", party_weight=0)
    def test_party_members(self):
        """S3-25: of a party member 绩, with what he does for the party, weighs twice; of others as much as the rest."""
        outsider, member = self.deputies[:2]
        outsider.political_status_id = self.category("political", "masses", party_member=False)
        [ballot] = self.ballots("scheme_s3_person")
        top, low = ballot.scale_id.grade_ids[0], ballot.scale_id.grade_ids[2]
        group = ballot.group_ids[0]
        rows = [
            {
                "ballot_id": ballot.id, "group_id": group.id, "criterion_id": heading.id, "subject_id": subject.id,
                "grade_id": (top if heading.name == "绩" else low).id, "channel": "paper", "count": 10,
            }
            for heading in ballot.criterion_ids
            for subject in ballot.subject_ids
        ]  # fmt: skip
        guarded(self.env["cadre.ballot.tally"].sudo()).create(rows)
        guarded(ballot.sudo()).write({"state": "sealed", "digest": "d" * 64, "paper_count": 10, "address": ADDRESS})
        self.env.invalidate_all()
        scores = {subject.employee_id: subject.score for subject in ballot.subject_ids}
        self.assertEqual(scores[outsider], 68.0)  # (100 + 4 × 60) : 5
        self.assertEqual(scores[member], 73.33)  # (2 × 100 + 4 × 60) : 6
