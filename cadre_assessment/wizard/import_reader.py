"""What stands in the file that somebody sends us?  Bytes in, rows out; a file that is no good is refused with a reason.

No Odoo here. A file from outside is hostile until shown otherwise: its size is looked at before it is unpacked, a
workbook that unpacks to more than it should, carries programs or declares XML entities is not opened at all.
"""

import codecs
import csv
import io
import re
import zipfile

import openpyxl

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 120 * 1024 * 1024
MAX_PARTS = 2000
MAX_ROWS = 50_000
MAX_COLUMNS = 100


class Refused(ValueError):
    """The whole file is refused: ``code`` says why, ``figures`` with which numbers."""

    def __init__(self, code, **figures):
        super().__init__(code)
        self.code, self.figures = code, figures


def read_rows(content):
    """[(row number as the spreadsheet shows it, [cell, …]), …] of the first sheet; empty rows are left out."""
    if len(content) > MAX_BYTES:
        raise Refused("too_big", limit=MAX_BYTES // 1024 // 1024)
    if not content.strip():
        raise Refused("empty")
    if content[:4] == b"PK\x03\x04":
        rows = _workbook(content)
    elif content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Refused("old_excel")
    else:
        rows = _csv(content)
    found = [(number, cells) for number, cells in rows if any(cell not in (None, "") for cell in cells)]
    if not found:
        raise Refused("empty")
    return found


def _limited(rows):
    for number, cells in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise Refused("too_many_rows", limit=MAX_ROWS)
        cells = list(cells)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        if len(cells) > MAX_COLUMNS:
            raise Refused("too_many_columns", limit=MAX_COLUMNS)
        yield number, cells


def _workbook(content):
    _look_inside(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        return list(_limited(sheet.iter_rows(values_only=True)))
    except Refused:
        raise
    except Exception as error:  # whatever a damaged workbook makes the library raise, it is a damaged workbook
        raise Refused("damaged") from error


def _look_inside(content):
    """Refuse what a workbook of ours never has, before anything of it is read as XML."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
                raise Refused("too_big_inside", limit=MAX_UNPACKED // 1024 // 1024)
            names = {part.filename for part in parts}
            if "xl/workbook.xml" not in names:
                raise Refused("no_workbook")
            if any(
                re.search(r"vbaProject|\.(bin|exe|js|vbs)$", name, re.I) and "printerSettings" not in name
                for name in names
            ):
                raise Refused("program")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as stream:
                        head = stream.read(4096)
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise Refused("entities")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError) as error:
        raise Refused("damaged") from error


def _csv(content):
    if b"\0" in content:
        raise Refused("no_workbook")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            typed = codecs.decode(content, encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise Refused("encoding")
    first = typed.splitlines()[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(_limited(csv.reader(io.StringIO(typed, newline=""), delimiter=delimiter)))
    except csv.Error as error:
        raise Refused("damaged") from error
