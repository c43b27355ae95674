"""Read a JSON file: its signs are counted before a value is made of them; odd values are refused.

The parser of Python goes down with each bracket until its stack is full, makes numbers of any length, keeps the last of
two values with one name and takes NaN for a figure. None of that is a file that somebody wrote in good faith.
"""

import json
import math
import re

from .bounds import MAX_DIGITS, MAX_JSON_BYTES, MAX_JSON_DEPTH, MAX_JSON_VALUES, Refused, check_size

SIGNS = re.compile(r'\\.|["\[{\]},]', re.DOTALL)
"""What is escaped, what begins or ends a text, or makes the tree deeper, less deep or wider."""


def read(content):
    """The values of a file.

    :raises Refused: too large, too deep, too many values, a name twice in one place, a figure that is none, no JSON

    >>> read(b'{"a": [1, 2.5, "[["]}')
    {'a': [1, 2.5, '[[']}
    >>> read(b"[" * 100)
    Traceback (most recent call last):
    cadre_assessment.files.bounds.Refused: too_deep
    """
    check_size(content, MAX_JSON_BYTES)
    try:
        text = content.decode("utf-8-sig")
        _measure(text)
        return json.loads(
            text, object_pairs_hook=_once, parse_constant=_no_figure, parse_int=_integer, parse_float=_decimal
        )
    except Refused:
        raise
    except (ValueError, RecursionError) as error:
        raise Refused("no_json") from error


def _measure(text):
    depth, values, typed = 0, 1, False
    for found in SIGNS.finditer(text):
        sign = found[0]
        if sign == '"':
            typed = not typed
        elif typed:
            continue
        elif sign in "[{":
            depth += 1
            values += 1
            if depth > MAX_JSON_DEPTH:
                raise Refused("too_deep", limit=MAX_JSON_DEPTH)
        elif sign == ",":
            values += 1
        elif sign in "]}":
            depth -= 1
        if values > MAX_JSON_VALUES:
            raise Refused("too_many_values", limit=MAX_JSON_VALUES)


def _once(pairs):
    found = {}
    for name, value in pairs:
        if name in found:
            raise Refused("twice", name=name[:80])
        found[name] = value
    return found


def _no_figure(text):
    raise Refused("no_figure", text=text[:40])


def _integer(text):
    if len(text) > MAX_DIGITS:
        _no_figure(text)
    return int(text)


def _decimal(text):
    value = float(text)
    if not math.isfinite(value):
        _no_figure(text)
    return value
