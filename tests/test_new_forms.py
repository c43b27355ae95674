"""A new record offers something to choose. (models/company.py)

The choices of a field with ``check_company`` are those of the record's company: while that one is empty, Odoo's screen
offers nothing. The sweep asks every model of ours, dialogues included, as the screen does when New is clicked (what the
administrator of the database makes is shared, and chooses among what is shared).
"""

from .common import CadreCase


class TestNewForms(CadreCase):
    def test_every_new_record_has_its_company(self):
        asked = []
        for name, kind in sorted(self.env.registry.models.items()):
            if not name.startswith("cadre.") or kind._abstract:
                continue
            if not any(getattr(field, "check_company", False) for field in kind._fields.values()):
                continue
            asked.append(name)
            with self.subTest(name):
                model = self.env[name].with_user(self.manager_user)
                model = model if model.has_access("create") else self.env[name]
                new = model.onchange({}, [], {"company_id": {"fields": {}}})["value"]
                self.assertEqual(new.get("company_id"), {"id": self.company.id})
        self.assertGreater(len(asked), 20)
