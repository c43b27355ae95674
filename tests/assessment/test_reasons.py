"""A sentence for everything the engine says."""

from fractions import Fraction

from odoo.addons.cadre_assessment.engine import reasons as engine_reasons
from odoo.addons.cadre_assessment.models.computation import bulk, reasons

from tests.assessment.common import YearCase

FIGURES = {
    "rank": 3,
    "total": Fraction(92),
    "quota": "annual_top",
    "seats": 2,
    "base": 13,
    "ratio": Fraction(1, 5),
    "last": Fraction(956, 10),
    "component": "half",
    "values": (Fraction(24), None),
    "won": False,
    "tied": 2,
    "granted": 2,
    "seats_left": 1,
    "gates": ("“一票否决”",),
    "score": None,
    "minimum": Fraction(80),
    "place": 5,
    "size": 13,
    "share": Fraction(3, 10),
    "among": 1,
    "grade": 2,
    "low": None,
    "instead_of": 1,
    "missing": ("half",),
    "valid": 20,
    "invalid": 2,
    "dropped": (),
    "treatment": "zero",
    "weight": Fraction(100),
    "present": Fraction(70),
    "full": Fraction(400),
    "before": Fraction(40),
    "limit": Fraction(30),
    "roles": ("x",),
    "points": Fraction(4),
    "kept": ("cadre.score", 1),
    "kept_points": Fraction(8),
    "why": "out_of_range",
    "label": "上半年",
    "value": Fraction(101),
    "high": Fraction(100),
    "more": 1,
}
"""A value for every figure of every code."""


class TestSentences(YearCase):
    def _figures(self, meaning):
        self.assertLessEqual(set(meaning.figures), set(FIGURES), "a new figure of the engine")
        return bulk.plain({name: FIGURES[name] for name in meaning.figures})

    def test_every_verdict_is_a_sentence(self):
        """Law 1: every machine code can be said with its figures, to a reader of everything and to the person."""
        for full in (True, False):
            words = reasons.Words(self.env, self.scheme, full)
            for code, meaning in engine_reasons.VERDICTS.items():
                with self.subTest(code=code, full=full):
                    said = words.verdict(code, {"rank": 1, "total": {"q": "92"}, **self._figures(meaning)})
                    self.assertNotEqual(said, code)
                    self.assertRegex(said, r"\.$")
                    self.assertNotIn("Fraction", said)

    def test_every_line_and_flag_is_a_sentence(self):
        """So can the last column of the trace, and what needs a look."""
        words = reasons.Words(self.env, self.scheme)
        for code, meaning in engine_reasons.LINES.items():
            with self.subTest(code=code):
                self.assertNotEqual(words.line("component", code, self._figures(meaning)), code)
        for code in engine_reasons.FLAGS:
            with self.subTest(code=code):
                [said] = words.flags(f"{code}:half")
                self.assertNotIn(code, said)

    def test_every_unusable_input_is_a_sentence(self):
        """Each says which record it is, or what is wrong with it, with and without a label."""
        words = reasons.Words(self.env, self.scheme)
        for code in engine_reasons.UNUSABLE:
            for label in ("上半年", ""):
                figures = {**FIGURES, "why": code, "label": label, "low": Fraction(0)}
                with self.subTest(code=code, label=label):
                    said = words.verdict("uncomputable", bulk.plain(figures))
                    self.assertRegex(said, r"cannot be computed with.*: .+\.$")
                    self.assertNotIn("Fraction", said)

    def test_a_person_hears_nothing_of_others(self):
        """The figures of whoever was on the other side of a tie or won the last seat are said to nobody concerned."""
        full, own = (reasons.Words(self.env, self.scheme, full) for full in (True, False))
        figures = bulk.plain({**FIGURES, "values": (Fraction(24), Fraction(30))})
        for code, secret in (("tie_broken_by", "30.00"), ("seat_lost", "95.60")):
            self.assertIn(secret, full.verdict(code, figures))
            self.assertNotIn(secret, own.verdict(code, figures))

    def test_the_decision_has_the_last_word(self):
        """When the body decided otherwise, its reason is the reason."""
        self.give_year()
        self.fill_findings()
        self.clear_vetoes()
        self.compute()
        self.assertIn("behind by", self.assessment(self.b).reason)
        self.decide(change={self.b: ("基本称职", "下半年工作滑坡")})
        self.assertIn("下半年工作滑坡", self.assessment(self.b).reason)
