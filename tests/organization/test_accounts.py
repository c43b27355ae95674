"""Who may say whose account is whose. Over RPC, by every way that ends in an employee's user."""

import contextlib

from lxml import etree
from odoo.exceptions import AccessError
from odoo.tests import Form, TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from tests.organization.accounts import AccountHttpCase
from tests.work.builder import Refused


@tagged("-at_install", "post_install")
class TestWhoseAccount(AccountHttpCase):
    def ways(self, mine, secretary):
        """(what, model, method, args, kwargs) of a client who unhooks ``mine``, or takes over ``secretary``'s place."""
        taken = secretary.user_id.id
        free = self.env["resource.resource"].create({"name": "空", "user_id": taken})
        loose = self.env["resource.resource"].create({"name": "空", "user_id": self.spare_user.id})
        named = {"name": "新来的", "company_id": self.company.id, "date_version": "2025-01-01"}
        employee, resource, unit = "hr.employee", "resource.resource", "hr.department"
        mine_id, other = mine.id, self.other.id
        yield "unhook", employee, "write", [[mine_id], {"user_id": False}], {}
        yield "unhook, screen", employee, "web_save", [[mine_id], {"user_id": False}, {}], {}
        yield "move to a spare account", employee, "write", [[mine_id], {"user_id": self.spare_user.id}], {}
        yield "take over", employee, "write", [[secretary.id], {"user_id": self.spare_user.id}], {}
        yield "as server code", employee, "write", [[mine_id], {"user_id": False}], {"context": {"cadre_guard": True}}
        yield "unhook the resource", resource, "write", [mine.resource_id.ids, {"user_id": False}], {}
        yield "take over the resource", resource, "write", [secretary.resource_id.ids, {"user_id": self.uid_of()}], {}
        yield "another resource", employee, "write", [[mine_id], {"resource_id": loose.id}], {}
        yield "a resource of the Secretary's", employee, "write", [[mine_id], {"resource_id": free.id}], {}
        yield "from the resource", resource, "write", [[loose.id], {"employee_id": [[4, mine_id]]}], {}
        yield (
            "into the resource",
            resource,
            "write",
            [[loose.id], {"employee_id": [[1, mine_id, {"user_id": False}]]}],
            {},
        )
        yield "out of it", resource, "write", [[mine.resource_id.id], {"employee_id": [[6, 0, [other]]]}], {}
        values = {"name": "空", "user_id": self.spare_user.id, "employee_id": [[4, mine_id]]}
        yield "with a new resource", resource, "create", [[values]], {}
        yield "a new employee", employee, "create", [[{**named, "user_id": self.spare_user.id}]], {}
        yield "a new employee on a resource", employee, "create", [[{**named, "resource_id": loose.id}]], {}
        yield (
            "a new employee by context",
            employee,
            "create",
            [[named]],
            {"context": {"default_user_id": self.spare_user.id}},
        )
        yield "a copy", employee, "copy", [[mine_id], {"user_id": self.spare_user.id}], {}
        yield "the archived", employee, "write", [[self.gone.id], {"user_id": False, "active": True}], {}
        command = [[1, mine_id, {"user_id": False}]]
        yield "through the unit", unit, "write", [self.unit.ids, {"member_ids": command}], {}
        yield "through the superior", employee, "write", [[other], {"child_ids": command}], {}
        yield "through the post", "hr.version", "write", [mine.version_id.ids, {"employee_id": secretary.id}], {}
        yield "delete", employee, "unlink", [[self.idle.id]], {}
        yield (
            "another company",
            employee,
            "create",
            [[{**named, "company_id": self.elsewhere.id, "user_id": taken}]],
            {},
        )
        rows = self.history.search([("employee_id", "=", mine_id)])
        yield "the history", "cadre.account", "write", [rows.ids, {"user_id": self.spare_user.id}], {}
        yield "its end", "cadre.account", "write", [rows.ids, {"date_to": "2020-01-01 00:00:00"}], {}
        yield "no history", "cadre.account", "unlink", [rows.ids], {}
        entry = {"employee_id": mine_id, "user_id": self.spare_user.id, "reason": "x", "date_to": "2020-01-01 00:00:00"}
        yield "more history", "cadre.account", "create", [[entry]], {}
        wish = {"employee_id": secretary.id, "user_id": self.spare_user.id, "reason": "x"}
        yield "the wizard", "cadre.account.change", "create", [wish], {}

    def uid_of(self):
        return self.hr_user.id

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.idle = cls.make_employee("闲人", "T0090", user=cls.user("cadre_idle"))
        cls.gone = cls.make_employee("走了", "T0091", user=cls.user("cadre_gone"))
        cls.gone.action_archive()
        cls.elsewhere = cls.env["res.company"].create({"name": "邻县"})

    @mute_logger("odoo.sql_db")  # two employees on one resource: the database refuses it first
    def test_neither_office_nor_personnel(self):
        """Office, organization department and personnel staff change no account, on none of the ways; nothing moves."""
        for user in (self.officer_user, self.manager_user, self.hr_user):
            user.company_ids |= self.elsewhere
            for what, model, method, args, kwargs in self.ways(self.officer, self.decider):
                before = self.facts()
                with self.subTest(what, user=user.login):
                    try:
                        self.call(user, model, method, *args, **kwargs)
                    except Refused:
                        pass
                    else:  # what Odoo ignores (a list of units that are not its own) is as good as refused
                        made = self.facts()
                        self.assertEqual([row for row in made[0] if row in before[0]], before[0])
                        self.assertEqual(list(made[2]), before[2])
                    self.assertEqual(self.facts()[0][: len(before[0])], before[0])
                    self.assertEqual(self.facts()[2], before[2])

    @mute_logger("odoo.sql_db")  # an account that is taken
    def test_files(self):
        """A file neither, by name, number or id; it says what to do instead."""
        for field, value in (
            ("user_id/id", "base.user_admin"),
            ("user_id/.id", str(self.spare_user.id)),
            ("user_id", "cadre_spare"),
            ("resource_id/user_id/.id", str(self.spare_user.id)),
        ):
            before = self.facts()
            with self.subTest(field):
                rows = [[str(self.decider.id), value]]
                try:
                    answer = self.call(self.officer_user, "hr.employee", "load", [".id", field], rows)
                except Refused:
                    answer = {"ids": False}
                self.assertFalse(answer["ids"])
                self.assertEqual(self.facts(), before)
        answer = self.call(
            self.officer_user, "hr.employee", "load", [".id", "user_id/.id"], [[self.decider.id, self.spare_user.id]]
        )
        self.assertIn("Change Account", str(answer["messages"]))

    def test_personal_default(self):
        """A default that somebody stored for himself hooks nobody: the creation is refused."""
        self.env["ir.default"].with_user(self.hr_user).set(
            "hr.employee", "user_id", self.spare_user.id, user_id=self.hr_user.id
        )
        before = self.facts()
        with self.assertRaises(Refused):
            self.call(self.hr_user, "hr.employee", "create", [{"name": "新来的", "date_version": "2025-01-01"}])
        self.assertEqual(self.facts(), before)

    def test_users_of_others(self):
        """Who manages neither people nor accounts reaches nobody through users, his own included."""
        for user in (self.officer_user, self.hr_user, self.person_user):
            for target in (user, self.decider_user):
                for values in (
                    {"employee_ids": [[6, 0, []]]},
                    {"employee_ids": [[4, self.decider.id]]},
                    {"resource_ids": [[4, self.decider.resource_id.id]]},
                    {"employee_id": self.decider.id},
                    {"create_employee_id": self.decider.id},
                ):
                    before = self.facts()
                    with self.subTest(user.login, target=target.login, values=values):
                        with contextlib.suppress(Refused):
                            self.call(user, "res.users", "write", target.ids, values)
                        self.assertEqual(self.facts(), before)
            for method, args in (
                ("action_create_employee", [self.spare_user.ids]),
                ("create", [{"name": "x", "login": f"x{user.id}", "create_employee_id": self.decider.id}]),
                ("create", [{"name": "x", "login": f"y{user.id}", "create_employee": True}]),
            ):
                before = self.facts()
                with self.subTest(user.login, method=method), self.assertRaises(Refused):
                    self.call(user, "res.users", method, *args)
                self.assertEqual(self.facts(), before)

    def test_as_superuser_for_somebody(self):
        """What everybody writes on himself is written as superuser: no command there reaches another one's record."""
        tag = self.env["hr.employee.category"].create({"name": "标签", "employee_ids": [(6, 0, self.decider.ids)]})
        for user in (self.person_user, self.officer_user):
            for values in ({"user_id": self.spare_user.id}, {"user_id": False}, {"name": "李四"}):
                nested = {"employee_ids": [[1, self.decider.id, values]]}
                for commands in ([[1, tag.id, nested]], [[0, 0, {"name": "x", **nested}]], [[2, tag.id]]):
                    before = self.facts()
                    with self.subTest(user.login, commands=commands), self.assertRaises(Refused):
                        self.call(user, "res.users", "write", user.ids, {"category_ids": commands})
                    self.assertEqual(self.facts(), before)
                    self.assertEqual((self.decider.name, tag.exists()), ("何书记", tag))
            self.call(user, "res.users", "write", user.ids, {"category_ids": [[6, 0, tag.ids]]})
            with self.subTest(user.login, what="server code"), self.assertRaises(AccessError):
                self.decider.with_user(user).sudo().user_id = self.spare_user
            self.env.invalidate_all()

    def test_wizard(self):
        """The administrator of accounts, without any right on people: history, chatter, a notice to both accounts."""
        self.assertEqual(self.told(self.decider), [(self.decider_user, False, self.env.user)])
        self.change(self.accounts_admin, self.decider, self.spare_user, "原账号停用")
        self.assertEqual(self.decider.user_id, self.spare_user)
        self.assertEqual(self.decider.resource_id.user_id, self.spare_user)
        first = (self.decider_user, True, self.env.user)
        self.assertEqual(self.told(self.decider), [first, (self.spare_user, False, self.accounts_admin)])
        said = self.decider.message_ids.filtered(lambda one: "原账号停用" in one.body)
        self.assertEqual(said.author_id, self.accounts_admin.partner_id)
        self.assertIn("cadre_decider → cadre_spare", said.body)
        for user in (self.decider_user, self.spare_user):
            told = self.env["mail.activity"].search([("user_id", "=", user.id)])
            self.assertIn("何书记", told.summary)
            self.assertIn("原账号停用", told.note)
            self.assertTrue(self.call(user, "mail.activity", "search_read", [["user_id", "=", user.id]], ["summary"]))
        self.change(self.accounts_admin, self.decider, None, "借调离开")
        self.assertFalse(self.decider.user_id)
        self.assertEqual(self.told(self.decider)[-1], (self.env["res.users"], False, self.accounts_admin))
        self.change(self.administrator, self.decider, self.decider_user, "回来了")
        self.assertEqual(self.decider.user_id, self.decider_user)
        self.assertEqual(len(self.told(self.decider)), 4)

    def test_two_of_one_name(self):
        """The notice says which of them: his post stands beside the name, and alone where nobody shares it."""
        people = self.decider | self.env["hr.employee"].create({"name": self.decider.name})
        self.assertEqual(self.person._names_told_apart(), ["李明"])
        people[0].job_title, people[1].job_title = "县委书记", "乡党委书记"
        self.assertEqual(people._names_told_apart(), ["何书记（县委书记）", "何书记（乡党委书记）"])
        self.change(self.accounts_admin, self.decider, self.spare_user, "原账号停用")
        for user in (self.decider_user, self.spare_user):
            told = self.env["mail.activity"].search([("user_id", "=", user.id)])
            self.assertIn("何书记（县委书记）", told.summary)

    def test_wizard_refuses(self):
        """No reason, the same account, one that is taken or of another company, somebody of another company."""
        foreign = self.user("cadre_far", company_id=self.elsewhere.id)
        far = self.env["hr.employee"].create({"name": "邻县人", "company_id": self.elsewhere.id})
        for employee, user, reason, text in (
            (self.decider, self.spare_user, " ", "say why"),
            (self.decider, self.decider_user, "x", "already"),
            (self.decider, self.person_user, "x", "李明"),
            (self.decider, foreign, "x", "does not belong"),
            (far, self.spare_user, "x", "administrator of this company"),
        ):
            before = self.facts()
            with self.subTest(text), self.assertRaises(Refused) as caught:
                self.change(self.accounts_admin, employee, user, reason)
            self.assertIn(text, str(caught.exception))
            self.assertEqual(self.facts(), before)

    def test_first_account(self):
        """On Odoo's own screens the administrator gives somebody his first account; history and notice follow."""
        people = self.make_people(4, prefix="N")
        made = self.call(
            self.administrator,
            "res.users",
            "create",
            {"name": "新一", "login": "new_one", "create_employee_id": people[0].id},
        )
        self.call(self.administrator, "hr.employee", "write", people[1].ids, {"user_id": self.spare_user.id})
        extra = self.user("cadre_extra")
        self.call(
            self.administrator, "hr.employee", "load", [".id", "user_id/.id"], [[str(people[2].id), str(extra.id)]]
        )
        alone = self.user("cadre_alone")
        self.call(self.administrator, "res.users", "action_create_employee", alone.ids)
        self.env.invalidate_all()
        by = self.administrator
        for employee, user in (
            (people[0], self.env["res.users"].browse(made)),
            (people[1], self.spare_user),
            (people[2], extra),
            (alone.employee_id, alone),
        ):
            with self.subTest(user.login):
                self.assertEqual(employee.user_id, user)
                self.assertEqual(self.told(employee), [(user, False, by)])
                self.assertTrue(self.env["mail.activity"].search([("user_id", "=", user.id)]))
        for values in ({"user_id": False}, {"user_id": self.hr_user.id}):
            with self.subTest(values), self.assertRaises(Refused) as caught:
                self.call(self.administrator, "hr.employee", "write", people[1].ids, values)
            self.assertIn("needs a reason", str(caught.exception))

    def test_screen(self):
        """On the form the account is shown and not entered; the button is the administrator's."""
        for user, button in ((self.officer_user, 0), (self.hr_user, 0), (self.administrator, 1)):
            arch = self.env["hr.employee"].with_user(user).get_view(view_type="form")["arch"]
            form = etree.fromstring(arch)
            with self.subTest(user.login):
                fields = form.xpath("//group[@name='user']//field[@name='user_id']")
                self.assertEqual([field.get("readonly") for field in fields], ["1"])
                self.assertEqual(len(form.xpath("//button[@name='action_change_account']")), button)

    @mute_logger("odoo.http")  # to whom has no right, hr.employee does not know the field
    def test_who_reads_the_history(self):
        """Auditor and administrator, inside their companies; nobody else reads, counts or searches it."""
        far = self.env["hr.employee"].create(
            {
                "name": "邻县人",
                "company_id": self.elsewhere.id,
                "user_id": self.user("cadre_far", company_id=self.elsewhere.id).id,
            }
        )
        for user in (self.auditor_user, self.accounts_admin):
            seen = self.call(user, "cadre.account", "search_read", [], ["employee_id", "user_id", "reason"])
            self.assertIn(self.decider.id, [row["employee_id"][0] for row in seen])
            self.assertNotIn(far.id, [row["employee_id"][0] for row in seen])
        for user in (self.plain_user, self.person_user, self.officer_user, self.manager_user, self.hr_user):
            for model, method, args in (
                ("cadre.account", "search_count", [[]]),
                ("cadre.account", "read", [self.history.search([], limit=1).ids, ["user_id"]]),
                ("hr.employee", "read", [self.decider.ids, ["cadre_account_ids"]]),
                ("hr.employee", "search", [[["cadre_account_ids.user_id", "=", self.decider_user.id]]]),
                ("res.users", "read", [user.ids, ["cadre_account_ids"]]),
            ):
                with self.subTest(user.login, model=model, method=method), self.assertRaises(Refused):
                    self.call(user, model, method, *args)

    def test_two_companies(self):
        """One user, two employees: each has its own history, and its administrator changes the one alone."""
        self.decider_user.company_ids |= self.elsewhere
        twin = self.env["hr.employee"].create(
            {"name": "何书记", "company_id": self.elsewhere.id, "user_id": self.decider_user.id}
        )
        self.assertEqual(self.decider_user._cadre_people(), self.decider | twin)
        self.change(self.accounts_admin, self.decider, self.spare_user)
        self.assertEqual((twin.user_id, self.decider.user_id), (self.decider_user, self.spare_user))
        self.assertEqual(self.decider_user._cadre_people(), self.decider | twin)
        with self.assertRaises(Refused):
            self.call(self.hr_user, "hr.employee", "write", self.decider.ids, {"company_id": self.elsewhere.id})

    def test_as_found(self):
        """Who had an account before this addon came has had it since ever; whoever has a history keeps it."""
        self.env.flush_all()
        self.env.cr.execute("DELETE FROM cadre_account WHERE employee_id = %s", [self.person.id])
        self.history.init()
        self.env.invalidate_all()
        [row] = self.history.search([("employee_id", "=", self.person.id)])
        self.assertEqual(
            (row.user_id, row.company_id, row.date_from, row.date_to, row.changed_by_id.id),
            (self.person_user, self.company, False, False, False),
        )
        count = self.history.search_count([])
        self.history.init()
        self.assertEqual(self.history.search_count([]), count)


