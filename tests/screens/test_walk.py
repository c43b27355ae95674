"""Every screen opens and every button answers, for each role: no traceback, nothing raw, nothing but Chinese.

Each role is a test of its own. What a button does is undone after it was pressed.
"""

from odoo.tests import tagged
from odoo.tools import mute_logger

from .builder import ScreenCase
from .client import Screens
from .walk import Walk


@tagged("post_install", "-at_install")
class TestWalk(ScreenCase):
    maxDiff = None

    @mute_logger("odoo.sql_db", "odoo.models.unlink", "odoo.addons.base.models.ir_rule")
    def _walk(self, role, **least):
        walk = Walk(Screens(self.env(user=getattr(self, f"{role}_user")))).all()
        self.assertEqual([f"{place}: {what}: {why}" for (what, why), place in walk.faults.items()], [])
        for what, number in least.items():  # a sweep that meets nothing proves nothing
            self.assertGreaterEqual(walk.counts[what], number, what)

    def test_person(self):
        self._walk("person", menus=10)

    def test_section_head(self):
        self._walk("section_head", menus=10)

    def test_leader(self):
        self._walk("leader", menus=10)

    def test_decider(self):
        self._walk("decider", menus=10)

    def test_discipline(self):
        self._walk("discipline", menus=5)

    def test_officer(self):
        self._walk("officer", menus=40, buttons=60, records=20)

    def test_manager(self):
        self._walk("manager", menus=40)

    def test_auditor(self):
        self._walk("auditor", menus=20)

    def test_administrator(self):
        self._walk("administrator", menus=40)
