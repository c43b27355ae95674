"""A change of post keeps what was true before: versions are the post history (S3-02)."""

from datetime import date

from odoo.exceptions import UserError
from odoo.tests import Form
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from tests.common import CadreCase


class TestPosts(CadreCase):
    def change(self, day="2025-07-01", **values):
        wizard = self.env["cadre.post.change"].with_user(self.officer_user)
        with Form(wizard.with_context(default_employee_id=self.person.id)) as form:
            form.date = day
            for name, value in values.items():
                setattr(form, name, value)
        return form.record

    def test_a_change_of_post_is_a_new_version(self):
        """The new post counts from its day on; what is not changed is taken over; the old version stays as it was."""
        self.person.write({"duties": "党员教育", "leader_in_charge_id": self.leader.id})
        rank = self.env.ref("cadre_assessment.rank_chief_4")
        change = self.change(
            job_title="宣传科副科长",
            department_id=self.press_section,
            cadre_rank_id=rank,
            leader_in_charge_id=self.other_leader,
        )
        self.assertIn("组织科一级科员", change.former)
        change.action_apply()
        old, new = self.person.version_ids.sorted("date_version")
        self.assertEqual(
            (old.job_title, old.department_id, old.leader_in_charge_id),
            ("组织科一级科员", self.org_section, self.leader),
        )
        self.assertEqual(
            (new.date_version, new.job_title, new.department_id), (date(2025, 7, 1), "宣传科副科长", self.press_section)
        )
        self.assertEqual(
            (new.leader_in_charge_id, new.cadre_rank_id, new.duties), (self.other_leader, rank, "党员教育")
        )
        self.assertEqual((new.post_since, new.rank_since), (date(2025, 7, 1), date(2025, 7, 1)))
        self.assertEqual(self.person._get_version(date(2025, 6, 30)), old)

    def test_since_when(self):
        """Another leader in charge is no other post: post and rank keep the day they were taken up."""
        self.change(leader_in_charge_id=self.other_leader).action_apply()
        new = self.person.version_ids.sorted("date_version")[-1]
        self.assertEqual((new.post_since, new.rank_since), (date(2022, 1, 1), date(2022, 1, 1)))

    def test_a_day_that_is_taken(self):
        """create_version() would hand back the version of that day and drop what was entered: it is refused by name."""
        with self.assertRaises(UserError) as refused:
            self.change("2022-01-01", job_title="科长").action_apply()
        self.assertIn("李明", str(refused.exception))
        self.assertEqual(self.person.job_title, "组织科一级科员")

    def test_a_day_before_the_first_post(self):
        with self.assertRaises(UserError):
            self.change("2020-01-01", job_title="科员").action_apply()

    def test_words_in_use_are_not_deleted(self):
        """Deleting a post class would empty the history of those who had it."""
        with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError):
            self.person.post_class_id.unlink()

    def test_units(self):
        """A section belongs to the nearest unit above it, also after a move."""
        self.assertEqual(self.office_section.unit_id, self.unit)
        self.office_section.parent_id = self.other_unit
        self.assertEqual(self.office_section.unit_id, self.other_unit)
        self.other_unit.is_unit = False
        self.assertFalse(self.office_section.unit_id)

    def test_a_section_is_found_by_its_number(self):
        self.office_section.cadre_code = " t-001-01 "
        found = self.env["hr.department"].with_user(self.officer_user).name_search("t-001-01", operator="=")
        self.assertEqual([pair[0] for pair in found], self.office_section.ids)

    def test_matching_by_staff_number(self):
        """A number is found however it is typed; what nobody has is left out; names are never looked at."""
        Employee = self.env["hr.employee"].with_user(self.officer_user)
        found = Employee._by_staff_number(["T0012", " Ｔ0013", "李明", "", "X1"])
        self.assertEqual(found, {"T0012": self.person, "T0013": self.other})

    def test_a_number_in_two_companies_is_ambiguous(self):
        company = self.env["res.company"].create({"name": "邻县"})
        self.env["hr.employee"].create({"name": "外县人", "staff_number": "T0012", "company_id": company.id})
        self.officer_user.company_ids += company
        Employee = self.env["hr.employee"].with_user(self.officer_user)
        here = Employee.with_context(allowed_company_ids=self.company.ids)
        self.assertEqual(here._by_staff_number(["T0012"])["T0012"], self.person)
        both = Employee.with_context(allowed_company_ids=(self.company | company).ids)
        found = both._by_staff_number(["T0012"])["T0012"]
        self.assertEqual(found.company_id, company | self.company)

    def test_homonyms_show_their_number_to_the_office(self):
        names = self.env["hr.employee"].with_context(show_staff_number=True)
        self.assertEqual(names.with_user(self.officer_user).browse(self.person.id).display_name, "李明 T0012")
        self.assertEqual(names.with_user(self.leader_user).browse(self.person.id).display_name, "李明")
