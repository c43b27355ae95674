"""What holds for whatever people a file brings: it comes back as it was sent, and twice is once."""

import random
from datetime import date

from odoo.addons.cadre_assessment.wizard import import_changes, import_columns

from tests.common import CadreCase
from tests.organization.files import problems, wizard, xlsx

FREE = ("甲", "办公室主任（兼）", "副局长、党组成员", "100%", "O'Brien", "=1+1", "12", "①②", "𠮷田", "a,b；c", "是")
"""What somebody types into a column of text."""


class TestImportProperties(CadreCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.office_env = cls.env(user=cls.officer_user, context={"lang": "en_US"})
        cls.office_section.cadre_code = "T-001-01"
        cls.words = {
            kind: cls.env["cadre.category"].search([("kind", "=", kind)]).mapped("name")
            for kind in ("political", "post_class", "identity", "staffing")
        }
        cls.words["rank"] = cls.env["cadre.rank"].search([]).mapped("name")
        cls.env["cadre.regulation"].create({"name": "考核办法甲", "code": "PROPERTY", "issuer": "市委"})

    def bring(self, kind, headings, rows):
        found = wizard(self.office_env, kind, xlsx(headings, *rows))
        found.action_check()
        self.assertFalse(found.problem_ids, problems(found))
        changes = found.change_count
        found.action_import()
        self.assertEqual(found.state, "done", problems(found))
        return found, changes

    # -- sent ------------------------------------------------------------------------------------------------------
    def cell(self, chance, column, number, people):
        """Something that may stand in the column of this row."""
        if column.kind == "number":
            return number
        if column.kind == "person":
            return f"人{number[-2:]}"
        if column.kind == "employee":
            return chance.choice(["", *[one for one in people if one != number]])
        if column.kind == "day":
            return "2025-03-01"
        if column.kind == "month":
            year = {"birthday": 1960, "party_date": 1990, "work_start": 1990}.get(column.field, 2010)
            day = date(year + chance.randint(0, 9), chance.randint(1, 12), chance.randint(1, 28))
            return chance.choice(["", f"{day:%Y.%m.%d}", f"{day:%Y-%m}", day])
        if column.kind == "yesno":
            return chance.choice(["是", "否"])
        if column.kind == "sex":
            return chance.choice(["男", "女"])
        if column.kind in ("department", "departments"):
            return "T-001-01"
        if column.kind in self.words:
            return chance.choice(["", *self.words[column.kind]])
        return chance.choice(["", *[text for text in FREE if not text.startswith("=")]])

    # -- what is there now -----------------------------------------------------------------------------------------
    def shown(self, column, person):
        """The cell that a reader of what is known would type."""
        if column.kind == "employee":
            return person.leader_in_charge_id.staff_number or ""
        if column.kind in ("department", "departments"):
            return ",".join(code for code in person[column.field].mapped("cadre_code") if code)
        said = import_changes.shown(self.env, column, import_changes._known(person, column))
        if column.kind in ("rank", *self.words) and person[column.field]:
            return person[column.field].name
        return "" if said == "—" else said

    def test_import_and_export_are_inverse(self):
        """Every column of every person, written down from what is known, changes nothing and is the same again."""
        columns = import_columns.PEOPLE
        headings = [column.heading for column in columns]
        for seed in (1, 2):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                numbers = [f"PR{seed}{n:02d}" for n in range(12)]
                sent = [[self.cell(chance, column, number, numbers) for column in columns] for number in numbers]
                found, changes = self.bring("people", headings, sent)
                self.assertEqual((found.created_count, changes), (12, 0))
                people = self.env["hr.employee"].search([("staff_number", "in", numbers)], order="staff_number")
                exported = [[self.shown(column, person) for column in columns] for person in people]
                again, changes = self.bring("people", headings, exported)
                self.assertEqual((again.same_count, again.updated_count, again.post_count, changes), (12, 0, 0, 0))
                self.assertEqual([[self.shown(column, person) for column in columns] for person in people], exported)
                self.assertEqual(len(people.version_ids), 12)
                chance.shuffle(exported)
                order = chance.sample(range(len(columns)), len(columns))
                mixed = [[row[place] for place in order] for row in exported]
                again, changes = self.bring("people", [headings[place] for place in order], mixed)
                self.assertEqual((again.same_count, changes), (12, 0), "neither rows nor columns have an order")

    def test_results_twice_are_once(self):
        chance = random.Random(3)
        names = self.env["cadre.scale.grade"].search([]).mapped("name")
        codes = self.env["cadre.scale.grade"].search([]).grouped("name")
        names = [name for name in names if len(set(codes[name].mapped("code"))) == 1]
        rows = [
            ("T0012", year, "考核办法甲", chance.choice(names), f"{chance.random() * 100:.2f}", place, "某文号")
            for place, year in enumerate(range(2010, 2022), 1)
        ]
        headings = ("工号", "年度", "考核依据", "等次", "得分", "名次", "结果来源")
        found, _changes = self.bring("results", headings, rows)
        self.assertEqual((found.created_count, found.same_count), (12, 0))
        results = self.env["cadre.result"].search([("regulation", "=", "考核办法甲")], order="year")
        exported = [
            (one.staff_number, one.year, one.regulation, one.grade_name, f"{one.total:.2f}", one.rank, one.origin_note)
            for one in results
        ]
        self.assertEqual(exported, rows)
        found, _changes = self.bring("results", headings, exported)
        self.assertEqual((found.created_count, found.same_count), (0, 12))
        self.assertEqual(self.env["cadre.result"].search_count([("regulation", "=", "考核办法甲")]), 12)
