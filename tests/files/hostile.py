"""Files that nobody wrote in good faith: small to send, costly to whoever opens them as a whole. And a good one."""

import io
import zipfile

NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
BOOK = (
    f'{HEAD}<workbook xmlns="{NS}" xmlns:r="{REL}"><sheets>'
    '<sheet name="一" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
LINKS = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{REL}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
)
SIMPLE = '<row r="1"><c r="A1" t="inlineStr"><is><t>工号</t></is></c></row>'
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE x [<!ENTITY l0 "lol">{LAUGHS}]>'
SQUARE = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'


def kinds(names):
    """The part that says what the others are: other readers than ours want it."""
    known = {
        "workbook": "sheet.main", "worksheets/sheet1": "worksheet", "sharedStrings": "sharedStrings", "styles": "styles"
    }  # fmt: skip
    parts = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{KIND}.{kind}+xml"/>'
        for name, kind in known.items()
        if f"xl/{name}.xml" in names
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{parts}</Types>'
    )


def sheet(rows=SIMPLE, before="", after=""):
    return f'{HEAD}{before}<worksheet xmlns="{NS}"><sheetData>{rows}</sheetData>{after}</worksheet>'


def workbook(parts=None, method=zipfile.ZIP_DEFLATED, **named):
    """A workbook of one sheet; ``parts``: {name: content} put in or instead."""
    stream = io.BytesIO()
    whole = {
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": LINKS,
        "xl/worksheets/sheet1.xml": sheet(),
        **(parts or {}),
        **named,
    }
    whole = {"[Content_Types].xml": kinds(whole), **whole}
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in whole.items():
            archive.writestr(name, content)
    return stream.getvalue()


def of_sheet(*arguments, **named):
    return workbook({"xl/worksheets/sheet1.xml": sheet(*arguments, **named)})


