"""Read and write ``.lrmx``: the 干部任免审批表 of one person as the XML of its editor.

There is no public schema: reading is liberal (any order, elements missing or strange, dots in dates), writing exact.
A person is a plain dict, by the names of the elements: texts, under ``FAMILY`` a list of dicts, under ``PHOTO`` bytes.
What is written is read back unchanged.
"""

import base64
import binascii
import io
import re
import warnings
import zipfile
from xml.sax.saxutils import escape

from lxml import etree
from PIL import Image

from .bounds import MAX_UNPACKED, MEGABYTE, Refused, check_size

STUDIES = {
    "full_time": "QuanRiZhiJiaoYu",
    "in_service": "ZaiZhiJiaoYu",
}
"""全日制教育 and 在职教育: each with schooling, degree and the school of both."""
OF_STUDIES = ("_XueLi", "_XueWei", "_XueLi_BiYeYuanXiaoXi", "_XueWei_BiYeYuanXiaoXi")
FAMILY, PHOTO, VERSION = "JiaTingChengYuan", "ZhaoPian", "Version"
FIELDS = (
    "XingMing", "XingBie", "ChuShengNianYue", "MinZu", "JiGuan", "ChuShengDi", "RuDangShiJian", "CanJiaGongZuoShiJian",
    "JianKangZhuangKuang", "ZhuanYeJiShuZhiWu", "ShuXiZhuanYeYouHeZhuanChang",
    *(start + end for start in STUDIES.values() for end in OF_STUDIES),
    "XianRenZhiWu", "NiRenZhiWu", "NiMianZhiWu", "JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou",
    FAMILY, "ChengBaoDanWei", "JiSuanNianLingShiJian", "TianBiaoShiJian", "TianBiaoRen", "ShenFenZheng", PHOTO, VERSION,
)  # fmt: skip
"""The elements in their order."""
OF_RELATIVE = ("ChengWei", "XingMing", "ChuShengRiQi", "ZhengZhiMianMao", "GongZuoDanWeiJiZhiWu")
ALSO_READ = ("ZhengZhiMianMao",)
"""Met beside the elements of the form, and of use where one of those is empty."""
LINES = frozenset({"JianLi", "JiangChengQingKuang", "NianDuKaoHeJieGuo", "RenMianLiYou"})
"""What keeps its lines; the lines of everything else are one."""
TIGHT = frozenset(
    {
        "XingMing", "XingBie", "ChuShengNianYue", "CanJiaGongZuoShiJian", "ChuShengRiQi", "JiSuanNianLingShiJian",
        "TianBiaoShiJian", "ShenFenZheng", "RuDangShiJian", "ChengWei",
    }
)  # fmt: skip
"""What has no blanks: names, dates, numbers."""
WRITTEN_BY = "3.2.1.16"

MAX_FORM = 6 * MEGABYTE
"""Of a file of one person, photograph included."""
MAX_TAGS = 20_000
MAX_TEXT = 60_000
"""Characters of one element, the photograph apart."""
MAX_RELATIVES = 100
MAX_PHOTO = 3 * MEGABYTE
MAX_PIXELS = 25_000_000
MAX_FORMS = 500
"""Files of one package: so many, with their photographs, unpack to less than ``MAX_UNPACKED``."""
MAX_PACKED = 64 * MEGABYTE
_DECLARED = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]*\?>", re.ASCII)
_XML = re.compile(r"^\s*<\?xml[^>]*\?>")
_CHINESE = ("gb2312", "gbk", "gb18030")
_BETWEEN = re.compile(r"(?<=[\u2e80-\u9fff])\s+(?=[\u2e80-\u9fff])")
_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


