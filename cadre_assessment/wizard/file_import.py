"""What have all dialogs in common that take a file whole or not at all?  The file, why it is refused, the problems."""

from odoo import fields, models
from odoo.exceptions import UserError

from ..files import bounds
from ..models import file_refusal

SHOWN = 300
"""So many problems are listed; all of them are counted."""


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
        return {
            "type": "ir.actions.act_window",
            "name": self.env["ir.model"]._get(self._name).name,
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class CadreFileProblem(models.AbstractModel):
    """One cell that is not good: where and why. Whoever inherits it adds ``import_id``."""

    _name = "cadre.file.problem.mixin"
    _description = "Problem of an Imported File"
    _order = "row, id"

    row = fields.Integer(readonly=True)
    column = fields.Char(readonly=True)
    value = fields.Char(string="What Stands There", readonly=True)
    reason = fields.Char(readonly=True)
