"""Make the import templates (static/xls) and what the import screen knows about their headings, from one table.

    ./cadre run python tools/make_templates.py           write them
    ./cadre run python tools/make_templates.py --check   only say whether they are as the table says

The table is cadre_assessment/wizard/import_columns.py. Output is the same, byte for byte, on every run.
"""

import datetime
import importlib.util
import io
import pathlib
import sys

import xlsxwriter

ADDON = pathlib.Path(__file__).parents[1] / "cadre_assessment"
ROWS = 2000
SEX, YES = ["男", "女"], ["是", "否"]


def table():
    """The table, read without importing the addon (which needs Odoo)."""
    spec = importlib.util.spec_from_file_location("import_columns", ADDON / "wizard" / "import_columns.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def workbook(title, columns):
    """A workbook: the headings alone on the first sheet (so that nothing has to be deleted), help on the second."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"title": title, "created": datetime.datetime(2025, 1, 1)})
    text = book.add_format({"num_format": "@"})
    heading = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "num_format": "@"})
    needed = book.add_format({"bold": True, "bg_color": "#FCE4D6", "border": 1, "num_format": "@"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 2)
    for place, column in enumerate(columns):
        # cells are text, so that 1990.10 stays 1990.10 and 0012 stays 0012
        sheet.set_column(place, place, max(10, 2 * len(column.heading) + 4), text)
        sheet.write_string(0, place, column.heading, needed if column.required else heading)
        if column.note:
            sheet.write_comment(0, place, column.note, {"x_scale": 2})
        words = {"sex": SEX, "yesno": YES}.get(column.kind)
        if words:
            sheet.data_validation(1, place, ROWS, place, {"validate": "list", "source": words, "error_type": "warning"})
    notes = book.add_worksheet("填写说明")
    notes.set_column(0, 0, 18)
    notes.set_column(1, 1, 8)
    notes.set_column(2, 2, 60)
    notes.set_column(3, 3, 30)
    for place, word in enumerate(("列名", "必填", "说明", "示例")):
        notes.write_string(0, place, word, heading)
    for row, column in enumerate(columns, 1):
        cells = (column.heading, "是" if column.required else "", column.note, column.example)
        for place, word in enumerate(cells):
            notes.write_string(row, place, word, wrapped)
    last = len(columns) + 2
    for row, line in enumerate(
        (
            "一人一行，从第一张工作表第二行填起；列名不要改，不需要的列可以删去，空格表示清空。",
            "文件先整体检查，任何一行有误则全部不导入，并列出行、列和原因。",
            "只知道年月的日期写成 1990.05；单元格保持文本格式，否则 1990.10 会变成 1990.1。",
        ),
        last,
    ):
        notes.write_string(row, 0, line)
    book.close()
    return stream.getvalue()


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
    module = table()
    made = {ADDON / "data" / "organization" / "import_mapping.xml": mapping(module)}
    for kind, columns in module.FILES.items():
        made[ADDON / "static" / "xls" / module.TEMPLATES[kind]] = workbook(module.TITLES[kind], columns)
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
