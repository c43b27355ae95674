"""What all dialogs share that take a file whole or not at all: the file, why it is refused, the problems."""

from odoo import fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL
from psycopg2.errors import LockNotAvailable

from ..files import bounds
from ..models import file_refusal
from ..models.batch import runner
from . import import_notes
from .dialog import dialog

SHOWN = 300
"""So many problems are listed; all of them are counted."""
AT_ONCE = 3000
"""Rows that are taken while somebody waits: 20 seconds on two cores, far from the limits of a server. More of them are
taken by the job runner."""


class Busy(UserError):
    """Somebody else is writing a file just now."""


def take_turn(env):
    """One file at a time is written: two clerks with the same one are not both to make its people.

    :raises Busy: another file is being written. Whoever began before that one was done begins anew and sees it.
    """
    env.flush_all()
    try:
        with env.cr.savepoint(flush=False):
            env.cr.execute(
                SQL("SELECT 1 FROM ir_model WHERE model = 'cadre.file.import.mixin' FOR NO KEY UPDATE NOWAIT"),
                log_exceptions=False,
            )
    except LockNotAvailable as error:
        raise Busy(
            env._(
                "Somebody else is importing a file at this moment, so nothing was written. Wait until it is done and "
                "check this one again: what has come in by then is not taken twice."
            )
        ) from error
    env.cr.execute(SQL("UPDATE ir_model SET write_date = write_date WHERE model = 'cadre.file.import.mixin'"))


class CadreFileImport(models.AbstractModel):
    """Whoever inherits it adds ``problem_ids``, to a model of :class:`CadreFileProblem`."""

    _name = "cadre.file.import.mixin"
    _description = "Import of a File"

    file = fields.Binary(string="File (XLSX or CSV)", attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("draft", "Choose"), ("bad", "To Be Corrected"), ("good", "Checked"), ("done", "Imported")],
        default="draft",
        readonly=True,
    )
    notes = fields.Text(readonly=True, help="What should be known before the file is taken.")
    problem_count = fields.Integer(string="Number of Problems", readonly=True)

    def _content(self):
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        return bounds.decoded(self.file)

    def _refusal(self, error):
        return file_refusal.sentence(self.env, error)

    def _sent_with(self):
        """What an order for the background keeps beside the file, of the fields of the dialog."""
        return {}

    def _take(self):
        """Write the file, all of it: what is said at the end. Called by the job, as whoever ordered it.

        :raises UserError: why nothing of it is written
        """
        raise NotImplementedError

    def _ordered(self, rows, cycle=None):
        """The page of the order, where the file is too long to wait for it; None for a short one.

        :raises UserError: no job runner lives; or this very file is being taken already.
        """
        if rows <= AT_ONCE:
            return None
        return self.env["cadre.batch"]._order_import(self, rows, cycle)._page()

    def _told_before(self, rows, notes):
        """How a file of so many rows is taken, where not at once, and what else should be known; False if nothing.

        :param notes: of the table and the check, see :mod:`.import_notes`
        """
        return "\n".join(filter(None, (self._how(rows), import_notes.sentences(self.env, notes)))) or False

    def _how(self, rows):
        if rows <= AT_ONCE:
            return None
        if runner.lives(self.env):
            return self.env._("This file is taken in the background; you are told when it is done.")
        return self.env._(
            "At most %(limit)s rows can be imported while you wait: split the file. %(remedy)s",
            limit=AT_ONCE,
            remedy=runner.remedy(self.env),
        )

    def _show(self, problems, count=None, **values):
        """Keep the first problems for the screen, how many there are in all (``count``), and ``values``.

        :param problems: tuples of row, column, reason, and where it is known the value of the cell
        """
        names = ("row", "column", "reason", "value")
        self.problem_ids.unlink()
        self.write(
            {
                "state": "bad" if problems else "good",
                "problem_count": len(problems) if count is None else count,
                "problem_ids": [(0, 0, dict(zip(names, problem, strict=False))) for problem in problems[:SHOWN]],
                **values,
            }
        )

    def _reopen(self):
        """The dialog as it stands now."""
        return dialog(self)


class CadreFileProblem(models.AbstractModel):
    """One cell that is not good: where and why. Whoever inherits it adds ``import_id``."""

    _name = "cadre.file.problem.mixin"
    _description = "Problem of an Imported File"
    _order = "row, id"

    row = fields.Integer(readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char(string="What Stands There", readonly=True)
    reason = fields.Char(readonly=True)
