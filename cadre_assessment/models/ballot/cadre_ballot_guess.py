"""Count tries of links that do not exist, in the database, so that every worker knows."""

import time

from odoo import api, fields, models
from odoo.tools import hmac

WINDOW = 60
"""Seconds."""
LIMIT = 20
"""Wrong links from one address in a minute before the answer is "wait". A right link is served all the same: a whole
hall often has one address, and 128 bits are not found by trying; what is limited is the work done for nothing."""


class CadreBallotGuess(models.Model):
    """One row a wrong link: rows are only added, so that two workers never wait for each other. No address is kept,
    only a keyed hash of it, for a day at most."""

    _name = "cadre.ballot.guess"
    _description = "Wrong Link Tried"
    _inherit = ["cadre.discreet.mixin"]
    _log_access = False

    source = fields.Char(required=True)
    minute = fields.Integer(required=True)

    _source_idx = models.Index("(source, minute)")

    @api.model
    def _too_many(self, address):
        """Note one wrong link from ``address``; whether there were too many of them in this minute."""
        minute = int(time.time()) // WINDOW
        source = hmac(self.env(su=True), "cadre-ballot-guess", (address, minute))[:32]
        self.env.cr.execute(
            "SELECT count(*) FROM (SELECT 1 FROM cadre_ballot_guess WHERE source = %s AND minute = %s LIMIT "
            "%s) AS tries",
            (source, minute, LIMIT),
        )
        if self.env.cr.fetchone()[0] >= LIMIT:
            return True
        self.env.cr.execute("INSERT INTO cadre_ballot_guess (source, minute) VALUES (%s, %s)", (source, minute))
        return False

    @api.autovacuum
    def _gc_guesses(self):
        self.env.cr.execute("DELETE FROM cadre_ballot_guess WHERE minute < %s", (int(time.time()) // WINDOW - 60,))
