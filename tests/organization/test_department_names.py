"""A department has one name, in whichever language it is written."""

from tests.common import CadreCase


class TestDepartmentNames(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.env["res.lang"]._activate_lang("en_US")  # where it is not active, Odoo itself writes it along

    def names(self, department):
        return [department.with_context(lang=lang).name for lang in ("en_US", "zh_CN")]

    def test_renamed_in_another_language(self):
        """Both languages have the new name, whichever of them it is typed in; what prints is Chinese."""
        for first, second in (("en_US", "zh_CN"), ("zh_CN", "en_US")):
            with self.subTest(first=first):
                department = self.env["hr.department"].with_context(lang=first).create({"name": "办公室"})
                department.with_context(lang=second).name = "综合科"
                self.assertEqual(self.names(department), ["综合科"] * 2)
                department.with_context(lang=first).name = "党政办公室"
                self.assertEqual(self.names(department), ["党政办公室"] * 2)

    def test_a_real_translation_stays(self):
        department = self.env["hr.department"].with_context(lang="zh_CN").create({"name": "办公室"})
        department.update_field_translations("name", {"en_US": "Office", "zh_CN": "办公室"})
        department.with_context(lang="zh_CN").name = "综合科"
        self.assertEqual(self.names(department), ["Office", "综合科"])