def of_words(words):
    return workbook({"xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{NS}">{words}</sst>'})


def of_styles(styles):
    return workbook({"xl/styles.xml": f'{HEAD}<styleSheet xmlns="{NS}">{styles}</styleSheet>'})


def many_parts(count):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", BOOK)
        for number in range(count):
            archive.writestr(f"{number}", b"")
    return stream.getvalue()


def zip_bomb():
    """Ten parts of 50 MB, packed to some 50 KB each."""
    return workbook({f"xl/worksheets/sheet{n}.xml": b" " * (50 << 20) for n in range(2, 12)})


def lying_bomb():
    """A part that says it is small and unpacks to 70 MB."""
    content = workbook({"xl/worksheets/sheet1.xml": sheet() + " " * (70 << 20)})
    size = len((sheet() + " " * (70 << 20)).encode())
    assert content.count(size.to_bytes(4, "little")) == 2
    return content.replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little"))


def county(rows=10_000, columns=30):
    """10,000 people, 30 columns filled of each, every other word its own."""
    words = "".join(f"<si><t>词{n}</t></si>" for n in range(rows * columns // 2))
    lines = (
        f'<row r="{row + 1}">'
        + "".join(f'<c r="{chr(65 + n % 26) if n < 26 else "A" + chr(65 + n - 26)}{row + 1}" t="s" s="1"><v>'
                  f"{(row * columns + n) // 2}</v></c>" for n in range(columns))
        + "</row>"
        for row in range(rows)
    )  # fmt: skip
    words = f'{HEAD}<sst xmlns="{NS}">{words}</sst>'
    return workbook({"xl/sharedStrings.xml": words, "xl/worksheets/sheet1.xml": sheet("".join(lines))})


def events():
    """30,000 events, each of the 16 columns of the template filled."""
    return county(30_000, 16)


GOOD = {"the people of a county": county, "the events of a county": events}
"""Longer to read than a refusal may take."""

TABLES = {
    # name: (what makes the file, the code of its refusal)
    "zip bomb": (zip_bomb, "too_big_inside"),
    "a part that lies about its size": (lying_bomb, "damaged"),
    "a hundred thousand parts": (lambda: many_parts(100_000), "too_many_parts"),
    "a method that unpacks to anything": (lambda: workbook(method=zipfile.ZIP_LZMA), "damaged"),
    "an endless cell": (lambda: of_sheet(f'<row><c t="str"><v>{"a" * (60 << 20)}</v></c></row>'), "cell_too_long"),
    "an endless tag": (lambda: of_sheet(f'<row a="{"a" * (60 << 20)}"></row>'), "damaged"),
    "an endless comment": (lambda: of_sheet(f"<!--{'a' * (60 << 20)}-->"), "damaged"),
    "a million cells": (
        lambda: of_sheet("".join(f'<row r="{n}">{"<c><v>1</v></c>" * 45}</row>' for n in range(1, 20_001))),
        "too_many_cells",
    ),
    "millions of empty cells": (lambda: of_sheet(f"<row>{'<c/>' * 16_000}</row>" * 300), "too_much_inside"),
    "the last row of a sheet": (
        lambda: of_sheet(SIMPLE + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "too_many_rows",
    ),
    "a million rows": (lambda: of_sheet("<row><c><v>1</v></c></row>" * 600_000), "too_many_rows"),
    "all rows a sheet may have": (lambda: of_sheet("<row><c/></row>" * 1_048_576), "too_much_inside"),
    "sixteen thousand columns": (lambda: of_sheet(f"<row>{'<c><v>1</v></c>' * 16_384}</row>"), "too_many_columns"),
    "the last column of a sheet": (lambda: of_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "too_many_columns"),
    "somewhat more than the events of a county": (lambda: county(31_500, 16), "too_many_cells"),
    "a million cells whose tags end in a blank": (
        lambda: of_sheet("".join(f'<row r="{n}">{"<c><v >1</v ></c>" * 45}</row>' for n in range(1, 20_001))),
        "too_many_cells",
    ),
    "a million cells whose tags have a prefix": (
        lambda: of_sheet("".join(f'<row r="{n}">{"<x:c><x:v>1</x:v></x:c>" * 45}</row>' for n in range(1, 20_001))),
        "too_many_cells",
    ),
    "a million words": (lambda: of_words("<si><t>a</t></si>" * 900_000), "too_many_cells"),
    "words of many fonts": (
        lambda: of_words(f"<si>{'<r><rPr><b/><sz/></rPr><t/></r>' * 500_000}</si>"),
        "too_much_inside",
    ),
    "a long word in many cells": (
        lambda: workbook(
            {
                "xl/sharedStrings.xml": f'{HEAD}<sst xmlns="{NS}"><si><t>{"a" * 30_000}</t></si></sst>',
                "xl/worksheets/sheet1.xml": sheet('<row><c t="s"><v>0</v></c></row>' * 40_000),
            }
        ),
        "too_much_text",
    ),
    "a million styles": (lambda: of_styles("<cellXfs>" + "<xf/>" * 2_500_000 + "</cellXfs>"), "too_much_inside"),
    "styles just few enough": (lambda: of_styles("<cellXfs>" + "<xf/>" * 1_900_000 + "</cellXfs>"), "too_much_inside"),
    "deep XML": (lambda: of_sheet("<a>" * 100_000 + "</a>" * 100_000), "too_deep"),
    "billion laughs": (lambda: of_sheet(before=BOMB), "entities"),
    "billion laughs behind a comment": (lambda: of_sheet(before=f"<!--{' ' * 10_000}-->{BOMB}"), "entities"),
    "billion laughs in UTF-16": (
        lambda: workbook({"xl/worksheets/sheet1.xml": sheet(before=BOMB).replace("UTF-8", "UTF-16").encode("utf-16")}),
        "entities",
    ),
    "billion laughs in UTF-16 without a declaration": (
        lambda: workbook({"xl/sharedStrings.xml": f"\ufeff{BOMB}<sst>&l9;</sst>".encode("utf-16-be")}),
        "entities",
    ),
    "quadratic blow-up": (
        lambda: workbook({"xl/sharedStrings.xml": f"{HEAD}{SQUARE}<sst><si><t>{'&a;' * 50_000}</t></si></sst>"}),
        "entities",
    ),
    "a document type in a part that nobody reads": (
        lambda: workbook({"docProps/app.xml": f"{HEAD}<!-- -->{BOMB}<x>&l9;</x>"}),
        "entities",
    ),
    "an outside entity": (
        lambda: of_sheet(before='<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'),
        "entities",
    ),
    "a line without end": (lambda: b"a," * (5 << 20), "line_too_long"),
    "a cell over all lines": (lambda: b'a,"' + b"\n" * (9 << 20), "line_too_long"),
    "a row over all lines": (lambda: b'"\n",' * (2 << 20), "line_too_long"),
    "millions of lines": (lambda: b"a\n" * (5 << 20), "too_many_rows"),
    "many cells in lines": (lambda: (b"1," * 90 + b"\n") * 40_000, "too_many_cells"),
    "wide letters": (lambda: ("𠀀" * 100 + "\n").encode() * 24_000, "read"),
    "more bytes than may be sent": (lambda: b"a\n" * (6 << 20), "too_big"),
}

TREES = {
    "a hundred thousand brackets": (lambda: b"[" * 100_000 + b"]" * 100_000, "too_deep"),
    "millions of brackets": (lambda: b"[" * (4 << 20), "too_deep"),
    "braces in braces": (lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000, "too_deep"),
    "millions of values": (lambda: b"[" + b"1," * 2_000_000 + b"1]", "too_many_values"),
    "millions of empty objects": (lambda: b"[" + b"{}," * 1_000_000 + b"{}]", "too_many_values"),
    "a figure without end": (lambda: b"[" + b"9" * (4 << 20 - 1) + b"]", "no_figure"),
    "a fraction without end": (lambda: b"[0." + b"9" * 4_000_000 + b"]", "read"),
    "infinity": (lambda: b'{"a": Infinity}', "no_figure"),
    "no number": (lambda: b'{"a": NaN}', "no_figure"),
    "more than any figure": (lambda: b'{"a": 1e999}', "no_figure"),
    "a name twice": (lambda: b'{"a": 1, "a": 2}', "twice"),
    "a text that never ends": (lambda: b'["' + b'\\"' * 2_000_000, "no_json"),
    "texts that never end": (lambda: b'"' + b"\\" * 4_000_001, "no_json"),
    "no text at all": (lambda: b"\xff\xfe" * 1000, "no_json"),
    "too large": (lambda: b" " * (5 << 20), "too_big"),
}
