"""The buttons of the views name steps that exist, and Odoo gets the conditions."""

import re
from pathlib import Path

from lxml import etree

from ..common import CadreCase

ROOT = Path(__file__).parents[2]
RAW = {"cadre_ballot_views.xml": 1}
"""Conditions that are written out: a button of one's own, shown in one of several steps under conditions for each."""


class TestButtons(CadreCase):
    def model_at(self, node, name):
        """The model of the view, or embedded view, in which a node stands."""
        way = [one.get("name") for one in reversed(list(node.iterancestors("field")))]
        model = self.env[name]
        for field in way:
            model = self.env[model._fields[field].comodel_name]
        return model

    def test_steps_that_exist(self):
        views = self.env["ir.ui.view"].search([("model", "like", "cadre."), ("arch_db", "like", " step=")])
        self.assertGreater(len(views), 15)
        asked = 0
        for view in views:
            for node in etree.fromstring(view.arch_db).iterfind(".//*[@step]"):
                model = self.model_at(node, view.model)
                known = set(model._all_steps())
                codes = node.get("step").split()
                with self.subTest(view=view.name, step=codes):
                    self.assertTrue(codes)
                    self.assertLessEqual(set(codes), known)
                    self.assertIn(node.tag, ("button", "field"))
                asked += 1
        self.assertGreater(asked, 80)

    def test_odoo_gets_the_condition(self):
        """Beside the condition that stands there; several steps are one or the other; fields are read-only."""
        view = self.env.ref("cadre_assessment.cadre_progress_report_view_form")
        written = {node.get("name"): node for node in etree.fromstring(view.arch_db).iterfind(".//*[@step]")}
        arch = etree.fromstring(self.env["cadre.progress.report"].get_view(view.id, "form")["arch"])
        self.assertFalse(arch.xpath("//*[@step]"))
        self.assertTrue(arch.xpath("//field[@name='allowed_steps']"))
        rated = arch.xpath("//field[@name='shown_grade_id']")[0]
        self.assertEqual(rated.get("readonly"), "' rate ' not in (allowed_steps or '')")
        [several] = [one for one in written.values() if len(one.get("step").split()) > 1]
        found = arch.xpath(f"//{several.tag}[@name='{several.get('name')}']")[0].get("readonly")
        for code in several.get("step").split():
            self.assertIn(f"' {code} ' not in (allowed_steps or '')", found)
        self.assertEqual(found.count(" and "), len(several.get("step").split()) - 1)

    def test_nobody_writes_it_out(self):
        found = {}
        for addon in ("cadre_assessment", "cadre_assessment_reports"):
            for path in sorted((ROOT / addon).rglob("*.xml")):
                raw = re.findall(r'="[^"]*\bin \(?allowed_steps[^"]*"', path.read_text(encoding="utf-8"))
                if raw:
                    found[path.name] = len(raw)
        self.assertEqual(found, RAW, "write step=… on the button or the field")
