"""Make the import templates (static/xls) and what the import screen knows about their headings, from one table.

    ./cadre run python tools/make_templates.py           write them
    ./cadre run python tools/make_templates.py --check   only say whether they are as the table says

The tables are import_columns.py and setup_columns.py in cadre_assessment/wizard. Output is the same, byte for byte,
on every run.
"""

import datetime
import importlib
import io
import pathlib
import sys
import types

import xlsxwriter

ADDON = pathlib.Path(__file__).parents[1] / "cadre_assessment"
ROWS = 2000
WORDS = {"sex": ["男", "女"], "yesno": ["是", "否"]}
"""What a cell of a kind offers; further kinds are added from the table."""


def table():
    """The two tables, read without importing the addon (which needs Odoo)."""
    package = types.ModuleType("wizard")
    package.__path__ = [str(ADDON / "wizard")]
    sys.modules["wizard"] = package
    return importlib.import_module("wizard.import_columns"), importlib.import_module("wizard.setup_columns")


ONE = (
    "一人一行，从第一张工作表第二行填起；列名不要改，不需要的列可以删去；空格不改动已有内容，要清空请填“清空”。",
    "文件先整体检查，任何一行有误则全部不导入，并列出行、列和原因。",
    "只知道年月的日期写成 1990.05；单元格保持文本格式，否则 1990.10 会变成 1990.1。",
)
ALL = (
    "每张工作表从第二行填起；工作表名和列名不要改，用不到的工作表和列可以留空或删去。",
    "整个工作簿先整体检查，任何一张表的任何一行有误则全部不导入，并列出工作表、行、列、所填内容和改法。",
    "人员一律按工号识别，同名不影响；单位、科室一律按编号识别。",
    "账号的登录名即工号，不需要电子邮箱；导入后打印首次登录密码条，首次登录时由本人改密码。",
    ONE[-1],
)


def workbook(title, pages, lines=ONE):
    """A workbook: on its sheets the headings alone (so that nothing has to be deleted), help on the last one.

    :param pages: [(name of the sheet, columns), …]
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime.datetime(2025, 1, 1)})
    formats = {
        "text": book.add_format({"num_format": "@"}),
        "heading": book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "num_format": "@"}),
        "needed": book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1, "num_format": "@"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
    }
    for name, columns in pages:
        _page(book.add_worksheet(name), columns, formats)
    _notes(book.add_worksheet("填写说明"), pages, lines, formats)
    book.close()
    return stream.getvalue()


def _page(sheet, columns, formats):
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(columns):
        # cells are text, so that 1990.10 stays 1990.10 and 0012 stays 0012
        sheet.set_column(place, place, max(10, 2 * len(column.heading) + 4), formats["text"])
        sheet.write_string(0, place, column.heading, formats["needed" if column.required else "heading"])
        if column.note:
            sheet.write_comment(0, place, column.note, {"x_scale": 2})
        words = WORDS.get(column.kind)
        if words:
            sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": words, "error_type": "warning"})


def _notes(sheet, pages, lines, formats):
    for place, width in enumerate((18, 8, 60, 30)):
        sheet.set_column(place, place, width)
    for place, word in enumerate(("列名", "必填", "说明", "示例")):
        sheet.write_string(0, place, word, formats["heading"])
    row = 1
    for name, columns in pages:
        if len(pages) > 1:
            sheet.write_string(row, 0, f"【{name}】", formats["heading"])
            row += 1
        for column in columns:
            cells = (column.heading, "是" if column.required else "", column.note, column.example)
            for place, word in enumerate(cells):
                sheet.write_string(row, place, word, formats["wrapped"])
            row += 1
    for place, line in enumerate(lines, row + 1):
        sheet.write_string(place, 0, line)


def mapping(module):
    """What the import screen already knows: heading → field, in every language."""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        "<!-- Made by tools/make_templates.py. Headings of the import templates and the fields they stand for. -->",
        '<odoo noupdate="1">',
    ]
    for kind, columns in module.FILES.items():
        for column in columns:
            if column.field and column.kind != "name":
                lines += [
                    f'    <record id="import_mapping_{kind}_{column.field}" model="base_import.mapping">',
                    f'        <field name="res_model">{module.MODELS[kind]}</field>',
                    f'        <field name="column_name">{column.heading}</field>',
                    f'        <field name="field_name">{column.field}</field>',
                    "    </record>",
                ]
    return "\n".join([*lines, "</odoo>", ""]).encode()


def main():
    module, setup = table()
    WORDS.update(kind=list(setup.KINDS), seat=list(setup.SEATS))
    made = {ADDON / "data" / "organization" / "import_mapping.xml": mapping(module)}
    for kind, columns in module.FILES.items():
        made[ADDON / "static" / "xls" / module.TEMPLATES[kind]] = workbook(
            module.TITLES[kind], [(module.TITLES[kind], columns)]
        )
    made[ADDON / "static" / "xls" / setup.BOOK] = workbook("建账工作簿", list(setup.SHEETS.values()), ALL)
    for kind, (name, columns) in setup.SHEETS.items():
        if kind != "people":
            made[ADDON / "static" / "xls" / setup.EACH[kind]] = workbook(name, [(name, columns)], ALL)
    stale = [path for path, content in made.items() if not path.exists() or path.read_bytes() != content]
    if "--check" in sys.argv:
        for path in stale:
            print(f"{path.relative_to(ADDON.parent)} is not what tools/make_templates.py makes")
        return bool(stale)
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made[path])
    return 0


if __name__ == "__main__":
    sys.exit(main())
