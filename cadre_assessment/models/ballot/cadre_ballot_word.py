"""What did somebody write?  A comment or a name written in; it knows no ticket, paper, group or time."""

from odoo import fields, models
from odoo.tools import SQL

LONGEST = 500
"""Characters of one comment."""


class CadreBallotWord(models.Model):
    """Nobody has any right on it. Sealing turns comments into :class:`.cadre_ballot_comment.CadreBallotComment` in
    random order and names into counts, and deletes it."""

    _name = "cadre.ballot.word"
    _description = "Written on a Paper"
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    subject_id = fields.Many2one("cadre.ballot.subject", ondelete="cascade", help="Empty: a name written in.")
    text = fields.Text(required=True)

    def init(self):
        """The planner's statistics would keep what was written after it is gone."""
        for column in ("subject_id", "text"):
            self.env.cr.execute(
                SQL("ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 0", *map(SQL.identifier, (self._table, column)))
            )
