"""Every record that a role may make is made by hand in the browser: menu, New, typing, Save, opened again, printed.

The same table as ``test_new.py``, which asks the server alone; here the widgets are filled in (``make_records.js``).
"""

import json
from pathlib import Path

from odoo.tests import tagged

from .builder import ScreenHttpCase
from .table import SHOWS, by_hand, rows, typed

NOTHING_YET = frozenset({"menu_cadre_year_cycles", "menu_cadre_year_ledger"})
"""A new cycle is not open and a draft event gives nobody points: their forms have nobody on them, and say so."""
DRIVER = Path(__file__).with_name("make_records.js")


@tagged("post_install", "-at_install")
class TestMake(ScreenHttpCase):
    def _job(self, role, menu, prints):
        entry, path = self.env.ref(f"cadre_assessment.{menu}"), []
        while entry.parent_id:
            path.insert(0, entry.get_external_id()[entry.id])
            entry = entry.parent_id
        # what stands between a section of the bar and an entry is a heading
        return {
            "menu": list(dict.fromkeys((path[0], path[-1]))),
            "fields": list(typed(role, menu).items()),
            "rows": rows(menu),
            "shows": SHOWS.get(menu, []),
            "prints": prints and menu not in NOTHING_YET,
        }

    def _make(self, role, prints=False):
        jobs = [self._job(role, menu, prints) for menu in by_hand(role)]
        self.browser_js(
            "/odoo/action-cadre_assessment.cadre_home_action",
            f"const JOBS = {json.dumps(jobs)};\n{DRIVER.read_text()}",
            ready="Boolean(document.querySelector('.o_cadre_home') && odoo.loader.modules.get('@odoo/hoot-dom'))",
            login=f"cadre_{role}",
            timeout=600,
        )

    def test_person(self):
        self._make("person", prints=True)

    def test_section_head(self):
        self._make("section_head", prints=True)

    def test_leader(self):
        self._make("leader", prints=True)

    def test_discipline(self):
        self._make("discipline")

    def test_decider(self):
        self._make("decider")

    def test_officer(self):
        self._make("officer", prints=True)

    def test_selection(self):
        self._make("selection")

    def test_manager(self):
        self._make("manager")

    def test_administrator(self):
        self._make("administrator")
