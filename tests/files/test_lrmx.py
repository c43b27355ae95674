"""Appointment form files are read as liberally as they are met, written exactly, and refused by name when hostile."""

import base64
import struct
import zlib
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as some
from odoo.addons.cadre_assessment.files import lrmx
from odoo.addons.cadre_assessment.files.bounds import Refused
from odoo.addons.cadre_assessment.files.lrmx_words import Period, periods_of, told
from odoo.tests import BaseCase

from .forms import MET, form, package, picture

TEXT = some.text(alphabet=some.characters(blacklist_categories=("Cs", "Cc")), max_size=30)


def persons():
    """Anybody, as a reader leaves him: values without what nobody typed."""
    one_line = {name: TEXT.map(lambda text, name=name: lrmx.clean(name, text)) for name in lrmx.FIELDS}
    relative = some.fixed_dictionaries(
        {name: TEXT.map(lambda text, name=name: lrmx.clean(name, text)) for name in lrmx.OF_RELATIVE}
    )
    one_line[lrmx.FAMILY] = some.lists(relative.filter(lambda one: any(one.values())), max_size=4)
    one_line[lrmx.PHOTO] = some.sampled_from([b"", picture()])
    one_line[lrmx.VERSION] = some.just(lrmx.WRITTEN_BY)
    return some.fixed_dictionaries(one_line)


