"""How does one vote get in, exactly once, and without a link to who gave it?

Plain SQL on one cursor; nothing here asks who the user is: the ticket is the right to vote.

- The ticket is locked (``FOR UPDATE``): of two clicks in the same moment the second waits and finds the first one's
  receipt.
- The ballot is locked against its closing (``FOR SHARE``): who gets a receipt is counted, who comes after closing is
  not.
- Under READ COMMITTED the one who waited sees what the other wrote. Under REPEATABLE READ, Odoo's usual level, he would
  fail and be tried again after a pause of up to two seconds, with his marks in the error log; and who met the sealing
  of another ballot would find no ticket (:mod:`.sealing`).
"""

import base64
import hashlib
import secrets
from collections import namedtuple

from odoo.sql_db import Cursor
from odoo.tools import consteq, hmac

from ...engine.ballots import check_paper, paper_limit
from .cadre_ballot_ticket import digest

Ticket = namedtuple("Ticket", "id ballot_id group_id employee_id used revoked state opened_at digest")

QUIET = {"log_exceptions": False}
"""A failing statement is logged with its values; these values are marks."""


def find_ticket(env, token):
    """The ticket of a link with its ballot's state, or None. Looked up by digest, so a token is never compared."""
    key = digest(token)
    env.cr.execute(
        "SELECT t.id, t.ballot_id, t.group_id, t.employee_id, t.used, t.revoked, b.state, b.opened_at"
        "  FROM cadre_ballot_ticket t JOIN cadre_ballot b ON b.id = t.ballot_id WHERE t.digest = %s",
        (key,),
        **QUIET,
    )
    row = env.cr.fetchone()
    return Ticket(*row, key) if row else None


def paper_of(env, ticket):
    """The sheet this ticket's holder gets: without his own line, unless voters may rate themselves."""
    sheet = env["cadre.ballot"]._frozen_sheet(ticket.ballot_id, ticket.opened_at)
    if ticket.employee_id and not sheet["rate_self"]:
        mine = [subject for subject in sheet["subjects"] if subject["employee"] != ticket.employee_id]
        sheet = {**sheet, "subjects": mine}
    return sheet


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
    return bool(chance) and consteq(signature, _signature(env, ticket, chance))


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
    """Top grades this paper may give, or None when it is free (S3-58)."""
    ratio = env["cadre.ballot"]._ratio(sheet["top_ratio"])
    return (
        None
        if ratio is None or not any(option["top"] for option in sheet["options"])
        else paper_limit(ratio, len(sheet["subjects"]))
    )


def check(env, sheet, ticks):
    """What of a filled-in form counts (:func:`.engine.ballots.check_paper`); ``ticks``: line -> list of options."""
    options = {option["id"] for option in sheet["options"]}
    lines = lines_of(sheet)
    known = {line: [option for option in ticks.get(line, ()) if option in options] for line in lines}
    top = next((option["id"] for option in sheet["options"] if option["top"]), None)
    ratio = env["cadre.ballot"]._ratio(sheet["top_ratio"])
    return check_paper(lines, known, top, ratio)


def cast(env, ticket, receipt, marks):
    """Write one paper. ``marks``: line -> option, or None for a line that does not count.

    Returns ``cast`` (this form is in: now, or already before), ``used`` (another form of this ticket is in),
    ``revoked`` or the ballot's state when that is not open. Of two at the same moment: after :func:`read_committed`.
    """
    cr = env.cr
    cr.execute("SELECT used, revoked FROM cadre_ballot_ticket WHERE id = %s FOR UPDATE", (ticket.id,), **QUIET)
    row = cr.fetchone()
    if not row:
        return "sealed"  # sealing has just given all tickets new numbers
    used, revoked = row
    cr.execute("SELECT state FROM cadre_ballot WHERE id = %s FOR SHARE", (ticket.ballot_id,), **QUIET)
    state = cr.fetchone()[0]
    if used:
        return "cast" if has_receipt(cr, ticket.ballot_id, receipt) else "used"
    if revoked:
        return "revoked"
    if state != "open":
        return state
    lines = list(marks)
    cr.execute(
        "WITH mark AS ("
        "  INSERT INTO cadre_ballot_mark (group_id, subject_id, criterion_id, grade_id)"
        "  SELECT %s, * FROM unnest(%s::int[], %s::int[], %s::int[])"
        "), receipt AS (INSERT INTO cadre_ballot_receipt (ballot_id, code) VALUES (%s, %s))"
        " UPDATE cadre_ballot_ticket SET used = true WHERE id = %s",
        (
            ticket.group_id,
            [subject for subject, _criterion in lines],
            [criterion for _subject, criterion in lines],
            [marks[line] for line in lines],
            ticket.ballot_id,
            receipt,
            ticket.id,
        ),
        **QUIET,
    )
    return "cast"


def has_receipt(cr, ballot_id, receipt):
    cr.execute("SELECT 1 FROM cadre_ballot_receipt WHERE ballot_id = %s AND code = %s", (ballot_id, receipt), **QUIET)
    return bool(cr.fetchone())


def read_committed(cr):
    """Begin the transaction of a request anew on the level a vote needs. Nothing may have been written in it.

    The cursor of a browser test is one transaction for everybody and stays as it is.
    """
    if isinstance(cr, Cursor):
        cr.rollback()
        cr.execute("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
