"""Take in one vote: exactly once, and without a link to who gave it.

Plain SQL on one cursor; nothing here asks who the user is: the ticket is the right to vote.

- The ticket is locked (``FOR UPDATE``): of two clicks in the same moment the second waits and finds the first one's
  receipt.
- The ballot is locked against its closing: who gets a receipt is counted, who comes after closing is not. Every step
  of a ballot takes its row ``FOR UPDATE``; ``FOR KEY SHARE`` waits for that and for nothing less, such as the number of
  the last slip while links are made and sent. Both are locked by the statement that finds the ticket; the second
  statement of a vote writes it.
- Under READ COMMITTED the one who waited sees what the other wrote. Under REPEATABLE READ, Odoo's usual level, he would
  fail and be tried again after a pause of up to two seconds, with his marks in the error log; and who met the sealing
  of another ballot would find no ticket (:mod:`.sealing`).
"""

import base64
import hashlib
import secrets
from collections import namedtuple

import psycopg2
from odoo.sql_db import Cursor
from odoo.tools import consteq, hmac
from psycopg2.extensions import ISOLATION_LEVEL_READ_COMMITTED

from ...engine.ballots import check_paper, paper_limit
from ...engine.choices import check_choice
from ...engine.spelling import person_name
from .cadre_ballot_ticket import digest
from .cadre_ballot_word import BLANK, LONGEST

Ticket = namedtuple("Ticket", "id ballot_id group_id employee_id unit_id used revoked test state edition digest held")
"""``held``: ticket and ballot stay as they are until the transaction ends."""

LONGEST_NAME = 40
QUIET = {"log_exceptions": False}
"""A failing statement is logged with its values; these values are marks."""


class NotTaken(Exception):
    """The tables did not take a vote. Says what kind of fault it was; the database's own words quote the marks."""


def find_ticket(env, token, hold=False):
    """The ticket of a link with its ballot's state, or None. Looked up by digest, so a token is never compared.

    :param hold: lock both, as a vote must
    """
    key = digest(token)
    # Who waited for a sealing meets a ticket that is gone: it stands in its new place now.
    return (_ticket(env, key, hold) if hold else None) or _ticket(env, key)


def _ticket(env, key, hold=False):
    env.cr.execute(_HELD if hold else _FOUND, (key,), **QUIET)
    row = env.cr.fetchone()
    return Ticket(*row, key, hold) if row else None


_FOUND = """
    SELECT t.id, t.ballot_id, t.group_id, t.employee_id, t.unit_id, t.used, t.revoked, COALESCE(t.test, false), b.state,
           b.edition
      FROM cadre_ballot_ticket t JOIN cadre_ballot b ON b.id = t.ballot_id WHERE t.digest = %s"""
_HELD = f"{_FOUND} FOR UPDATE OF t FOR KEY SHARE OF b"


def is_open(ticket):
    """Whether votes are taken with this ticket: a real one while the ballot is open, a test one during the test."""
    return ticket.state == ("test" if ticket.test else "open")


def paper_of(env, ticket):
    """The sheet this ticket's holder gets: without his own line, or that of the unit he votes for."""
    sheet = env["cadre.ballot"]._frozen_sheet(ticket.ballot_id, ticket.edition)
    own = None if sheet["rate_self"] else ticket.employee_id
    if not own and not ticket.unit_id:
        return sheet
    return {
        **sheet,
        "subjects": [
            subject
            for subject in sheet["subjects"]
            if not (own and subject["employee"] == own) and not (ticket.unit_id and subject["unit"] == ticket.unit_id)
        ],
    }


def lines_of(sheet):
    return [(subject["id"], criterion["id"]) for subject in sheet["subjects"] for criterion in sheet["criteria"]]


# -- the form's nonce and the receipt ----------------------------------------------------------------------------------
def new_nonce(env, ticket):
    """A number by chance, signed for this ticket: a form we did not give out for this link is no form (CSRF), and
    nobody can send in another voter's."""
    chance = secrets.token_urlsafe(16)
    return f"{chance}.{_signature(env, ticket, chance)}"


def is_our_nonce(env, ticket, nonce):
    chance, _dot, signature = nonce.partition(".")
    return bool(chance) and nonce.isascii() and consteq(signature, _signature(env, ticket, chance))


def _signature(env, ticket, chance):
    return hmac(env(su=True), "cadre-ballot-form", (ticket.digest, chance))[:32]


def receipt_code(ballot_id, nonce):
    """The receipt of a form: the same form, the same receipt. Neither the token nor the ticket is in it.

    >>> receipt_code(7, "abc") == receipt_code(7, "abc") != receipt_code(7, "abd")
    True
    """
    raw = hashlib.sha256(f"cadre-receipt:{ballot_id}:{nonce}".encode()).digest()
    text = base64.b32encode(raw)[:12].decode()
    return f"{text[:4]}-{text[4:8]}-{text[8:]}"


# -- the vote ----------------------------------------------------------------------------------------------------------
def limit_of(env, sheet):
    """Top grades this paper may give, or how many it may choose; None when it is free (S3-58)."""
    if sheet["choice"] == "choose":
        return sheet["choose_max"]
    ratio = env["cadre.ballot"]._ratio(sheet["top_ratio"])
    if ratio is None or not any(option["top"] for option in sheet["options"]):
        return None
    return paper_limit(ratio, len(sheet["subjects"]))


