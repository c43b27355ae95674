"""What did somebody tick?  A mark knows no ticket, no paper, no person, no time, and lives only until sealing."""

from odoo import fields, models
from odoo.tools import SQL


class CadreBallotMark(models.Model):
    """Nobody has any right on it. Written by ``casting.py``, counted and deleted by ``sealing.py``, and by nobody
    else."""

    _name = "cadre.ballot.mark"
    _description = "Mark"
    _log_access = False

    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    subject_id = fields.Many2one("cadre.ballot.subject", required=True, ondelete="cascade")
    criterion_id = fields.Many2one("cadre.ballot.criterion", required=True, ondelete="cascade")
    grade_id = fields.Many2one(
        "cadre.scale.grade", ondelete="restrict", help="Empty: this line was left blank or void."
    )

    def init(self):
        """The planner's statistics would keep values of marks after the marks are gone."""
        for column in ("group_id", "subject_id", "criterion_id", "grade_id"):
            self.env.cr.execute(
                SQL("ALTER TABLE %s ALTER COLUMN %s SET STATISTICS 0", *map(SQL.identifier, (self._table, column)))
            )
