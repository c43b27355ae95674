"""How the third scheme comes to its ballots: in each unit by its kind, and among units. (S3-23 … S3-35)"""

from odoo.addons.cadre_assessment.models.organization.unit_names import full_name
from odoo.exceptions import UserError

from tests.assessment.county import CountyBuilder

from .builder import ADDRESS, issue, vote


class TestTeams(CountyBuilder):
    """Three ballots on the teams (S3-34): own unit, county leaders, peer units."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.towns = cls.make_units(3, "township", "TW")
        cls.offices = cls.make_units(2, "department", "DP")
        for number, unit in enumerate(cls.towns | cls.offices):
            cls.make_head(unit, number)
        cls.cycle = cls.open_year(cls.env.ref("regulations.scheme_s3_team")).with_user(cls.officer_user)
        cls.cycle.action_make_ballots()
        cls.ballots = cls.cycle.ballot_ids

    def of(self, code):
        component = self.env.ref(f"regulations.scheme_s3_team_{code}")
        return self.ballots.filtered(lambda ballot: ballot.component_id == component)

    def test_one_in_each_unit(self):
        """单位测评: one in each unit, on its own team, four groups in offices, five in townships (S3-32, S3-33)."""
        own = self.of("own")
        self.assertEqual(own.unit_id, self.towns | self.offices)
        for ballot in own:
            self.assertEqual(ballot.subject_ids.subject_unit_id, ballot.unit_id)
            self.assertEqual(len(ballot.group_ids), 5 if ballot.unit_id in self.towns else 4)
            self.assertIn(ballot.unit_id.name, ballot.name)
            team = ballot.group_ids.sorted("sequence")[0]
            self.assertEqual((team.expected, len(ballot.criterion_ids) >= 5), (0 if not team.expected else 1, True))

    def test_county_leaders_and_peers(self):
        """县级领导评价 and 单位互评: one ballot each on all teams; among peers nobody votes on his own unit."""
        leaders, peers = self.of("leaders"), self.of("peers")
        for ballot in (leaders, peers):
            self.assertEqual(len(ballot), 1)
            self.assertEqual(set(ballot.subject_ids.subject_unit_id.ids), set((self.towns | self.offices).ids))
            self.assertFalse(any(ballot.subject_ids.mapped("post")), "a unit has no post")
        self.assertTrue(peers.group_ids.skip_own_unit)
        self.assertEqual(peers.group_ids.expected, 5)

    def test_again_makes_nothing_new(self):
        """The second click opens those that are there."""
        self.cycle.action_make_ballots()
        self.assertEqual(self.cycle.ballot_ids, self.ballots)

    def test_tallies_by_unit(self):
        """What is sealed comes to the assessment by unit."""
        peers = self.of("peers")
        peers.write({"top_ratio": 0, "address": ADDRESS})
        peers.action_open()
        order = self.env["cadre.ballot.issue"].with_user(self.officer_user).create(
            {"ballot_id": peers.id, "group_id": peers.group_ids.id, "kind": "units"}
        )  # fmt: skip
        self.assertEqual(order._wanted(), 5)
        grade = peers.scale_id.grade_ids[0]
        peers.group_ids.expected = 15
        lines = 4 * len(peers.criterion_ids)
        for _number, token, _name in order._fulfil():
            self.assertEqual(vote(self.env, token, *[grade] * lines)[0], "cast")
        for token in issue(peers.group_ids, 5):
            vote(self.env, token, *[grade] * (lines + len(peers.criterion_ids)))
        self.env.invalidate_all()
        peers.action_close()
        peers.action_seal()
        tallies = self.env["cadre.ballot"]._tallies(self.cycle)[peers.component_id.id]
        self.assertEqual(set(tallies), set((self.towns | self.offices).ids))
        self.env.invalidate_all()
        self.assertEqual({subject.score for subject in peers.subject_ids}, {100})

    def test_one_ballot_for_one_team(self):
        """Two ballots of one component cannot score the same team."""
        first = self.of("own")[0]
        first.group_ids.write({"expected": 9})
        second = first.copy()
        first.action_open()
        with self.assertRaises(UserError):
            second.action_open()


class TestPersons(CountyBuilder):
    def test_persons_of_each_unit(self):
        """领导干部: each unit votes on its own people, 德能勤绩廉, at most a fifth 优秀 on a paper (S3-24, S3-58)."""
        [unit] = self.make_units(1, "department", "DP")
        people = [
            self.make_employee(f"副局长{n}", f"V{n}", unit, "副局长", "team", is_team_member=True) for n in range(6)
        ]
        scheme = self.env.ref("regulations.scheme_s3_person")
        cycle = self.open_year(scheme).with_user(self.officer_user)
        cycle.action_make_ballots()
        ballot = cycle.ballot_ids
        self.assertEqual(ballot.unit_id, unit)
        self.assertTrue(set(ballot.subject_ids.employee_id.ids) >= {person.id for person in people})
        self.assertEqual((len(ballot.group_ids), ballot.top_limit), (4, len(ballot.subject_ids) // 5))
        self.assertEqual(ballot.criterion_ids.mapped("name")[:5], list("德能勤绩廉"))
        self.assertEqual(ballot.group_ids.sorted("sequence")[0].expected, 6)
        self.assertEqual(set(ballot.subject_ids.mapped("post")) & {"副局长"}, {"副局长"})
        # on one list of the whole county a post alone would say nothing: the unit stands before it
        ballot.component_id.sudo().with_context(install_mode=True).ballot_place = "cycle"
        ballot.unlink()
        cycle.action_make_ballots()
        posts = cycle.ballot_ids.subject_ids.filtered(lambda one: one.employee_id in people[0].union(*people))
        self.assertEqual(set(posts.mapped("post")), {f"{full_name(unit)}副局长"})
