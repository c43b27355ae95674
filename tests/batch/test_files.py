"""A file is written whole, also by two at once, after one who was killed on the way, and when the disk is full."""

import contextlib
import hashlib
import os
import uuid
from unittest.mock import patch

from odoo.addons.cadre_assessment.models.batch import ir_attachment

from tests.common import CadreCase


class TestFiles(CadreCase):
    def setUp(self):
        super().setUp()
        self.content = uuid.uuid4().bytes * 5000  # bytes that nobody has stored before
        name = hashlib.sha1(self.content).hexdigest()
        self.path = self.env["ir.attachment"]._full_path(f"{name[:2]}/{name}")
        self.addCleanup(lambda: os.path.exists(self.path) and os.unlink(self.path))

    def store(self):
        file = self.env["ir.attachment"].create({"name": "001.pdf", "raw": self.content})
        self.assertEqual(file.store_fname, os.path.join(*self.path.split(os.sep)[-2:]))
        return file

    def stands(self):
        with open(self.path, "rb") as kept:
            return kept.read() == self.content

    def test_two_at_once(self):
        """While one writes, nobody sees a part of it: the other one stores the same bytes."""
        put, seen = os.replace, []

        def meanwhile(source, target):
            seen.append(os.path.exists(self.path))
            if len(seen) == 1:
                self.store()
            put(source, target)

        with patch.object(ir_attachment.os, "replace", meanwhile):
            self.store()
        self.assertEqual(seen, [False, False])
        self.assertTrue(self.stands())

    def test_rest_of_a_file(self):
        """What was cut off before, of whatever length, is made whole by whoever stores the same bytes."""
        for rest in (b"", self.content[:70000]):
            os.makedirs(os.path.dirname(self.path), exist_ok=True)
            with open(self.path, "wb") as kept:
                kept.write(rest)
            with self.subTest(length=len(rest)):
                self.store()
                self.assertTrue(self.stands())

    def test_disk_full(self):
        """A file that cannot be written leaves nothing behind; afterwards it can."""
        full = patch.object(ir_attachment.os, "replace", side_effect=OSError(28, "No space left on device"))
        with full, contextlib.suppress(OSError):
            self.store()
        self.assertFalse(os.path.exists(self.path))
        beside = os.listdir(os.path.dirname(self.path))
        self.assertFalse([name for name in beside if name.startswith(".cadre")])
        self.store()
        self.assertTrue(self.stands())

    def test_many_share_one(self):
        """One file on the disk for equal bytes, swept when nobody has them any more."""
        files = self.store() + self.store()
        files.unlink()
        marked = os.path.join(self.env["ir.attachment"]._full_path("checklist"), *self.path.split(os.sep)[-2:])
        self.assertTrue(os.path.exists(marked))
