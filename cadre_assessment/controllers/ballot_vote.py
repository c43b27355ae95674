"""What the holder of a link gets: the paper, his own review of it, the receipt, or why not.

The same for every way in; nothing here knows by which one he came.
"""

from odoo import SUPERUSER_ID

from ..models.ballot import casting
from ..models.spoken import spoken
from . import ballot_page as page
from . import ballot_paper_page as forms

LARGEST_FORM = 512 * 1024
"""Bytes of a paper with a comment on everybody."""


def answer(env, ticket, form=None):
    """The response to whoever holds ``ticket``: to his opening the link, or to the ``form`` he sends.

    :param env: of a transaction in which nothing was written; for a form, ``ticket`` is held
    """
    env = env(user=SUPERUSER_ID, su=True)
    if ticket.state == "draft":
        sheet = env["cadre.ballot"].browse(ticket.ballot_id)._sheet()
    else:
        sheet = casting.paper_of(env, ticket)
    env = env(context={"lang": spoken(env, sheet["lang"])})
    if form is not None:
        return _submit(env, ticket, sheet, form)
    if ticket.used or ticket.revoked or not casting.is_open(ticket):
        return _refused(env, ticket, sheet, "used" if ticket.used else _standing(ticket))
    return _paper(env, ticket, sheet, casting.new_nonce(env, ticket))


def _submit(env, ticket, sheet, form):
    nonce = form.get("nonce", "")
    if not casting.is_our_nonce(env, ticket, nonce):
        return page.message(
            env, env._("This form was not made for your link. Open your link again."), sheet, status=400
        )
    code = casting.receipt_code(ticket.ballot_id, nonce)
    if ticket.used:  # sent again: a double click, a reload, a bad connection
        known = casting.has_receipt(env.cr, ticket.ballot_id, code)
        return _outcome(env, ticket, sheet, code, "cast" if known else "used")
    if ticket.revoked or not casting.is_open(ticket):
        return _refused(env, ticket, sheet, _standing(ticket))
    ticks, comments, texts = forms.read_form(sheet, form)
    ticks, names = casting.written(sheet, ticks, texts)
    check = casting.check(env, sheet, ticks, names)
    if not check.accepted or "edit" in form:
        return _paper(env, ticket, sheet, nonce, (ticks, comments, names), over=check.over)
    if "confirmed" not in form:
        return forms.review(env, sheet, nonce, check, comments, names)
    words = casting.words_of(sheet, comments, names)
    return _outcome(env, ticket, sheet, code, casting.cast(env, ticket, code, check.marks, words))


def _paper(env, ticket, sheet, nonce, filled=None, over=()):
    """``over``: the headings on which too many have the top level."""
    return forms.paper(env, sheet, nonce, _key(ticket), casting.limit_of(env, sheet), filled, over)


def _outcome(env, ticket, sheet, code, outcome):
    if outcome == "cast":
        return forms.receipt(env, sheet, code, _key(ticket))
    return _refused(env, ticket, sheet, outcome)


def _refused(env, ticket, sheet, standing):
    """No paper, and why; whoever comes back after the vote is led to the receipts."""
    after = not ticket.test and (standing == "used" or ticket.state in ("closed", "sealed"))
    below = page.receipts_link(env, sheet) if after else ""
    return page.message(env, _refusal(env, standing), sheet, below=below)


def _key(ticket):
    """The draft's name on the phone: another link, another draft."""
    return f"ballot-{ticket.ballot_id}-{ticket.digest[:12]}"


def _standing(ticket):
    if ticket.revoked:
        return "revoked"
    return "closed" if ticket.test else ticket.state


def _refusal(env, standing):
    if standing == "used":
        return env._("A paper was handed in with this link already. Each link counts once.")
    if standing == "revoked":
        return env._("This link was revoked. Ask the office for a new one.")
    if standing in ("draft", "test"):
        return env._("This ballot is not open yet. Keep your link and come back when it begins.")
    return env._("This ballot is closed. No further paper can be handed in.")
