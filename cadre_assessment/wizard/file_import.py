"""What have all dialogs in common that take a file whole or not at all?  The file, why it is refused, the problems."""

import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

from . import import_reader

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
    problem_count = fields.Integer(string="Number of Problems", readonly=True)

    def _content(self):
        if not self.file:
            raise UserError(self.env._("Choose a file first."))
        if len(self.file) > import_reader.MAX_BYTES * 4 // 3 + 8:
            raise import_reader.Refused("too_big", limit=import_reader.MAX_BYTES // 1024 // 1024)
        try:
            return base64.b64decode(self.file, validate=True)
        except binascii.Error as error:
            raise import_reader.Refused("damaged") from error

    def _refusal(self, error):
        reasons = {
            "too_big": self.env._("The file is larger than %(limit)s MB. Split it.", **error.figures),
            "too_big_inside": self.env._(
                "The file unpacks to more than %(limit)s MB. It was not opened.", **error.figures
            ),
            "too_many_rows": self.env._("The sheet has more than %(limit)s rows. Split it.", **error.figures),
            "too_many_columns": self.env._(
                "The sheet has more than %(limit)s columns. Use the template.", **error.figures
            ),
            "empty": self.env._("There is nothing in the first sheet."),
            "old_excel": self.env._("This is a workbook of an old Excel (.xls). Save it as .xlsx."),
            "no_workbook": self.env._("This is neither an .xlsx workbook nor a .csv file."),
            "damaged": self.env._("The file is damaged. Save it again and send it once more."),
            "program": self.env._(
                "The workbook carries programs or embedded objects. Save it as plain .xlsx without macros."
            ),
            "entities": self.env._(
                "The workbook declares XML entities, which no spreadsheet program does. It was not opened."
            ),
            "encoding": self.env._("The text is neither UTF-8 nor GB18030. Save it as .xlsx."),
        }
        return reasons[error.code]

    def _show(self, problems, **values):
        """Keep the first problems for the screen, how many there are in all, and ``values``."""
        self.problem_ids.unlink()
        self.write(
            {
                "state": "bad" if problems else "good",
                "problem_count": len(problems),
                "problem_ids": [
                    (0, 0, {"row": row, "column": column, "reason": reason}) for row, column, reason in problems[:SHOWN]
                ],
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
    reason = fields.Char(readonly=True)
