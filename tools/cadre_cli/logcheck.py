"""Lines of an Odoo log that nobody is prepared for: warnings and errors that a plain installation does not log."""

import re

_LINE = re.compile(r"^\d{4}-\d\d-\d\d [\d:,]+ \d+ (WARNING|ERROR|CRITICAL) (\S+) (\S+): (.*)$")


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


def unexpected(text, expected=()):
    """Complaints that the plain installation does not have."""
    return [line for line in complaints(text) if line not in expected]
