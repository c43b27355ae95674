"""Vote without an account: a link is the right to vote, a page is the paper.

No login, no session, no cookie: there is nothing a foreign site could use in the voter's name (CSRF), and whoever is
logged in by chance is not asked. What a voter gets is made in :mod:`.ballot_vote`; :mod:`.ballot_door` lets most of
them in before Odoo begins its own preparations.
"""

import threading

from odoo import SUPERUSER_ID, http
from odoo.http import request

from ..models.ballot import casting
from ..models.ballot.cadre_ballot_guess import WINDOW
from . import ballot_page as page
from . import ballot_vote
from .ballot_backlog import widen
from .ballot_log import redact

ROUTE = {
    "type": "http", "auth": "none", "readonly": False, "csrf": False, "save_session": False, "sitemap": False,
    "voter": True, "max_content_length": ballot_vote.LARGEST_FORM,
}  # fmt: skip
"""Of every page for voters."""


def voter_env(lang=None):
    """Everything a voter does is done by the server; what he may see is decided here and in ``casting``."""
    lang = lang or request.env["cadre.ballot"].sudo()._page_lang()
    return request.env(user=SUPERUSER_ID, su=True, context={"lang": lang})


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
        post = request.httprequest.method == "POST"
        ticket = casting.find_ticket(request.env, token, hold=post)
        if not ticket:
            return wrong_link(voter_env())
        return ballot_vote.answer(request.env, ticket, request.httprequest.form if post else None)
