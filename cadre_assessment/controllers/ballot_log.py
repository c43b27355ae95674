"""How do links stay out of the server's log?  A link in the log is a right to vote for whoever reads the log."""

import logging
import re

SECRET = re.compile(r"(?<!/cadre)(/ballot/+)(?!public/)((?:hall|screen)/+)?[^/\s\"'?#]+")


def redact(text):
    """
    >>> redact('GET /ballot/s3cr3t-t0ken HTTP/1.1'), redact('/ballot/public/abc'), redact('/cadre/ballot/slips/4')
    ('GET /ballot/*** HTTP/1.1', '/ballot/public/abc', '/cadre/ballot/slips/4')
    >>> redact('/ballot/hall/s3cr3t'), redact('/ballot/hall'), redact('/ballot//s3cr3t'), redact('/ballot/hall//s3cr3t')
    ('/ballot/hall/***', '/ballot/***', '/ballot//***', '/ballot/hall//***')
    """
    return SECRET.sub(r"\1\2***", text)


class RedactLinks(logging.Filter):
    """Every line the web server writes about a request passes here."""

    def filter(self, record):
        if isinstance(record.msg, str):
            record.msg = redact(record.msg)
        if isinstance(record.args, tuple):
            record.args = tuple(redact(arg) if isinstance(arg, str) else arg for arg in record.args)
        return True


def install():
    """On the loggers that speak of paths; once, however often the registry is built."""
    for name in ("werkzeug", "odoo.http"):
        logger = logging.getLogger(name)
        if not any(isinstance(item, RedactLinks) for item in logger.filters):
            logger.addFilter(RedactLinks())


install()
