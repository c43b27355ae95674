"""Keep links out of the server's log: whoever reads one there could vote.

A phone, a browser or a hand writes an address in more than one way, and what is no address of ours is logged all the
same, as not found. So not the known spelling is looked for but everything that could be meant by it: capital letters,
letters in percent signs (twice over, too), more slashes, a language before it, something behind it; and whatever looks
like the token of a link, wherever it stands.
"""

import logging
import re
from urllib.parse import unquote

SECRET = re.compile(r"(?<!/cadre)(/ballot/+)(?!public/)((?:hall|screen)/+)?[^/\s\"'?#]+", re.IGNORECASE)
"""The known ways, of which what is no secret is left readable."""
PATH = re.compile(r"[^\s\"'<>]*[/\\%][^\s\"'<>]*")
"""Whatever may be an address."""
OURS = re.compile(r"(?:https?://[^/]*)?/(?:ballot/public/[\w-]{12}|cadre/ballot/slips/\d+(?:/page)?)/?")
"""Addresses that are no secret, to the letter."""
MEANT = re.compile(r"(?:^|[/\\;:?#=&@])ballot(?![\w-]|$)", re.IGNORECASE)
TOKEN = re.compile(
    r"(?<![\w.-])(?:(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[A-Za-z0-9_-]{24}|[A-Za-z0-9_-]{12}\.[0-9a-f]{24,})(?![\w.-])"
)
"""Of a link: 24 signs, small and large letters among them (one token in 300,000 is without). Or of a hall."""
DECODED = 3
"""How often letters in percent signs are read."""


def redact(text):
    """
    >>> redact('GET /ballot/s3cr3t-t0ken HTTP/1.1'), redact('/ballot/public/abc'), redact('/cadre/ballot/slips/4')
    ('GET /ballot/*** HTTP/1.1', '/ballot/public/abc', '/cadre/ballot/slips/4')
    >>> redact('/ballot/hall/s3cr3t'), redact('/ballot/hall'), redact('/ballot//s3cr3t'), redact('/ballot/hall//s3cr3t')
    ('/ballot/hall/***', '/ballot/***', '/ballot//***', '/ballot/hall//***')
    >>> redact('GET /BALLOT/s3cr3t HTTP/1.1'), redact('GET /%62allot/s3cr3t?a=b'), redact('/zh_CN/ballot/s3cr3t/more')
    ('GET /BALLOT/*** HTTP/1.1', 'GET /ballot/***', '/zh_CN/ballot/***')
    >>> redact('/ballots/0123456789abcdefABCDEFgh'), redact('POST /web/dataset/call_kw/cadre.ballot/action_open')
    ('/ballots/***', 'POST /web/dataset/call_kw/cadre.ballot/action_open')
    """
    if "/" not in text and "%" not in text and "\\" not in text:
        return text
    return PATH.sub(lambda found: _redacted(found[0]), text)


def _redacted(path):
    plain = path
    for _turn in range(DECODED):
        if "%" not in plain:
            break
        plain = unquote(plain)
    if OURS.fullmatch(plain):
        return path
    known = SECRET.fullmatch(plain)
    if known and plain == path:
        return SECRET.sub(r"\1\2***", path)
    meant = MEANT.search(plain)
    if meant and not plain.startswith("/ballot/public/") and not plain.startswith("/cadre/ballot/"):
        return plain[: meant.start()] + "/ballot/***"
    return TOKEN.sub("***", plain) if TOKEN.search(plain) else path


def _redacted_value(value):
    """What is put into a line: texts, and what becomes one (an exception that names a page)."""
    if isinstance(value, (int, float)) or value is None:
        return value
    text = value if isinstance(value, str) else str(value)
    said = redact(text)
    return value if said == text else said


class RedactLinks(logging.Filter):
    """Every line about a request passes here."""

    def filter(self, record):
        record.msg = _redacted_value(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(map(_redacted_value, record.args))
        return True


SPEAKERS = ("werkzeug", "longpolling", "odoo.http", "odoo.tools.misc", "odoo.service.server")
"""Those who speak of pages by themselves: two servers, the dispatcher, who prints what all threads are doing."""


def install():
    """On the loggers that speak of pages, and at the way out of all others; once, however often it is asked."""
    for place in (*map(logging.getLogger, SPEAKERS), *logging.getLogger().handlers):
        if not any(isinstance(item, RedactLinks) for item in place.filters):
            place.addFilter(RedactLinks())


install()
