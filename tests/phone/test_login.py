"""How does somebody get in who has a staff number and no e-mail address, and what does he meet first?"""

from odoo.tests import tagged

from tests.ballot.phone import phone
from tests.common import CadreHttpCase

SIZE = (390, 844)


@tagged("post_install", "-at_install")
class TestLogin(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.newcomer = cls.env["res.users"].create(
            {
                "name": "新同志",
                "login": "T0099",
                "password": "T0099-first",
                "email": False,
                "lang": "zh_CN",
                "group_ids": [(6, 0, cls.env.ref("cadre_assessment.group_cadre_user").ids)],
            }
        )
        cls.make_employee("新同志", "T0099", cls.org_section, "科员", user=cls.newcomer)

    def test_the_page_is_the_office_s_own(self):
        """Its name and crest; no way to sign up even where Odoo would offer one, nothing of databases or makers."""
        self.env["ir.config_parameter"].set_param("auth_signup.invitation_scope", "b2c")
        self.env.flush_all()
        page = self.url_open("/web/login").text
        self.assertIn(self.env["res.company"].search([], order="id", limit=1).name, page)
        self.assertIn("o_cadre_crest", page)
        for foreign in ("/web/signup", "/web/database", "odoo.com"):
            self.assertNotIn(foreign, page)

    def test_by_staff_number(self):
        """No e-mail anywhere; the first page is not covered by the introduction to a chat."""
        with phone(self, size=SIZE) as page:
            page.open("/web/login")
            page.run("document.querySelector('[name=login]').value = 'T0099'")
            page.run("document.querySelector('[name=password]').value = 'T0099-first'")
            page.run("document.querySelector('form.oe_login_form').submit()")
            page.wait("document.querySelector('.o_main_navbar')", 90)
            page.wait("document.querySelector('.o_action_manager > *')")
            page.wait("!document.querySelector('.o_loading_indicator')")
            self.assertFalse(page.run("document.querySelectorAll('.o-mail-ChatWindow').length"))
            page.picture("phone_first_login")
        self.env.invalidate_all()
        member = [("partner_id", "=", self.newcomer.partner_id.id), ("channel_id.channel_type", "=", "chat")]
        chats = self.env["discuss.channel.member"].search(member)
        self.assertFalse(chats, "nobody wrote to the newcomer before he did anything")
