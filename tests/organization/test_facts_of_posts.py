"""Kinds of posts, training, the record each fact is read from; and that nobody's facts depend on who else is asked."""

from datetime import date
from fractions import Fraction
from random import Random

from odoo.addons.cadre_assessment.engine.known import AtLeast
from odoo.addons.cadre_assessment.models.organization.person_facts import PROVIDERS, SOURCES, facts_of, sources_of
from odoo.exceptions import AccessError

from .test_person_facts import ALL, ON, FactsCase


class TestKindsOfPosts(FactsCase):
    def test_in_a_kind_of_post(self):
        """S4-P9-18: 乡镇党委书记 for a year. The kind is that of the post; one without says nothing."""
        kinds = [self.category("post_kind", code) for code in ("township_secretary", "township_head")]
        head, secretary = self.env["hr.job"].create(
            [
                {"name": name, "department_id": self.unit.id, "post_kind_id": kind.id}
                for name, kind in (("镇长", kinds[1]), ("党委书记", kinds[0]))
            ]
        )
        man = self.man(
            "K",
            [("2008-01-01", {"job_id": head.id}), ("2011-06-01", {"job_id": secretary.id})],
            work_start="2008-01-01",
        )
        self.assertEqual(
            self.facts(man, "post_kind_months@township_secretary", "post_kind"), [18, "township_secretary"]
        )
        self.assertEqual(self.fact(man, "post_kind_months@township_head"), 41)
        plain = self.man("N", [("2008-01-01", {})], work_start="2008-01-01")
        self.assertEqual(self.fact(plain, "post_kind_months@township_head"), AtLeast(Fraction(0)))
        self.assertIsNone(self.fact(plain, "post_kind"))


class TestTraining(FactsCase):
    def trained(self, man, kind, begin, end, **values):
        return self.env["cadre.training"].create(
            {"employee_id": man.id, "name": kind, "kind": kind, "date_from": begin, "date_to": end, **values}
        )

    def test_what_no_file_says(self):
        """S4-P2-07: a training on file is one; none on file is not known, and never a no."""
        man = self.man("T1", [("2010-01-01", {})])
        asked = ("trained@appointment", "trained@party_school", "training_days")
        self.assertEqual(self.facts(man, *asked), [None] * 3)
        self.trained(man, "appointment", "2012-12-01", "2012-12-20")
        self.assertEqual(self.facts(man, *asked), [None] * 3, "it is not over yet")
        last = self.trained(man, "appointment", "2012-11-01", "2012-11-10")
        self.trained(man, "party_school", "2007-12-01", "2007-12-13", days=30)
        self.trained(man, "party_school", "2008-12-01", "2008-12-10", days=2.5)
        self.assertEqual(self.facts(man, *asked), [True, True, AtLeast(Fraction(25, 2))])
        self.assertEqual(sources_of(self.env, man, asked, ON)[man.id]["trained@appointment"], last)

    def test_every_fact_has_a_source(self):
        """What a checker is told he can open: the post in force, the highest study, the last posting."""
        self.assertEqual(SOURCES.keys(), PROVIDERS.keys())
        man = self.man("S", [("2010-01-01", {"rank": "clerk_1"}), ("2012-01-01", {"rank": "section_deputy"})])
        Study = self.env["cadre.education"]
        college, bachelor = Study.create(
            [
                {"employee_id": man.id, "level": "大专", "date_to": "2005-07-01"},
                {"employee_id": man.id, "level": "函授本科", "date_to": "2009-07-01"},
            ]
        )
        Study.create({"employee_id": man.id, "level": "博士研究生", "date_to": "2013-07-01"})
        village = self.env["cadre.posting"].create(
            {"employee_id": man.id, "kind": "village", "place": "柳树村", "date_from": "2011-01-01"}
        )
        found = sources_of(self.env, man, ALL, ON)[man.id]
        self.assertEqual(found["rank_months@section_deputy"].date_version, date(2012, 1, 1))
        self.assertEqual((found["education"], found["education_full_time"]), (bachelor, college))
        self.assertEqual((found["age"], found["posted_months@village"]), (man, village))
        self.assertNotIn("annual_grades", found)
        with self.assertRaises(AccessError):
            sources_of(self.env(user=self.officer_user), self.discipline, ["age"], ON)


class TestAlone(FactsCase):
    def test_the_same_alone_and_among_many(self):
        """What is known of somebody does not depend on who else is asked about: a hundred files made at random."""
        dice = Random(20261129)
        ranks, people = list(self.ranks), self.env["hr.employee"]
        jobs = self.env["hr.job"].create(
            [
                {"name": f"职位{n}", "department_id": self.unit.id, "post_kind_id": kind.id}
                for n, kind in enumerate(self.env["cadre.category"].search([("kind", "=", "post_kind")]))
            ]
        )
        for number in range(100):
            days = sorted({f"{dice.randint(1995, 2012)}-{dice.randint(1, 12):02d}-01" for _post in range(3)})
            posts = [
                (
                    day,
                    {
                        "rank": dice.choice([*ranks, False]),
                        "rank_since": dice.choice([False, day]),
                        "is_grassroots": dice.random() < 0.4,
                        "is_leading_post": dice.random() < 0.4,
                        "job_id": dice.choice([*jobs.ids, False]),
                    },
                )
                for day in days
            ]
            start = dice.choice([False, "1995-01-01", "1999-07-01"])
            man = self.man(f"R{number}", posts, work_start=start, work_start_month_only=dice.random() < 0.5)
            people |= man
            if dice.random() < 0.5:
                self.env["cadre.education"].create(
                    {
                        "employee_id": man.id,
                        "level": dice.choice(["大专", "大学", "函授本科", "研究生", "大普"]),
                        "date_to": dice.choice([False, "1998-07-01", "2003-07-01"]),
                    }
                )
            if dice.random() < 0.5:
                self.env["cadre.posting"].create(
                    {"employee_id": man.id, "kind": "village", "place": "村", "date_from": "2009-03-01"}
                )
            if dice.random() < 0.5:
                self.env["cadre.training"].create(
                    {"employee_id": man.id, "name": "班", "kind": dice.choice(["appointment", "online"]),
                     "date_from": "2010-03-01", "date_to": "2010-03-20"}
                )  # fmt: skip
        among = facts_of(self.env, people, ALL, ON)
        self.assertGreater(len({str(sorted(facts.items(), key=str)) for facts in among.values()}), 90)
        for man in people:
            self.assertEqual(facts_of(self.env, man, ALL, ON)[man.id], among[man.id])
