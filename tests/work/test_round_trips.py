"""What we write is read again: every workbook handed out to be filled in, and what Odoo's screens export."""

import base64
import io
import pathlib
import random
from datetime import date

import openpyxl
from odoo.addons.cadre_assessment.files import bounds, written
from odoo.addons.cadre_assessment.wizard import import_columns, setup_columns
from odoo.addons.cadre_assessment.wizard.ledger import ledger_sheet
from odoo.tools import file_path

from tests.assessment.common import YearCase
from tests.common import CadreCase
from tests.ledger.builder import LedgerBuilder
from tests.organization.files import problems, xlsx
from tests.test_reported import named_in

from .builder import WorkCase
from .letters import LetterBuilder

HERE = "tests/work/test_round_trips.py::"
PROPERTIES = "tests/organization/test_import_properties.py::TestImportProperties::"
SETUP = "tests/organization/test_setup.py::TestSetup::test_there_and_back"
ROUND_TRIPS = {
    "people.xlsx": PROPERTIES + "test_import_and_export_are_inverse",
    "earlier_results.xlsx": PROPERTIES + "test_results_twice_are_once",
    "former_posts.xlsx": HERE + "TestPostsThereAndBack::test_every_column",
    "setup.xlsx": SETUP,
    "setup_units.xlsx": SETUP,
    "setup_bodies.xlsx": SETUP,
    "setup_members.xlsx": SETUP,
    "setup_charge.xlsx": SETUP,
    "setup_accounts.xlsx": SETUP,
    "cadre.staff.import": PROPERTIES + "test_import_and_export_are_inverse",
    "cadre.setup.import": SETUP,
    "cadre.ledger.import": HERE + "TestEventsThereAndBack::test_every_column",
    "cadre.marks.import cadre.progress.mark": "tests/work/test_score_table.py::TestMarksWorkbook::test_there_and_back",
    "cadre.marks.import cadre.candidate.mark": "tests/selection/test_marks.py::TestExam::test_a_workbook",
    "cadre.marks.import cadre.score": HERE + "TestMarksThereAndBack::test_equal_headings_and_many_columns",
}
"""Template: the test that sends it back."""


class TestEveryTemplate(CadreCase):
    def handed_out(self):
        """What there is to be filled in: the files that lie ready, and each dialog that makes one, for each table."""
        yield from (path.name for path in pathlib.Path(file_path("cadre_assessment/static/xls")).glob("*"))
        for name, model in self.env.registry.models.items():
            if name.startswith("cadre.") and hasattr(model, "action_template"):
                tables = dict(model._fields["table"].selection) if "table" in model._fields else [""]
                yield from (f"{name} {table}".strip() for table in tables)

    def test_each_has_its_round_trip(self):
        self.assertEqual(set(self.handed_out()), set(ROUND_TRIPS), "a template that no test sends back")
        for template, test in ROUND_TRIPS.items():
            path, _, name = test.partition("::")
            with self.subTest(template):
                self.assertIn(name, named_in(path))

    def test_the_files_of_a_county_fit(self):
        """10,000 people and 30,000 events with every column of their templates filled, and the row of headings."""
        people, events = len(import_columns.PEOPLE), len(ledger_sheet.COLUMNS)
        self.assertLessEqual(10_001 * people, bounds.MAX_CELLS)
        self.assertLessEqual(30_001 * events, bounds.MAX_CELLS)
        self.assertLessEqual(30_001, bounds.MAX_ROWS)
        widest = max(people, events, *[len(sheet) for sheet in setup_columns.SHEETS.values()])
        self.assertLessEqual(widest, bounds.MAX_COLUMNS)


class TestPostsThereAndBack(CadreCase):
    def bring(self, rows):
        found = self.env["cadre.staff.import"].with_user(self.officer_user).create(
            {
                "kind": "posts",
                "file": base64.b64encode(xlsx([column.heading for column in import_columns.POSTS], *rows)),
                "filename": "posts.xlsx",
            }
        )  # fmt: skip
        found.action_check()
        self.assertFalse(found.problem_ids, problems(found))
        found.action_import()
        return found

    def test_every_column(self):
        """Former posts by chance: known from then on as they were sent, and the same file again changes nothing."""
        self.office_section.cadre_code = "T-001-01"
        ranks = self.env["cadre.rank"].search([]).mapped("name")
        words = {
            kind: self.env["cadre.category"].search([("kind", "=", kind)]).mapped("name")
            for kind in {column.kind for column in import_columns.POSTS}
        }
        chance = random.Random(17)

        def cell(column, year):
            if column.field in ("employee_id", "date_version"):
                return {"employee_id": "T0012", "date_version": f"{year}-03-01"}[column.field]
            if column.kind == "name":
                return self.person.name
            if column.kind == "yesno":
                return chance.choice(["是", "否"])
            if column.kind in ("department", "departments"):
                return "T-001-01"
            if column.kind == "employee":
                return "T0001"
            if column.kind == "month":
                return f"{year}.0{chance.randint(1, 9)}"
            if column.kind == "rank":
                return chance.choice(ranks)
            return chance.choice(words.get(column.kind) or ["科员（主持工作）"])

        rows = [[cell(column, year) for column in import_columns.POSTS] for year in (2012, 2015, 2018)]
        before = self.person.version_ids
        found = self.bring(rows)
        self.assertEqual(found.post_count, 3)
        posts = self.person.version_ids - before
        self.assertEqual(set(posts.mapped("date_version")), {date(year, 3, 1) for year in (2012, 2015, 2018)})
        again = self.bring(chance.sample(rows, 3))
        self.assertEqual((again.post_count, again.change_count, again.same_count), (0, 0, 3))
        self.assertEqual(self.person.version_ids - before, posts)


