"""Where each is assessed, who counts in the base and who uses a seat. (S3-01 … S3-20 with the posts and postings)"""

from datetime import date

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.cycle.roster import roster, subjects
from odoo.exceptions import AccessError, UserError

from .townships import END, TownshipBuilder


class TestScope(TownshipBuilder):
    def setUp(self):
        super().setUp()
        self.cycle = self.county_cycle()

    def row(self, employee, cycle=None, day=END):
        rows = [row for row in roster(cycle or self.cycle, day) if row.employee_id == employee.id]
        return rows[0] if rows else None

    def verdict(self, employee):
        row = self.row(employee)
        return row.assessed, row.unit_id == self.township.id, row.in_base, row.uses_seat

    # -- S3-E1 -----------------------------------------------------------------------------------------------------
    def test_the_list_of_23(self):
        """S3-E1: base 17 of 23 cadres of one township."""
        rows = {row.employee_id: row for row in roster(self.cycle, END)}
        self.assertTrue(set(self.list_of_23.ids) <= rows.keys(), "everybody of the list is shown with a reason")
        here = [row for row in rows.values() if row.assessed and row.in_base and row.unit_id == self.township.id]
        self.assertEqual(len(here), 17)
        self.assertEqual(
            {row.employee_id for row in here},
            set((self.by_county_long | self.investigated | self.others).ids),
        )
        self.assertTrue(all(row.scope_reason for row in rows.values()))

    def test_each_of_them(self):
        for who, verdict in (
            (self.heads[0], (False, True, False, False)),  # S3-08, S3-49: in a list of their own
            (self.by_city, (True, True, False, False)),  # S3-03, S3-04
            (self.by_county_long, (True, True, True, True)),  # S3-06
            (self.by_county_short, (True, False, True, True)),  # S3-07: at the bureau
            (self.village, (False, True, False, False)),  # S3-10
            (self.retired, (False, True, False, False)),  # S3-20
            (self.investigated, (True, True, True, True)),  # S3-21, A3-2
            (self.others[3], (True, True, True, True)),
        ):
            with self.subTest(who.name):
                self.assertEqual(self.verdict(who), verdict)
        self.assertEqual(self.row(self.by_county_short).unit_id, self.bureau.id)

    def test_retired_only_where_the_scope_asks(self):
        """S3-20 names the retired; a scheme that does not ask leaves them out."""
        self.assertTrue(self.row(self.retired).retired)
        self.assertIsNone(self.row(self.retired, self.make_cycle(unit_id=self.county.id)))
        self.retired.departure_reason_id = self.env.ref("hr.departure_resigned")
        self.assertIsNone(self.row(self.retired), "who resigned is simply gone")

    def test_a_cycle_of_one_township(self):
        """Guests come in; who is assessed elsewhere stands here with the unit that does it."""
        cycle = self.make_cycle(
            scheme_id=self.person_scheme.id, unit_id=self.township.id, name="镇", year=2019,
            date_from=date(2019, 1, 1), date_to=END, cut_off=END,
        )  # fmt: skip
        guest = self.row(self.by_county_long, cycle)
        self.assertEqual((guest.assessed, guest.in_base, guest.home_unit_id), (True, True, self.bureau.id))
        self.assertIsNone(self.row(self.by_county_short, cycle), "assessed at home: no business of the township")
        rows = [row for row in subjects(roster(cycle, END)) if row.in_base]
        self.assertEqual(len(rows), 17)
        bureau = self.make_cycle(
            scheme_id=self.person_scheme.id, unit_id=self.bureau.id, name="局", year=2019,
            date_from=date(2019, 1, 1), date_to=END, cut_off=END,
        )  # fmt: skip
        away = self.row(self.by_county_long, bureau)
        self.assertEqual((away.assessed, away.in_base), (False, False))
        self.assertIn("城关镇", away.scope_reason)

    # -- S3-E4 -----------------------------------------------------------------------------------------------------
    def test_six_months(self):
        """S3-E4: 07-01 … 12-31 are exactly 6 months; one day less are 5; a day more are 6 (A3-6, G10)."""
        for begin, months, unit in (
            ("2019-07-01", 6, self.township),
            ("2019-07-02", 5, self.bureau),
            ("2019-06-30", 6, self.township),
        ):
            cadre = self.cadre(f"挂职{begin}", self.bureau)
            self.post(cadre, self.township, "county", begin, "2019-12-31")
            row = self.row(cadre)
            with self.subTest(begin):
                self.assertEqual((row.posting_months, row.unit_id, row.in_base), (months, unit.id, True))

    def test_posted_from_above_whatever_the_length(self):
        cadre = self.cadre("省派", self.bureau)
        self.post(cadre, self.township, "province", "2019-12-20")
        row = self.row(cadre)
        self.assertEqual((row.unit_id, row.in_base, row.uses_seat), (self.township.id, False, False))
        self.assertEqual((row.posting_kind, row.posting_level, row.posting_months), ("posted", "province", 0))

    def test_months_in_one_host_only(self):
        """A3-13: 4 months here and 4 there are not 6; 3 and 3 in the same township are."""
        moved = self.cadre("两地挂职", self.bureau)
        self.post(moved, self.township, "county", "2019-01-01", "2019-04-30")
        self.post(moved, self.second_township, "county", "2019-05-01", "2019-08-31")
        self.assertEqual((self.row(moved).posting_months, self.row(moved).unit_id), (4, self.bureau.id))
        back = self.cadre("两段挂职", self.bureau)
        self.post(back, self.township, "county", "2019-01-01", "2019-03-31")
        self.post(back, self.township, "county", "2019-09-01", "2019-11-30")
        self.assertEqual((self.row(back).posting_months, self.row(back).unit_id), (6, self.township.id))

    # -- the others ------------------------------------------------------------------------------------------------
    def test_entrusted(self):
        """S3-11: assessed by the supervising bureau, in seats of their own."""
        head = self.cadre("副校长", self.school)
        row = self.row(head)
        self.assertEqual((row.assessed, row.unit_id, row.entrusted), (True, self.bureau.id, True))

    def test_field_office(self):
        """S3-19: members of a police station are assessed at the bureau above, posted ones excepted."""
        chief = self.cadre("派出所长", self.station)
        self.assertEqual(self.row(chief).unit_id, self.police.id)
        self.assertEqual(self.row(chief).department_kind, "field_office")
        guest = self.cadre("挂职所长", self.bureau)
        self.post(guest, self.station, "county", "2019-01-01")
        self.assertEqual(self.row(guest).unit_id, self.township.id)

    def test_training(self):
        """S3-16: by the sending unit."""
        away = self.cadre("学员")
        self.posting(away, "training", "2019-03-01", place="省委党校")
        self.assertEqual((self.row(away).posting_kind, self.row(away).unit_id), ("training", self.township.id))

    def test_concurrent(self):
        """S3-15: where the duty mainly is."""
        both = self.cadre("交叉任职")
        posting = self.posting(both, "concurrent", "2019-03-01", host_unit_id=self.bureau.id)
        self.assertEqual(self.row(both).unit_id, self.township.id)
        posting.is_main = True
        self.assertEqual(self.row(both).unit_id, self.bureau.id)

    def test_in_no_unit_or_in_two(self):
        """Errors to settle before the cycle opens."""
        lost = self.cadre("无单位", self.county)
        self.assertIn("no_unit", self.row(lost).problems)
        torn = self.cadre("两单位")
        self.post(torn, self.bureau, "county", "2019-01-01")
        self.posting(torn, "concurrent", "2019-03-01", host_unit_id=self.second_township.id, is_main=True)
        self.assertIn("two_units", self.row(torn).problems)
        problems = [problem.sentence for problem in self.cycle._opening_problems() if problem.blocking]
        self.assertTrue(any("无单位" in text for text in problems) and any("两单位" in text for text in problems))

    def test_facts_of_the_words(self):
        row = self.row(self.others[0])
        self.assertEqual((row.facts["unit_category"], row.facts["has_team"], row.facts["team_member"]),
                         ("township", True, True))  # fmt: skip

    def test_the_number_of_queries(self):
        """Bounded, however many people: those of the scope included."""
        roster(self.cycle, END)
        with self.assertQueryCount(14):
            roster(self.cycle, END)
        self.make_crowd(200, like=self.others[0])
        with self.assertQueryCount(14):
            self.assertGreater(len(roster(self.cycle, END)), 200)


