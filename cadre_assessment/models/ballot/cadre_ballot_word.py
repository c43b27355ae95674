"""A comment or a name written in; it knows no ticket, paper, group or time."""

from odoo import fields, models
from odoo.tools import SQL

LONGEST = 500
"""Characters of one comment."""
BLANK = ""
"""Nothing at all: stands for a whole paper without a mark and without a name, for no line of it tells that."""


class CadreBallotWord(models.Model):
    """Nobody has any right on it. Sealing turns comments into :class:`.cadre_ballot_comment.CadreBallotComment` in
    random order and names into counts, and deletes it.

    The subject is a number and not a relation: a foreign key would lock the subject's row and leave the number of the
    voter's transaction on it, which tells the moment at which somebody wrote about this subject.
    """

    _name = "cadre.ballot.word"
    _description = "Written on a Paper"
    _inherit = ["cadre.discreet.mixin"]
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    subject_id = fields.Integer(help="Empty: a name written in, or a blank paper.")
    text = fields.Text(required=True)

    def init(self):
        """The planner's statistics would keep what was written after it is gone.

        The foreign key of a database made before is given up: see above.
        """
        self.env.cr.execute("ALTER TABLE cadre_ballot_word DROP CONSTRAINT IF EXISTS cadre_ballot_word_subject_id_fkey")
        for column in ("subject_id", "text"):
            self.env.cr.execute(
                SQL("ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 0", *map(SQL.identifier, (self._table, column)))
            )
