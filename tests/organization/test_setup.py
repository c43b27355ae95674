"""An office comes into an empty system by one workbook: whole or not at all, with every fault named and helped."""

import base64
import re

from odoo import models
from odoo.addons.cadre_assessment.wizard import setup_columns
from odoo.exceptions import AccessDenied, AccessError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from tests.common import CadreHttpCase
from tests.organization import setup_books
from tests.organization.setup_books import book, good


class SetupCase(TransactionCase):
    """Nothing but what an installation brings; whoever sets up is Odoo's administrator."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": True})
        cls.admin = cls.env.ref("base.user_admin")
        cls.manager = new_test_user(
            cls.env, "setup_manager", groups="cadre_assessment.group_cadre_manager", company_id=cls.env.company.id
        )

    def wizard(self, sheets, user=None):
        values = {"file": base64.b64encode(book(sheets)), "filename": "建账.xlsx"}
        return self.env["cadre.setup.import"].with_user(user or self.admin).create(values)

    def imported(self, sheets=None, user=None):
        found = self.wizard(sheets or good(), user)
        found.action_import()
        self.assertEqual(found.state, "done", found.problem_ids.mapped("reason"))
        return found

    def person(self, number):
        return self.env["hr.employee"].search([("staff_number", "=", number)])

    def unit(self, code):
        return self.env["hr.department"].search([("cadre_code", "=", code)])


class TestSetup(SetupCase):
    def test_a_whole_office(self):
        """Units whatever their order, heads, leaders by section, bodies with their seats, accounts with their roles."""
        found = self.wizard(good())
        found.action_check()
        self.assertEqual(found.state, "good", found.problem_ids.mapped("reason"))
        self.assertEqual(
            [(line.sheet, line.created) for line in found.line_ids],
            [("单位", 4), ("人员", 9), ("分管", 2), ("机构", 2), ("机构成员", 5), ("账号", 9)],
        )
        self.assertFalse(self.person("XB01"), "checked only: nothing is there")
        self.assertIn("XB22、XB32", " ".join(found.with_context(lang="zh_CN").note_ids.mapped("reason")))
        found.action_import()
        self.assertEqual(found.state, "done")
        self.assertEqual(self.unit("XB-02").parent_id, self.unit("XB"))
        self.assertEqual(self.unit("XB-02").manager_id, self.person("XB21"))
        self.assertEqual(self.person("XB22").leader_in_charge_id, self.person("XB02"))
        self.assertEqual(self.person("XB32").leader_in_charge_id, self.person("XB03"))
        self.assertFalse(self.person("XB02").leader_in_charge_id, "he sits in no section that is led")
        body = self.env["cadre.body"].search([("name", "=", "工委领导班子")])
        self.assertEqual(body.chair_id, self.person("XB01"))
        self.assertEqual(body.member_ids.filtered("organizer").employee_id, self.person("XB02"))

    def written_down(self):
        """{sheet: [headings, row, …]} of what is there, in every column of every sheet but that of the people."""
        units = self.env["hr.department"].search([("cadre_code", "=like", "XB%")], order="cadre_code")
        people = self.env["hr.employee"].search([("staff_number", "=like", "XB%")], order="staff_number")
        bodies = self.env["cadre.body"].search([("unit_id", "in", units.ids)], order="name")
        records = {
            "units": units,
            "charge": people.filtered("led_department_ids"),
            "bodies": bodies,
            "members": bodies.member_ids.sorted(lambda one: (one.body_id.name, one.employee_id.staff_number)),
            "accounts": people.filtered("user_id"),
        }
        kinds = {code: word for word, code in setup_columns.KINDS.items()}
        seats = {code: word for word, code in setup_columns.SEATS.items()}

        def cell(column, record):
            if column.kind == "employee" and column.field == "employee_id" and record._name == "hr.employee":
                return record.staff_number
            if column.kind == "name":
                return (record if record._name == "hr.employee" else record.employee_id).name
            if column.kind == "login":
                return record.user_id.login
            if column.kind == "roles":
                held = [
                    word
                    for word, code in setup_columns.ROLES.items()
                    if self.env.ref(f"cadre_assessment.group_cadre_{code}") in record.user_id.group_ids
                ]
                return "，".join(held)
            value = record[column.field]
            if column.kind in ("kind", "seat"):
                return {**kinds, **seats}[value]
            if column.kind in ("department", "departments"):
                return "，".join(value.mapped("cadre_code"))
            if column.kind == "employee":
                return value.staff_number or ""
            if column.kind == "yesno":
                return "是" if value else "否"
            return value.name if isinstance(value, models.BaseModel) else value or ""

        return {
            setup_columns.SHEETS[kind][0]: [
                tuple(column.heading for column in setup_columns.SHEETS[kind][1]),
                *(tuple(cell(column, one) for column in setup_columns.SHEETS[kind][1]) for one in found),
            ]
            for kind, found in records.items()
        }

    def test_there_and_back(self):
        """What stands in the database, written down in every column of every sheet, changes nothing and stays so."""
        self.imported()
        before = self.written_down()
        self.assertEqual([len(rows) - 1 for rows in before.values()], [4, 2, 2, 5, 9])
        again = self.imported(before)
        self.assertEqual(sum(again.line_ids.mapped("created")), 0)
        self.env.invalidate_all()
        self.assertEqual(self.written_down(), before)

    def test_accounts_need_no_mail_address(self):
        """The login is the staff number; roles follow from what is recorded; nobody has a password yet."""
        self.imported()
        for number, roles in {
            "XB01": {"user", "decider"},
            "XB02": {"user", "decider", "leader"},
            "XB12": {"user", "officer"},
            "XB21": {"user", "section_head"},
            "XB22": {"user"},
        }.items():
            user = self.person(number).user_id
            self.assertEqual(user.login, number)
            self.assertFalse(user.email)
            groups = {
                code
                for code in ("user", "section_head", "leader", "decider", "officer", "manager", "auditor", "discipline")
                if user.has_group(f"cadre_assessment.group_cadre_{code}")
            }
            self.assertEqual(groups, roles, number)
            self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [user.id])
            self.assertFalse(self.env.cr.fetchone()[0])
        self.assertEqual(self.person("XB22").cadre_account_ids.changed_by_id, self.admin)

    def test_a_second_time(self):
        """The same workbook again changes nothing; a further one adds, and nobody loses a role."""
        self.imported()
        user = self.person("XB22").user_id
        user.group_ids += self.env.ref("cadre_assessment.group_cadre_auditor")
        again = self.imported()
        self.assertEqual(sum(again.line_ids.mapped("created")), 0)
        self.assertTrue(user.has_group("cadre_assessment.group_cadre_auditor"))
        more = {"人员": [setup_books.PEOPLE, setup_books.person("XB33", "孙丽", "XB-03", "科员")]}
        self.imported({**more, "分管": [setup_books.CHARGE, ("XB03", "沈梅", "XB-03")]})
        self.assertEqual(self.person("XB33").leader_in_charge_id, self.person("XB03"))

    def test_the_administrator_alone_makes_accounts(self):
        """The organization department brings in everything else; whoever is neither brings in nothing."""
        refused = self.wizard(good(), self.manager)
        refused.action_import()
        self.assertEqual(refused.problem_ids.mapped("sheet"), ["账号"])
        self.assertFalse(self.unit("XB"))
        sheets = good()
        del sheets["账号"]
        self.imported(sheets, self.manager)
        officer = new_test_user(self.env, "setup_officer", groups="cadre_assessment.group_cadre_officer")
        for model in ("cadre.setup.import", "cadre.account.slips"):
            with self.subTest(model), self.assertRaises(AccessError):
                self.env[model].with_user(officer).create({})
        for method in ("page", "set_zone", "slips"):
            with self.subTest(method), self.assertRaises(AccessError):
                getattr(self.env["cadre.setup"].with_user(officer), method)()
        with self.assertRaises(AccessError):
            self.env["cadre.setup"].with_user(self.manager).slips()


class TestSetupFaults(SetupCase):
    """Each fault names sheet, row, column and value; nothing is written, nothing of the file is passed over."""

    def faults(self, sheets):
        found = self.wizard(sheets)
        found.action_import()
        self.assertEqual(found.state, "bad")
        self.assertFalse(self.unit("XB"), "nothing is written")
        return {(one.sheet, one.row, one.column, one.value) for one in found.problem_ids}

    def changed(self, sheet, row, place, value):
        sheets = good()
        rows = sheets[sheet]
        rows[row] = (*rows[row][:place], value, *rows[row][place + 1 :])
        return sheets

    def test_each_fault(self):
        for sheet, row, place, value, column in (
            ("单位", 1, 2, "XB-99", "上级编号"),
            ("单位", 4, 2, "XB-01", "上级编号"),
            ("单位", 2, 0, "XB-01", "编号"),
            ("人员", 5, 3, "XB-77", "部门编号"),
            ("人员", 5, 5, "中层", "职务类别"),
            ("人员", 5, 2, "去年", "生效日期"),
            ("分管", 1, 0, "XB55", "工号"),
            ("分管", 1, 2, "XB-55", "分管部门编号"),
            ("机构", 1, 1, "委员会", "类别"),
            ("机构成员", 4, 1, "XB77", "工号"),
            ("机构成员", 4, 0, "工委办", "机构名称"),
            ("机构成员", 4, 3, "科长", "机构职务"),
            ("账号", 3, 2, "管理员", "角色"),
        ):
            with self.subTest(sheet=sheet, column=column, value=value):
                self.assertIn((sheet, row + 1, column, value), self.faults(self.changed(sheet, row, place, value)))

    def test_a_name_beside_a_number(self):
        """A mistyped number shows by the name: nobody gets another one's seat or account."""
        for sheet in ("分管", "机构成员", "账号"):
            with self.subTest(sheet):
                place = good()[sheet][0].index("姓名")
                self.assertIn((sheet, 2, "姓名", "别人"), self.faults(self.changed(sheet, 1, place, "别人")))

    def test_nothing_is_passed_over(self):
        """A sheet that nobody knows, or a column, is named: its rows would be lost."""
        sheets = {**good(), "人员2": good()["人员"]}
        self.assertIn(("人员2", 1, "", "人员2"), self.faults(sheets))
        headings = good()
        headings["人员"][0] = (*headings["人员"][0][:-1], "备注")
        self.assertEqual({(one[0], one[2]) for one in self.faults(headings)}, {("人员", "备注")})

    def test_a_login_of_another(self):
        new_test_user(self.env, "XB22", groups="base.group_user")
        self.assertIn(("账号", 8, "", "XB22"), {(*one[:2], "", one[3]) for one in self.faults(good())})

    def test_headings_with_blanks(self):
        """Blanks, stars and wide characters in headings and names of sheets, blank rows, an empty section: all read."""
        sheets = good()
        sheets["人员"] = [tuple(f" {name[:1]} {name[1:]} *" for name in sheets["人员"][0]), (" ",), *sheets["人员"][1:]]
        sheets["单位"].append(("XB-04", "筹备组", "XB", "否", "否", ""))
        sheets = {{"机构成员": "机构 成员 "}.get(name, name): rows for name, rows in sheets.items()}
        found = self.imported(sheets)
        self.assertEqual([(one.sheet, one.value) for one in found.note_ids][-1], ("单位", "筹备组"))
        self.assertTrue(self.unit("XB-04"))

    def test_no_workbook(self):
        for content in (b"", b"a,b\n1,2", b"PK\x03\x04rest"):
            wizard = self.wizard(good())
            wizard.file = base64.b64encode(content)
            if content:
                wizard.action_import()
                self.assertEqual((wizard.state, wizard.problem_count), ("bad", 1))


