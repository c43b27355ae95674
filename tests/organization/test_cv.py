"""Curriculum vitae and training: kept on the person's page, by month, by the office of his units alone."""

from odoo.exceptions import AccessError
from odoo.tests import Form
from odoo.tools import mute_logger
from psycopg2 import IntegrityError

from tests.common import CadreCase


class TestCV(CadreCase):
    def test_on_the_form(self):
        """A day in a 简历 is none: it is the month."""
        form = Form(self.person.with_user(self.officer_user), "cadre_assessment.hr_employee_view_form_person")
        for begin, end, text in (("2003-07-15", "2006-08-20", "云岭县财政局科员"), ("2006-08-20", False, "组织科科员")):
            with form.cadre_resume_ids.new() as line:
                line.date_from, line.date_to, line.text = begin, end, text
        with form.cadre_training_ids.new() as line:
            line.name, line.date_from, line.date_to = "任职培训班", "2025-03-01", "2025-03-10"
            self.assertEqual(line.days, 10)
            line.days = 7.5
        form.save()
        lines = self.person.cadre_resume_ids
        self.assertEqual(lines.mapped("months"), ["2003.07—2006.08", "2006.08—"])
        self.assertEqual([str(day) for day in lines.mapped("date_from")], ["2003-07-01", "2006-08-01"])
        self.assertEqual(self.person.cadre_training_ids.days, 7.5)

    def test_in_its_order(self):
        Line = self.env["cadre.resume.line"]
        values = {"employee_id": self.person.id}
        late = Line.create({**values, "date_from": "2010-01-01", "text": "后"})
        early = Line.create({**values, "date_from": "2001-09-01", "date_to": "2005-07-01", "text": "前"})
        self.assertEqual(self.person.cadre_resume_ids.mapped("text"), ["前", "后"])
        (early.sequence, late.sequence) = (20, 10)
        self.person.invalidate_recordset()
        self.assertEqual(self.person.cadre_resume_ids.mapped("text"), ["后", "前"])

    def test_no_end_before_its_beginning(self):
        for model, values in (
            ("cadre.resume.line", {"text": "x"}),
            ("cadre.training", {"name": "x"}),
        ):
            with mute_logger("odoo.sql_db"), self.assertRaises(IntegrityError), self.cr.savepoint():
                self.env[model].create(
                    {"employee_id": self.person.id, "date_from": "2020-05-01", "date_to": "2019-05-01", **values}
                )

    def test_who_reads_them(self):
        """The office of the unit; neither the person nor his leader, and no office of another unit."""
        line = self.env["cadre.resume.line"].create(
            {"employee_id": self.person.id, "date_from": "2010-01-01", "text": "县政府办科员"}
        )
        course = self.env["cadre.training"].create(
            {"employee_id": self.person.id, "name": "x", "date_from": "2020-05-01", "date_to": "2020-05-02"}
        )
        for record in (line, course):
            self.assertTrue(record.with_user(self.officer_user).read(["employee_id"]))
            for user in (
                self.person_user,
                self.section_head_user,
                self.leader_user,
                self.decider_user,
                self.auditor_user,
            ):
                with self.assertRaises(AccessError):
                    record.with_user(user).read(["employee_id"])
            with self.assertRaises(AccessError):
                record.with_user(self.officer_user).employee_id = self.discipline

    def test_the_staff_file_leaves_them_alone(self):
        """Reading the file of people again changes neither."""
        self.person.cadre_resume_ids = [(0, 0, {"date_from": "2010-01-01", "text": "县政府办科员"})]
        training = {"name": "任职培训班", "date_from": "2025-03-01", "date_to": "2025-03-10"}
        self.person.cadre_training_ids = [(0, 0, training)]
        rows = [[self.person.staff_number, self.person.name, "2022-01-01", "组织科副科长"]]
        found = self.env["hr.employee"].with_context(import_file=True).load(
            ["staff_number", "name", "date_version", "job_title"], rows
        )  # fmt: skip
        self.assertEqual(found["ids"], self.person.ids, found["messages"])
        self.assertEqual(self.person.job_title, "组织科副科长")
        self.assertEqual(self.person.cadre_resume_ids.text, "县政府办科员")
        self.assertEqual(self.person.cadre_training_ids.name, "任职培训班")