class TestUnits(TownshipBuilder):
    def rows(self, cycle, day=END):
        return {row.employee_name: row for row in roster(cycle, day)}

    def test_teams(self):
        """S3-18: one row for each unit with a team, of the six kinds."""
        rows = self.rows(self.county_cycle(self.team_scheme))
        self.assertEqual(set(rows), {"城关镇", "白石镇", "教育局", "县公安局"})
        row = rows["城关镇"]
        self.assertEqual((row.employee_id, row.subject_unit_id, row.unit_id), (None, *[self.township.id] * 2))
        self.assertEqual((row.head_id, row.assessed), (self.heads[0].id, True))
        self.assertEqual(row.facts["unit_category"], "township")
        self.assertIn("no_head", rows["教育局"].problems)

    def test_head_as_of_the_day(self):
        """The unit's own manager first among its heads, else the higher rank; a successor from his day on."""
        cycle = self.county_cycle(self.team_scheme)
        self.township.manager_id = self.heads[1]
        self.assertEqual(self.rows(cycle)["城关镇"].head_id, self.heads[1].id)
        self.heads[1].create_version({"date_version": "2019-06-01", "department_id": self.bureau.id})
        self.assertEqual(self.rows(cycle)["城关镇"].head_id, self.heads[0].id)
        self.assertEqual(self.rows(cycle)["教育局"].head_id, self.heads[1].id)

    def test_leader_in_charge_of_a_unit(self):
        """市分管领导: whose post names the unit among those led; else the organizer."""
        self.other_leader.user_id = False
        self.env.flush_all()
        chief = self.cadre("副县长", self.county, user=self.other_leader_user)
        chief.version_id.led_department_ids = self.township
        rows = self.rows(self.county_cycle(self.team_scheme))
        self.assertEqual(rows["城关镇"].leader_id, chief.id)
        self.assertEqual(rows["城关镇"].leader_user_id, self.other_leader_user.id)
        self.assertEqual(rows["白石镇"].leader_id, self.leader.id)

    def test_queries(self):
        cycle = self.county_cycle(self.team_scheme)
        roster(cycle, END)
        with self.assertQueryCount(6):
            roster(cycle, END)
        self.env["hr.department"].create(
            [
                {
                    "name": f"镇{n}",
                    "parent_id": self.county.id,
                    "is_unit": True,
                    "has_team": True,
                    "unit_category_id": self.category("unit", "township").id,
                }
                for n in range(30)
            ]
        )
        with self.assertQueryCount(6):
            self.assertEqual(len(roster(cycle, END)), 34)


