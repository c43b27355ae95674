"""The names on paper are those of the staff records; what an account is called stands nowhere."""

from tests.reports.finished import FinishedCase

FALSE_NAME = "冒名顶替"


class TestNames(FinishedCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.finish()
        for user in cls.env["res.users"].search([("share", "=", False)]):
            user.write({"name": FALSE_NAME, "email": f"{FALSE_NAME}{user.id}@yunling.example"})
        cls.env.invalidate_all()

    def test_every_form(self):
        """All forms of the finished year, printed after every account was renamed; and the workbook."""
        printed = set()
        for name, page in self.pages(limit=4):
            with self.subTest(name):
                printed.add(name)
                self.assertNotIn(FALSE_NAME, page)
        self.assertGreater(len(printed), 8, printed)
        for sheet in self.workbook(self.cycle):
            for row in sheet.iter_rows(values_only=True):
                self.assertNotIn(FALSE_NAME, "".join(str(cell) for cell in row if cell))

    def test_what_was_frozen(self):
        """No text that a step of ours wrote, in a field or in a chatter, bears the name of an account."""
        for name, model in self.env.registry.models.items():
            if not name.startswith("cadre.") or model._abstract or model._transient or not model._auto:
                continue
            fields = [
                field.name
                for field in self.env[name]._fields.values()
                if field.store and field.column_type and field.type in ("char", "text", "html")
            ]
            for field in fields:
                with self.subTest(name, field=field):
                    self.assertFalse(self.env[name].sudo().search_count([(field, "ilike", FALSE_NAME)]))
        said = [("model", "=like", "cadre.%"), ("body", "ilike", FALSE_NAME)]
        self.assertFalse(self.env["mail.message"].search(said))
        self.assertEqual(self.decision.confirmed_by_id._cadre_name(self.decision.confirmed_on), "何书记")
