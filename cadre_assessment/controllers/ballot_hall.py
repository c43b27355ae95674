"""A whole hall votes from one code on the wall; a code for each seat is the right to vote.

The hall's address is made of a secret of the database and hangs in the hall alone; the seat's code lies on the seat.
Both together are the link of one paper: nobody outside has the first, nobody inside has another one's second.
"""

from markupsafe import Markup
from odoo import http
from odoo.http import request

from ..models.ballot import casting
from ..models.ballot.cadre_ballot_ticket import seat_token
from . import ballot_page as page
from .ballot import ROUTE, voter_env, wrong_link
from .ballot_backlog import widen
from .ballot_public import REFRESH, hall_name, running
from .ballot_slips import qr_svg


class BallotHallController(http.Controller):
    @http.route("/ballot/screen/<string:key>", methods=["GET"], **ROUTE)
    def screen(self, key):
        """The screen of the hall: one code to scan, and how many papers are in. Nothing of their content."""
        env, ballot = self._ballot(key)
        if not ballot:
            return wrong_link(env)
        if ballot.state == "sealed":
            return request.redirect(ballot._public_path())
        body = running(env, ballot, self._above(env, ballot, key))
        refresh = REFRESH if ballot.state in ("draft", "test", "open", "closed") else 0
        return page.respond(env, body, ballot.name, hall_name(ballot), refresh=refresh, screen=True)

    @http.route("/ballot/hall/<string:key>", methods=["GET", "POST"], **ROUTE)
    def hall(self, key):
        """Where the code of the seat is typed; the right one leads to the paper of that seat."""
        widen()
        env, ballot = self._ballot(key)
        if not ballot:
            return wrong_link(env)
        if not ballot._has_seats():
            text = env._("No seat has a code in this ballot. Scan the code on your slip.")
            return page.message(env, text, ballot._sheet())
        code = request.httprequest.form.get("seat", "")[:40]
        if not code.strip():
            return self._ask(env, ballot)
        token = seat_token(key, code)
        ticket = casting.find_ticket(env, token)
        if ticket and ticket.ballot_id == ballot.id:
            return request.redirect(f"/ballot/{token}", 303)
        if env["cadre.ballot.guess"]._too_many(request.httprequest.remote_addr or ""):
            return page.message(env, env._("Too many wrong codes were tried from here. Wait a minute."), status=429,
                                retry_after=60)  # fmt: skip
        return self._ask(env, ballot, env._("This is not the code of a seat. Look at the slip on your seat."), 404)

    @staticmethod
    def _ballot(key):
        casting.read_committed(request.env.cr)
        env = voter_env()
        ballot = env["cadre.ballot"]._of_hall(key)
        env = voter_env(ballot._page_lang())
        return env, ballot.with_env(env)

    @staticmethod
    def _above(env, ballot, key):
        """What the hall is told to do: one code for all seats, or the code on each slip where seats have none."""
        if ballot.state not in ("draft", "test", "open"):
            return ""
        if not ballot._has_seats():
            return Markup('<p class="y">{}</p>').format(env._("Scan the code on your slip"))
        if not ballot._is_settled(ballot.address):
            return ""
        return Markup('<div class="q">{}<p>{}</p></div>').format(
            qr_svg(ballot._url(f"hall/{key}")), env._("Scan, and type the code of your seat")
        )

    @staticmethod
    def _ask(env, ballot, error=None, status=200):
        body = Markup(
            "<form method=post autocomplete=off><main>{}<div class=r><p>{}</p>"
            '<input class=t name=seat maxlength=20 autocapitalize=characters autofocus aria-label="{}">'
            "<button>{}</button></div></main></form>"
        ).format(
            Markup("<p class=e role=alert>{}</p>").format(error) if error else "",
            env._("Type the code that lies on your seat."),
            env._("Code of the seat"),
            env._("Go to the Paper"),
        )
        return page.respond(env, body, ballot.name, hall_name(ballot), status)
