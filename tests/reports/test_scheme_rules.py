"""Whoever reads a scheme on paper sees every number that will be used. (Law 3; any scheme.)"""

import pathlib
import re

from odoo.addons.cadre_assessment.models.scheme.exchange import travelling
from odoo.addons.cadre_assessment.models.scheme.figures import number
from odoo.addons.cadre_assessment_reports.report import scheme_rules
from odoo.exceptions import AccessError

from tests.common import CadreCase
from tests.reports.printed import FormMixin, plain

REPORTS = pathlib.Path(scheme_rules.__file__).parent
SOURCES = ("scheme_rules", "scheme_words", "scheme_table")


class TestSchemeRules(FormMixin, CadreCase):
    def paper(self, name):
        scheme = self.env.ref(f"regulations.{name}")
        return scheme, self.pdf("scheme_rules", scheme, name=f"rules-{name}", latin=None)

    def assertFigures(self, paper, *values):
        for value in values:
            figure = re.compile(rf"(?<![\d.]){re.escape(number(value))}(?![\d.]*\d)")
            self.assertTrue(figure.search(paper.text), f"{value} is not on the paper")

    def test_every_figure_and_every_name(self):
        """Weights, points of what is counted, bounds, bands, coefficients, seats, tariff, caps, highest marks."""
        for name in ("scheme_s0", "scheme_s1", "scheme_s2a_unit", "scheme_s2a_staff", "scheme_s2b", "scheme_s3_person"):
            with self.subTest(name):
                scheme, paper = self.paper(name)
                for parts in (
                    scheme.component_ids, scheme.component_ids.count_ids, scheme.gate_ids, scheme.quota_ids,
                    scheme.adjustment_ids, scheme.cap_ids, scheme.scope_ids, scheme.period_ids.indicator_ids,
                    scheme.document_ids, scheme.document_ids.section_ids, scheme.consequence_ids,
                    scheme.result_scale_id.grade_ids,
                ):  # fmt: skip
                    for part in parts:
                        self.assertIn(part.name, paper, f"{part._name} {part.name}")
                self.assertFigures(
                    paper,
                    scheme.full_score,
                    *scheme.component_ids.mapped("weight"),
                    *(abs(one.points) for one in scheme.component_ids.count_ids if one.points and not one.has_range),
                    *(one.low for one in scheme.component_ids.count_ids if one.has_range),
                    *(one.points for one in scheme.adjustment_ids if one.points and not one.has_range),
                    *scheme.cap_ids.mapped("limit"),
                    *scheme.period_ids.indicator_ids.mapped("maximum"),
                    *(one.band_from for one in scheme.result_scale_id.grade_ids if one.has_band),
                    *(one.coefficient for one in scheme.period_ids.scale_id.grade_ids if one.coefficient),
                    *(one.minimum_score for one in scheme.quota_ids if one.has_minimum),
                )

    def test_ratios_by_the_grade_of_the_team(self):
        """S3-43 … S3-46: 25, 20 and 15 %, with the grades by name."""
        _scheme, paper = self.paper("scheme_s3_person")
        for words in ("25%", "20%", "15%", "优秀25%", "90分"):
            self.assertIn(words, paper)

    def test_per_mille(self):
        """S2A-67: 8 ‰ as the regulation writes it."""
        _scheme, paper = self.paper("scheme_s2a_staff")
        self.assertIn("8‰", paper)

    def test_the_table_comes_first(self):
        """S0-F1: 表1 stays one page, and is the first page of the whole."""
        scheme, paper = self.paper("scheme_s0")
        self.assertIn(plain("考评目标体系一览表"), paper.texts[0])
        self.assertEqual(self.pdf("scheme_table", scheme, name="rules-table").pages, 1)

    def test_no_field_of_a_rule_is_forgotten(self):
        """Whatever travels with a regulation is read by the paper, or is named here with the reason why not."""
        elsewhere = {
            "lang", "form_label", "plan_reminder_days",  # how the program speaks, numbers forms and reminds
            "ballot_title", "ballot_heading", "ballot_instruction", "ballot_kind",  # stand on the ballot itself
            "clause_ids", "text",  # the document's own sentences: the paper says what is made of them
            "code", "rule_ref",
        }  # fmt: skip
        source = "".join((REPORTS / f"{name}.py").read_text(encoding="utf-8") for name in SOURCES)
        missing, seen = set(), set()
        todo = [("cadre.regulation", None), ("cadre.scheme", None), ("cadre.scale", None)]
        while todo:
            model, inverse = todo.pop()
            if model in seen:
                continue
            seen.add(model)
            for name in travelling(self.env[model], inverse):
                field = self.env[model]._fields[name]
                if field.type == "one2many":
                    todo.append((field.comodel_name, field.inverse_name))
                if name not in elsewhere and not re.search(rf"\b{name}\b", source):
                    missing.add(f"{model}.{name}")
        self.assertEqual(missing, set())

    def test_who_prints(self):
        """Whoever may read the scheme; nobody else."""
        self.pdf("scheme_rules", self.scheme, user=self.person_user, name="rules-person")
        with self.assertRaises(AccessError):
            self.pdf("scheme_rules", self.scheme, user=self.plain_user, name="rules-plain")
