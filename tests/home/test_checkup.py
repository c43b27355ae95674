"""The check-up finds what would go wrong, names it, and opens it."""

from odoo.exceptions import AccessError

from tests.common import CadreCase


class TestCheckup(CadreCase):
    def checks(self):
        return {one["code"]: one for one in self.env["cadre.checkup"].with_user(self.officer_user).page()}

    def test_it_names_what_is_missing(self):
        """Each fault is seen as soon as it is there, by name, and its list shows exactly those."""
        before = self.checks()
        lost = self.make_employee("佚名", "T0900")
        lost.department_id = False
        unit = self.env["hr.department"].create({"name": "空壳中心", "is_unit": True})
        member = self.make_employee("无账号", "T0901", self.org_section)
        self.leading_body.member_ids = [(0, 0, {"employee_id": member.id, "role": "member"})]
        self.person.leader_in_charge_id = member
        checks = self.checks()
        for code, name in (
            ("people_without_unit", "佚名"),
            ("units_without_people", "空壳中心"),
            ("units_without_number", "空壳中心"),
            ("members_without_account", "无账号"),
            ("leaders_without_account", "无账号"),
        ):
            with self.subTest(check=code):
                self.assertFalse(checks[code]["ok"])
                self.assertIn(name, checks[code]["text"])
                self.assertTrue(checks[code]["remedy"])
                action = checks[code]["action"]
                rows = self.env[action["res_model"]].with_user(self.officer_user).search(action["domain"])
                self.assertIn(name, " ".join(rows.mapped("display_name")))
        self.assertNotIn("空壳中心", before["units_without_people"]["text"])
        unit.active = False
        self.assertNotIn("空壳中心", self.checks()["units_without_people"]["text"])

    def test_it_is_for_the_office(self):
        with self.assertRaises(AccessError):
            self.env["cadre.checkup"].with_user(self.person_user).page()
