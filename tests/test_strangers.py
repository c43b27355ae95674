"""Who is no member of the house, a portal user or anybody, sees nothing but what voters may."""

from odoo.exceptions import AccessError
from odoo.fields import Domain
from odoo.tests import new_test_user

from tests.common import CadreHttpCase

OURS = ("cadre.", "report.cadre_")


class TestStrangers(CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.portal = new_test_user(cls.env, login="cadre_portal", groups="base.group_portal")
        cls.public = cls.env.ref("base.public_user")
        cls.cycle = cls.open_cycle()

    def test_no_model(self):
        """Every model of ours, every operation, and every way of asking: refused."""
        for name, model in self.env.registry.models.items():
            if not name.startswith("cadre.") or model._abstract:
                continue
            for user in (self.portal, self.public):
                records = self.env[name].with_user(user)
                with self.subTest(name, user=user.login):
                    self.assertFalse([one for one in ("read", "write", "create", "unlink") if records.has_access(one)])
                    for ask in (records.search_count, records.search_read, records.name_search):
                        self.assertRaises(AccessError, ask, [] if ask != records.name_search else "")

    def test_no_field_on_others(self):
        """What we added to Odoo's models is not read through what a stranger may read of them."""
        for model in ("hr.employee", "hr.version", "hr.department", "hr.employee.public"):
            for user in (self.portal, self.public):
                with self.subTest(model, user=user.login), self.assertRaises(AccessError):
                    self.env[model].with_user(user).search_read([], ["name"], limit=1)

    def test_nothing_beside(self):
        """No message, attachment, activity, follower or notification that hangs on a record of ours."""
        person = self.cycle.message_post(body="机密", attachments=[("a.txt", b"x")])
        self.assertTrue(person.attachment_ids)
        for name, field in (
            ("mail.message", "model"), ("ir.attachment", "res_model"), ("mail.activity", "res_model"),
            ("mail.followers", "res_model"), ("mail.tracking.value", "field_id.model"),
        ):  # fmt: skip
            for user in (self.portal, self.public):
                with self.subTest(name, user=user.login):
                    try:
                        found = self.env[name].with_user(user).search(Domain(field, "=like", "cadre.%"))
                    except AccessError:
                        continue
                    self.assertFalse(found)

    def test_no_page(self):
        """The routes of ours that ask who comes, as one who is logged in as a portal user, and as nobody."""
        paths = [
            "/cadre/ballot/slips/1", "/cadre/ballot/slips/1/page", "/cadre/regulation/1.json",
            f"/web/image/cadre.assessment/{self.cycle.assessment_ids[:1].id}/name",
            "/web/content/cadre.marks.import/1/template",
            f"/report/html/cadre_assessment_reports.summary/{self.cycle.id}",
            f"/report/xlsx/cadre_assessment_reports.ranking_xlsx/{self.cycle.id}",
        ]  # fmt: skip
        self.env.flush_all()
        for login in ("cadre_portal", None):
            self.authenticate(login, login)
            for path in paths:
                with self.subTest(path, login=login):
                    answer = self.url_open(path, allow_redirects=False)
                    self.assertNotIn(self.person.name, answer.text)
                    self.assertNotIn(self.unit.name, answer.text)
                    self.assertFalse(answer.content.startswith((b"PK", b"%PDF")))