@tagged("-at_install", "post_install")
class TestBeforeAnOffice(TransactionCase):
    def test_as_in_odoo_until_somebody_assesses(self):
        """Personnel staff may say it as Odoo lets them, the history tells who did; from the first body on they may not.

        Others may not at any time, though code works as superuser for them.
        """
        bodies, company = self.env["cadre.body"].with_context(active_test=False), self.env.company
        self.assertFalse(bodies.search([]) or self.env["cadre.cycle"].search([]))
        personnel = new_test_user(self.env, "before_hr", "hr.group_hr_user,base.group_partner_manager")
        plain = new_test_user(self.env, "before_plain")
        people = self.env["hr.employee"].with_user(personnel)
        with Form(people) as form:
            form.name, form.user_id = "先来的", personnel
        one = form.record
        with Form(one) as form:
            form.user_id = plain
        rows = self.env["cadre.account"].search([("employee_id", "=", one.id)], order="id")
        self.assertEqual(rows.mapped("user_id"), personnel | plain)
        self.assertEqual(rows.changed_by_id, personnel)
        with self.assertRaisesRegex(AccessError, "by the administrator alone"):
            one.with_user(plain).sudo().user_id = False
        bodies.create({"name": "领导小组", "kind": "leading_group", "company_id": company.id, "active": False})
        with self.assertRaisesRegex(AccessError, "by the administrator alone"):
            one.user_id = personnel
        with self.assertRaisesRegex(AssertionError, "readonly"):
            Form(one).user_id = personnel
