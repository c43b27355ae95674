"""Are the regulations that come with the addon files, and is what an office makes of a file the regulation itself?"""

import base64
import datetime
import json
import pathlib

from odoo.addons import cadre_assessment
from odoo.addons.cadre_assessment.models.scheme.exchange import CRITERION, SCALE, travelling

from .test_rule_fields import REGULATIONS, ROOTS, RuleFields

FILES = pathlib.Path(cadre_assessment.__path__[0], "regulations")


class TestShippedFiles(RuleFields):
    def text(self, name):
        return (FILES / f"{name.removeprefix('regulation_')}.json").read_text(encoding="utf-8")

    def taken(self, regulation, text):
        """What an office brings in under the codes of the file itself; ``regulation`` steps aside for it."""
        for record in (regulation, *regulation.scheme_ids):
            record.sudo().code = f"OLD-{record.code}"
        wizard = self.env["cadre.regulation.import"].with_user(self.officer_user)
        opened = wizard.create({"file": base64.b64encode(text.encode())}).action_import()
        return self.env["cadre.regulation"].with_user(self.officer_user).browse(opened["res_id"])

    def assertSame(self, one, other, inverse=None):
        """Two records and all their parts say the same (a condition that two rules share is one here and two there)."""
        self.compare(one, other, inverse)
        for name in travelling(one, inverse):
            field = one._fields[name]
            below = field.inverse_name if field.type == "one2many" else ROOTS.get(field.comodel_name)
            if field.type == "one2many" or field.comodel_name in (SCALE, CRITERION):
                for pair in zip(one[name], other[name], strict=True):
                    self.assertSame(*pair, below)

    def test_one_file_a_regulation(self):
        """Nothing else lies beside them, each names its edition, and people can read and compare them."""
        self.assertEqual(
            sorted(path.name for path in FILES.iterdir()),
            sorted(f"{name.removeprefix('regulation_')}.json" for name in REGULATIONS),
        )
        for name in REGULATIONS:
            text = self.text(name)
            head = json.loads(text)["regulation"]
            self.assertGreater(head["edition"], 0, name)
            self.assertTrue(datetime.date.fromisoformat(head["edition_date"]), name)
            self.assertLess(max(map(len, text.splitlines())), 800, "a line is a value")
            self.assertIn('"quoted": {\n', text)

    def test_taken_it_is_the_regulation_itself(self):
        """Field by field what the addon loads, and its export is the file byte for byte."""
        for name in REGULATIONS:
            with self.subTest(name):
                regulation = self.env.ref(f"cadre_assessment.{name}").with_user(self.officer_user)
                text = self.text(name)
                self.assertEqual(regulation._export_text(), text, f"{name}: write the file anew, with its next edition")
                ours = self.taken(regulation, text)
                self.assertEqual(ours._export_text(), text)
                self.assertSame(regulation, ours)
                pairs = zip(regulation._schemes_to_export(), ours._schemes_to_export(), strict=True)
                for shipped, scheme in pairs:
                    self.assertSame(shipped, scheme, "regulation_id")
                    self.assertEqual(scheme.origin, shipped.origin)
                    self.assertEqual(scheme.edition_taken, shipped.edition_taken)
                    self.assertEqual((scheme.company_id, scheme.state), (self.company, "draft"))
                    faults = [problem.text for problem in shipped._check() if problem.blocking]
                    self.assertEqual([problem.text for problem in scheme._check() if problem.blocking], faults)
