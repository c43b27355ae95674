"""The office alone sees what is known about a person; everybody else reads frozen snapshots or nothing."""

from odoo.exceptions import AccessError, UserError
from odoo.tests.common import JsonRpcException
from odoo.tools import mute_logger

from tests.common import CadreCase, CadreHttpCase

OUTSIDERS = ("plain", "person", "section_head", "leader", "decider", "discipline", "auditor")
REFUSED = (AccessError, UserError, ValueError)
"""To whom has no right, hr.employee is hr.employee.public, which does not know the field (ValueError)."""
OFFICE_ONLY = ("cadre_education_ids", "cadre_family_ids", "cadre_resume_ids", "cadre_training_ids")


def our_fields(model):
    """Names of the stored fields that this addon adds."""
    return [name for name, field in model._fields.items() if field._module == "cadre_assessment" and field.store]


class TestFieldsAccess(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person.write({"ethnicity": "回族", "native_place": "云岭"})
        cls.env["cadre.education"].create({"employee_id": cls.person.id, "level": "大学"})
        cls.env.flush_all()

    def assert_refused(self, question, *args):
        self.env.invalidate_all()
        try:
            found = question(*args)
        except REFUSED:
            return
        self.fail(f"answered: {found}")

    def test_every_field_of_ours_has_groups(self):
        """A field without groups would be fetched for everybody who reads an employee."""
        for name in ("hr.employee", "hr.version"):
            model = self.env[name]
            open_fields = [field for field in our_fields(model) if not model._fields[field].groups]
            self.assertEqual(open_fields, [], name)

    def test_outsiders_read_none_of_it(self):
        """Nobody but the office reads, searches, orders, counts, groups or exports by a field of ours."""
        for role in OUTSIDERS:
            user = getattr(self, f"{role}_user")
            employee = self.person.with_user(user)
            for name in (*our_fields(self.env["hr.employee"]), "party_member", *OFFICE_ONLY):
                with self.subTest(role=role, field=name):
                    self.assert_refused(employee.read, [name])
                    self.assert_refused(employee.export_data, [name])
                    self.assert_refused(employee.search, [(name, "!=", False)])
                    self.assert_refused(employee.mapped, name)
            for question in (
                lambda model: model.search_count([("staff_number", "=", "T0012")]),
                lambda model: model.search([], order="staff_number"),
                lambda model: model.formatted_read_group([], ["ethnicity"], ["__count"]),
                lambda model: model.search([("version_id.duties", "!=", False)]),
                lambda model: model.search([("current_version_id.post_class_id", "!=", False)]),
                lambda model: model.search([("cadre_education_ids.level", "=", "大学")]),
            ):
                with self.subTest(role=role):
                    self.assert_refused(question, self.env["hr.employee"].with_user(user))
            for name in (
                "hr.version", "cadre.education", "cadre.family.member", "cadre.resume.line", "cadre.training",
            ):  # fmt: skip
                with self.subTest(role=role, model=name), self.assertRaises(AccessError):
                    self.env[name].with_user(user).search([])

    def test_numbers_cannot_be_tried_out(self):
        """A name search by staff number finds people for the office only."""
        for role in OUTSIDERS:
            found = self.env["hr.employee"].with_user(getattr(self, f"{role}_user")).name_search("T0012")
            self.assertEqual(found, [], role)
        office = self.env["hr.employee"].with_user(self.officer_user)
        self.assertEqual([pair[0] for pair in office.name_search("T0012")], self.person.ids)

    def test_the_public_twin_has_none_of_it(self):
        """hr.employee.public, which everybody reads, knows none of our fields, nor where to fetch them."""
        public = self.env["hr.employee.public"]
        mine = set(our_fields(self.env["hr.employee"])) | set(our_fields(self.env["hr.version"]))
        self.assertFalse(mine & set(public._fields))
        for role in OUTSIDERS:
            twin = public.with_user(getattr(self, f"{role}_user")).browse(self.person.id)
            self.env.invalidate_all()
            with self.subTest(role=role), self.assertRaises(AccessError):
                twin.search([("employee_id.staff_number", "=", "T0012")])
            with self.subTest(role=role), self.assertRaises(AccessError):
                twin.employee_id.read(["staff_number"])

    def test_outsiders_write_none_of_it(self):
        for role in OUTSIDERS:
            employee = self.person.with_user(getattr(self, f"{role}_user"))
            for question in (
                lambda record: record.write({"leader_in_charge_id": self.other_leader.id}),
                lambda record: record.create_version({"date_version": "2025-05-01"}),
                lambda record: record.version_ids.write({"is_team_member": True}),
                lambda record: self.env["cadre.post.change"].with_user(record.env.user).create({"job_title": "书记"}),
            ):
                with self.subTest(role=role), self.assertRaises(AccessError):
                    question(employee)

    def test_the_office_reads_and_writes_all_of_it(self):
        for user in (self.officer_user, self.manager_user):
            employee = self.person.with_user(user)
            self.env.invalidate_all()
            self.assertEqual(employee.read(["staff_number", "ethnicity"])[0]["ethnicity"], "回族")
            self.assertEqual(employee.cadre_education_ids.level, "大学")
            employee.duties = "组织工作"

    def test_a_personnel_clerk_without_a_role_of_ours(self):
        """hr.group_hr_user alone edits employees, so it sees the fields, but neither studies nor families."""
        self.plain_user.group_ids += self.env.ref("hr.group_hr_user")
        employee = self.person.with_user(self.plain_user)
        self.assertEqual(employee.political_status_id.name, self.person.political_status_id.name)
        for name in OFFICE_ONLY:
            with self.assertRaises(AccessError):
                employee.read([name])
        employee.get_view(self.env.ref("hr.view_employee_form").id, "form")


class TestFieldsAccessRpc(CadreHttpCase):
    def call(self, login, model, method, *args, **kwargs):
        self.authenticate(login, login)
        return self.make_jsonrpc_request(
            f"/web/dataset/call_kw/{model}/{method}", {"model": model, "method": method, "args": args, "kwargs": kwargs}
        )

    @mute_logger("odoo.http")  # a field the public model does not have is an error to Odoo
    def test_outsiders_over_rpc(self):
        """The same over the wire: read, web_read with a dotted way, search by a hidden field, private methods."""
        for question in (
            ("hr.employee", "read", [self.person.id], ["staff_number"]),
            ("hr.employee", "search_read", [("staff_number", "like", "T")], ["name"]),
            ("hr.employee.public", "search_read", [("employee_id.staff_number", "like", "T")], ["name"]),
            ("hr.employee", "formatted_read_group", [], ["political_status_id"], ["__count"]),
            ("hr.version", "search_read", [], ["duties"]),
            ("hr.employee", "_by_staff_number", ["T0012"]),
        ):
            for login in ("cadre_plain", "cadre_leader"):
                with self.subTest(question=question[:2], login=login):
                    with self.assertRaises(JsonRpcException) as caught:
                        self.call(login, *question)
                    self.assertIn(str(caught.exception), ("odoo.exceptions.AccessError", "builtins.ValueError"))
        found = self.call(
            "cadre_leader",
            "hr.employee",
            "load",
            ["staff_number", "name", "date_version"],
            [["T0012", "别人", "2025-01-01"]],
        )
        self.assertEqual((found["ids"], found["messages"][0]["type"]), (False, "error"))
        self.assertEqual(self.person.name, "李明")
