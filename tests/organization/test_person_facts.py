"""Facts about people as of a day: what a file says, what it leaves open, who may ask, and how many queries it takes."""

from datetime import date
from fractions import Fraction

from odoo.addons.cadre_assessment.engine.known import AtLeast, Day, Word
from odoo.addons.cadre_assessment.models.organization.person_facts import (
    FACTS,
    NEVER,
    PROVIDERS,
    Asked,
    facts_of,
    provides,
)
from odoo.exceptions import AccessError
from odoo.tests import tagged

from tests.common import CadreCase

ON = date(2012, 12, 13)
OUTSIDERS = ("plain", "person", "section_head", "leader", "decider", "discipline", "auditor")
ALL = sorted(
    Asked(name, {
        "rank": "section_deputy", "layer": "section_deputy", "post_class": "staff", "posting": "village",
        "post_kind": "township_secretary", "training": "appointment",
    }.get(FACTS[name].of, "")).text
    for name in PROVIDERS
)  # fmt: skip


class FactsCase(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.ranks = {rank.code: rank for rank in cls.env["cadre.rank"].search([])}

    def man(self, number, posts, **values):
        """Somebody with ``posts``: (day, {field: value}), the first of them first; ranks by their codes."""
        (first, present), *later = posts
        plain = {"rank_since": False, "post_since": False, "political_status_id": False}
        values = {**plain, **self.of_post(present), **values}
        man = self.make_employee(f"测试{number}", f"F{number}", since=first, **values)
        for day, changed in later:
            man._change_post(date.fromisoformat(day), self.of_post(changed))
        return man

    def of_post(self, values):
        values = dict(values)
        if "rank" in values:
            values["cadre_rank_id"] = self.ranks[values.pop("rank")].id if values["rank"] else values.pop("rank")
        if "post_class_id" in values:
            values["post_class_id"] = self.category("post_class", values["post_class_id"]).id
        return values

    def facts(self, man, *asked, on=ON):
        found = facts_of(self.env, man, asked, on)[man.id]
        return [found.get(name) for name in asked]

    def fact(self, man, asked, on=ON):
        return self.facts(man, asked, on=on)[0]


class TestPosts(FactsCase):
    def test_a_rank_held_since_a_day_that_is_said(self):
        """S4-E1: three years of 副科 on 2012-12-13: A has them, D lacks a week."""
        for number, since, months in (("A", "2009-12-10", 36), ("D", "2009-12-20", 35), ("B", "2008-01-05", 59)):
            man = self.man(number, [("2012-01-01", {"rank": "section_deputy", "rank_since": since})])
            self.assertEqual(self.fact(man, "rank_months@section_deputy"), months)
            self.assertEqual(self.fact(man, "layer_months@section_deputy"), months)
            self.assertEqual(self.fact(man, "rank_since"), date.fromisoformat(since))

    def test_a_month_is_compared_by_month(self):
        """A4-16: of a file that says 2009.12, December counts."""
        said = {"rank": "section_deputy", "rank_since": "2009-12-20", "rank_since_month_only": True}
        self.assertEqual(self.fact(self.man("M", [("2012-01-01", said)]), "rank_months@section_deputy"), 36)

    def test_what_was_before_the_first_entry_is_not_known(self):
        """The first post on file has no beginning: so many months at least, and no answer for the post before."""
        man = self.man("U", [("2011-12-13", {"rank": "section_head", "post_class_id": "mid_head"})])
        self.assertEqual(self.fact(man, "rank_months@section_deputy"), AtLeast(Fraction(12)))
        self.assertEqual(self.fact(man, "layer_months@section_deputy"), AtLeast(Fraction(0)))
        self.assertEqual(self.fact(man, "post_months@staff"), AtLeast(Fraction(0)))
        self.assertEqual(self.fact(man, "grassroots_months"), AtLeast(Fraction(0)))
        self.assertIsNone(self.fact(man, "rank_since"))
        man.work_start = "2011-12-13"  # all of it is on file
        self.assertEqual(self.fact(man, "rank_months@section_deputy"), 12)
        self.assertEqual(self.fact(man, "post_months@staff"), 0)
        self.assertEqual(self.fact(man, "grassroots_months"), 0)

    def test_a_career_rises(self):
        """Who was a clerk at the first entry was no deputy before; who is a deputy's chief may have been."""
        man = self.man(
            "R",
            [
                ("2008-01-01", {"rank": "clerk_1"}),
                ("2010-02-01", {"rank": "section_deputy", "rank_since": "2010-01-13"}),
                ("2012-06-13", {"rank": "section_head"}),
            ],
        )
        asked = ("rank_months@section_deputy", "layer_months@section_deputy", "layer_up_months@section_deputy")
        self.assertEqual(self.facts(man, *asked), [35, 29, 35])
        self.assertEqual(self.facts(man, "rank_months@section_head", "promoted_months"), [6, 6])
        self.assertEqual(self.facts(man, *asked, on=date(2012, 1, 13)), [24, 24, 24])
        self.assertEqual(self.fact(man, "rank", on=date(2009, 1, 1)), "clerk_1")
        self.assertEqual(self.fact(man, "rank_months@section_deputy", on=date(2009, 1, 1)), 0)

    def test_a_grade_inside_a_layer(self):
        """三级主任科员 since a day may have been 四级 before: the layer is older than the rank."""
        said = {"rank_since": "2011-12-13"}
        third = self.man("3", [("2012-01-01", {"rank": "chief_3", **said})])
        fourth = self.man("4", [("2012-01-01", {"rank": "chief_4", **said})])
        self.assertEqual(self.fact(third, "layer_months@section_deputy"), AtLeast(Fraction(12)))
        self.assertEqual(self.fact(fourth, "layer_months@section_deputy"), 12)
        self.assertEqual(self.fact(third, "rank_months@chief_3"), 12)
        self.assertEqual(self.fact(third, "rank_months@section_deputy"), 0)

    def test_institutions_have_ranks_of_their_own(self):
        """七级职员 is no 副科, but at a layer above: whether he was 副科 before is not known."""
        man = self.man("I", [("2011-12-13", {"rank": "institution_7", "rank_since": "2010-12-13"})])
        self.assertEqual(self.facts(man, "layer_up_months@section_deputy"), [AtLeast(Fraction(24))])
        self.assertEqual(self.fact(man, "layer_months@section_head"), 24)
        self.assertEqual(self.fact(man, "rank_months@section_deputy"), AtLeast(Fraction(0)))
        clerk = self.man("J", [("2011-12-13", {"rank": "institution_9"})])
        self.assertEqual(self.facts(clerk, "rank_months@section_deputy", "layer_up_months@section_deputy"), [0, 0])
        worker = self.man("W", [("2011-12-13", {"rank": "worker_1"})])
        self.assertEqual(self.facts(worker, "rank_months@section_deputy", "layer_months@clerk"), [0, 0])

    def test_a_post_without_a_rank_leaves_it_open(self):
        man = self.man(
            "O", [("2009-01-01", {"rank": False}), ("2010-12-13", {"rank": "section_head", "rank_since": False})]
        )
        self.assertEqual(self.fact(man, "rank_months@section_deputy"), AtLeast(Fraction(24)))
        self.assertIsNone(self.fact(man, "promoted_months"))
        self.assertIsNone(self.fact(man, "rank", on=date(2010, 1, 1)))
        self.assertIsNone(self.fact(man, "rank_months@nobody"))

    def test_posts_of_a_class_and_at_the_grass_roots(self):
        man = self.man(
            "G",
            [
                ("2008-01-01", {"post_class_id": "staff", "is_grassroots": True}),
                ("2009-01-01", {"post_class_id": "mid_head", "is_grassroots": True, "is_leading_post": True}),
                ("2010-07-01", {"post_class_id": "staff", "is_grassroots": False, "is_leading_post": False}),
            ],
            work_start="2008-01-01",
        )
        self.assertEqual(self.facts(man, "post_months@staff", "post_months@mid_head"), [41, 18])
        self.assertEqual(self.facts(man, "grassroots_months", "grassroots_lead_months"), [30, 18])
        self.assertEqual(self.facts(man, "post_class", "leading_post", "grassroots_post"), ["staff", False, False])

    def test_postings_count_when_asked(self):
        """S4-P9-17: 含挂职. Time in a grass-roots post and a posting at once counts once."""
        man = self.man(
            "P",
            [
                ("2010-01-01", {"is_grassroots": True, "is_leading_post": True}),
                ("2011-01-01", {"is_grassroots": False}),
            ],
            work_start="2010-01-01",
        )
        self.env["cadre.posting"].create(
            [
                {"employee_id": man.id, "kind": "village", "place": "柳树村",
                 "date_from": "2010-07-01", "date_to": "2011-06-30"},
                {"employee_id": man.id, "kind": "posted", "level": "county", "host_unit_id": self.other_unit.id,
                 "date_from": "2012-01-01", "is_grassroots": True, "is_leading_post": True},
                {"employee_id": man.id, "kind": "training", "place": "省委党校", "date_from": "2012-12-20"},
            ]
        )  # fmt: skip
        self.assertEqual(self.facts(man, "grassroots_months", "grassroots_lead_months"), [12, 12])
        asked = ("grassroots_months+postings", "grassroots_lead_months+postings")
        self.assertEqual(self.facts(man, *asked), [29, 23])
        asked = ("posted_months@village", "posted_months@posted", "posted_months@training")
        self.assertEqual(self.facts(man, *asked), [12, 11, 0])
        self.assertEqual(self.fact(self.person, "posted_months@village", on=date(2025, 1, 1)), 0)

    def test_the_post_of_the_day(self):
        staffed = self.category("staffing", "administrative")
        man = self.man(
            "T",
            [
                ("2010-01-01", {"rank": "section_deputy", "post_since": "2009-05-01", "is_unit_head": True}),
                ("2020-01-01", {"rank": "section_head", "is_unit_head": False, "staffing_id": staffed.id}),
            ],
        )
        rank, layer, since, head, staffing = self.facts(man, "rank", "layer", "post_since", "unit_head", "staffing")
        self.assertEqual((rank, layer, since, head, staffing), ("section_deputy",) * 2 + (date(2009, 5, 1), True, None))
        later = self.facts(man, "rank", "staffing", "unit_head", on=date(2021, 1, 1))
        self.assertEqual(later, ["section_head", "administrative", False])
        self.assertTrue(later[0] > rank)
        self.assertEqual(self.facts(man, "rank", "rank_months@section_deputy", on=date(2000, 1, 1)), [None, None])


class TestPersons(FactsCase):
    def test_ages_and_months(self):
        man = self.man("A", [("2010-01-01", {})], birthday="1972-12-14", work_start="1995-09-20")
        self.assertEqual(self.facts(man, "age", "work_months"), [39, 206])
        man.write({"birthday_month_only": True, "work_start_month_only": True})
        self.assertEqual(self.facts(man, "age", "work_months"), [40, 207])
        self.assertEqual(self.fact(man, "birthday"), Day(1972, 12, 1, True))
        self.assertTrue(self.fact(man, "birthday") >= date(1972, 12, 31))
        self.assertEqual(self.facts(man, "party_member", "party_months"), [None, None])
        man.write({"political_status_id": self.party_member_status().id, "party_date": "2002-12-13"})
        self.assertEqual(self.facts(man, "party_member", "party_months"), [True, 120])
        man.political_status_id = self.category("political", "13")
        self.assertEqual(self.facts(man, "party_member", "party_months"), [False, 0])

    def test_who_left(self):
        man = self.man("L", [("2010-01-01", {})])
        self.assertTrue(self.fact(man, "serving"))
        man.version_id.departure_date = "2012-06-30"
        self.assertEqual([self.fact(man, "serving", on=day) for day in (ON, date(2012, 6, 30))], [False, True])


class TestStudies(FactsCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.man_ = cls.make_employee("学生甲", "F100", work_start="1999-08-01", work_start_month_only=True)

    def learned(self, **values):
        return self.env["cadre.education"].create({"employee_id": self.man_.id, **values})

    def asked(self):
        return self.facts(self.man_, "education", "education_full_time", "education_before_work", "degree")

    def test_nothing_on_file(self):
        self.assertEqual(self.asked(), [None] * 4)

    def test_before_work_and_beside_it(self):
        """S4-P9-11: full-time before work is one thing, the highest schooling another; the seven kinds are neither."""
        self.learned(level="大专", date_from="1996-09-01", date_to="1999-07-01")
        self.assertEqual(self.asked(), ["college", "college", "college", "none"])
        self.learned(level="省委党校研究生", date_to="2005-07-01", kind="in_service")
        self.assertEqual(self.asked()[:3], ["master", "college", "college"])
        self.learned(level="大学", degree="法学学士", date_from="2006-09-01", date_to="2009-07-01")
        self.assertEqual(self.asked(), ["master", "bachelor", "college", "bachelor"])
        self.learned(level="博士研究生", date_from="2011-09-01")
        self.learned(level="博士研究生", date_to="2013-07-01")
        self.assertEqual(self.asked()[0], "master", "nobody has finished what he still studies")
        self.assertTrue(self.asked()[0] > Word("bachelor", 6))

    def test_only_beside_work(self):
        self.learned(level="函授本科", date_to="2005-07-01")
        self.assertEqual(self.asked()[:3], ["bachelor", "none", "none"])

    def test_words_without_a_level_and_days_not_known(self):
        """A lower bound: what is found is not forgotten for what is not."""
        self.learned(level="大专", date_to="1999-07-01")
        self.learned(level="大普", date_to="1999-08-20")
        college = AtLeast(Word("college", 5))
        self.assertEqual(self.asked()[:3], [college] * 3)
        self.env["cadre.education"].search([("level", "=", "大普")]).unlink()
        study = self.learned(level="大学", date_to="2001-07-01")
        self.assertEqual(self.asked()[2], AtLeast("college"), "begun before work, or after?")
        study.date_from = "1997-09-01"
        self.assertEqual(self.asked()[2], "bachelor")
        self.man_.work_start = False
        self.assertIsNone(self.asked()[2])
        self.assertEqual(self.asked()[3], AtLeast("none"), "no degree is written down, which says nothing")

    def test_only_a_school(self):
        self.learned(school="云州学院", date_to="1999-07-01")
        self.assertEqual(self.asked()[:3], [None] * 3)


@tagged("post_install", "-at_install")
class TestWhoAsks(FactsCase):
    def test_the_office_of_the_unit_alone(self):
        """An officer asks about the people of his units, the organization department about all, others about nobody."""
        mine, foreign = self.person, self.discipline
        self.assertIn("rank_since", FACTS)
        for user in (self.officer_user, self.manager_user):
            found = facts_of(self.env(user=user), mine, ["work_months", "serving"], ON)
            self.assertEqual(found, {mine.id: {"serving": True}})
        self.assertTrue(facts_of(self.env(user=self.manager_user), foreign, ["serving"], ON))
        for people in (foreign, mine | foreign):
            with self.assertRaisesRegex(AccessError, foreign.name):
                facts_of(self.env(user=self.officer_user), people, ["serving"], ON)
        for role in OUTSIDERS:
            with self.subTest(role=role), self.assertRaises(AccessError):
                facts_of(self.env(user=getattr(self, f"{role}_user")), mine, ["serving"], ON)

    def test_a_personnel_clerk_of_no_office(self):
        """He edits employees; studies and postings, which facts tell of, are not his."""
        self.plain_user.group_ids += self.env.ref("hr.group_hr_user")
        with self.assertRaises(AccessError):
            facts_of(self.env(user=self.plain_user), self.person, ["education"], ON)

    def test_superuser_rights_of_the_records_do_not_count(self):
        with self.assertRaises(AccessError):
            facts_of(self.env(user=self.officer_user), self.discipline.sudo(), ["serving"], ON)

    def test_cases_are_no_fact(self):
        """W11: who could look for people by it would learn it by the difference."""
        for name in NEVER:
            with self.assertRaises(ValueError):
                provides(name)
            with self.assertRaises(ValueError):
                facts_of(self.env, self.person, [name], ON)
        self.assertFalse(NEVER & PROVIDERS.keys())

    def test_facts_that_nobody_knows(self):
        with self.assertRaisesRegex(ValueError, "shoe_size"):
            facts_of(self.env, self.person, ["shoe_size"], ON)
        self.assertEqual(facts_of(self.env, self.env["hr.employee"], ["age"], ON), {})


class TestHowManyQueries(FactsCase):
    def test_ten_or_three_hundred(self):
        """At most 20, the same for any number of people."""
        people = self.make_people(300)
        self.env["cadre.education"].create([{"employee_id": one.id, "level": "大学"} for one in people])
        counted = []
        for some in (people[:1], people[:10], people):
            self.env.flush_all()
            self.env.invalidate_all()
            env = self.env(user=self.officer_user)
            before = self.cr.sql_log_count
            found = facts_of(env, some.with_env(env), ALL, date(2025, 6, 30))
            counted.append(self.cr.sql_log_count - before)
            self.assertEqual(len(found), len(some))
            self.assertTrue(all(facts["education"] == "bachelor" for facts in found.values()))
        self.assertEqual(counted[1], counted[2])
        self.assertLessEqual(counted[2], 20)