class TestPreview(TownshipBuilder):
    """One screen before the cycle starts: where, in the base, a seat, why; and what must be settled first."""

    def lines(self, action):
        return {line.employee_name: line for line in self.env[action["res_model"]].search(action["domain"])}

    def test_each_with_a_reason(self):
        cycle = self.county_cycle()
        lines = self.lines(cycle.with_user(self.officer_user).action_people())
        self.assertEqual(lines["市派挂职"].verdict, "guest")
        self.assertEqual((lines["县派八月"].verdict, lines["县派八月"].elsewhere), ("full", True))
        self.assertEqual((lines["县派八月"].unit_id, lines["县派八月"].home_unit_id), (self.township, self.bureau))
        self.assertEqual((lines["县派八月"].posting_months, lines["县派八月"].rule_ref), (8, "S3-06 A3-6 A3-13"))
        self.assertEqual(lines["退休干部"].verdict, "not")
        self.assertTrue(all(line.scope_reason for line in lines.values()))
        self.assertEqual(
            sum(line.base_count for line in lines.values() if line.unit_id == self.township), 17, "S3-E1, on the screen"
        )
        opened = lines["县派八月"].with_user(self.officer_user).action_postings()
        self.assertEqual(self.env["cadre.posting"].search(opened["domain"]).employee_id, self.by_county_long)

    def test_to_settle(self):
        """Who falls in no unit, or in two, stands out and keeps the cycle from opening."""
        self.cadre("无单位", self.county)
        cycle = self.county_cycle()
        action = cycle.with_user(self.officer_user).action_people()
        line = self.lines(action)["无单位"]
        self.assertTrue(line.blocking and line.nowhere and line.verdict == "settle")
        self.assertTrue(action["context"]["search_default_to_settle"])
        with self.assertRaises(UserError), self.cr.savepoint():
            cycle.with_user(self.officer_user).action_open()
        self.assertEqual(line.with_user(self.officer_user).action_open_employee()["res_model"], "hr.employee")

    def test_who_is_not_assessed_keeps_nothing_from_opening(self):
        self.make_employee("县领导", "S3-999", self.county, "县长", "county_leader")
        cycle = self.county_cycle()
        self.assertFalse([one for one in cycle._opening_problems() if one.blocking])

    def test_as_of_the_cut_off_day(self):
        """At the beginning of the year the list of that day and the one of its end are both there."""
        self.cadre("年中到任", since="2019-06-01")
        cycle = self.county_cycle()
        with freeze_time("2019-03-01"):
            wizard = self.env["cadre.roster.line"].with_user(self.officer_user)
            now = self.lines(cycle.with_user(self.officer_user).action_people())
            self.assertFalse(now["年中到任"].assessed)
            later = wizard.with_context(roster_cycle=cycle.id).action_cut_off()
            self.assertTrue(self.lines(later)["年中到任"].assessed)

    def test_in_another_cycle(self):
        """S3-10, S3-17, S3-49: each person is assessed in one place; the opening names who stands in two and where."""
        first = self.county_cycle()
        first.with_user(self.officer_user).action_open()
        second = self.make_cycle(
            scheme_id=self.person_scheme.id, unit_id=self.township.id, name="第二次", year=2019,
            date_from=date(2019, 1, 1), date_to=END, cut_off=END,
        )  # fmt: skip
        lines = self.lines(second.with_user(self.officer_user).action_people())
        self.assertIn("县管干部考核", lines["干部00"].problem_text)
        self.assertTrue(lines["干部00"].blocking)
        with self.assertRaisesRegex(UserError, "干部00.*县管干部考核"), self.cr.savepoint():
            second.with_user(self.officer_user).action_open()
        other = self.make_cycle(unit_id=self.township.id, name="履职尽责", year=2019,
                                date_from=date(2019, 1, 1), date_to=END, cut_off=END)  # fmt: skip
        elsewhere = other._assessed_elsewhere(self.others.ids)
        self.assertEqual(set(elsewhere.values()), {first})
        self.assertFalse(other._assessed_twice(elsewhere), "another regulation may look at the year")
        ends = date(2020, 12, 31)
        later = self.make_cycle(scheme_id=self.person_scheme.id, unit_id=self.township.id, name="次年", year=2020,
                                date_from=date(2020, 1, 1), date_to=ends, cut_off=ends)  # fmt: skip
        self.assertFalse(later._assessed_twice(later._assessed_elsewhere(self.others.ids)))

    def test_heads_who_are_posted(self):
        """S3-03 … S3-07, S3-10, S3-11, S3-19, S3-49: a head stands in one of the two lists, wherever he is sent."""
        head_cycle = self.county_cycle(self.env.ref("regulations.scheme_s3_head"))
        cycle = self.county_cycle()
        people = {}
        for name, start, kind in (
            ("村书记局长", "2019-02-01", "village"),
            ("市挂局长", "2019-11-01", "city"),
            ("挂满六月局长", "2019-07-01", "county"),
            ("挂不满局长", "2019-07-02", "county"),
        ):
            one = people[name] = self.cadre(name, self.bureau, is_unit_head=True)
            if kind == "village":
                self.posting(one, "village", start, place="石桥村")
            else:
                self.post(one, self.township, kind, start)
        people["校长"] = self.cadre("校长", self.school, is_unit_head=True)
        people["在家局长"] = self.cadre("在家局长", self.bureau, is_unit_head=True)
        self.station.kind_id = self.category("unit", "field_office")
        people["所长"] = self.cadre("所长", self.station, is_unit_head=True)

        def where(one):
            rows = [
                (name, row) for name, found in (("head", head_cycle), ("person", cycle)) for row in roster(found, END)
                if row.employee_id == one.id and row.assessed
            ]  # fmt: skip
            return [(name, row.unit_id) for name, row in rows]

        self.assertEqual(where(people["村书记局长"]), [], "by a scheme of its own (S3-10)")
        self.assertEqual(where(people["市挂局长"]), [("person", self.township.id)])
        self.assertEqual(where(people["挂满六月局长"]), [("person", self.township.id)], "exactly six months")
        self.assertEqual(where(people["挂不满局长"]), [("head", self.bureau.id)], "a day less: at home, where he heads")
        self.assertEqual(where(people["在家局长"]), [("head", self.bureau.id)])
        self.assertEqual(where(people["校长"]), [("person", self.bureau.id)])
        self.assertEqual(where(people["所长"]), [("person", self.police.id)])

    def test_nobody_else(self):
        cycle = self.county_cycle()
        for user in (self.person_user, self.leader_user, self.decider_user, self.discipline_user, self.auditor_user):
            wizard = self.env["cadre.roster.line"].with_user(user).with_context(roster_cycle=cycle.id)
            with self.subTest(user.login), self.assertRaises(AccessError), self.cr.savepoint():
                wizard.action_cut_off()

    def test_units(self):
        cycle = self.county_cycle(self.team_scheme)
        lines = self.lines(cycle.with_user(self.officer_user).action_people())
        self.assertEqual(lines["城关镇"].head_id, self.heads[0])
        opened = lines["城关镇"].with_user(self.officer_user).action_open_employee()
        self.assertEqual(opened["res_model"], "hr.department")
