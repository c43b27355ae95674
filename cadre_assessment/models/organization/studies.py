"""Schooling, degrees and kinds of study in an order, and the words that offices write for them.

What an office writes (大学本科, 中央党校大学, 自考大专 …) is kept as it stands; the word of the order is found beside
it, and where none is certain, none is taken: a person's study then waits for somebody who knows.
"""

import re
import unicodedata

LEVELS = [
    ("primary", "Primary School"),
    ("junior", "Junior Secondary School"),
    ("senior", "Senior Secondary School"),
    ("vocational", "Secondary Vocational School"),
    ("college", "Junior College"),
    ("bachelor", "Undergraduate Studies"),
    ("master", "Postgraduate Studies"),
    ("doctor", "Doctoral Studies"),
]
"""学历, the lowest first."""
DEGREES = [("bachelor", "Bachelor"), ("master", "Master"), ("doctor", "Doctor")]
"""学位, the lowest first."""
KINDS = [
    ("full_time", "Full-time"),
    ("in_service", "In-service"),
    ("adult", "Adult Education"),
    ("self_study", "Self-study Examinations"),
    ("tv", "Open (TV) University"),
    ("correspondence", "Correspondence Course"),
    ("party_school", "Party School"),
    ("online", "Online Education"),
    ("continuing", "Continuing Education"),
]
"""How somebody studied: full-time, beside his work, and the seven kinds that S4-P9-11 counts out by name."""
PLAIN = frozenset({"full_time", "in_service"})
"""Kinds that say no more than whether he worked meanwhile."""
FULL_TIME = "full_time"

LEVEL_PLACES = {code: place for place, (code, _label) in enumerate(LEVELS, 1)} | {"vocational": 3}
"""中专 and 高中 are one height."""
DEGREE_PLACES = {code: place for place, (code, _label) in enumerate(DEGREES, 1)}

_WORDS = {
    "primary": "小学",
    "junior": "初中 初级中学",
    "senior": "高中 高级中学 普通高中",
    "vocational": "中专 中等专科 中等专业 中技 技校 技工学校 中等技术 职高 职业高中 职中 中职 中师 中等师范 高中专",
    "college": "大专 大学专科 专科 高职 高专 高等职业 高等专科 大学大专 高职高专 高职专科 专科高职",
    "bachelor": "大学 本科 大学本科 大本 专升本 双学位 第二学士学位",
    "master": "研究生 硕士研究生 硕士",
    "doctor": "博士研究生 博士",
}
_LEVEL_OF = {word: code for code, words in _WORDS.items() for word in words.split()}
_AFTER = "本科|大专|专科|大学|研究生|高等|高校"
"""What follows the name of a kind; 网络工程 and 成人教育学 are majors."""
_KIND_WORDS = (
    ("party_school", r"[^\W\d_]*?党校(函授|业余|在职)?"),
    ("self_study", r"高等教育自学考试|自学考试|自考"),
    ("tv", r"广播电视大学|国家开放大学|开放大学|电大"),
    ("correspondence", r"函授"),
    ("online", rf"网络教育|(网络|远程)(?=学院|{_AFTER})|远程教育"),
    ("adult", rf"成人高等教育|成人教育(?!学(?!院))|成人高考|成人(?={_AFTER})|成教|夜大学|夜大|业余"),
    ("continuing", r"继续教育(?!学(?!院))"),
    ("in_service", r"非全日制|在职教育|在职|单证"),
    ("full_time", r"全日制教育|全日制|普通高等教育|脱产"),
)
"""What names a kind of study, the more particular first."""
_ABOUT = re.compile(r"学历|文凭|毕业|文化程度|文化$|程度|教育$|[()\[\]〔〕,、;:/·.\-]")
_NOTHING = frozenset({"", "无", "—", "–", "-", "/", "\\", "无学位", "无学历", "没有"})
_DEGREE = re.compile(r"(双?学士|硕士|博士)(学位)?$|\b(MBA|EMBA|MPA)\b")


def _plain(text):
    return "".join(unicodedata.normalize("NFKC", text or "").split())


def is_nothing(text):
    """Whether ``text`` says that there is none.

    >>> [is_nothing(text) for text in (False, " ", "无", "—", "大普")]
    [True, True, True, True, False]
    """
    return _plain(text) in _NOTHING


def level_of(text):
    """The code of :data:`LEVELS` that ``text`` means, or False where that is not certain.

    >>> [level_of(text) for text in "大专 大学专科 本科 大学本科 研究生 中央党校大学 省委党校研究生".split()]
    ['college', 'college', 'bachelor', 'bachelor', 'master', 'bachelor', 'master']
    >>> [level_of(text) for text in "大学本科（函授） 自考大专 在职研究生 全日制博士研究生 中专 高中学历".split()]
    ['bachelor', 'college', 'master', 'doctor', 'vocational', 'senior']
    >>> [level_of(text) for text in "云州大学 大学肄业 研究生课程进修班 大普 博士后 本科在读".split()], level_of(False)
    ([False, False, False, False, False, False], False)
    """
    plain = _plain(text)
    for pattern in (pattern for _code, pattern in _KIND_WORDS):
        if plain in _LEVEL_OF:
            break
        plain = re.sub(pattern, "", plain)
    return _LEVEL_OF.get(plain) or _LEVEL_OF.get(_ABOUT.sub("", plain), False)


def degree_of(text):
    """The code of :data:`DEGREES` that ``text`` means, or False where that is not certain.

    >>> [degree_of(text) for text in "农学学士 法学硕士学位 工学博士 学士 MPA 无 博士后 法学".split()], degree_of(False)
    (['bachelor', 'master', 'doctor', 'bachelor', 'master', False, False, False], False)
    """
    found = _DEGREE.search(_plain(text).upper())
    if not found:
        return False
    word = found[1] or "硕士"
    return "doctor" if "博士" in word else "master" if "硕士" in word else "bachelor"


def kind_of(*texts):
    """The code of :data:`KINDS` that ``texts`` (schooling, school) name, or False.

    >>> kind_of("大学", "省委党校公共管理专业"), kind_of("大专", "中央广播电视大学"), kind_of("大学", "云州学院")
    ('party_school', 'tv', False)
    >>> [kind_of(text) for text in "中央党校大学 自考大专 本科（函授） 在职研究生 全日制大学 网络本科".split()]
    ['party_school', 'self_study', 'correspondence', 'in_service', 'full_time', 'online']
    >>> [kind_of(text) for text in "云州学院网络工程专业 云州学院成人教育学院 云州学院成人教育学专业".split()]
    [False, 'adult', False]
    """
    plain = " ".join(_plain(text) for text in texts)
    return next((code for code, pattern in _KIND_WORDS if re.search(pattern, plain)), False)


def kind_with(kind, *texts):
    """The kind ``kind`` as an office gave it, made more particular where ``texts`` name one of the seven.

    >>> kind_with("in_service", "大学", "省委党校法律专业"), kind_with("full_time", "大学"), kind_with("tv", "函授")
    ('party_school', 'full_time', 'tv')
    >>> kind_with("full_time", "在职研究生"), kind_with("in_service", "全日制大学")
    ('full_time', 'in_service')
    """
    named = kind_of(*texts) if kind in PLAIN else False
    return named if named and named not in PLAIN else kind
