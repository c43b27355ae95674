"""A row of the archive: which columns its hash names, and what is computed of the others. Knows no database."""

import hashlib
import json
from functools import lru_cache

from odoo.tools import float_repr, float_round

from ...engine import exact
from ...engine.bands import first_of_ten, ten_of
from ..ballot.proof import marked
from ..computation import bulk
from ..organization.annual_grades import annual_grade
from ..scheme.figures import number as figure

FORMAT = 2
"""The format of the hash of what is archived today (:mod:`..ballot.proof` says how a hash names its format)."""
HASHED_1 = (
    "employee_id", "year", "company_id", "name", "staff_number", "post", "unit_name", "regulation", "grade_code",
    "grade_name", "total", "has_total", "rank", "annual_grade_name", "reason", "origin", "origin_note", "version",
    "evidence",
)  # fmt: skip
HASHED_1_WHERE_SET = ("subject_unit_id", "award_codes")
"""Format 1: hashed where they say something."""
HASHED_2 = (
    *HASHED_1, *HASHED_1_WHERE_SET, "award_names", "head_id", "cycle_id", "assessment_id", "previous_id",
)  # fmt: skip
"""Format 2: everything a reader could be misled by. The columns of a format never change: another column, another
format."""
APART = frozenset({"digest", "user_id", "band", "annual_grade"})
"""Columns that no hash names: the hash itself, whose account reads the result (that follows the person), and what is
computed of the total."""
STORED = tuple(dict.fromkeys(["company_id", *HASHED_2, "user_id", "band", "annual_grade", "digest"]))
"""The columns that archiving writes."""

_TEXT = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def band_of(has_total, total):
    """The ten points in which a total lies, as text, or False.

    >>> band_of(True, 92.5), band_of(False, 0), band_of(True, -0.01), band_of(True, 90)
    ('90 – 99.99', False, '-10 – -0.01', '90 – 99.99')
    """
    if not has_total:
        return False
    if isinstance(total, float) and round(total, 2) == total:
        return _band_from(first_of_ten(total))
    return _band_from(exact(total))


@lru_cache(maxsize=128)
def _band_from(total):
    return " – ".join(figure(float(one)) for one in ten_of(exact(total)))


def level_of(converted, grade_name, grade_code):
    """The level of the law of a person's grade, or False; what it was converted into speaks first (S0-35).

    >>> level_of(False, "合格", "pass"), level_of("优秀", "良好", "good"), level_of(False, "良好", "good")
    ('able', 'outstanding', False)
    """
    return annual_grade(converted) or annual_grade(grade_name, grade_code)


def column_of(field, values):
    """Values as the column of ``field`` has them: numbers are 0 where there is none, everything else is NULL."""
    if field.type == "boolean":
        return [bool(value) for value in values]
    if field.type == "integer":
        return [value or 0 for value in values]
    if field.type == "float":
        return [two_digits(value) for value in values]
    return [value or None for value in values]


def two_digits(value):
    """A figure as it is stored and hashed; most are of two digits already, and need no rounding.

    >>> two_digits(92), two_digits(92.125), two_digits(66.4), two_digits(None)
    ('92.00', '92.13', '66.40', '0.00')
    """
    value = value or 0.0
    if round(value, 2) == value:
        return f"{value:.2f}"
    return float_repr(float_round(value, precision_digits=2), 2)


def digest_of(values, previous, number=FORMAT):
    """The hash of a result, of the hash of the version before and of those of its ballots, in the format ``number``.

    >>> row = {"employee_id": 1, "year": 2025, "total": 92, "has_total": True}
    >>> digest_of(row, None) == digest_of({**row, "post": False}, None) != digest_of({**row, "total": 92.01}, None)
    True
    >>> digest_of({**row, "head_id": 7}, None) == digest_of(row, None)
    False
    >>> digest_of({**row, "head_id": 7}, None, 1) == digest_of(row, None, 1)
    True
    """
    if number == 1:
        plain = {name: values.get(name) or None for name in HASHED_1}
        plain |= {name: values[name] for name in HASHED_1_WHERE_SET if values.get(name)}
    else:
        plain = {"format": number, **{name: values.get(name) or None for name in HASHED_2}}
    plain["total"] = two_digits(values.get("total"))
    plain["previous"] = previous or None
    return _digest(number, _TEXT(plain))


def digests_of(rows, previous):
    """:func:`digest_of` of many, in the present format: what is hashed is put together column by column.

    :param rows: values of each result
    :param previous: the hash of the version before each, or None

    >>> rows = [{"name": '甲"', "rank": 2, "total": 92}, {"has_total": True, "post": False, "total": 92.125}]
    >>> digests_of(rows, [None, "2:9f"]) == [digest_of(rows[0], None), digest_of(rows[1], "2:9f")]
    True
    """
    columns = bulk.columns_of(rows, HASHED_2)
    columns |= {"format": [FORMAT] * len(rows), "previous": previous}
    pieces, before = [], "{"
    for name in sorted(columns):
        values = columns[name]
        if name == "total":
            told = bulk.told_once(lambda total: _json(two_digits(total)), values)
        else:
            values = values if all(values) else [value or None for value in values]
            told = bulk.told_once(_json, values, {str: _json_of_texts})
        pieces += [f"{before}{_json(name)}: ", told]
        before = ", "
    prefix = marked(FORMAT, "")
    return [prefix + hashlib.sha256(text.encode()).hexdigest() for text in bulk.joined([*pieces, "}"], len(rows))]


def _json(value):
    """A number (the encoder takes its longest way for one), a text, a truth or nothing as JSON."""
    return repr(value) if type(value) is int else _TEXT(value)


def _json_of_texts(values):
    return list(map(json.encoder.encode_basestring, values))


def _digest(number, text):
    return marked(number, hashlib.sha256(text.encode()).hexdigest())
