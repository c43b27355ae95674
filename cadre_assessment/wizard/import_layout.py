"""Find the headings and the end of the table: offices put a title above and sign below."""

import re

from ..engine import spelling
from . import import_values as values

LOOKED_AT = 15
"""Headings stand in one of the first rows that hold anything."""
SIGNED = re.compile(
    r"(填表|制表|填报|审核|审批|复核|经办|负责|分管|主管|领导|单位|盖章|公章|联系|电话|日期|时间|年月日)[^，。]{0,12}[:：]"
)
CLOSED = re.compile(r"(合计|总计|小计|共计|备注|说明|注)([:：\s\d]|$)")
FEW = 5
"""So many cells are filled in a row below the table, at most."""


def layout(columns, rows):
    """(row of headings: (number, [heading, …]), rows below it, notes: [(code, figures), …]).

    The row of headings is the one that knows most of the columns. Rows above it, and signatures, sums and remarks at
    the end, are left out and named: ``headings_row`` (row), ``rows_left_out`` (rows, text).

    :param rows: [(number, [cell, …]), …], none of them empty

    >>> from .import_columns import Column
    >>> names = [Column("工号", "number"), Column("姓名", "name")]
    >>> rows = [(1, ["花名册"]), (2, ["工 号", "姓名*"]), (3, ["A1", "甲"]), (5, ["填表人：乙", None])]
    >>> heads, below, notes = layout(names, rows)
    >>> heads, below
    ((2, ['工号', '姓名']), [(3, ['A1', '甲'])])
    >>> [code for code, _figures in notes]
    ['headings_row', 'rows_left_out']
    """
    known = {column.heading for column in columns}
    heads = [[_heading(cell) for cell in cells] for _number, cells in rows[:LOOKED_AT]]
    best = max(range(len(heads)), key=lambda place: (len(known & set(heads[place])), -place))
    notes = []
    if best:
        notes.append(("headings_row", {"row": rows[best][0]}))
    below = rows[best + 1 :]
    left_out = []
    while below and _ends(below[-1][1]):
        left_out.append(below[-1])
        below = below[:-1]
    if left_out:
        left_out.reverse()
        said = " ".join(str(cell).strip() for _number, cells in left_out for cell in cells if cell is not None)
        notes.append(("rows_left_out", {"rows": [number for number, _cells in left_out], "text": said[:80]}))
    return (rows[best][0], heads[best]), below, notes


def _heading(cell):
    try:
        return spelling.heading(values.lines(cell))
    except values.BadCell:
        return str(cell)


def _ends(cells):
    """Whether a row is a signature, a sum or a remark and nothing of the table."""
    filled = [cell for cell in cells if cell is not None and str(cell).strip()]
    if not filled or len(filled) > FEW or not isinstance(filled[0], str):
        return False
    first = filled[0].strip()
    return bool(SIGNED.match(first) or CLOSED.match(first))
