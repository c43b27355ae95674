"""Odoo's own import screen refuses what our own dialogues refuse, for every model and in every format it knows."""

from odoo.exceptions import UserError

from tests.common import CadreCase
from tests.files import hostile


class TestImportScreenHostile(CadreCase):
    def importer(self, content, name="file.xlsx", model="res.partner"):
        values = {"res_model": model, "file": content, "file_name": name, "file_type": ""}
        return self.env["base_import.import"].with_user(self.plain_user).create(values)

    def test_refused(self):
        """By everybody's account, on a model that is none of ours too. (All kinds: ``tests/files``.)"""
        options = {"quoting": '"', "separator": "", "encoding": "", "has_headers": True}
        for name in (
            "zip bomb", "an endless tag", "millions of empty cells", "billion laughs behind a comment",
            "billion laughs in UTF-16", "the last row of a sheet", "millions of lines", "more bytes than may be sent",
        ):  # fmt: skip
            content = hostile.TABLES[name][0]()
            with self.subTest(name), self.assertRaises(UserError):
                self.importer(content, "file.xlsx" if content.startswith(b"PK") else "file.csv")._read_file(options)

    def test_other_formats(self):
        """Old workbooks and those of another program are made whole before anybody could count: saved anew, please."""
        for content, name in (
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file.xls"),
            (hostile.workbook({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "file.ods"),
        ):
            importer = self.importer(content, name)
            for way in (importer._read_xls, importer._read_ods):
                with self.assertRaises(ValueError):
                    way({})

    def test_encodings(self):
        """Guessed from the beginning; an encoding whose reading takes the square of the length is none."""
        options = {"quoting": '"', "separator": ",", "encoding": "", "has_headers": True}
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            content = "名称,电话\n欧阳,1\n欧阳锋的名字要长一些才能猜得准,2\n".encode(encoding)
            _count, rows = self.importer(content, "file.csv")._read_file({**options})
            self.assertEqual(rows[1], ["欧阳", "1"], encoding)
        for encoding in ("punycode", "idna", "no such thing"):
            with self.subTest(encoding), self.assertRaises(UserError):
                self.importer(b"a,b\n1,2\n", "file.csv")._read_file({**options, "encoding": encoding})
