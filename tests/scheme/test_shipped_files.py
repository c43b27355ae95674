"""The regulations that come with the addon are files, and what an office makes of one is the regulation itself."""

import datetime
import json

from odoo.addons.cadre_assessment.models.scheme.exchange import CRITERION, SCALE, travelling

from .gallery import FILES
from .test_rule_fields import OF_SELECTION, OF_THE_LAW, REGULATIONS, ROOTS, RuleFields


class TestShippedFiles(RuleFields):
    def text(self, name):
        return (FILES / f"{name.removeprefix('regulation_')}.json").read_text(encoding="utf-8")

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
            sorted(f"{name.removeprefix('regulation_')}.json" for name in REGULATIONS + OF_SELECTION + OF_THE_LAW),
        )
        for name in REGULATIONS + OF_SELECTION + OF_THE_LAW:
            text = self.text(name)
            head = json.loads(text)["regulation"]
            self.assertGreater(head["edition"], 0, name)
            self.assertTrue(datetime.date.fromisoformat(head["edition_date"]), name)
            self.assertLess(max(map(len, text.splitlines())), 800, "a line is a value")
            self.assertEqual('"quoted": {\n' in text, name not in OF_THE_LAW, name)

    def test_taken_it_is_the_regulation_itself(self):
        """What was taken from the gallery exports as the file byte for byte; what is taken again says the same."""
        for name in REGULATIONS + OF_SELECTION + OF_THE_LAW:
            with self.subTest(name):
                regulation, text = self.env.ref(f"regulations.{name}").with_user(self.officer_user), self.text(name)
                self.assertEqual(regulation._export_text(), text, f"{name}: write the file anew, with its next edition")
                for record in (regulation, *regulation.scheme_ids, *regulation.procedure_ids):
                    record.sudo().code = f"OLD-{record.code}"
                edition = self.env["cadre.regulation.edition"].with_user(self.officer_user)
                edition = edition.search([("code", "=", json.loads(text)["regulation"]["code"])])
                ours = edition._take(edition.code)
                self.env.flush_all()
                self.env.invalidate_all()
                self.assertEqual(ours._export_text(), text)
                self.assertSame(regulation, ours)
                pairs = zip(regulation._schemes_to_export(), ours._schemes_to_export(), strict=True)
                for shipped, scheme in pairs:
                    self.assertSame(shipped, scheme, "regulation_id")
                    self.assertEqual(scheme.origin, shipped.origin)
                    self.assertEqual((scheme.edition_taken, scheme.source_id), (edition.edition, edition))
                    self.assertEqual((scheme.company_id, scheme.state), (self.company, "draft"))
                    faults = [problem.text for problem in shipped._check() if problem.blocking]
                    self.assertEqual([problem.text for problem in scheme._check() if problem.blocking], faults)
