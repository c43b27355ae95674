"""A file that is no good is refused with a reason, before anything of it is trusted."""

import io
import zipfile

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

HEADINGS = ("工号", "姓名", "生效日期")


class TestHostileFiles(CadreCase):
    def refusal(self, content, name="file.xlsx"):
        """The one reason of a refused file."""
        found = wizard(self.env(user=self.officer_user, context={"lang": "en_US"}), "people", content, name)
        found.action_import()
        self.assertEqual((found.state, found.row_count, found.problem_count), ("bad", 0, 1))
        return found.problem_ids.reason

    def workbook(self, **parts):
        """A workbook with further parts put in (their names with __ for a slash and _ for a dot)."""
        stream = io.BytesIO(xlsx(HEADINGS, ("N001", "甲", "2025-01-01")))
        with zipfile.ZipFile(stream, "a") as archive:
            for name, content in parts.items():
                archive.writestr(name.replace("__", "/").replace("_", "."), content)
        return stream.getvalue()

    def test_what_is_no_table(self):
        self.assertIn("neither", self.refusal(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"))
        old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
        self.assertIn("damaged", self.refusal(old))
        self.assertIn("password", self.refusal(old + "EncryptedPackage".encode("utf-16-le")))
        self.assertIn("damaged", self.refusal(b"PK\x03\x04 half a file"))
        self.assertIn("nothing", self.refusal(xlsx(())))

    def test_a_zip_that_is_no_workbook(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("readme.txt", "hello")
        self.assertIn("neither", self.refusal(stream.getvalue()))

    def test_programs_inside(self):
        self.assertIn("programs", self.refusal(self.workbook(xl__vbaProject_bin=b"x")))

    def test_entities(self):
        bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
        self.assertIn("entities", self.refusal(self.workbook(xl__evil_xml=bomb)))

    def test_a_small_file_that_unpacks_to_a_large_one(self):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/workbook.xml", b"0" * (130 * 1024 * 1024))
        self.assertLess(len(stream.getvalue()), 1024 * 1024)
        self.assertIn("unpacks", self.refusal(stream.getvalue()))

    def test_too_large(self):
        self.assertIn("larger", self.refusal(b"a" * (10 * 1024 * 1024 + 1), "file.csv"))

    def test_too_many_columns(self):
        self.assertIn("columns", self.refusal(xlsx([f"c{n}" for n in range(150)])))

    def test_a_formula_is_never_evaluated(self):
        """What a formula would give is not what somebody typed: the cell counts as empty."""
        found = wizard(
            self.env(user=self.officer_user), "people", xlsx(HEADINGS, ("N001", '=CMD("calc")', "2025-01-01"))
        )
        found.action_import()
        self.assertEqual(set(problems(found)), {(2, "姓名")})

    def test_csv_of_a_chinese_excel(self):
        """Comma-separated text comes as UTF-8 or as GB18030; both are read."""
        for encoding in ("utf-8-sig", "gb18030"):
            text = "工号,姓名,生效日期,性别\nC001,欧阳·古丽,2025.01,女\n"
            found = wizard(self.env(user=self.officer_user), "people", text.encode(encoding), "file.csv")
            found.action_check()
            self.assertEqual((found.state, problems(found)), ("good", {}), encoding)
