"""The schemes of the county's teams, persons and heads are what the regulation says. (S3-01 … S3-65, O-12)"""

from odoo.tests import TransactionCase

from .carried import numbered, records_of, rules_of

ELSEWHERE = {"S3-F0", "S3-F1", "S3-F5", "S3-F6", "S3-F8", "S3-F9"}
"""Printed forms: F-17 … F-19 of ``cadre_assessment_reports``."""
SANCTIONS = {
    "sanction_bar": ("bar_top", {"party_warning", "admin_warning", "post_adjusted", "admonition"}),
    "sanction_undetermined": (
        "undetermined",
        {
            "party_serious_warning", "admin_demerit", "admin_major_demerit", "admin_demotion", "admin_dismissal",
            "ordered_resignation", "removal_from_post", "post_demotion", "after_sanction",
        },
    ),
    "sanction_unfit": ("forced_grade", {"party_removal", "party_probation", "party_expulsion"}),
}  # fmt: skip


class TestSchemeS3(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.team, cls.person, cls.head = (
            cls.env.ref(f"regulations.scheme_s3_{key}") for key in ("team", "person", "head")
        )

    def gates(self, scheme):
        return {gate.code: gate for gate in scheme.gate_ids}

    def test_one_regulation_three_schemes(self):
        schemes = self.team | self.person | self.head
        self.assertEqual(self.team.regulation_id.scheme_ids, schemes)
        self.assertEqual(schemes.mapped("subject_kind"), ["team", "person", "person"])
        for scheme in schemes:
            self.assertEqual([problem.sentence for problem in scheme._check()], [])
        self.assertEqual((self.person | self.head).prerequisite_scheme_ids, self.team)

    def test_teams(self):
        """S3-23, S3-34, S3-41: three ballots under five headings, 30 % 优秀 at most, softly."""
        ballots = self.team.component_ids
        self.assertEqual(ballots.mapped("method"), ["ballot"] * 3)
        self.assertEqual(sum(ballots.mapped("weight")), 100)
        own = ballots[0]
        counted = own.heading_ids.filtered("weight")
        self.assertEqual(counted.mapped("name"), ["政治思想建设", "领导能力", "工作实绩", "党风廉政建设", "作风建设"])
        quota = self.team.quota_ids
        self.assertEqual((quota.ratio, quota.hard), (0.3, False))
        self.assertEqual(self.team.result_scale_id.grade_ids.mapped("name"), ["优秀", "良好", "一般", "较差"])

    def test_second_half(self):
        """S3-57: the second half-year's ballot is the annual one: named, without weight, read as that one is read."""
        ballot, second = self.person.component_ids
        self.assertEqual(
            (second.method, second.derived_from, second.derived_code), ("derived", "own_component", "ballot")
        )
        self.assertEqual((ballot.weight, second.weight, second._read_as()), (100, 0, ballot))
        read, copied = self.person._engine_scheme().components
        self.assertEqual((copied.method, copied.maximum, copied.weight), ("ballot", read.maximum, 0))

    def test_voters(self):
        """S3-32, S3-33: four groups in a department, five in a township."""
        category = self.env["cadre.category"]
        for component in (self.person.component_ids[0], self.team.component_ids[0]):
            for code, number in (("department", 4), ("township", 5)):
                kind = category.search([("kind", "=", "unit"), ("code", "=", code)])
                self.assertEqual(len(component.voters_ids._votes_in(kind.id)), number)

    def test_ballot_of_persons(self):
        """S3-24, S3-58, A3-8: 德能勤绩廉; on one paper a fifth 优秀, more and it is refused."""
        ballot = self.person.component_ids[0]
        self.assertEqual(ballot.heading_ids.filtered("weight").mapped("name"), ["德", "能", "勤", "绩", "廉"])
        self.assertEqual((ballot.ballot_top_ratio, ballot.ballot_overrun, ballot.weight), (0.2, "reject", 100))

    def test_seats(self):
        """S3-39, S3-40, S3-43 … S3-46: 17 people have 3, 4, 3 or 2 seats; only from 90 points on (S3-E1)."""
        quota = self.person.quota_ids
        self.assertEqual((quota.ratio, quota.pooled_by, quota.hard, quota.minimum_score), (0.2, "unit", True, 90))
        self.assertEqual(quota.minimum_component_id, self.person.component_ids[0])
        ratios = {line.team_grade_code: line.ratio for line in quota.ratio_line_ids}
        self.assertEqual(ratios, {"excellent": 0.25, "good": 0.2, "fair": 0.2, "poor": 0.15})
        self.assertEqual(quota._seats(17), 3)

    def test_scope(self):
        """S3-03 … S3-20: who is assessed where, counts in the base and uses a seat."""
        lines = {line.criterion_id.name or line.name: line for line in self.person.scope_ids}
        place = {
            "中央、省、市下派的挂职干部": (True, False, False, "host"),
            "县级下派挂职干部，工作满6个月": (True, True, True, "host"),
            "县级下派挂职干部，工作不满6个月": (True, True, True, "home"),
            "乡镇党政正职和县直各部门负责人": (False, False, False, "home"),
            "驻村扶贫工作队长、队员和市脱贫摘帽督导员": (False, False, False, "home"),
            "年底前退休的县管干部": (False, False, False, "home"),
        }
        for name, wanted in place.items():
            line = lines[name]
            self.assertEqual((line.assessed, line.in_base, line.uses_seat, line.place), wanted, name)
        self.assertEqual(lines["乡镇派出所、司法所、市场监管所、中心法庭、驻乡镇检察室领导班子成员"].place, "superior")

    def test_sanctions(self):
        """O-12: which sanction has which effect; every sanction the organization knows has exactly one."""
        known = set(self.env["cadre.category"].search([("kind", "=", "sanction")]).mapped("code"))
        for scheme in (self.person, self.head):
            gates = self.gates(scheme)
            found = []
            for code, (effect, sanctions) in SANCTIONS.items():
                self.assertEqual(gates[code].effect, effect)
                self.assertEqual(set(gates[code].criterion_id.value.split(",")), sanctions)
                found += sanctions
            self.assertEqual((len(found), set(found)), (len(known), known))
            self.assertEqual(gates["sanction_unfit"].grade_id.name, "不称职")
            self.assertEqual(gates["open_case"].effect, "undetermined")  # S3-21

    def test_heads(self):
        """S3-09, S3-45, S3-47, S3-51 … S3-54: the unit's result, the team's grade, four incidents."""
        self.assertEqual(
            (self.head.component_ids.method, self.head.component_ids.derived_from), ("derived", "unit_total")
        )
        gates = self.gates(self.head)
        self.assertEqual((gates["team_fair"].effect, gates["team_fair"].hard), ("bar_top", False))
        poor = gates["team_poor"]
        self.assertEqual((poor.effect, poor.grade_id.name, poor.hard), ("max_grade", "基本称职", False))
        incidents = self.team.adjustment_ids
        self.assertEqual(len(incidents), 4)
        self.assertTrue(all(incidents.mapped("fact_only")))
        for code in incidents.mapped("code"):
            gate = gates[code]
            self.assertEqual((gate.effect, gate.hard, gate.criterion_id.fact), ("bar_top", True, "unit_events"))

    def test_daily_results(self):
        """S3-42, S3-48: four quarters, rated by the leader; without 优秀 among them none at the end."""
        for scheme in (self.person, self.head):
            quarter = scheme.period_ids.filtered(lambda rule: rule.level == "quarter")
            self.assertEqual((quarter.rated, quarter.route), (True, "leader"))
            self.assertEqual(quarter.scale_id.grade_ids.mapped("name"), ["优秀", "良好", "一般", "较差"])
            self.assertEqual(self.gates(scheme)["no_daily_top"].criterion_id.kind, "not")

    def test_papers(self):
        """S3-29, S3-30, S3-61: about 2500 characters under seven headings; three copies of form 1; by 5 January."""
        for scheme in (self.person, self.head):
            papers = {paper.code: paper for paper in scheme.document_ids}
            self.assertEqual((papers["duty_report"].length, len(papers["duty_report"].section_ids)), (2500, 7))
            self.assertEqual(papers["form_1"].copies, 3)
            year = scheme.period_ids.filtered(lambda rule: rule.level == "year")
            self.assertEqual((year.due_days, year.due_day_type), (5, "calendar"))
        codes = set((self.team | self.person).document_ids.mapped("code"))
        self.assertLessEqual({"form_1", "form_5", "form_6", "form_8", "form_9"}, codes)

    def test_every_rule_is_named_by_a_record(self):
        regulation = self.team.regulation_id
        wanted = numbered("S3-", 65) | numbered("A3-", 13) | {"O-12", "O-13"} | ELSEWHERE
        self.assertEqual(wanted - rules_of(regulation), ELSEWHERE)
        self.assertEqual([one for one in records_of(regulation) if not one.rule_ref], [])