def check(env, sheet, ticks, names=()):
    """What of a filled-in form counts; ``ticks``: line -> list of options, ``names``: those written in.

    See :func:`.engine.ballots.check_paper` and :func:`.engine.choices.check_choice`.
    """
    options = [option["id"] for option in sheet["options"]]
    lines = lines_of(sheet)
    known = {line: [option for option in ticks.get(line, ()) if option in options] for line in lines}
    if sheet["choice"] == "choose":
        return check_choice(lines, known, options[0], options[-1], sheet["choose_max"], len(names))
    top = next((option["id"] for option in sheet["options"] if option["top"]), None)
    return check_paper(lines, known, top, env["cadre.ballot"]._ratio(sheet["top_ratio"]), sheet["overrun"])


def words_of(sheet, comments, names):
    """[(subject or None, text)] of what was written on the paper; ``comments``: subject -> text, ``names``: a list."""
    found = []
    if sheet["comments"]:
        subjects = {subject["id"] for subject in sheet["subjects"]}
        found = [(key, text.strip()[:LONGEST]) for key, text in comments.items() if key in subjects and text.strip()]
    return found + [(None, name) for name in names]


def written(sheet, ticks, texts):
    """(ticks, names) of what was ticked and what was written in.

    A name is spelt as names are (:func:`.engine.spelling.person_name`) and counts once; at most as many as may be
    chosen and one more, so that too many are seen. Whoever writes down somebody on the list has chosen him; of two with
    one name he has to tick the one he means, so that name stays as it was written.
    """
    if not sheet["write_in"]:
        return ticks, []
    known = lines_by_name(sheet)
    ticks, names = {line: list(options) for line, options in ticks.items()}, {}
    yes = sheet["options"][0]["id"]
    for text in texts:
        name = person_name(text)[:LONGEST_NAME]
        lines = known.get(name, ())
        if len(lines) == 1 and sheet["choice"] == "choose":
            ticks.setdefault(lines[0], [])
            if yes not in ticks[lines[0]]:
                ticks[lines[0]].append(yes)
        elif name:
            names[name] = True
    return ticks, list(names)[: sheet["choose_max"] + 1]


def lines_by_name(sheet):
    """{name as names are compared: the lines of those who have it}, of the first heading."""
    found = {}
    for subject in sheet["subjects"]:
        line = (subject["id"], sheet["criteria"][0]["id"])
        found.setdefault(person_name(subject["name"]), []).append(line)
    return found


def cast(env, ticket, receipt, marks, words=()):
    """Write one paper. ``marks``: line -> option, or None for a line that does not count.

    A line that this voter did not get (his own) is written as one that does not count: nobody can tell it from a line
    left blank, and every paper has as many marks as any other. A paper without any mark and any name is an abstention,
    as it is on paper; that is kept beside the marks, of which none says it. Returns ``cast`` (this form is in: now, or
    already before), ``used`` (another form of this ticket is in), ``revoked`` or the ballot's state when that is not
    open. Of two at the same moment: after :func:`read_committed`.
    """
    cr = env.cr
    held = ticket if ticket.held else _ticket(env, ticket.digest, hold=True)
    if not held:
        return "sealed"  # sealing has just given all tickets new places
    if held.used:
        return "cast" if has_receipt(cr, held.ballot_id, receipt) else "used"
    if held.revoked:
        return "revoked"
    if not is_open(held):
        return held.state
    lines = lines_of(env["cadre.ballot"]._frozen_sheet(ticket.ballot_id, ticket.edition))
    if not any(marks.values()) and all(subject for subject, _text in words):
        words = [*words, (None, BLANK)]
    try:
        _write(cr, ticket, receipt, lines, marks, words)
    except psycopg2.OperationalError:  # tells of locks and connections only, and is tried again
        raise
    except psycopg2.Error as error:
        raise NotTaken(type(error).__name__) from None
    return "cast"


def _write(cr, ticket, receipt, lines, marks, words):
    cr.execute(
        "WITH mark AS ("
        "  INSERT INTO cadre_ballot_mark (group_id, subject_id, criterion_id, grade_id)"
        "  SELECT %s, * FROM unnest(%s::int[], %s::int[], %s::int[])"
        "), word AS ("
        "  INSERT INTO cadre_ballot_word (ballot_id, subject_id, text) SELECT %s, * FROM unnest(%s::int[], %s::text[])"
        "), receipt AS (INSERT INTO cadre_ballot_receipt (ballot_id, code) VALUES (%s, %s))"
        " UPDATE cadre_ballot_ticket SET used = true WHERE id = %s",
        (
            ticket.group_id,
            [subject for subject, _criterion in lines],
            [criterion for _subject, criterion in lines],
            [marks.get(line) for line in lines],
            ticket.ballot_id,
            [subject for subject, _text in words],
            [text for _subject, text in words],
            ticket.ballot_id,
            receipt,
            ticket.id,
        ),
        **QUIET,
    )


def has_receipt(cr, ballot_id, receipt):
    cr.execute("SELECT 1 FROM cadre_ballot_receipt WHERE ballot_id = %s AND code = %s", (ballot_id, receipt), **QUIET)
    return bool(cr.fetchone())


def read_committed(cr):
    """Begin the transaction of a request anew on the level a vote needs. Nothing may have been written in it.

    The cursor of a browser test is one transaction for everybody and stays as it is.
    """
    if isinstance(cr, Cursor):
        cr.rollback()
        cr.connection.set_isolation_level(ISOLATION_LEVEL_READ_COMMITTED)  # the next cursor sets its own


def read_only(cr):
    """Each statement for itself, and none of them writes: a paper is looked at without beginning a transaction."""
    if isinstance(cr, Cursor):
        cr.connection.autocommit = True
