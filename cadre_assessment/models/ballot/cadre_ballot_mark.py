"""A mark: it knows no ticket, no paper, no person, no time, and lives only until sealing."""

from odoo import fields, models
from odoo.tools import SQL


class CadreBallotMark(models.Model):
    """Nobody has any right on it. Written by ``casting.py``, counted and deleted by ``sealing.py``, and by nobody
    else.

    Its columns are numbers of records and not relations: a foreign key would lock the row of the subject, the level and
    the group for each of the ten marks of a paper, and leave the number of the voter's transaction on them. What they
    name is frozen as long as there are marks; sealing checks that every mark is on a line of the papers.
    """

    _name = "cadre.ballot.mark"
    _description = "Mark"
    _inherit = ["cadre.discreet.mixin"]
    _log_access = False

    group_id = fields.Integer(required=True, index=True)
    subject_id = fields.Integer(required=True)
    criterion_id = fields.Integer(required=True)
    grade_id = fields.Integer(help="Empty: this line was left blank or void.")

    def init(self):
        """The planner's statistics would keep values of marks after the marks are gone.

        Foreign keys of a database made before are given up: see above.
        """
        for column in ("group_id", "subject_id", "criterion_id", "grade_id"):
            self.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s",
                    SQL.identifier(self._table),
                    SQL.identifier(f"{self._table}_{column}_fkey"),
                )
            )
        for column in ("group_id", "subject_id", "criterion_id", "grade_id"):
            self.env.cr.execute(
                SQL("ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 0", *map(SQL.identifier, (self._table, column)))
            )
