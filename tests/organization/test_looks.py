"""Nobody looks like somebody else: name, mail and picture are nobody's own to enter, over RPC neither."""

from odoo.exceptions import AccessError
from odoo.tests import tagged

from tests.organization.accounts import AccountHttpCase
from tests.work.builder import Refused

NAME = "何书记"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


@tagged("-at_install", "post_install")
class TestLooks(AccountHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.person_user.group_ids |= cls.env.ref("base.group_partner_manager")
        cls.person_user.write({"name": "李明", "email": "liming@yunling.example", "image_1920": PICTURE})

    def looks(self, user):
        self.env.invalidate_all()
        partner, person = user.partner_id, user._cadre_people()
        return (
            (user.name, user.email, user.image_1920, user.display_name, partner.complete_name, partner.display_name),
            (person.name, person.work_email, person.image_1920, person.legal_name, person.avatar_128),
            (partner.id, partner.parent_id.id),
        )

    def refused(self, user, *attempt):
        before = self.looks(user)
        with self.subTest(user.login, attempt=attempt), self.assertRaises(Refused):
            self.call(user, *attempt)
        self.assertEqual(self.looks(user), before)

    def test_the_account(self):
        """Nobody changes it for himself, by whatever field Odoo leaves to him; the rest of his preferences he does."""
        user = self.person_user
        for values in (
            {"name": NAME},
            {"email": "mishuchang@yunling.example"},
            {"image_1920": PICTURE},
            {"image_1920": False},
            {"work_email": "mishuchang@yunling.example"},
            {"lang": "en_US", "name": NAME},
        ):
            self.refused(user, "res.users", "write", user.ids, values)
            self.refused(user, "res.users", "web_save", user.ids, values, {})
        self.call(user, "res.users", "write", user.ids, {"tz": "Asia/Urumqi", "private_phone": "123"})
        self.env.invalidate_all()
        self.assertEqual((user.tz, self.person.private_phone), ("Asia/Urumqi", "123"))

    def test_the_contact(self):
        """Nor behind it: the contact, its parent, a stored column, the attachment of its picture, a merger."""
        user = self.person_user
        partner = user.partner_id
        company = self.env["res.partner"].create({"name": NAME, "is_company": True})
        double = self.env["res.partner"].create({"name": NAME, "email": partner.email})
        for values in (
            {"name": NAME},
            {"email": "x@y.example"},
            {"complete_name": NAME},
            {"parent_id": company.id},
            {"company_name": NAME},
            {"image_1920": PICTURE},
            {"image_128": PICTURE},
            {"user_ids": [[1, user.id, {"name": NAME}]]},
        ):
            self.refused(user, "res.partner", "write", partner.ids, values)
        self.refused(user, "res.partner", "write", company.ids, {"child_ids": [[4, partner.id]]})
        self.refused(user, "res.partner", "write", company.ids, {"child_ids": [[1, partner.id, {"name": NAME}]]})
        picture = self.env["ir.attachment"].search(
            [("res_model", "=", "res.partner"), ("res_field", "=", "image_1920"), ("res_id", "=", partner.id)]
        )
        self.assertTrue(picture)
        self.refused(user, "ir.attachment", "write", picture.ids, {"datas": PICTURE})
        self.refused(user, "ir.attachment", "unlink", picture.ids)
        wizard = self.call(
            user,
            "base.partner.merge.automatic.wizard",
            "create",
            {"partner_ids": [[6, 0, [partner.id, double.id]]], "dst_partner_id": double.id, "state": "selection"},
        )
        self.refused(user, "base.partner.merge.automatic.wizard", "action_merge", [wizard])
        self.call(user, "res.partner", "write", double.ids, {"name": "别人"})  # other contacts are his business

    def test_pages_for_everybody(self):
        """A page that writes one's own contact as superuser (Odoo's customer portal has one) renames nobody."""
        mine = self.person_user.partner_id.with_user(self.person_user).sudo()
        for values in ({"name": NAME}, {"email": "x@y.example"}, {"company_name": NAME}, {"parent_id": 1}):
            with self.subTest(values), self.assertRaises(AccessError):
                mine.write(values)
        mine.write({"phone": "0871", "city": "云岭"})

    def test_the_staff_record(self):
        """A member of the office enters neither his own name nor mail; a colleague does."""
        for values in ({"name": NAME}, {"work_email": "x@y.example"}, {"image_1920": PICTURE}, {"legal_name": NAME}):
            self.refused(self.officer_user, "hr.employee", "write", self.officer.ids, values)
        self.refused(self.officer_user, "resource.resource", "write", self.officer.resource_id.ids, {"name": NAME})
        self.refused(
            self.officer_user,
            "hr.department",
            "write",
            self.office_section.ids,
            {"member_ids": [[1, self.officer.id, {"name": NAME}]]},
        )
        self.call(self.officer_user, "hr.employee", "write", self.officer.ids, {"name": "范主任", "work_phone": "1"})
        self.call(self.manager_user, "hr.employee", "write", self.officer.ids, {"name": "范大成"})
        self.env.invalidate_all()
        self.assertEqual(self.officer.name, "范大成")

    def test_passwords_go_to_the_account(self):
        """The office enters a person's mail address; where his account's new password is sent, it does not."""
        self.decider_user.email = "mishuchang@yunling.example"
        mine, contact = "fan@yunling.example", self.decider_user.partner_id
        for user in (self.officer_user, self.hr_user):
            for values in (
                {"work_email": mine},
                {"work_email": mine, "work_contact_id": contact.id},
                {"work_contact_id": user.partner_id.id, "work_email": mine},
            ):
                with self.subTest(user.login, values=values):
                    self.call(user, "hr.employee", "write", self.decider.ids, values)
                    self.env.invalidate_all()
                    self.assertEqual(self.decider.work_email, mine)
                    self.assertEqual(self.decider_user.email, "mishuchang@yunling.example")
            other = self.make_people(1, prefix=f"M{user.id}")
            self.call(user, "hr.employee", "write", other.ids, {"work_contact_id": contact.id, "work_email": mine})
            self.refused(user, "res.partner", "write", contact.ids, {"email": mine})
            self.env.invalidate_all()
            self.assertEqual(self.decider_user.email, "mishuchang@yunling.example")
        self.call(self.person_user, "res.users", "write", self.person_user.ids, {"phone": "0871"})
        self.call(self.officer_user, "hr.employee", "write", self.person.ids, {"work_email": mine})
        self.call(self.person_user, "res.users", "write", self.person_user.ids, {"phone": "0872"})
        self.env.invalidate_all()
        self.assertEqual((self.person.work_email, self.person.work_phone), (mine, "0872"))

    def test_what_is_said_in_whose_name(self):
        """Messages of ours and forms name the person as the staff record does, whatever the account is called."""
        self.leader_user.sudo().name = NAME
        self.assertEqual((self.leader.name, self.leader_user._cadre_name()), ("丁副书记", "丁副书记"))
        self.assertEqual(self.accounts_admin._cadre_name(), "cadre_accounts")
        self.fill(self.plan)
        self.plan.with_user(self.person_user).action_submit()
        action = self.plan.with_user(self.leader_user).reject_tier()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.leader_user)
            .with_context(**action["context"])
            .create({"reason": "请补充"})
        )
        wizard.action_confirm()
        said = self.plan.message_ids.filtered(lambda one: "请补充" in (one.body or ""))
        self.assertIn("丁副书记", said.body)
        self.assertNotIn(NAME, said.body)

    def test_a_name_of_its_time(self):
        """Who signed keeps his name when his account is handed on to a successor."""
        then = self.history.search([("employee_id", "=", self.leader.id)]).date_from
        account = self.leader_user
        self.env.cr.execute("UPDATE cadre_account SET date_from = date_from - interval '1 year'")
        self.history.invalidate_model()
        self.change(self.accounts_admin, self.leader, None, "调离")
        self.change(self.accounts_admin, self.decider, account, "接任")
        self.assertEqual(account._cadre_name(), "何书记")
        self.assertEqual(account._cadre_name(then.replace(year=then.year) - (then - then.replace(hour=0))), "丁副书记")
