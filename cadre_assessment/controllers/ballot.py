"""How does somebody vote who has no account?  A link is the right to vote, a page is the paper.

No login, no session, no cookie: there is nothing a foreign site could use in the voter's name (CSRF), and whoever is
logged in by chance is not asked. The form carries a signed number of our own; the receipt is made of it.
"""

import threading

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ..models.ballot import casting
from ..models.ballot.cadre_ballot_guess import WINDOW
from . import ballot_page as page
from . import ballot_paper_page as forms
from .ballot_backlog import widen
from .ballot_log import redact

LARGEST_FORM = 512 * 1024
"""Bytes of a paper with a comment on everybody."""
ROUTE = {
    "type": "http", "auth": "none", "readonly": False, "csrf": False, "save_session": False, "sitemap": False,
    "voter": True, "max_content_length": LARGEST_FORM,
}  # fmt: skip
"""Of every page for voters."""


def voter_env(lang=None):
    """Everything a voter does is done by the server; what he may see is decided here and in ``casting``."""
    env = request.env(user=SUPERUSER_ID, su=True)
    return env(context={"lang": lang or env["cadre.ballot"]._page_lang()})


def wrong_link(env):
    """The answer to a link that does not exist, whatever the reason."""
    if env["cadre.ballot.guess"]._too_many(request.httprequest.remote_addr or ""):
        text = env._("Too many wrong links were tried from here. Wait a minute and scan the code on your slip again.")
        return page.message(env, text, status=429, retry_after=WINDOW)
    return page.message(
        env, env._("This link is not valid. Scan the code on your slip again, or ask the office."), status=404
    )


class BallotController(http.Controller):
    @http.route("/ballot/<string:token>", methods=["GET", "POST"], **ROUTE)
    def vote(self, token, **_form):
        """The paper of a link, and the vote made with it."""
        threading.current_thread().url = redact(request.httprequest.url)  # Odoo prints it with a stack dump
        widen()
        casting.read_committed(request.env.cr)
        env = voter_env()
        ticket = casting.find_ticket(env, token)
        if not ticket:
            return wrong_link(env)
        opened = ticket.state != "draft"
        sheet = casting.paper_of(env, ticket) if opened else env["cadre.ballot"].browse(ticket.ballot_id)._sheet()
        env = voter_env(sheet["lang"])
        if request.httprequest.method == "POST":
            return self._submit(env, ticket, sheet)
        if ticket.used or ticket.revoked or not casting.is_open(ticket):
            return page.message(env, self._refusal(env, "used" if ticket.used else self._standing(ticket)), sheet)
        return self._paper(env, ticket, sheet, casting.new_nonce(env, ticket))

    # -- steps of a vote -----------------------------------------------------------------------------------------------
    def _submit(self, env, ticket, sheet):
        form = request.httprequest.form
        nonce = form.get("nonce", "")
        if not casting.is_our_nonce(env, ticket, nonce):
            return page.message(
                env, env._("This form was not made for your link. Open your link again."), sheet, status=400
            )
        code = casting.receipt_code(ticket.ballot_id, nonce)
        if ticket.used:  # sent again: a double click, a reload, a bad connection
            known = casting.has_receipt(env.cr, ticket.ballot_id, code)
            return self._outcome(env, ticket, sheet, code, "cast" if known else "used")
        if ticket.revoked or not casting.is_open(ticket):
            return page.message(env, self._refusal(env, self._standing(ticket)), sheet)
        ticks, comments, texts = forms.read_form(sheet, form)
        names = casting.names_of(sheet, texts)
        check = casting.check(env, sheet, ticks, names)
        if not check.accepted or "edit" in form:
            return self._paper(env, ticket, sheet, nonce, (ticks, comments, names), over=not check.accepted)
        if "confirmed" not in form:
            return forms.review(env, sheet, nonce, check, comments, names)
        words = casting.words_of(sheet, comments, names)
        return self._outcome(env, ticket, sheet, code, casting.cast(env, ticket, code, check.marks, words))

    def _paper(self, env, ticket, sheet, nonce, filled=None, over=False):
        limit = casting.limit_of(env, sheet)
        error = forms.limit_sentence(env, sheet, limit) if over else None
        return forms.paper(env, sheet, nonce, self._key(ticket), limit, filled, error)

    def _outcome(self, env, ticket, sheet, code, outcome):
        if outcome == "cast":
            return forms.receipt(env, sheet, code, self._key(ticket))
        return page.message(env, self._refusal(env, outcome), sheet)

    # -- small things --------------------------------------------------------------------------------------------------
    @staticmethod
    def _key(ticket):
        """The draft's name on the phone: another link, another draft."""
        return f"ballot-{ticket.ballot_id}-{ticket.digest[:12]}"

    @staticmethod
    def _standing(ticket):
        if ticket.revoked:
            return "revoked"
        return "closed" if ticket.test else ticket.state

    @staticmethod
    def _refusal(env, standing):
        if standing == "used":
            return env._("A paper was handed in with this link already. Each link counts once.")
        if standing == "revoked":
            return env._("This link was revoked. Ask the office for a new one.")
        if standing in ("draft", "test"):
            return env._("This ballot is not open yet. Keep your link and come back when it begins.")
        return env._("This ballot is closed. No further paper can be handed in.")