class TestEventsThereAndBack(LedgerBuilder, CadreCase):
    def bring(self, content):
        found = self.env["cadre.ledger.import"].with_user(self.officer_user).create(
            {"cycle_id": self.cycle.id, "file": base64.b64encode(content), "filename": "events.xlsx"}
        )  # fmt: skip
        found.action_import()
        return found

    def shown(self, column, event):
        """The cell that a reader of the event would type."""
        value = event[column.field]
        if column.kind == "line":
            return value.code
        if column.kind == "target":
            return {"individual": "个人", "collective": "集体"}[value]
        if column.kind == "employees":
            return "，".join(value.mapped("staff_number"))
        if column.kind == "departments":
            return "，".join(value.mapped("cadre_code"))
        if column.kind == "level":
            return value.name or ""
        if column.kind == "yesno":
            return "是" if value else "否"
        return value or ""

    def test_every_column(self):
        """Events by chance: written down from the ledger they make the same file again, and none comes in twice."""
        self.org_section.cadre_code = "T-001-02"
        self.leader.version_id.led_department_ids = self.org_section
        level = self.env["cadre.category"].search([("kind", "=", "level")], limit=1).name
        wizard = self.env["cadre.ledger.import"].with_user(self.officer_user).create({"cycle_id": self.cycle.id})
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        sheet = book.worksheets[0]
        heads = [cell.value.strip("*") for cell in sheet[1]]
        self.assertEqual(heads, [column.heading for column in ledger_sheet.COLUMNS])
        sheet.delete_rows(2)
        chance = random.Random(4)
        for number in range(12):
            own = chance.random() < 0.5
            code, points = chance.choice([("praise5", 5), ("blame5", 5), ("project", 4)] if own else [("blame3", 3)])
            sheet.append(
                [
                    date(2025, chance.randint(1, 12), 10), code, f"事项{number}", "个人" if own else "集体",
                    "T0012" if own else "", "" if own else "T-001-02", "", level, "县政府", f"〔2025〕{number}号",
                    "2025-06-10", points, chance.randint(1, 3), "是", f"项目{number}", "简报",
                ]
            )  # fmt: skip
        stream = io.BytesIO()
        book.save(stream)
        found = self.bring(stream.getvalue())
        self.assertEqual((found.state, found.created_count), ("done", 12), problems(found))
        events = self.env["cadre.ledger.event"].search([("cycle_id", "=", self.cycle.id)], order="id")
        exported = [[self.shown(column, event) for column in ledger_sheet.COLUMNS] for event in events]
        again = self.bring(xlsx(heads, *exported))
        self.assertEqual((again.state, again.problem_count), ("bad", 12), "each is in the ledger already")
        self.assertEqual(set(problems(again).values()), {"This event is in the ledger already."})
        events.with_user(self.officer_user).unlink()
        self.assertEqual(self.bring(xlsx(heads, *exported)).state, "done")
        anew = self.env["cadre.ledger.event"].search([("cycle_id", "=", self.cycle.id)], order="id")
        self.assertEqual([[self.shown(column, event) for column in ledger_sheet.COLUMNS] for event in anew], exported)


def as_exported(*rows):
    """The workbook of Odoo's export: a text that begins with = is a text there (``controllers/exports.py``)."""
    stream = io.BytesIO()
    book = written.workbook(stream)
    sheet, text = book.add_worksheet(), written.style(book)
    for row, cells in enumerate(rows):
        for place, cell in enumerate(cells):
            if cell not in (False, ""):
                written.put(sheet, row, place, str(cell) if isinstance(cell, date) else cell, text)
    book.close()
    return stream.getvalue()


