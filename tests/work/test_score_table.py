"""Many marks at once: lines for everybody, own marks first, the table of the screen, the workbook (S2B-02, S2A-14)."""

import base64
import io
from datetime import date

import openpyxl
from freezegun import freeze_time
from odoo.exceptions import AccessError, UserError, ValidationError

from tests.acting.registry import acts
from tests.common import YEAR, CadreCase

from .s1_builder import S1Builder


class S2BBuilder:
    """A cycle of the 400 points with two sections of the bureau and a line for everything that is counted."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        kinds = cls.env["cadre.category"].search([("kind", "=", "unit")])
        kind = {one.code: one for one in kinds}
        cls.scheme = cls.env.ref("regulations.scheme_s2b")
        cls.first, cls.second = cls.env["hr.department"].create(
            [
                {"name": name, "parent_id": cls.unit.id, "is_unit": True, "cadre_code": code, "manager_id": head.id,
                 "unit_category_id": kind["section"].id}
                for name, code, head in (("一科", "T-101", cls.section_head), ("二科", "T-102", cls.other))
            ]
        )  # fmt: skip
        for unit, head in ((cls.first, cls.section_head), (cls.second, cls.other)):
            head.create_version({"date_version": date(YEAR, 1, 1), "department_id": unit.id, "is_unit_head": True})
        cls.cycle = cls.make_cycle(name=f"{YEAR}年度目标管理考核")
        cls.cycle.sudo().state = "open"
        cls.Score = cls.env["cadre.score"]
        cls.Score.with_user(cls.officer_user).action_prepare()

    def line(self, unit, code, count=None):
        lines = self.Score.search([("subject_unit_id", "=", unit.id), ("component_id.code", "=", code)])
        return lines.filtered(lambda line: line.count_id.code == count if count else not line.count_id)


@freeze_time(f"{YEAR}-12-20 09:00:00")
class TestSelfEvaluation(S2BBuilder, CadreCase):
    """The 400 points: the unit scores itself, the leading group gives the final score."""

    def test_lines(self):
        """All that is counted by hand has a line for every unit, each component one for the unit's own points."""
        lines = self.Score.search([("subject_unit_id", "=", self.first.id)])
        counts = self.scheme.component_ids.count_ids._by_hand()
        self.assertEqual(lines.count_id, counts)
        own = lines.filtered(lambda line: line.state == "self")
        self.assertEqual(own.component_id, self.scheme.component_ids.filtered("self_scored"))
        self.assertEqual(lines.user_id, self.section_head_user)
        before = len(lines)
        self.Score.with_user(self.officer_user).action_prepare()
        self.assertEqual(self.Score.search_count([("subject_unit_id", "=", self.first.id)]), before)

    @acts("S2B-02", "self.scheme.component_ids", self_scored=False)
    def test_own_lines(self):
        """S2B-02: opened for a year, every part has a line in which the unit gives its own points first."""
        span = {"date_from": date(YEAR + 1, 1, 1), "date_to": date(YEAR + 1, 12, 31), "cut_off": date(YEAR + 1, 12, 31)}
        cycle = self.make_cycle(name="次年目标管理考核", year=YEAR + 1, **span)
        cycle.sudo().state = "open"
        self.Score.with_user(self.officer_user).action_prepare()
        own = self.Score.search([("cycle_id", "=", cycle.id), ("state", "=", "self")])
        self.assertIn("plan", own.component_id.mapped("code"))

    def test_own_mark(self):
        """S2B-02: the head gives his unit its own points, and never sees or writes the final ones."""
        own = self.line(self.first, "plan").with_user(self.section_head_user)
        own.write({"self_value": 38, "self_note": "缺一项"})
        self.assertEqual((own.self_value, own.has_self), (38, True))
        with self.assertRaises(AccessError):
            own.write({"value": 40})
        theirs = self.line(self.second, "plan").with_user(self.section_head_user)
        with self.assertRaises(AccessError):
            theirs.write({"self_value": 0})
        final = self.line(self.first, "plan", "done").with_user(self.section_head_user)
        with self.assertRaises(AccessError):
            final.read(["value"])
        with self.assertRaises(AccessError):
            final.write({"value": 0})
        own.action_hand_in()
        with self.assertRaises(AccessError):
            own.write({"self_value": 40})
        with self.assertRaisesRegex(UserError, "not possible in the state"):
            self.line(self.first, "plan").with_user(self.officer_user).write({"self_value": 40})

    def test_own_mark_never_counts(self):
        """The unit's own points are beside the final ones: confirming everything confirms the final ones only."""
        lines = self.line(self.first, "plan") | self.line(self.first, "plan", "done")
        lines.filtered("self_only").with_user(self.officer_user).action_close_self()
        lines.filtered("count_id").with_user(self.officer_user).write({"value": 1})
        lines.with_user(self.officer_user).action_confirm()
        self.assertEqual(lines.filtered("count_id").state, "confirmed")
        self.assertEqual(lines.filtered("self_only").state, "draft")

    def test_range(self):
        """A2B-4: a discretionary deduction lies between its bounds, or did not happen."""
        count = self.scheme.component_ids.count_ids.filtered("has_range")[:1]
        line = self.Score.search([("subject_unit_id", "=", self.first.id), ("count_id", "=", count.id)])
        line = line.with_user(self.officer_user)
        with self.assertRaises(ValidationError):
            line.write({"value": count.high + 1})
        line.write({"value": count.low})
        line.write({"value": 0})

    def test_no_more_missing_than_required(self):
        """S2B-17: 6 missing of 4 are refused where the second of the two figures comes in, by form and by table."""
        required, missing = (
            self.line(self.first, "ao_use", code).with_user(self.officer_user).with_context(lang="en_US")
            for code in ("required", "missing")
        )
        missing.write({"value": 6})  # nothing to hold it against yet
        with self.assertRaisesRegex(ValidationError, "6, but .*4.*correct the figure"), self.cr.savepoint():
            required.write({"value": 4})
        required.write({"value": 8})
        for save in (
            lambda: missing.write({"value": 9}),
            lambda: required.write({"value": 5}),
            lambda: self.Score.with_user(self.officer_user).grid_save([[missing.id, 8.5]]),
        ):
            with self.assertRaises(ValidationError), self.cr.savepoint():
                save()
            self.env.invalidate_all()
        table = self.Score.with_user(self.officer_user)
        table.grid_save([[missing.id, 3], [required.id, 4]])  # both at once
        self.assertEqual((missing.value, required.value), (3, 4))
        table.grid_save([[required.id, None]])
        table.grid_save([[missing.id, 40]])
        with self.assertRaises(ValidationError), self.cr.savepoint():
            table.grid_save([[required.id, 39]])
        other = self.line(self.second, "ao_use", "required").with_user(self.officer_user)
        other.write({"value": 1})  # of another unit

    def test_scoring_organ(self):
        """S2A-18: members of the scoring organ enter its component, while they are members; nobody else."""
        body = self.env["cadre.body"].create(
            {"name": "项目考评小组", "kind": "scoring_organ", "unit_id": self.unit.id,
             "member_ids": [(0, 0, {"employee_id": self.person.id, "date_to": date(YEAR, 12, 31)})]}
        )  # fmt: skip
        line = self.line(self.first, "plan", "done")
        line.component_id.sudo().with_context(install_mode=True).scoring_body_id = body
        line.invalidate_recordset()
        self.assertEqual(line.scoring_body_id, body)
        line.with_user(self.person_user).write({"value": 2})
        for user in (self.leader_user, self.section_head_user, self.decider_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                line.with_user(user).write({"value": 0})
        with freeze_time(f"{YEAR + 1}-01-01 09:00:00"), self.assertRaises(AccessError):
            line.invalidate_recordset()
            line.with_user(self.person_user).write({"value": 0})

    def test_table(self):
        """The table has a column for each thing counted and a row for each unit; it writes all cells or none."""
        Score = self.Score.with_user(self.officer_user)
        component = self.line(self.first, "plan").component_id
        place = f"{self.cycle.id}-{component.id}"
        self.assertIn(place, [found["key"] for found in Score.grid_places()])
        table = Score.grid(place)
        self.assertEqual([row["name"] for row in table["rows"]], ["一科", "二科"])
        self.assertEqual(len(table["columns"]), len(component.count_ids._by_hand()))
        cells = [cell["id"] for row in table["rows"] for cell in row["cells"].values()]
        Score.grid_save([[cell, n] for n, cell in enumerate(cells)])
        self.assertEqual(Score.browse(cells).mapped("value"), list(range(len(cells))))
        self.assertTrue(all(Score.browse(cells).mapped("entered")))
        with self.assertRaises(UserError):
            Score.grid_save([[cells[0], 7], [cells[1], -1]])
        self.assertEqual(Score.browse(cells[0]).value, 0)
        Score.grid_save([[cells[0], None]])
        self.assertFalse(Score.browse(cells[0]).entered)
        [[mean]] = Score._read_group([("id", "in", cells)], [], ["value:avg"])
        self.assertEqual(mean, sum(range(1, len(cells))) / (len(cells) - 1), "a mark taken back counts in no mean")
        with self.assertRaises(UserError):
            Score.grid_save([[self.line(self.first, "plan").id, 9]])
        Score.browse(cells[1]).action_confirm()
        with self.assertRaises(UserError):
            Score.grid_save([[cells[1], 9]])


@freeze_time(f"{YEAR}-12-31 09:00:00")
class TestMarksWorkbook(S1Builder, CadreCase):
    """The marks of a month for a whole office."""

    def wizard(self, user, content=None):
        action = self.env["cadre.marks.import"].with_user(user).action_open("cadre.progress.mark", str(self.place))
        Wizard = self.env["cadre.marks.import"].with_user(user).with_context(**action["context"])
        return Wizard.create({"file": content and base64.b64encode(content), "filename": "marks.xlsx"})

    def setUp(self):
        super().setUp()
        self.sheet()
        self.place = self.period("month", 3).id

    def book(self, user):
        wizard = self.wizard(user)
        wizard.action_template()
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(wizard.template)))

    def read(self, book, user):
        stream = io.BytesIO()
        book.save(stream)
        wizard = self.wizard(user, stream.getvalue())
        wizard.action_import()
        return wizard

    def test_there_and_back(self):
        """Template out, filled in, back in: the leader's columns by the leader, the office's by the office."""
        for user, rater in ((self.leader_user, "leader"), (self.officer_user, "office")):
            book = self.book(user)
            sheet = book.active
            for row in range(3, sheet.max_row + 1):
                for column in range(4, sheet.max_column + 1):
                    cell = sheet.cell(row, column)
                    if not cell.protection.locked:
                        cell.value = 15
            wizard = self.read(book, user)
            self.assertEqual(wizard.state, "done", wizard.problem_ids.mapped("reason"))
            self.assertGreater(wizard.cell_count, 0, rater)
        sheet = self.sheet()
        self.assertEqual((sheet.has_mark, sheet.mark), (True, 75))
        self.assertEqual(sheet.mark_ids.user_id, self.leader_user | self.officer_user)
        self.assertFalse(self.sheet(employee=self.officer).has_mark, "nobody marks himself")

    def test_all_or_nothing(self):
        """One bad cell, and nothing is written; the row and the column of every bad one are named."""
        book = self.book(self.leader_user)
        sheet = book.active
        number = next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "T0012")
        sheet.cell(number, 4).value = 18
        sheet.cell(number, 5).value = 21
        sheet.cell(number, 6).value = "很好"
        sheet.cell(number, 7).value = 15
        sheet.append(["T9999", "无此人", "", 10])
        wizard = self.read(book, self.leader_user)
        self.assertEqual(wizard.state, "bad")
        found = {(problem.row, problem.column) for problem in wizard.problem_ids}
        heads = {column: sheet.cell(2, column).value for column in range(1, 9)}
        self.assertEqual(found, {(number, heads[5]), (number, heads[6]), (number, heads[7]), (sheet.max_row, heads[1])})
        self.assertFalse(any(self.sheet().mark_ids.mapped("entered")))

    def test_not_the_leaders_people(self):
        """Another leader finds nobody in the table, and cannot write cells whose ids he knows."""
        with self.assertRaises(UserError):
            self.book(self.other_leader_user)
        cells = [[mark.id, 1] for mark in self.sheet().mark_ids]
        for user in (self.other_leader_user, self.person_user, self.auditor_user, self.plain_user):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["cadre.progress.mark"].with_user(user).grid_save(cells)
        with self.assertRaises(UserError):
            self.env["cadre.progress.mark"].with_user(self.leader_user).grid_save(cells)

    def test_queries(self):
        """Table, writing, signing and filing cost the same for 5 people and for 150, but for the batches of the ORM."""
        costs = []
        for count, number in ((5, 5), (150, 6)):
            self.make_people(count, prefix=f"Q{number}")
            period = self.period("month", number)
            period.with_user(self.officer_user).action_make_drafts()
            Mark, place = self.env["cadre.progress.mark"], str(period.id)
            sheets = self.Report.search([("period_id", "=", period.id), ("staff_number", "=like", f"Q{number}%")])

            def month(Mark=Mark, place=place, sheets=sheets):
                for user in (self.leader_user, self.officer_user):
                    _columns, rows, _total = Mark.with_user(user)._grid(place)
                    cells = {cell[0]: 15 for row in rows for cell in row.cells.values() if cell[2]}
                    Mark.with_user(user).browse(cells)._write_cells(cells)
                sheets.with_user(self.leader_user).action_sign()
                sheets.with_user(self.officer_user).action_file()

            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            month()
            self.env.flush_all()
            costs.append(self.env.cr.sql_log_count - before)
            self.assertEqual(len(sheets.filtered(lambda sheet: sheet.state == "filed")), count)
        self.assertLessEqual(costs[1], costs[0] + 40, costs)
