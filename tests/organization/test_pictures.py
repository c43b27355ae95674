"""A picture of a few kilobytes that stands for hundreds of millions of points is refused before it is unpacked."""

import base64
import io
import struct
import zlib

from odoo.exceptions import UserError
from PIL import Image

from tests.common import CadreCase


def huge(width, height):
    """The first bytes of a PNG of that size: more is not read to refuse it."""
    head = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + b"\0\0\1\0IDAT"


class TestPictures(CadreCase):
    def test_attachments(self):
        """By either way of sending it, by anybody, on any record."""
        for size in ((8000, 7000), (17_000, 10_000), (60_000, 60_000)):
            content = huge(*size)
            for values in ({"raw": content}, {"datas": base64.b64encode(content)}):
                with self.subTest(size=size, way=list(values)), self.assertRaisesRegex(UserError, r"x\.png"):
                    self.env["ir.attachment"].with_user(self.person_user).create({"name": "x.png", **values})

    def test_good_ones(self):
        """A picture of a phone is taken and made smaller, as ever; what only looks like one is left as it is."""
        stream = io.BytesIO()
        Image.new("RGB", (4000, 3000)).save(stream, "JPEG")
        Attachment = self.env["ir.attachment"].with_user(self.person_user)
        taken = Attachment.create({"name": "a.jpg", "raw": stream.getvalue()})
        self.assertEqual(Image.open(io.BytesIO(taken.raw)).size, (1920, 1440))
        self.assertEqual(Attachment.create({"name": "b.png", "raw": b"\x89PNG\r\n\x1a\n"}).raw, b"\x89PNG\r\n\x1a\n")