# -- reading -----------------------------------------------------------------------------------------------------------
def read(content):
    """The person of one file.

    :raises Refused: too large, another encoding, entities, no XML, no such form, an element twice, a text too long, a
        photograph that is none

    >>> person = read("<Person><MinZu> 汉\\n族 </MinZu><XingMing>李　明</XingMing></Person>".encode())
    >>> person["XingMing"], person["MinZu"], person["JianLi"], person["JiaTingChengYuan"], person["ZhaoPian"]
    ('李明', '汉族', '', [], b'')
    >>> read(b"<Person>&a;</Person>")
    Traceback (most recent call last):
    cadre_assessment.files.bounds.Refused: no_xml
    """
    check_size(content, MAX_FORM)
    root = _tree(_text(content))
    if _name(root) != "Person":
        raise Refused("no_form", name=str(_name(root))[:40])
    person = empty()
    there = {}
    for node in root:
        name = _name(node)
        if name in person or name in ALSO_READ:
            if name in there:
                raise Refused("form_twice", name=name)
            there[name] = node
    for name, node in there.items():
        if name == FAMILY:
            person[name] = _relatives(node)
        elif name == PHOTO:
            person[name] = _photograph(node.text)
        else:
            person[name] = clean(name, node.text)
    return person


def empty():
    """A person of whom nothing is known."""
    return dict.fromkeys(FIELDS, "") | {FAMILY: [], PHOTO: b""}