class Screen:
    """Odoo's own export "to import again" and its import screen, as a user has them."""

    def back(self, records, names):
        """Export ``records``, send the workbook back, and return what was exported."""
        records.env.user.sudo().group_ids += self.env.ref("base.group_allow_export")
        table = records.export_data(names)["datas"]
        importer = self.env["base_import.import"].with_user(records.env.user).create(
            {
                "res_model": records._name,
                "file": as_exported(names, *table),
                "file_name": "export.xlsx",
                "file_type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            }
        )  # fmt: skip
        options = {"has_headers": True, "quoting": '"', "separator": "", "encoding": "", "keep_matches": False}
        preview = importer.parse_preview(options)
        self.assertNotIn("error", preview)
        found = importer.execute_import(names, names, {**preview["options"], **options})
        self.assertEqual(found["messages"], [])
        return table


class TestMarksThereAndBack(Screen, LetterBuilder, CadreCase):
    def wizard(self, **values):
        place = f"{self.cycle.id}-0"
        Wizard = self.env["cadre.marks.import"].with_user(self.officer_user).with_context(default_place=place)
        return Wizard.create({"table": "cadre.score", "place": place, **values})

    def test_equal_headings_and_many_columns(self):
        """Two units with an item of one name and points, two such items in one letter, and a hundred projects more:
        each mark comes back into its own line, and what comes back unchanged changes nothing."""
        self.other_unit.write({"parent_id": self.unit.id, "comparison_group_id": self.group.id})
        second = self.make_letter(
            self.cycle, subject_unit_id=self.other_unit.id, head_id=self.leader.id, employee_name="二", unit_name="二"
        )
        Item, Score = self.env["cadre.work.item"], self.env["cadre.score"]
        values = [self.item_values(letter, "business", "其他工作", 5) for letter in (self.letter, self.letter, second)]
        items = Item.browse(Item.sudo().create(values).ids)
        common = {"cycle_id": self.cycle.id}
        business, party = self.part("business").id, self.part("party").id
        lines = Score.create(
            [
                {**common, "component_id": business, "subject_unit_id": item.plan_id.subject_unit_id.id,
                 "item_id": item.id}
                for item in items
            ]
            + [
                {**common, "component_id": party, "subject_unit_id": self.unit.id, "label": f"项目{number}"}
                for number in range(105)
            ]
        )  # fmt: skip
        wizard = self.wizard()
        wizard.action_template()
        book = openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))
        sheet = book.active
        self.assertGreater(sheet.max_column, 100)
        wanted = {line.id: 1 + number % 5 for number, line in enumerate(lines)}
        columns, rows, _total = Score.with_user(self.officer_user)._grid(f"{self.cycle.id}-0")
        self.assertGreater(len(columns), len({column.label for column in columns}), "headings are alike")
        for row_number, row in enumerate(rows, 3):
            for place, column in enumerate(columns, 4):
                record = row.cells.get(column.key, (None,))[0]
                if record in wanted:
                    sheet.cell(row_number, place).value = wanted[record]
        stream = io.BytesIO()
        book.save(stream)
        found = self.wizard(file=base64.b64encode(stream.getvalue()), filename="marks.xlsx")
        found.action_import()
        self.assertEqual((found.state, found.cell_count), ("done", len(lines)), problems(found))
        self.assertEqual({line.id: line.value for line in lines}, wanted)
        wizard.action_template()
        again = self.wizard(file=wizard.template, filename="marks.xlsx")
        again.action_import()
        self.assertEqual((again.state, again.cell_count), ("done", 0), problems(again))
        own = lines[:3].with_user(self.officer_user)
        own.write({"evidence": "=纪要〔2025〕3号"})
        names = ["id", "value", "evidence"]
        before = self.back(own, names)
        self.env.invalidate_all()
        self.assertEqual(own.export_data(names)["datas"], before)


class TestListsThereAndBack(Screen, WorkCase):
    def test_work_lists(self):
        """The list with its items: the same again, and no item twice."""
        plan = self.plan.with_user(self.person_user)
        plan.item_ids = [
            (0, 0, {"name": name, "target": target, "due": due, "remark": remark})
            for name, target, due, remark in (
                ("党建工作", "每月一次\n组织生活", "2025-11-30", "重点"),
                ("=1+1", "“双创”；①②", False, ""),
                ("党建工作", "同名的另一项", "2025-06-30", ""),
            )
        ]
        names = ["id", "item_ids/id", "item_ids/name", "item_ids/target", "item_ids/due", "item_ids/remark"]
        before = self.back(plan, names)
        self.env.invalidate_all()
        self.assertEqual(plan.export_data(names)["datas"], before)
        self.assertEqual(len(plan.item_ids), 3)


class TestFindingsThereAndBack(Screen, YearCase):
    def test_findings(self):
        """表5: what speaks for and against a person, with the line ends in it."""
        self.give_year()
        self.fill_findings()
        findings = (
            self.env["cadre.finding"]
            .with_user(self.officer_user)
            .search([("cycle_id", "=", self.cycle.id), ("assessment_id.employee_id", "!=", self.officer.id)], limit=10)
        )
        findings[0].write({"positive": "吃苦在前。\n受表扬", "negative": "-2次迟到"})
        names = ["id", "positive", "negative"]
        before = self.back(findings, names)
        self.env.invalidate_all()
        self.assertEqual(findings.export_data(names)["datas"], before)
