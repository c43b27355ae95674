"""Take in a file of people, posts or results: checked first, then written in one go."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..files import bounds, table
from ..models.batch import alive
from ..models.rows import uncollected
from . import import_changes, import_columns
from .cadre_batch import told
from .file_import import SHOWN, take_turn
from .import_check import Check
from .import_write import write


class CadreStaffImport(models.TransientModel):
    """Check a whole file before anything is written (Odoo's own import screen commits every 2,000 rows)."""

    _name = "cadre.staff.import"
    _description = "Check and Import a File"
    _inherit = ["cadre.file.import.mixin"]
    _rec_name = "filename"

    kind = fields.Selection(
        [("people", "People and Their Posts"), ("posts", "Former Posts"), ("results", "Results of Earlier Years")],
        default="people",
        required=True,
        string="Contents",
    )
    template_url = fields.Char(compute="_compute_template_url")
    row_count = fields.Integer(string="Rows", readonly=True)
    asked_count = fields.Integer(string="Questions", readonly=True)
    accepted = fields.Boolean(
        string="I have looked at the questions: the file is right",
        help="A differing result is added as the correction of the archived one; people of one name and birthday are "
        "taken as two.",
    )
    change_ids = fields.One2many("cadre.staff.import.change", "import_id", readonly=True, string="What Will Change")
    change_count = fields.Integer(string="Changes", readonly=True)
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
        self.state, self.accepted, self.asked_count = "draft", False, 0

    def action_template(self):
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self.template_url, "target": "download"}

    def action_check(self):
        """Look at every row; write nothing."""
        self._examine()
        return self._reopen()

    def action_import(self):
        """Look at every row again and, when all are good, write them in one transaction; a long file by the runner."""
        take_turn(self.env)
        check = self._examine()
        if check and not check.problems:
            if order := self._ordered(len(check.rows)):
                return order
            counts, problems = write(check.env, self.kind, check)
            if problems:
                self._show(problems, row_count=len(check.rows))
            else:
                self.write(
                    {"state": "done", "file": False, **{f"{name}_count": count for name, count in counts.items()}}
                )
        return self._reopen()

    # -- in the background -----------------------------------------------------------------------------------------
    def _sent_with(self):
        return {"kind": self.kind, "accepted": self.accepted}

    def _take(self):
        take_turn(self.env)
        alive.say(self.env, 0)
        try:
            check = self._check()
        except bounds.Refused as error:
            raise UserError(self._refusal(error)) from error
        counts, problems = {}, [one.shown(self.env) for one in check.problems]
        if not problems:
            counts, problems = write(check.env, self.kind, check)
        if problems:
            raise UserError(told(self.env, problems, len(problems)))
        return self.env._(
            "New: %(created)s, new posts: %(post)s, corrected: %(updated)s, there already: %(same)s.",
            **{"created": 0, "post": 0, "updated": 0, "same": 0, **counts},
        )

    # -- inside ----------------------------------------------------------------------------------------------------
    def _check(self):
        with uncollected():
            return Check(self.env, self.kind, table.read(self._content()), accepted=self.accepted)

    def _examine(self):
        """The check of the file, or None when the file itself is refused (then that is the problem shown)."""
        self.ensure_one()
        self.check_access("write")
        try:
            check = self._check()
        except bounds.Refused as error:
            self._show([(0, self.filename or "", self._refusal(error))], row_count=0, notes=False, asked_count=0)
            return None
        problems = [one.shown(self.env) for one in check.problems[:SHOWN]]
        self.change_ids.unlink()
        self._show(
            problems,
            len(check.problems),
            row_count=len(check.rows),
            notes=self._told_before(len(check.rows), check.notes),
            asked_count=check.asked,
            change_count=len(check.changes),
            change_ids=[fields.Command.create(self._change(change)) for change in check.changes[:SHOWN]],
        )
        return check

    def _change(self, change):
        def said(value):
            return import_changes.shown(self.env, change.column, value)

        return {
            "row": change.row,
            "name": change.name,
            "column": change.column.heading,
            "old": said(change.old),
            "in_file": said(change.new),
        }


class CadreStaffImportProblem(models.TransientModel):
    """One cell that is not good: where and why."""

    _name = "cadre.staff.import.problem"
    _description = "Problem of a File"
    _inherit = ["cadre.file.problem.mixin"]

    import_id = fields.Many2one("cadre.staff.import", required=True, ondelete="cascade", index=True)


class CadreStaffImportChange(models.TransientModel):
    """One thing that is known and that the file says otherwise."""

    _name = "cadre.staff.import.change"
    _description = "Change by a File"
    _order = "row, id"

    import_id = fields.Many2one("cadre.staff.import", required=True, ondelete="cascade", index=True)
    row = fields.Integer(readonly=True)
    name = fields.Char(readonly=True)
    column = fields.Char(readonly=True)
    old = fields.Char(string="Known", readonly=True)
    in_file = fields.Char(string="In the File", readonly=True)
