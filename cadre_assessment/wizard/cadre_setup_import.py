"""Set up an empty system by one workbook: units, people, accounts, all of it or nothing."""

from odoo import api, fields, models

from ..files import bounds, table
from ..models.listing import listed
from . import setup_columns
from .file_import import SHOWN
from .setup_check import SetupCheck
from .setup_write import write

NAMED = 12
"""So many new ones are named for each sheet."""


class CadreSetupImport(models.TransientModel):
    """Shows what a workbook would bring, then brings it. Written with the rights of the user."""

    _name = "cadre.setup.import"
    _description = "Bring In the Set-up Workbook"
    _inherit = ["cadre.file.import.mixin"]
    _rec_name = "filename"

    file = fields.Binary(string="File (XLSX)", attachment=False)
    problem_ids = fields.One2many("cadre.setup.problem", "import_id", readonly=True, string="List of Problems",
        domain=[("note", "=", False)])  # fmt: skip
    note_ids = fields.One2many("cadre.setup.problem", "import_id", readonly=True, string="Worth a Look",
        domain=[("note", "=", True)])  # fmt: skip
    note_count = fields.Integer(readonly=True)
    line_ids = fields.One2many("cadre.setup.line", "import_id", readonly=True, string="What Comes In")

    @api.onchange("file")
    def _onchange_file(self):
        self.state = "draft"

    def action_template(self):
        return {
            "type": "ir.actions.act_url",
            "url": f"/cadre_assessment/static/xls/{setup_columns.BOOK}",
            "target": "download",
        }

    def action_check(self):
        """Look at every row of every sheet and try it; nothing of it stays."""
        self._examine(keep=False)
        return self._reopen()

    def action_import(self):
        """Look at every row again and, when all are good, write them in one transaction."""
        if self._examine(keep=True):
            self.write({"state": "done", "file": False})
        return self._reopen()

    def action_slips(self):
        """First passwords for the accounts that have just come."""
        return self.env["cadre.account.slips"]._for_new()

    # -- inside ----------------------------------------------------------------------------------------------------
    def _examine(self, keep):
        """Whether the workbook is good; what it brings, or what is wrong with it, then stands on the screen."""
        self.ensure_one()
        self.check_access("write")
        # one company at a time: a number is unique within it
        env = self.with_context(allowed_company_ids=self.env.company.ids).env
        self.line_ids.unlink()
        try:
            sheets = table.read_sheets(self._content(), passed_over=(setup_columns.NOTES,))
        except bounds.Refused as error:
            self._tell([(0, "", self._refusal(error), self.filename or "", "")], [])
            return False
        check = SetupCheck(env, sheets)
        problems = [self._said(one) for one in check.problems]
        counts = {}
        if not problems:
            counts, problems = write(env, check, keep)
        self._tell(problems, [] if problems else [self._said(one) for one in check.notes])
        self.line_ids = [(0, 0, self._line(kind, found)) for kind, found in counts.items()]
        return not problems

    def _said(self, noted):
        return (*noted.problem.shown(self.env), noted.sheet)

    def _tell(self, problems, notes):
        names = ("row", "column", "reason", "value", "sheet")
        (self.problem_ids | self.note_ids).unlink()
        self.write(
            {
                "state": "bad" if problems else "good",
                "problem_count": len(problems),
                "note_count": len(notes),
                "problem_ids": [(0, 0, dict(zip(names, one, strict=True))) for one in problems[:SHOWN]],
                "note_ids": [(0, 0, {**dict(zip(names, one, strict=True)), "note": True}) for one in notes[:SHOWN]],
            }
        )

    def _line(self, kind, found):
        names = listed(self.env, found.names[:NAMED])
        if len(found.names) > NAMED:
            names = self.env._("%(names)s and others, %(count)s in all", names=names, count=len(found.names))
        return {
            "sheet": setup_columns.SHEETS[kind][0],
            "created": found.created,
            "updated": found.updated,
            "same": found.same,
            "names": names,
        }


class CadreSetupProblem(models.TransientModel):
    """One cell of the workbook that is not good, or worth a look: where, what stands there, what helps."""

    _name = "cadre.setup.problem"
    _description = "Problem of the Set-up Workbook"
    _inherit = ["cadre.file.problem.mixin"]
    _order = "id"

    import_id = fields.Many2one("cadre.setup.import", required=True, ondelete="cascade", index=True)
    sheet = fields.Char(readonly=True)
    note = fields.Boolean(readonly=True)


class CadreSetupLine(models.TransientModel):
    """What one sheet of the workbook brings."""

    _name = "cadre.setup.line"
    _description = "What a Sheet Brings"
    _order = "id"

    import_id = fields.Many2one("cadre.setup.import", required=True, ondelete="cascade", index=True)
    sheet = fields.Char(readonly=True)
    created = fields.Integer(string="New", readonly=True)
    updated = fields.Integer(string="Changed", readonly=True)
    same = fields.Integer(string="There Already", readonly=True)
    names = fields.Char(readonly=True)