class TestForms(BaseCase):
    def assertRefused(self, code, content):
        with self.assertRaises(Refused) as caught:
            for _name, one in lrmx.forms_in(content):
                lrmx.read(one)
        self.assertEqual(caught.exception.code, code)

    @settings(max_examples=60)
    @given(persons())
    def test_what_is_written_is_read(self, person):
        """Unchanged, whatever stands in it; every element is there, in its order; lines part by CR LF."""
        content = lrmx.written(person)
        self.assertEqual(lrmx.read(content), person)
        self.assertEqual(lrmx.written(lrmx.read(content)), content)
        places = [content.index(f"<{name}>".encode()) for name in ("XingMing", "JianLi", "ChengBaoDanWei", "Version")]
        self.assertEqual(places, sorted(places))
        self.assertEqual(content.count(b"\n"), content.count(b"\r\n"))

    def test_elements_in_their_order(self):
        found = lrmx.etree.fromstring(lrmx.written(lrmx.empty()))
        self.assertEqual([node.tag for node in found], list(lrmx.FIELDS))
        self.assertEqual((found[0].text, found[-1].text), (None, "3.2.1.16"))
        self.assertEqual(len(lrmx.FIELDS), 34)

    def test_as_met(self):
        person = lrmx.read(MET)
        self.assertEqual(
            [person[name] for name in ("XingMing", "XingBie", "ChuShengNianYue", "MinZu", "RenMianLiYou")],
            ["李明", "男", "1975.03", "彝族", ""],
        )
        self.assertEqual(
            person[lrmx.FAMILY],
            [
                {
                    "ChengWei": "妻子", "XingMing": "王芳", "ChuShengRiQi": "1977.11", "ZhengZhiMianMao": "群众",
                    "GongZuoDanWeiJiZhiWu": "城关镇中心小学教师",
                }
            ],
        )  # fmt: skip
        periods, unread = periods_of(person["JianLi"])
        self.assertEqual(unread, "")
        self.assertEqual(
            [(f"{one.begin:%Y%m}", one.end and f"{one.end:%Y%m}", one.text, one.meanwhile) for one in periods],
            [
                ("199209", "199607", "云州农学院农学系农学专业学习", False),
                ("199607", "200504", "城关镇农业技术推广站技术员", False),
                ("199909", "200207", "省委党校在职大学学习", True),
                ("200504", None, "县农业局副局长", False),
            ],
        )
        self.assertEqual(periods_of(told(periods))[0], periods)

    def test_photographs(self):
        for kind in ("JPEG", "PNG", "BMP"):
            self.assertEqual(lrmx.read(form(photo=picture(kind=kind)))[lrmx.PHOTO], picture(kind=kind))
        self.assertEqual(lrmx.as_jpeg(picture(kind="PNG"))[:2], b"\xff\xd8")
        self.assertTrue(lrmx.looks_like(picture(), lrmx.as_jpeg(picture(kind="PNG"))))
        self.assertFalse(lrmx.looks_like(picture(), picture(colour=(0, 0, 0))))

    def test_hostile(self):
        """Entities of every kind, other encodings, false photographs, too much of anything: each by its name."""
        bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9))
        self.assertRefused("form_entities", f'<!DOCTYPE x [<!ENTITY a0 "x">{bomb}]><Person>&a8;</Person>'.encode())
        outside = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Person><XingMing>&a;</XingMing></Person>'
        self.assertRefused("form_entities", outside)
        self.assertRefused("form_encoding", outside.decode().encode("utf-16"))
        seven = '<?xml version="1.0" encoding="utf-7"?><Person>\xff</Person>'
        self.assertRefused("form_encoding", seven.encode("latin1"))
        self.assertRefused("no_xml", b"<Person><XingMing>&nothere;</XingMing></Person>")
        self.assertRefused("no_xml", b"<Person><XingMing>")
        self.assertRefused("no_xml", b"%PDF-1.7")
        self.assertRefused("no_xml", b"")
        self.assertRefused("no_xml", b"<Person>" + b"<a>" * 5000 + b"</a>" * 5000 + b"</Person>")
        self.assertRefused("no_form", b"<html/>")
        self.assertRefused("form_twice", form(text="<XingMing>a</XingMing>"))
        self.assertRefused("form_too_much", form(text="<a/>" * 20_001))
        self.assertRefused("form_too_much", form(JiaTingChengYuan="<Item><XingMing>a</XingMing></Item>" * 101))
        self.assertRefused("form_text", form(JianLi="长" * 60_001))
        self.assertRefused("too_big", form(JianLi="长" * 3_000_000))
        for false in (b"MZ\x90\x00", b"<svg/>", b"GIF89a" + bytes(30), b"\xff\xd8\xff" + bytes(50)):
            self.assertRefused("no_photograph", form(photo=false))
        self.assertRefused("no_photograph", form(ZhaoPian="not base64"))
        self.assertRefused("no_photograph", form(photo=self.large_picture()))

    @staticmethod
    def large_picture():
        """A PNG of some hundred bytes that says it is 60,000 dots wide and high."""

        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

        head = chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
        return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")

    def test_a_chinese_encoding_that_says_so(self):
        text = '<?xml version="1.0" encoding="GB2312"?><Person><XingMing>李明</XingMing></Person>'
        self.assertEqual(lrmx.read(text.encode("gb18030"))["XingMing"], "李明")

    def test_packages(self):
        forms = lrmx.forms_in(package(**{"a__lrmx": form(), "readme__txt": b"x", "dir/b__LRMX": form(name="王芳")}))
        found = [(name, lrmx.read(one)["XingMing"]) for name, one in forms]
        self.assertEqual(found, [("a.lrmx", "李明"), ("b.LRMX", "王芳")])
        self.assertEqual(len(lrmx.forms_in(lrmx.packed([("李明.lrmx", form()), ("王芳.lrmx", form())]))), 2)

    def test_hostile_packages(self):
        self.assertRefused("no_forms", package(a__txt=b"x"))
        self.assertRefused("too_big_inside", package(a__lrmx=bytes(70 * 1024 * 1024)))
        self.assertRefused("damaged", package(a__lrmx=form())[:-30])
        self.assertRefused("too_many_forms", package(**{f"{n}__lrmx": b"" for n in range(501)}))
        lying = bytearray(package(a__lrmx=bytes(8 * 1024 * 1024)))
        for at in (lying.index(b"PK\x03\x04") + 22, lying.index(b"PK\x01\x02") + 24):
            lying[at : at + 4] = struct.pack("<I", 10)
        with self.assertRaises(Refused):
            lrmx.forms_in(bytes(lying))

    def test_a_text_that_is_like_xml(self):
        person = lrmx.empty() | {"RenMianLiYou": "<b>&amp;]]></b>\n第二行", "Version": "3.2.1.16"}
        self.assertEqual(lrmx.read(lrmx.written(person)), person)
        self.assertNotIn(base64.b64encode(b"<b>"), lrmx.written(person))

    def test_open_periods(self):
        self.assertIn("2005.04--         县", told([Period(date(2005, 4, 1), None, "县农业局")]))
