"""People who come in together are the same as those whom Odoo makes one by one, in bounded queries."""

from datetime import date, timedelta

from odoo.addons.cadre_assessment.models.organization.many_people import together
from odoo.exceptions import AccessError

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

OWN = {"id", "name", "legal_name", "complete_name", "display_name", "staff_number", "color", "create_date",
       "write_date", "write_uid", "last_modified_date", "calendar_last_notif_ack"}  # fmt: skip
"""Columns that differ between any two people, whichever way they come; moments; who wrote last (Odoo: the system)."""
LINKS = {"resource_id", "work_contact_id", "employee_id", "current_version_id", "commercial_partner_id"}
HEADINGS = ("工号", "姓名", "生效日期", "性别", "出生年月", "部门编号", "职务", "分管领导工号")


class TestManyPeople(CadreCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_section.cadre_code = "T-001-01"
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})

    def values(self, number):
        return {
            "staff_number": f"MANY{number}",
            "name": f"甲{number}",
            "date_version": date(2025, 3, 1),
            "sex": "female",
            "birthday": date(1990, 5, 1),
            "ethnicity": "汉族",
            "department_id": self.office_section.id,
            "job_title": "科员",
            "led_department_ids": [(6, 0, self.office_section.ids)],
        }

    def rows(self, people):
        """Of each person the columns of his rows in all tables, without what is his alone."""
        self.env.flush_all()
        found = []
        for person in people.sudo():
            rows = {}
            for record in (person, person.version_ids, person.resource_id, person.work_contact_id):
                self.assertEqual(len(record), 1, (person.name, record))
                self.env.cr.execute(f"SELECT * FROM {record._table} WHERE id = %s", [record.id])
                [row] = self.env.cr.dictfetchall()
                for name in LINKS & row.keys():
                    self.assertTrue(row[name] is None or row[name] in self.linked(person), (record._name, name))
                rows[record._name] = {name: value for name, value in row.items() if name not in OWN | LINKS}
            rows["led"] = person.led_department_ids.ids
            found.append(rows)
        return found

    def linked(self, person):
        return {person.id, person.version_ids.id, person.resource_id.id, person.work_contact_id.id}

    def test_the_same_as_odoo_makes_them(self):
        """Every column of employee, post, resource and contact: those of one pass and those of the ordinary way."""
        quiet = {"tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True}
        Employee = self.env["hr.employee"].with_user(self.officer_user).with_context(**quiet)
        [plain] = self.rows(Employee.create([self.values(1)]))
        for rows in self.rows(together(Employee).create([self.values(2), self.values(3)])):
            self.assertEqual(rows, plain)

    def test_a_later_post_is_the_same(self):
        """Of two people with the same post, one moves as Odoo does it, one together with others."""
        Employee = self.env["hr.employee"].with_user(self.officer_user)
        one, two = Employee.create([self.values(1), self.values(2)])
        new = {"job_title": "副科长", "led_department_ids": [(6, 0, [])], "duties": "办文"}
        alone = one._change_post(date(2025, 6, 1), dict(new))
        beside = two._change_posts([date(2025, 6, 1)], [dict(new)])
        self.env.flush_all()
        found = []
        for version in alone | beside:
            self.env.cr.execute("SELECT * FROM hr_version WHERE id = %s", [version.id])
            [row] = self.env.cr.dictfetchall()
            found.append({name: value for name, value in row.items() if name not in OWN | LINKS})
            self.assertEqual(version.led_department_ids.ids, [])
        self.assertEqual(*found)
        for person, version in ((one, alone), (two, beside)):
            self.assertEqual((person.current_version_id, len(person.version_ids)), (version, 2))

    def test_an_earlier_post_stays_earlier(self):
        [person] = self.env["hr.employee"].create([self.values(1)])
        self.assertEqual(person.job_title, "科员")
        person._change_posts([date(2024, 1, 1)], [{"job_title": "试用"}])
        person._change_posts([date.today() + timedelta(days=30)], [{"job_title": "科长"}])
        self.assertEqual((person.job_title, person.version_ids.mapped("job_title")), ("科员", ["试用", "科员", "科长"]))

    def test_rights_are_asked(self):
        """A person has no right to it, and nobody moves a person into a unit of another office."""
        with self.assertRaises(AccessError):
            together(self.env["hr.employee"].with_user(self.person_user)).create([self.values(1)])
        [person] = self.env["hr.employee"].create([self.values(1)])
        with self.assertRaises(AccessError):
            person.with_user(self.person_user)._change_posts([date(2025, 6, 1)], [{"job_title": "科长"}])

    def test_a_client_cannot_ask_for_it(self):
        """Whatever stands in a context: the ordinary way, which logs and looks as ever."""
        person = self.env["hr.employee"].with_context(cadre_together={"defaults": {"structure_type_id": 1}})
        made = person.create([self.values(1)])
        self.assertTrue(made.message_ids)


class TestManyRows(CadreCase):
    """What grows with the rows: statements of a hundred rows each, and nothing that is asked for every row."""

    MOST = 0.5
    """Queries a row."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_section.cadre_code = "T-001-01"
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})
        cls.env["cadre.regulation"].create({"name": "考核办法甲", "code": "MANY", "issuer": "市委"})

    def bring(self, kind, headings, rows, **counts):
        found = wizard(self.office_env, kind, xlsx(headings, *rows))
        self.env.flush_all()
        before = self.env.cr.sql_log_count
        found.action_import()
        self.env.flush_all()
        queries = self.env.cr.sql_log_count - before
        self.assertEqual(found.state, "done", problems(found))
        self.assertEqual({name: found[f"{name}_count"] for name in counts}, counts)
        self.assertLess(queries, 150 + self.MOST * len(rows), (kind, counts))

    def test_people_posts_and_results(self):
        rows = [
            (
                f"MR{n:04d}",
                f"人{n}",
                "2025-03-01",
                "男",
                "1990.05",
                "T-001-01",
                "科员",
                f"MR{n % 5:04d}" if n > 4 else "",
            )
            for n in range(600)
        ]
        self.bring("people", HEADINGS, rows, created=600, same=0)
        self.bring("people", HEADINGS, rows, created=0, post=0, updated=0, same=600)
        later = [(*row[:2], "2025-06-01", *row[3:]) for row in rows]
        self.bring("people", HEADINGS, later, created=0, post=600)
        former = [(row[0], row[1], "2020.01", "T-001-01", "试用") for row in rows]
        self.bring("posts", ("工号", "姓名", "生效日期", "部门编号", "职务"), former, post=600)
        heads = ("工号", "年度", "考核依据", "等次", "得分", "结果来源")
        results = [(row[0], 2023, "考核办法甲", "称职", 85.5, "云组发〔2025〕2号") for row in rows]
        self.bring("results", heads, results, created=600)
        self.bring("results", heads, results, created=0, same=600)

    def queries(self, count, prefix):
        """Of an import of so many new people in two units under three leaders."""
        self.press_section.cadre_code = "T-001-02"
        rows = [
            (f"{prefix}{n:04d}", f"人{prefix}{n}", "2025-03-01", "男", "1990.05", f"T-001-0{1 + n % 2}", "科员",
             f"{prefix}{n % 3:04d}" if n > 2 else "")
            for n in range(count)
        ]  # fmt: skip
        found = wizard(self.office_env, "people", xlsx(HEADINGS, *rows))
        self.env.flush_all()
        self.env.invalidate_all()
        before = self.env.cr.sql_log_count
        found.action_import()
        self.env.flush_all()
        self.assertEqual((found.state, found.created_count), ("done", count), problems(found))
        return self.env.cr.sql_log_count - before

    def test_only_chunks_grow(self):
        """A thousand people ask what a hundred ask, but for the statements of a hundred rows, and those between chunks.

        Odoo writes a hundred rows a statement: nine of them make a hundred people (contact, resource, version and
        employee inserted, names, post and version in force set). Each five hundred people begin anew.
        """
        self.queries(3, "W")  # what is read once
        few, many = self.queries(100, "F"), self.queries(1_000, "M")
        self.assertLessEqual(many - few, 9 * self.OF_A_HUNDRED + self.OF_A_CHUNK)

    OF_A_HUNDRED, OF_A_CHUNK = 10, 40
