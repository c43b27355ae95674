"""Rows of a sheet as nearly every program writes them, found at once instead of element by element.

A row is plain when it holds nothing but cells, and each of them one value: no formula, no fonts inside a text, no
prefix, no blank that need not be there. Whatever is not is left to the parser; plain rows it reads as well, only it
calls nobody. What they say is the same either way.
"""

import re

BEGINS = b"<row "
ENDS = b"</row>"
_ROW = re.compile(r'<row r="([0-9]{1,7})"((?: [A-Za-z0-9_:]{1,40}="[^"<>&]*")*)>')
_CELL = re.compile(
    r'(<c r="([A-Z]{1,3})[0-9]{1,7}"(?: s="([0-9]{1,5})")?(?: t="([A-Za-z]{1,9})")?'
    r'(?:/>|>(?:<v>([^<\r]*)</v>|<is><t(?: xml:space="preserve")?>([^<\r]*)</t></is>)?</c>))'
)
_REFERENCE = re.compile("&(?:#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6})|(amp|lt|gt|quot|apos));")
_PADDED = re.compile(b"&#x?0")
"""A number that may have any number of digits."""
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}


def found_in(piece):
    """[(number of the row, whether it is hidden, cells)], or None where not all of ``piece`` is plain rows.

    A cell is all of it, its column's letters, style, kind, value and text, each as it is written, or empty.

    :param piece: bytes from the beginning of a row to the end of one

    >>> [(number, hidden, cells)] = found_in(b'<row r="2"><c r="A2" t="s"><v>5</v></c><c r="C2" s="1"/></row>')
    >>> number, hidden, [cell[1:] for cell in cells]
    ('2', False, [('A', '', 's', '5', ''), ('C', '1', '', '', '')])
    >>> found_in(b'<row r="3" hidden="1"></row><row r="4"></row>')
    [('3', True, []), ('4', False, [])]
    >>> found_in(b'<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>')
    >>> found_in(b'<row r="2"><c r="A2"><v>2</v></c> </row>'), found_in(b'<row r="2"></row><!-- <row r="3"></row>')
    (None, None)
    """
    try:
        rows = piece.decode().split("</row>")
    except UnicodeDecodeError:
        return None  # the parser says so
    if rows.pop() or _PADDED.search(piece):
        return None
    found = []
    for row in rows:
        head = _ROW.match(row)
        if head is None:
            return None
        cells = _CELL.findall(row, head.end())
        if head.end() + sum([len(cell[0]) for cell in cells]) != len(row):
            return None
        attributes = head[2]
        hidden = ' hidden="' in attributes and (' hidden="1"' in attributes or ' hidden="true"' in attributes)
        found.append((head[1], hidden, cells))
    return found


def spelt_out(text):
    """What stands for signs in XML, as these signs. The parser has looked whether they are any.

    >>> spelt_out("&#30002;&amp;&#x4E59;&lt;")
    '甲&乙<'
    """
    return _REFERENCE.sub(_sign, text)


def _sign(found):
    decimal, hexadecimal, name = found.groups()
    return _NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
