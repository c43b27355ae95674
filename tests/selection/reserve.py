"""The reserve as tests need it: words, entries decided by the leading body, grades of years, reviews."""

from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of

from .common import SelectionCase

FACT = "in_reserve@township_party_head"
NAMES = {"outstanding": "优秀", "able": "称职", "basic": "基本称职", "unable": "不称职", "undetermined": "不定等次"}


class ReserveBuilder:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.word = cls.category("reserve", "township_party_head")
        cls.deputy_word = cls.category("reserve", "township_party_deputy")

    def entry(self, person, **values):
        """A draft of the selection office: decided by the leading body on the day it is entered."""
        day = values.get("date_from") or self.today
        values = {
            "category_id": self.word.id,
            "date_from": day,
            "decided_on": day,
            "document": "县委纪要〔1号〕",
            **values,
        }
        return self.env["cadre.reserve"].with_user(self.office_user).create(
            {"employee_id": person.id, "body_id": self.leading_body.id, **values}
        )  # fmt: skip

    def entered(self, person, **values):
        entry = self.entry(person, **values)
        entry.action_enter()
        return entry

    def graded(self, person, last, *codes):
        """Annual grades of the years up to ``last``, the last one last."""
        for year, code in enumerate(codes, last - len(codes) + 1):
            self.env["cadre.result"].create(
                {
                    "employee_id": person.id, "name": person.name, "year": year, "regulation": "公务员年度考核",
                    "grade_code": code, "grade_name": NAMES[code], "origin_note": "档案",
                }
            )  # fmt: skip

    def reviewed(self, entry):
        entry.with_user(self.office_user).action_review()
        return entry.review_ids.with_user(self.office_user)

    def stands(self, person, on, fact=FACT):
        return facts_of(self.env, person, [fact], on)[person.id].get(fact)


class ReserveCase(ReserveBuilder, SelectionCase):
    def setUp(self):
        super().setUp()
        self.on("2026-03-02")
