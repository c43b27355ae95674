"""Checks of what the program stands on: days, fonts and printer, mail, the address for phones, workers, the queue."""

import shutil
import subprocess
from functools import lru_cache

from odoo.tools import config

from ...printing import can_print
from ..batch import runner
from ..clock import today_of
from ..organization.workdays import KNOWN
from .check import Check


def holidays(env):
    """Whether the official holidays of this and the next year are known."""
    title = env._("Official holidays")
    year = today_of(env.company).year
    if year in KNOWN:
        return Check(title, True, env._("known until %(year)s", year=KNOWN[-1]))
    return Check(
        title,
        False,
        env._("known until %(year)s only", year=KNOWN[-1]),
        env._("Ask the administrator for a newer table of holidays; until then enter days off in the working hours."),
    )


def zone(env):
    """Whether the working hours say where the company is."""
    title = env._("Time zone of the working hours")
    name = env.company.resource_calendar_id.tz
    if name and name != "UTC":
        return Check(title, True, name)
    return Check(
        title,
        False,
        name or env._("none"),
        env._("Days would end at eight in the morning: enter the time zone in the company's working hours."),
    )


def printer(env):
    """Whether forms can be printed."""
    title = env._("Printer of forms")
    if can_print():
        return Check(title, True)
    return Check(
        title,
        False,
        env._("the libraries of Pango are missing"),
        env._("Ask the administrator to install libpango-1.0-0 and libpangoft2-1.0-0."),
    )


@lru_cache(maxsize=1)
def _has_chinese_font():
    """Whether the server has a font with Chinese characters; ``None`` when it cannot tell. Asked once a process."""
    if not shutil.which("fc-list"):
        return None
    told = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, timeout=20, check=False)
    return bool(told.stdout.strip())


def fonts(env):
    """Whether Chinese prints as more than squares."""
    title = env._("Chinese font")
    found = _has_chinese_font()
    if found is not False:
        return Check(title, found)
    return Check(
        title,
        False,
        env._("none on the server: forms would show squares"),
        env._("Ask the administrator to install one (fonts-noto-cjk)."),
    )


def mail(env):
    """Whether links and reminders can be sent by mail."""
    title = env._("Outgoing mail")
    if env["ir.mail_server"].sudo().search_count([], limit=1) or config["smtp_server"] not in (False, "localhost"):
        return Check(title, True)
    return Check(
        title,
        False,
        env._("no server is named"),
        env._("Links of ballots can be printed without it. For mail ask the administrator for an outgoing server."),
    )


def address(env):
    """The address that stands in printed codes and links: the one a new ballot would take."""
    title = env._("Address for phones")
    found = env["cadre.ballot"]._default_address()
    doubt = env["cadre.ballot"]._address_doubt(found)
    if not doubt:
        return Check(title, True, found)
    return Check(title, False, doubt, env._("The ballot asks for the right address before links are issued."))


def workers(env):
    """Whether many can work at once."""
    title = env._("Server processes")
    count = config["workers"]
    if count:
        return Check(title, True, str(count))
    return Check(
        title,
        False,
        env._("one process for everybody"),
        env._("Enough to try it out. For hundreds of voters at once ask the administrator for two or more processes."),
    )


def queue(env):
    """Whether what takes long is done in the background."""
    title = env._("Job runner")
    if runner.lives(env):
        return Check(title, True)
    return Check(
        title,
        False,
        env._("none: long work is done while somebody waits, up to a limit"),
        runner.remedy(env),
    )


def backups(env):
    """What the program cannot see."""
    return Check(
        env._("Backups"),
        None,
        env._("cannot be seen from here"),
        env._("Ask the administrator when the last backup was restored as a trial."),
    )


def archive(env):
    """Whether the chain of the archive fitted when it was last checked."""
    title = env._("Chain of the archive")
    chain = env["cadre.archive.chain"].sudo().search([("company_id", "=", env.company.id)])
    if not chain:
        return Check(title, True, env._("nothing is archived yet"))
    if not chain.checked_on:
        return Check(
            title,
            None,
            env._("not checked yet"),
            env._("It is checked every night; “Chain of the Archive” checks it at once."),
        )
    checked = env._("%(count)s entries, checked on %(day)s", count=chain.checked_length, day=chain.checked_on.date())
    if chain.intact:
        return Check(title, True, checked)
    return Check(
        title,
        False,
        env._("%(count)s entries do not fit", count=len(chain.found)),
        env._(
            "Ask the organization department or an auditor: “Chain of the Archive” names them. Keep a copy of the "
            "database as it is."
        ),
    )
