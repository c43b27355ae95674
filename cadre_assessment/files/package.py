"""Read the parts of a zip of XML piece by piece; nothing is unpacked as a whole.

The parser tells of a document type before it reads it, whatever is written before it and in whatever encoding: there it
ends. So there are no entities, and nothing that a text could grow by.
"""

import codecs
import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from . import plain_rows
from .bounds import MAX_CELLS, MAX_DEPTH, MAX_ELEMENTS, MAX_PARTS, MAX_SILENT, MAX_UNPACKED, MEGABYTE, Refused

PIECE = 64 * 1024
LISTED = b"PK\x01\x02"
"""Begins each line of the list of contents."""
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""No spreadsheet program packs otherwise; other methods ask for memory of any size."""
DAMAGE = (
    zipfile.BadZipFile,
    RuntimeError,
    NotImplementedError,
    OSError,
    EOFError,
    ValueError,
    struct.error,
    zlib.error,
)
PROGRAM = re.compile(r"vbaProject|\.(bin|exe|js|vbs)$", re.IGNORECASE)


class _Begun(Exception):
    """The first element is reached, and no document type stood before it."""


class Package:
    """The parts of one file. What is read of all of them together is bounded.

    :raises Refused: as every method does
    """

    def __init__(self, content):
        if content.count(LISTED) > MAX_PARTS:  # before the list is made: it costs half a kilobyte a line
            raise Refused("too_many_parts", limit=MAX_PARTS)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGE as error:
            raise Refused("damaged") from error
        listed = self._archive.infolist()
        self._parts = {part.filename: part for part in listed}
        if len(self._parts) < len(listed) or any(part.compress_type not in METHODS for part in listed):
            raise Refused("damaged")
        if sum(part.file_size for part in listed) > MAX_UNPACKED:
            raise _too_big_inside()
        if any(PROGRAM.search(name) and "printerSettings" not in name for name in self._parts):
            raise Refused("program")
        self._unpacked = self._elements = 0

    def __contains__(self, name):
        return name in self._parts

    def check_beginnings(self):
        """No part declares a document type, those neither that nobody reads here."""
        for name in self._parts:
            if name.endswith((".xml", ".rels")):
                parser = _parser()
                parser.StartElementHandler = _begun
                try:
                    self._parse(name, parser)
                except _Begun:
                    continue

    def walk(self, name, opened, closed=None, text=None, counted=None, rows=None):
        """Go through a part, once all of it was counted.

        :param opened: {tag: function of its attributes}
        :param closed: {tag: function}
        :param text: function of what stands in elements, in pieces
        :param counted: function of each piece of bytes before anything is parsed, which may refuse the part: counting
            costs a hundredth of parsing; not asked where there are not even so many elements
        :param rows: function of the plain rows of a sheet (:mod:`.plain_rows`), of which then nothing else is called
        """
        ends = 0
        for piece in self._pieces(name):
            self._unpacked += len(piece)
            closing = piece.count(b"</")
            self._elements += piece.count(b"<") - closing
            ends += closing
            if counted is not None and ends > MAX_CELLS:
                for one in self._pieces(name):
                    counted(one)
                counted = None
            if self._unpacked > MAX_UNPACKED:
                raise _too_big_inside()
            if self._elements > MAX_ELEMENTS:
                raise Refused("too_much_inside", limit=MAX_ELEMENTS)
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler, in_rows = _levels(opened, closed or {})
        parser.CharacterDataHandler = text
        self._parse(name, parser, _Rows(parser, in_rows, rows) if rows else None)

    def _parse(self, name, parser, rows=None):
        feed = rows or _Feed(parser)
        try:
            for piece in self._pieces(name):
                feed.take(piece)
            feed.end()
        except (expat.ExpatError, LookupError) as error:
            raise Refused("damaged") from error

    def _pieces(self, name):
        if name not in self._parts:
            raise Refused("damaged")
        try:
            with self._archive.open(self._parts[name]) as stream:
                while piece := stream.read(PIECE):
                    yield piece
        except DAMAGE as error:
            raise Refused("damaged") from error


class _Feed:
    """Gives a parser what it reads, piece by piece."""

    def __init__(self, parser):
        self._parser, self._sent = parser, 0

    def take(self, piece):
        self._feed(piece)

    def _feed(self, piece):
        self._parser.Parse(piece, False)
        self._sent += len(piece)
        if self._sent - self._parser.CurrentByteIndex > MAX_SILENT:
            raise Refused("damaged")

    def end(self):
        self._parser.Parse(b"", True)


class _Rows(_Feed):
    """The same of a sheet: the parser reads plain rows too, but they are handed over at once, and it calls nobody.

    :param in_rows: function: whether rows are what may follow
    :param rows: function of what :func:`.plain_rows.found_in` gives
    """

    def __init__(self, parser, in_rows, rows):
        super().__init__(parser)
        self._in_rows, self._rows = in_rows, rows
        self._kept, self._plain = b"", None
        parser.XmlDeclHandler, parser.StartCdataSectionHandler = self._declared, self._never

    def take(self, piece):
        if self._plain is None:  # two bytes a sign may look like rows and be text
            self._plain = piece.removeprefix(codecs.BOM_UTF8)[:1] == b"<" and piece[1:2] != b"\0"
        data, self._kept = self._kept + piece, b""
        begin = data.find(plain_rows.BEGINS) if self._plain else -1
        if begin < 0:
            self._feed(data)
            return
        if begin:
            self._feed(data[:begin])
        # nothing is left open, no comment for instance
        if not (self._plain and self._in_rows() and self._parser.CurrentByteIndex == self._sent):
            self._feed(data[begin:])
            return
        last = data.rfind(plain_rows.ENDS, begin)
        if last < 0 and len(data) - begin <= MAX_SILENT:
            self._kept = data[begin:]  # the row ends in a later piece
            return
        end = last + len(plain_rows.ENDS)
        found = plain_rows.found_in(data[begin:end]) if last >= 0 else None
        if found is None:
            self._feed(data[begin:])
            return
        self._silently(data[begin:end])
        self._rows(found)
        self._kept = data[end:]

    def end(self):
        self._feed(self._kept)
        return super().end()

    def _silently(self, piece):
        parser = self._parser
        called = parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None
        self._feed(piece)
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = called

    def _declared(self, _version, encoding, _standalone):
        if encoding and encoding.lower() != "utf-8":
            self._plain = False

    def _never(self):
        self._plain = False


def _parser():
    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, PIECE
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _entities
    return parser


def _levels(opened, closed):
    """What the parser calls as an element begins and ends, and who says whether it is just inside the rows of a sheet.

    Some programs write a prefix before each tag.
    """
    depth, started, ended, outer = 0, opened.get, closed.get, [None, None]

    def start(tag, attributes):
        nonlocal depth, started, ended
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("too_deep", limit=MAX_DEPTH)
        if depth < 3:
            outer[depth - 1] = tag
            if depth == 1 and ":" in tag:
                prefix = tag[: tag.index(":") + 1]
                started = {prefix + name: action for name, action in opened.items()}.get
                ended = {prefix + name: action for name, action in closed.items()}.get
        action = started(tag)
        if action is not None:
            action(attributes)

    def end(tag):
        nonlocal depth
        depth -= 1
        action = ended(tag)
        if action is not None:
            action()

    def in_rows():
        return depth == 2 and outer == ["worksheet", "sheetData"]

    return start, end, in_rows


def _begun(_tag, _attributes):
    raise _Begun


def _entities(*_declared):
    raise Refused("entities")


def _too_big_inside():
    return Refused("too_big_inside", limit=MAX_UNPACKED // MEGABYTE)
