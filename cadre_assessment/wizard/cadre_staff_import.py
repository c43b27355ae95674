"""How does a file of people, posts or results come in whole or not at all?  Checked first, then written in one go."""

import base64
import binascii

from odoo import api, fields, models
from odoo.exceptions import UserError

from . import import_columns, import_reader
from .import_check import Check
from .import_write import write

SHOWN = 300


class CadreStaffImport(models.TransientModel):
    """Check a whole file before anything is written (Odoo's own import screen commits every 2,000 rows)."""

    _name = "cadre.staff.import"
    _description = "Check and Import a File"
    _rec_name = "filename"

    kind = fields.Selection(
        [("people", "People and Their Posts"), ("posts", "Former Posts"), ("results", "Results of Earlier Years")],
        default="people",
        required=True,
        string="Contents",
    )
    file = fields.Binary(string="File (XLSX or CSV)", attachment=False)
    filename = fields.Char()
    state = fields.Selection(
        [("draft", "Choose"), ("bad", "To Be Corrected"), ("good", "Checked"), ("done", "Imported")],
        default="draft",
        readonly=True,
    )
    template_url = fields.Char(compute="_compute_template_url")
    row_count = fields.Integer(string="Rows", readonly=True)
    problem_count = fields.Integer(string="Number of Problems", readonly=True)
    problem_ids = fields.One2many("cadre.staff.import.problem", "import_id", readonly=True, string="List of Problems")
    created_count = fields.Integer(string="New", readonly=True)
    post_count = fields.Integer(string="New Posts", readonly=True)
    updated_count = fields.Integer(string="Corrected", readonly=True)
    same_count = fields.Integer(string="There Already", readonly=True)

    @api.depends("kind")
    def _compute_template_url(self):
        for wizard in self:
            name = import_columns.TEMPLATES.get(wizard.kind)
            wizard.template_url = name and f"/cadre_assessment/static/xls/{name}"

    @api.onchange("file", "kind")
    def _onchange_file(self):
        self.state = "draft"

    def action_template(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.template_url, "target": "download"}

    def action_check(self):
        """Look at every row; write nothing."""
        self._examine()
        return self._reopen()

    def action_import(self):
        """Look at every row again and, when all are good, write them in one transaction."""
        check = self._examine()
        if check and not check.problems:
            counts, problems = write(check.env, self.kind, check)
            if problems:
                self._show(check, problems)
            else:
                self.write(
                    {"state": "done", "file": False, **{f"{name}_count": count for name, count in counts.items()}}
                )
        return self._reopen()

    # -- inside ----------------------------------------------------------------------------------------------------
    def _examine(self):
        """The check of the file, or None when the file itself is refused (then that is the problem shown)."""
        self.ensure_one()
        self.check_access("write")
        try:
            # one company at a time: a number is unique within it
            env = self.with_context(allowed_company_ids=self.env.company.ids).env
            check = Check(env, self.kind, import_reader.read_rows(self._content()))
        except import_reader.Refused as error:
            self._show(None, [(0, self.filename or "", self._refusal(error))])
            return None
        self._show(check, [(problem.row, problem.column, problem.reason(self.env)) for problem in check.problems])
        return check

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

    def _show(self, check, problems):
        """Keep the first problems for the screen, and how many there are in all."""
        self.problem_ids.unlink()
        self.write(
            {
                "state": "bad" if problems else "good",
                "row_count": len(check.rows) if check else 0,
                "problem_count": len(problems),
                "problem_ids": [
                    (0, 0, {"row": row, "column": column, "reason": reason}) for row, column, reason in problems[:SHOWN]
                ],
            }
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Check and Import a File"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }


class CadreStaffImportProblem(models.TransientModel):
    """One cell that is not good: where and why."""

    _name = "cadre.staff.import.problem"
    _description = "Problem of a File"
    _order = "row, id"

    import_id = fields.Many2one("cadre.staff.import", required=True, ondelete="cascade", index=True)
    row = fields.Integer(readonly=True)
    column = fields.Char(readonly=True)
    reason = fields.Char(readonly=True)
