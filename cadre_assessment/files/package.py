"""Read the parts of a zip of XML piece by piece; nothing is unpacked as a whole.

The parser tells of a document type before it reads it, whatever is written before it and in whatever encoding: there it
ends. So there are no entities, and nothing that a text could grow by.
"""

import io
import re
import struct
import zipfile
import zlib
from xml.parsers import expat

from .bounds import MAX_DEPTH, MAX_ELEMENTS, MAX_PARTS, MAX_SILENT, MAX_UNPACKED, MEGABYTE, Refused

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

    def walk(self, name, opened, closed=None, text=None, counted=None):
        """Go through a part, once all of it was counted.

        :param opened: {tag: function of its attributes}
        :param closed: {tag: function}
        :param text: function of what stands in elements, in pieces
        :param counted: function of each piece of bytes before anything is parsed, which may refuse the part: counting
            costs a hundredth of parsing
        """
        for piece in self._pieces(name):
            self._unpacked += len(piece)
            self._elements += piece.count(b"<") - piece.count(b"</")
            if counted is not None:
                counted(piece)
            if self._unpacked > MAX_UNPACKED:
                raise _too_big_inside()
            if self._elements > MAX_ELEMENTS:
                raise Refused("too_much_inside", limit=MAX_ELEMENTS)
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = _levels(opened, closed or {})
        parser.CharacterDataHandler = text
        self._parse(name, parser)

    def _parse(self, name, parser):
        sent = 0
        try:
            for piece in self._pieces(name):
                parser.Parse(piece, False)
                sent += len(piece)
                if sent - parser.CurrentByteIndex > MAX_SILENT:
                    raise Refused("damaged")
            parser.Parse(b"", True)
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


def _parser():
    parser = expat.ParserCreate()
    parser.buffer_text, parser.buffer_size = True, PIECE
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _entities
    return parser


def _levels(opened, closed):
    """What the parser calls as an element begins and ends. Some programs write a prefix before each tag."""
    depth, started, ended = 0, opened.get, closed.get

    def start(tag, attributes):
        nonlocal depth, started, ended
        depth += 1
        if depth > MAX_DEPTH:
            raise Refused("too_deep", limit=MAX_DEPTH)
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

    return start, end


def _begun(_tag, _attributes):
    raise _Begun


def _entities(*_declared):
    raise Refused("entities")


def _too_big_inside():
    return Refused("too_big_inside", limit=MAX_UNPACKED // MEGABYTE)
