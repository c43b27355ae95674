"""What everybody may know: how many papers are in; after sealing, which receipts were counted."""

from markupsafe import Markup
from odoo import http
from odoo.http import request

from ..models.ballot import casting, proof
from . import ballot_page as page
from .ballot import ROUTE, voter_env, wrong_link

REFRESH = 5
"""Seconds between two looks of the screen in the hall."""


def hall_name(ballot):
    return (ballot.unit_id or ballot.cycle_id.unit_id).name or ballot.company_id.name


class BallotPublicController(http.Controller):
    @http.route("/ballot/public/<string:code>", methods=["GET"], **ROUTE)
    def public(self, code):
        """The screen of the hall, and the list of receipts. Who has the address may look; it gives no right to vote."""
        casting.read_committed(request.env.cr)
        env = voter_env()
        ballot = env["cadre.ballot"].search([("public_code", "=", code)], limit=1)
        if not ballot:
            return wrong_link(env)
        env = voter_env(ballot._page_lang())
        ballot = ballot.with_env(env)
        body = self._sealed(env, ballot) if ballot.state == "sealed" else running(env, ballot, below=self._later(env))
        refresh = REFRESH if ballot.state in ("draft", "test", "open", "closed") else 0
        return page.respond(env, body, ballot.name, hall_name(ballot), refresh=refresh, screen=True)

    @staticmethod
    def _later(env):
        return Markup('<p class="i">{}</p>').format(
            env._("After sealing, the receipts of all papers handed in by phone stand on this page.")
        )

    @staticmethod
    def _sealed(env, ballot):
        rows = (
            (env._("State"), ballot._state_label()),
            (env._("Papers counted"), ballot.paper_count),
            (env._("by phone"), ballot.receipt_count),
            (env._("on paper"), ballot.paper_count - ballot.receipt_count),
        )
        codes = Markup("").join(Markup("<li><code>{}</code></li>").format(code) for code in proof.receipts_of(ballot))
        return Markup(
            '<main>{}<p class="i">{}</p><h2>{}</h2><ol class="c k">{}</ol><h2>{}</h2><p class="i h">{}</p></main>'
        ).format(
            _list(rows),
            env._(
                "Every paper handed in by phone has one receipt here, and no other. A receipt does not tell "
                "what was marked."
            ),
            env._("Receipts"),
            codes,
            env._("Hash of counts and receipts"),
            ballot.digest,
        )


def _list(rows):
    return Markup('<ul class="c">{}</ul>').format(
        Markup("").join(Markup("<li><span>{}</span>{}</li>").format(label, value) for label, value in rows)
    )


def running(env, ballot, above="", below=""):
    """Totals only: the numbers of a small group would tell who has voted."""
    rows = (
        (env._("State"), ballot._state_label()),
        (env._("Expected"), ballot.expected_count),
        (env._("Issued"), ballot.issued_count),
        (env._("Returned"), ballot.returned_count),
    )
    return Markup(
        '<main class="x">{}<div class="r"><b>{} / {}</b><progress max="100" value="{}"></progress></div>{}{}</main>'
    ).format(above, ballot.returned_count, ballot.expected_count, round(ballot.progress), _list(rows), below)
