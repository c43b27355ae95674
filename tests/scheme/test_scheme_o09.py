"""The rules of the law for civil servants lie there switched off, and speak of whom they should."""

from odoo.addons.cadre_assessment.engine.criteria import prepare
from odoo.tests import TransactionCase


class TestSchemeO09(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.scheme = cls.env.ref("regulations.scheme_o09")
        cls.rules = cls.scheme.consequence_ids

    def test_off_until_somebody_says_so(self):
        """O-09: every rule is off, so nothing is proposed of any year; switched on, it is of every year."""
        self.assertEqual([one.sentence for one in self.scheme._check() if one.blocking], [])
        self.assertTrue(all(self.rules.mapped("off")))
        self.assertFalse(self.rules._in_use(2025))
        self.rules[:1].off = False
        self.assertEqual(self.rules._in_use(2025), self.rules[:1])

    def follows(self, *grades):
        """Names of what would follow for these grades of the years, the last of this year."""
        criteria = self.rules.criterion_id._engine_criteria()
        facts = {"grade": grades[-1], "own_grades": grades, "grades": grades}
        return [one.name.split("：")[0] for one in self.rules if prepare(criteria[one.criterion_id.id])(facts)]

    def test_whom_they_speak_of(self):
        """O-09: 嘉奖 for 优秀, 三等功 for three in a row, pay for the second and fifth year, 诫勉."""
        good, well = "excellent", "competent"
        self.assertEqual(self.follows(good), ["优秀", "称职以上"])
        self.assertEqual(self.follows(well, well), ["累计两年称职以上", "称职以上"])
        self.assertEqual(self.follows(well, good, good, good), ["优秀", "连续三年优秀", "称职以上"])
        self.assertEqual(self.follows(well, well, "basic", well, well, well), ["累计五年称职以上", "称职以上"])
        self.assertEqual(self.follows(well, "basic"), ["基本称职"])
        self.assertTrue(self.rules.filtered(lambda one: one.action == "admonition").needs_criticism)
