"""Read the events of a file: every cell is looked up before anything is written."""

from collections import defaultdict

from ..import_check import READERS, reason
from ..import_columns import Column, places
from ..import_layout import layout
from ..import_values import BadCell, text

COLUMNS = (
    Column("日期", "date", "day", True, note="事项发生的日期，须在考核年度内。", example="2025-06-10"),
    Column("项目编码", "adjustment_id", "line", True, note="见“加减分项目”表。", example=""),
    Column("事项", "title", "text", True, example="全州系统先进集体"),
    Column("对象", "target", "target", True, note="个人 / 集体", example="集体"),
    Column("人员工号", "employee_ids", "employees", note="个人事项；多人用逗号分开。", example=""),
    Column("科室编号", "department_ids", "departments", note="集体事项；多个用逗号分开。", example="YL0301-01"),
    Column("单位编号", "unit_ids", "departments", note="考核对象为单位时填写。", example=""),
    Column("级别", "level_id", "level", note="不填则按项目。", example=""),
    Column("发文机关", "issuer", example="州住房和城乡建设局"),
    Column("文号", "document_number", example="州建发〔2025〕18号"),
    Column("发文日期", "document_date", "day", note="受分人按这一天的任职情况确定。", example="2025-06-10"),
    Column("分值", "points", "decimal", note="只在项目为酌情（有上下限）时填写。", example=""),
    Column("次数", "count", "decimal", note="不填为 1。", example="1"),
    Column("主观原因", "subjective", "yesno", note="是 / 否；通报批评须为“是”。", example="否"),
    Column("项目名称", "project_key", note="同一项目不重复加分时填写。", example=""),
    Column("依据", "evidence", example=""),
)
TARGETS = {"个人": "individual", "集体": "collective"}


class LedgerSheet:
    """Rows of one file.

    ``values``: [(row, values to create)]; ``problems``: [(row, heading, sentence)]; ``notes``: [(code, figures)].
    """

    def __init__(self, env, cycle, table):
        self.env, self.cycle = env, cycle
        self.problems, self.values = [], []
        (row, headings), below, notes = layout(COLUMNS, table.rows)
        self.notes = [*table.notes, *notes]
        columns = self._headings(row, headings)
        if self.problems:
            return
        read = [(number, self._read(number, columns, cells)) for number, cells in below]
        self._prepare(read)
        self.values = [(number, self._row(number, cells)) for number, cells in read]

    def note(self, row, column, code, /, **figures):
        self.problems.append((row, getattr(column, "heading", column), reason(self.env, code, **figures)))

    def _headings(self, row, headings):
        found, problems = places(COLUMNS, headings)
        for heading, code in problems:
            self.note(row, heading, code)
        return found

    def _read(self, row, columns, cells):
        """{column: value}; a cell that cannot be read is a problem and counts as empty."""
        readers = {**READERS, "employees": READERS["departments"]}
        found = {}
        for place, column in columns.items():
            cell = cells[place] if place < len(cells) else None
            try:
                found[column] = readers.get(column.kind, text)(cell)
            except BadCell as error:
                self.note(row, column, error.args[0])
                found[column] = None
                continue
            if column.required and found[column] in (None, ""):
                self.note(row, column, "required")
        return found

    def _prepare(self, read):
        """Everything the rows refer to, in one query each."""
        env, typed = self.env, defaultdict(set)
        for _row, cells in read:
            for column, value in cells.items():
                if value and column.kind in ("employees", "departments"):
                    typed[column.kind].update(value)
        self.people = env["hr.employee"]._by_staff_number(typed["employees"])
        domain = [
            ("cadre_code", "in", list(typed["departments"])),
            ("company_id", "in", [self.cycle.company_id.id, False]),
        ]
        self.departments = env["hr.department"].search_fetch(domain, ["cadre_code"]).grouped("cadre_code")
        levels = env["cadre.category"].search_fetch([("kind", "=", "level")], ["name"])
        self.levels = levels.grouped("name")
        lines = self.cycle.scheme_id.adjustment_ids
        self.lines = {**{line.name: line for line in lines}, **{line.code: line for line in lines}}

    def _row(self, number, cells):
        values = {"cycle_id": self.cycle.id, "origin": "imported"}
        for column, value in cells.items():
            found = self._lookup(number, column, value)
            if found not in (None, "", False, []):
                values[column.field] = found
        return values

    def _lookup(self, row, column, value):
        """The cell as it is written."""
        if not value:
            return value
        if column.kind == "line":
            if value not in self.lines:
                self.note(row, column, "tariff_line")
                return None
            return self.lines[value].id
        if column.kind == "target":
            if value not in TARGETS:
                self.note(row, column, "target")
            return TARGETS.get(value)
        if column.kind == "level":
            return self._one(row, column, self.levels.get(value), "word", "ambiguous_word")
        if column.kind == "employees":
            return [
                self._one(row, column, self.people.get(one), "unknown_person", "ambiguous_person", one) for one in value
            ]
        if column.kind == "departments":
            return [
                self._one(row, column, self.departments.get(one), "department", "ambiguous_department", one)
                for one in value
            ]
        if column.kind == "decimal":
            return float(value)
        return value

    def _one(self, row, column, records, unknown, ambiguous, typed=None):
        if not records or len(records) > 1:
            self.note(row, column, ambiguous if records else unknown, **({"value": typed} if typed else {}))
        return records[:1].id if records else False