@tagged("post_install", "-at_install")
class TestFirstPassword(CadreHttpCase):
    """A password on paper, once; its owner chooses his own before he sees anything else."""

    def setUp(self):
        super().setUp()
        self.admin = self.administrator_user
        user = self.env["res.users"].create(
            {"name": "孙丽", "login": "T0777", "group_ids": [(6, 0, self._group().ids)]}
        )
        self.newcomer = self.make_employee("孙丽", "T0777", self.org_section, user=user)
        self.account = user

    def _group(self):
        return self.env.ref("cadre_assessment.group_cadre_user")

    def slips(self, user=None):
        user = user or self.admin
        action = self.newcomer.with_user(user).action_first_password()
        order = self.env["cadre.account.slips"].browse(action["res_id"])
        order.with_user(user).action_print()
        return order

    def test_once_and_nowhere_else(self):
        """Fulfilled once; the database has the hash alone, the chatter tells that it was done."""
        order = self.slips()
        [(name, department, login, password)] = order.with_user(self.admin)._fulfil()
        self.assertEqual((name, department, login), ("孙丽", self.org_section.name, "T0777"))
        self.assertIsNone(order.with_user(self.admin)._fulfil())
        self.env.cr.execute("SELECT password FROM res_users WHERE id = %s", [self.account.id])
        self.assertNotIn(password, self.env.cr.fetchone()[0])
        self.assertNotIn(password, str(order.read()))
        self.assertTrue(self.newcomer.message_ids.filtered(lambda one: "first password" in (one.body or "")))

    def test_an_address_alone_prints_nothing(self):
        """Nobody pressed the button: a link on a foreign page changes no password."""
        action = self.newcomer.with_user(self.admin).action_first_password()
        order = self.env["cadre.account.slips"].with_user(self.admin).browse(action["res_id"])
        self.assertIsNone(order._fulfil())
        self.assertFalse(self.account.cadre_first_password)

    def test_slips_that_are_out_stay_good(self):
        """“For the accounts that have just come” leaves those alone for whom a slip was printed."""
        slips = self.env["cadre.account.slips"].with_user(self.admin)
        self.assertIn(self.account, slips.browse(slips._for_new()["res_id"]).user_ids)
        self.slips().with_user(self.admin)._fulfil()
        self.assertNotIn(self.account, slips.browse(slips._for_new()["res_id"]).user_ids)

    def test_who_prints_none(self):
        for role in ("person", "officer", "manager"):
            with self.subTest(role), self.assertRaises(AccessError):
                self.slips(getattr(self, f"{role}_user"))
        order = self.slips()
        other = self.env.ref("base.user_admin")
        with self.assertRaises(AccessError):
            order.with_user(other)._fulfil()
        self.assertFalse(self.account.cadre_first_password)
        boss = self.make_employee("管理", "T0778", self.org_section, user=self.admin)
        self.assertFalse(self.env["cadre.account.slips"].with_user(other)._of_people(boss), "no administrator's")

    def test_the_first_login(self):
        """The slip as a PDF; then one page, which takes no weak password and no foreign form; then the first page."""
        self.authenticate("cadre_administrator", "cadre_administrator")
        order = self.slips()
        answer = self.url_open(f"/cadre/account/slips/{order.id}")
        self.assertEqual((answer.status_code, answer.headers["Cache-Control"]), (200, "no-store"))
        self.assertEqual(self.url_open(f"/cadre/account/slips/{order.id}").status_code, 410)
        order = self.slips()
        [(_name, _department, login, password)] = order.with_user(self.admin)._fulfil()
        self.authenticate(None, None)
        page = self.url_open("/web/login")  # as people do: the helper logs in like a program
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        self.url_open("/web/login", data={"csrf_token": token, "login": login, "password": password})
        page = self.url_open("/odoo/action-cadre_assessment.cadre_home_action")
        self.assertTrue(page.url.endswith("/cadre/first-password"))
        attachment = self.env["ir.attachment"].with_user(self.account).create({"name": "自评.txt", "raw": b"x"})
        with mute_logger("odoo.http"):
            denied = self.url_open("/web/dataset/call_kw", json={"params": {"model": "res.users", "method": "read",
                "args": [[self.account.id], ["name"]], "kwargs": {}}}).json()  # fmt: skip
            self.assertEqual(denied["error"]["data"]["name"], "odoo.exceptions.AccessDenied")
            self.assertEqual(self.url_open(f"/web/content/ir.attachment/{attachment.id}/raw").status_code, 404)
        with self.assertRaises(AccessDenied):
            self.account.with_user(self.account)._check_credentials(
                {"type": "password", "login": login, "password": password}, {"interactive": False}
            )
        token = re.search(r'name="csrf_token" value="([^"]+)"', page.text)[1]
        for new, again in (
            ("short", "short"),
            ("T0777-2026", "T0777-2026"),
            (password, password),
            ("good-word-1", "x"),
        ):
            data = {"csrf_token": token, "new": new, "again": again}
            self.assertIn("alert-danger", self.url_open("/cadre/first-password", data=data).text, new)
        self.assertEqual(self.url_open("/cadre/first-password", data={"new": "good-word-1"}).status_code, 400)
        data = {"csrf_token": token, "new": "good-word-1", "again": "good-word-1"}
        self.assertTrue(self.url_open("/cadre/first-password", data=data).url.endswith("/odoo"))
        self.account.invalidate_recordset()
        self.assertFalse(self.account.cadre_first_password)
        self.authenticate(login, "good-word-1")
