"""Getting in with a staff number and no e-mail address, and what is met first."""

from odoo.tests import tagged

from tests.common import CadreHttpCase


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
        self.authenticate("T0099", "T0099-first")
        self.assertIn("odoo.__session_info__", self.url_open("/odoo").text)
        self.env.invalidate_all()
        member = [("partner_id", "=", self.newcomer.partner_id.id), ("channel_id.channel_type", "=", "chat")]
        chats = self.env["discuss.channel.member"].search(member)
        self.assertFalse(chats, "nobody wrote to the newcomer before he did anything")
