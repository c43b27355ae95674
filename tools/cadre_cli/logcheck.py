"""Which lines of an Odoo log is nobody prepared for? Warnings and errors that a plain installation does not log."""

import re
from pathlib import Path

_LINE = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (WARNING|ERROR|CRITICAL) (\S+) (\S+): (.*)$")
_ALLOWED = Path(__file__).with_name("log_allowed.txt")


def normalised(level, logger, message):
    """One complaint without what differs from run to run (numbers, database names, folders).

    >>> normalised("WARNING", "odoo.x", "3 rows in cadre_test_12 took 0.5 s, see /tmp/a/b.py")
    'WARNING odoo.x: # rows in <db> took # s, see <path>'
    """
    message = re.sub(r"\bcadre_\w*\d\w*\b", "<db>", message)
    message = re.sub(r"(?<![\w<])/[\w./@+~-]+", "<path>", message)
    message = re.sub(r"0x[0-9a-f]+|\d+(\.\d+)?", "#", message)
    return f"{level} {logger}: {message.strip()}"


def complaints(text):
    """The complaints of a log, in order, each once."""
    found = (match for line in text.splitlines() if (match := _LINE.match(line)))
    return list(
        dict.fromkeys(normalised(level, logger, message) for level, _db, logger, message in (m.groups() for m in found))
    )


def allowed_patterns():
    """Patterns of this project's own short list: lines that start with # say why the next one is harmless."""
    lines = _ALLOWED.read_text(encoding="utf-8").splitlines() if _ALLOWED.exists() else []
    return [re.compile(line) for line in lines if line.strip() and not line.startswith("#")]


def unexpected(text, expected=()):
    """Complaints that neither the plain installation nor the short list explains."""
    patterns = allowed_patterns()
    return [
        line
        for line in complaints(text)
        if line not in expected and not any(pattern.search(line) for pattern in patterns)
    ]