def _text(content):
    """The file as text: UTF-8, also with its mark; a Chinese encoding only where the file says so itself."""
    if b"\x00" in content:
        raise Refused("form_encoding")
    declared = _DECLARED.match(content[:200].decode("ascii", "replace"))
    chinese = declared and declared[1].lower() in _CHINESE
    try:
        return content.decode("gb18030" if chinese and not _is_utf8(content) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("form_encoding") from error


def _is_utf8(content):
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _tree(text):
    """The elements. No declarations, no entities, nothing from outside; what the file says of its encoding is over."""
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Refused("form_entities")
    if text.count("<") > MAX_TAGS:
        raise Refused("form_too_much", limit=MAX_TAGS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    try:
        return etree.fromstring(_XML.sub("", text, count=1).strip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused("no_xml") from error


def _name(node):
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def clean(name, text):
    """A value without what nobody typed: line ends of the editor, blanks inside a name.

    >>> clean("JianLi", "1990.09--1994.07  学习\\r\\n\\r\\n1994.07--         工作 ")
    '1990.09--1994.07  学习\\n1994.07--         工作'
    >>> clean("RuDangShiJian", " 1992 .05 "), clean("XianRenZhiWu", "县\\n 委办 A  B")
    ('1992.05', '县委办 A B')
    """
    text = _NEVER.sub("", text or "")
    if len(text) > MAX_TEXT:
        raise Refused("form_text", name=name, limit=MAX_TEXT)
    if name in LINES:
        return "\n".join(line.rstrip() for line in text.replace("\r", "\n").split("\n") if line.strip())
    words = text.split()
    return "".join(words) if name in TIGHT else _BETWEEN.sub("", " ".join(words))


def _relatives(node):
    found = []
    for item in node:
        if _name(item) != "Item":
            continue
        values = dict.fromkeys(OF_RELATIVE, "")
        for part in item:
            if _name(part) in values:
                values[_name(part)] = clean(_name(part), part.text)
        if any(values.values()):  # an item with every field empty is an empty line of the form
            found.append(values)
    if len(found) > MAX_RELATIVES:
        raise Refused("form_too_much", limit=MAX_RELATIVES)
    return found


def _photograph(text):
    packed = "".join((text or "").split())
    if not packed:
        return b""
    check_size(packed, MAX_PHOTO * 4 // 3 + 8)
    try:
        return photograph(base64.b64decode(packed, validate=True))
    except (binascii.Error, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused("no_photograph") from error


def photograph(content):
    """``content``, which is a photograph: a JPEG, PNG or BMP that opens, of a size that a photograph has.

    :raises Refused: it is something else
    """
    check_size(content, MAX_PHOTO)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # Pillow only warns of a picture that unpacks to far more than it holds
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "BMP")) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise Refused("no_photograph")
                picture.load()
    except Refused:
        raise
    except Exception as error:  # a foreign reader, and a file of whatever content: it raises what it likes
        raise Refused("no_photograph") from error
    return content


def as_jpeg(content, high=480):
    """A photograph as the form takes it: a JPEG at most ``high`` dots high; one that is such already stays itself."""
    if not content:
        return b""
    with Image.open(io.BytesIO(content)) as picture:
        if picture.format == "JPEG" and picture.height <= high:
            return content
        picture.thumbnail((high, high))
        result = io.BytesIO()
        picture.convert("RGB").save(result, "JPEG", quality=85)
        return result.getvalue()


def looks_like(one, other):
    """Whether two photographs are the same picture, however large and packed; an empty one is like nothing."""
    if not one or not other:
        return False
    return one == other or max(abs(a - b) for a, b in zip(_small(one), _small(other), strict=True)) < 24


def _small(content):
    with Image.open(io.BytesIO(content)) as picture:
        return picture.convert("L").resize((16, 16)).tobytes()


# -- writing -----------------------------------------------------------------------------------------------------------
def written(person):
    """The file of one person: every element, in its order, empty where nothing is known; lines part by CR LF.

    >>> person = empty() | {"XingMing": "李明", "JianLi": "1990.09--1994.07  学习\\n1994.07--         工作"}
    >>> read(written(person)) == person | {"Version": WRITTEN_BY}
    True
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', "<Person>"]
    for name in FIELDS:
        value = person.get(name) or ""
        if name == FAMILY:
            lines += [f"  <{FAMILY}>", *(line for one in value for line in _item(one)), f"  </{FAMILY}>"]
        else:
            if name == PHOTO:
                value = base64.b64encode(value or b"").decode()
            elif name == VERSION:
                value = value or WRITTEN_BY
            lines.append(f"  <{name}>{_told(value)}</{name}>")
    lines.append("</Person>")
    return "\n".join(lines).replace("\n", "\r\n").encode() + b"\r\n"


def _item(relative):
    yield "    <Item>"
    for name in OF_RELATIVE:
        yield f"      <{name}>{_told(relative.get(name) or '')}</{name}>"
    yield "    </Item>"


def _told(text):
    return escape(_NEVER.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


# -- packages ----------------------------------------------------------------------------------------------------------
def forms_in(content, name=""):
    """[(name of the file, its content)] of what was sent: one form, or a package (.zip) of several.

    :raises Refused: a package that unpacks to too much, holds too many files, none, one that is locked, or is damaged
    """
    if not content.startswith(b"PK\x03\x04"):
        check_size(content, MAX_FORM)
        return [(name, content)]
    check_size(content, MAX_PACKED)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            parts = [one for one in box.infolist() if not one.is_dir()]
            if len(parts) > MAX_FORMS:
                raise Refused("too_many_forms", limit=MAX_FORMS)
            if sum(one.file_size for one in parts) > MAX_UNPACKED:
                raise Refused("too_big_inside", limit=MAX_UNPACKED // MEGABYTE)
            forms = [one for one in parts if _called(one).lower().endswith(".lrmx")]
            if not forms:
                raise Refused("no_forms")
            if any(one.flag_bits & 1 for one in forms):
                raise Refused("locked")
            return [(_called(one).rpartition("/")[2], _unpacked(box, one)) for one in forms]
    except Refused:
        raise
    except Exception as error:  # a foreign reader, and a file of whatever content: it raises what it likes
        raise Refused("damaged") from error


def _called(part):
    """The name of a part; old Chinese programs write it in GBK, which the package takes for an American one."""
    if part.flag_bits & 0x800:
        return part.filename
    try:
        return part.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return part.filename


def _unpacked(box, part):
    """What a part really holds, whatever the list of contents says of its size."""
    with box.open(part) as stream:
        found = stream.read(MAX_FORM + 1)
    check_size(found, MAX_FORM)
    return found


def packed(forms):
    """One package of several forms: [(name of the file, content)]."""
    result = io.BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in forms:
            box.writestr(name, content)
    return result.getvalue()
