"""Take in many events from a workbook: checked like typed ones, then left as drafts."""

import base64
import io

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...files import bounds, table, written
from ...models.batch import alive
from ...models.ledger.recipients import reached
from ...models.office import require_office
from ...models.plan.cadre_work_plan_version import QUIET
from ...models.states import RUNNING
from ..cadre_batch import told
from ..file_import import AT_ONCE, take_turn
from ..import_write import CHUNK
from .ledger_sheet import COLUMNS, LedgerSheet


class Undone(Exception):
    """Nothing of the file is kept."""


class CadreLedgerImport(models.TransientModel):
    """A file of events of one cycle. What is wrong is said row by row; drafts are confirmed on their list."""

    _name = "cadre.ledger.import"
    _description = "Import Bonuses and Deductions"
    _inherit = ["cadre.file.import.mixin"]
    _rec_name = "filename"

    cycle_id = fields.Many2one(
        "cadre.cycle",
        required=True,
        default=lambda self: self._default_cycle_id(),
        domain="[('state', 'in', ['open', 'computed', 'archived']), ('scheme_id.adjustment_ids', '!=', False)]",
    )
    problem_ids = fields.One2many("cadre.ledger.import.problem", "import_id", readonly=True, string="List of Problems")
    template = fields.Binary(attachment=False, readonly=True)
    row_count = fields.Integer(string="Rows", readonly=True)
    created_count = fields.Integer(string="New", readonly=True)

    @api.model
    def _default_cycle_id(self):
        domain = [("state", "in", RUNNING), ("scheme_id.adjustment_ids", "!=", False)]
        return self.env["cadre.cycle"].search(domain, limit=1)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_template(self):
        """A workbook with the columns, and the tariff of the cycle's scheme beside them."""
        self.ensure_one()
        self.check_access("write")
        self.template = base64.b64encode(self._template())
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/template/{self.cycle_id.year}-ledger.xlsx?download=true",
            "target": "download",
        }

    def action_check(self):
        """Look at every row as if it were written; write nothing."""
        self._read_file(keep=False)
        return self._reopen()

    def action_import(self):
        """Look at every row again and, when all are good, keep them as drafts; a long file by the runner."""
        take_turn(self.env)
        order = self._read_file(keep=True)
        return order or self._reopen()

    def action_open(self):
        action = self.env["ir.actions.act_window"]._for_xml_id("cadre_assessment.cadre_ledger_event_action")
        return {
            **action,
            "domain": [("cycle_id", "=", self.cycle_id.id), ("origin", "=", "imported"), ("state", "=", "draft")],
            "context": {},
        }

    # -- inside ----------------------------------------------------------------------------------------------------
    def _sent_with(self):
        return {"cycle_id": self.cycle_id.id}

    def _take(self):
        take_turn(self.env)
        alive.say(self.env, 0)
        self._refuse_others()
        try:
            sheet = LedgerSheet(self.env, self.cycle_id, table.read(self._content()))
        except bounds.Refused as error:
            raise UserError(self._refusal(error)) from error
        problems = sheet.problems or self._try(sheet, keep=True)
        if problems:
            raise UserError(told(self.env, sorted(problems), len(problems)))
        return self.env._("%(count)s drafts are ready to be confirmed.", count=len(sheet.values))

    def _refuse_others(self):
        self.ensure_one()
        self.check_access("write")
        require_office(self.cycle_id, self.env._("The assessment office does this."))
        if self.cycle_id.state == "draft":
            raise UserError(self.env._("%(cycle)s is not open yet.", cycle=self.cycle_id.name))

    def _read_file(self, keep):
        """Look at the file and say what is found. The order, where it is kept and too long to wait for.

        A long file is tried by the job alone: here every cell is looked at, and nothing is written.
        """
        self._refuse_others()
        try:
            sheet = LedgerSheet(self.env, self.cycle_id, table.read(self._content()))
        except bounds.Refused as error:
            self._show([(0, self.filename or "", self._refusal(error))], row_count=0)
            return None
        problems, count = sheet.problems, len(sheet.values)
        if not problems and keep and (order := self._ordered(count, self.cycle_id)):
            return order
        if not problems and count <= AT_ONCE:
            problems = self._try(sheet, keep)
        self._show(sorted(problems), row_count=count, notes=self._told_before(count, sheet.notes))
        if keep and not problems:
            self.write({"state": "done", "file": False, "created_count": count})
        return None

    def _try(self, sheet, keep):
        """Write the drafts and look at them as at typed ones; unless all are good and wanted, nothing stays."""
        problems = []
        try:
            with self.env.cr.savepoint():
                problems = self._written(sheet)
                if problems or not keep:
                    raise Undone
        except Undone:
            self.env.invalidate_all()
        return problems

    def _written(self, sheet):
        there = self._there(sheet)
        values = [vals for _row, vals in sheet.values]
        # ``origin`` is the server's word; whom a file deducts points from is no secret of whoever types it
        Event = self.env["cadre.ledger.event"].sudo().with_context(**QUIET)
        events = Event.browse()
        for begin in range(0, len(values), CHUNK):
            alive.say(self.env, begin)
            events += Event.create(values[begin : begin + CHUNK])
        found, problems, seen = reached(events), [], {}
        for (row, _vals), event in zip(sheet.values, events, strict=True):
            problems += [(row, COLUMNS[2].heading, sentence) for sentence in event._missing(found[event])]
            key = self._key(event)
            if key in seen:
                problems.append((row, COLUMNS[2].heading, self.env._("This row repeats row %(row)s.", row=seen[key])))
            elif key in there:
                problems.append((row, COLUMNS[2].heading, self.env._("This event is in the ledger already.")))
            seen.setdefault(key, row)
        return problems

    def _key(self, event):
        named = (event.employee_ids.ids, event.department_ids.ids, event.unit_ids.ids)
        return (
            event.adjustment_id.id,
            event.title,
            event.date,
            event.document_number,
            *(tuple(sorted(ids)) for ids in named),
        )

    def _there(self, sheet):
        """Keys of the events of these days that are in the ledger."""
        days = [vals["date"] for _row, vals in sheet.values if vals.get("date")]
        events = self.env["cadre.ledger.event"].search(
            [("cycle_id", "=", self.cycle_id.id), ("date", "in", days), ("state", "!=", "cancelled")]
        )
        return {self._key(event) for event in events}

    def _template(self):
        stream = io.BytesIO()
        book = written.workbook(stream)
        text, bold = written.style(book), written.style(book, bold=True)
        sheet = book.add_worksheet("加减分")
        for place, column in enumerate(COLUMNS):
            written.put(sheet, 0, place, column.heading + ("*" if column.required else ""), bold)
            written.put(sheet, 1, place, column.example, text)
            sheet.set_column(place, place, max(12, len(column.heading) * 3))
        self._write_tariff(book, text)
        notes = book.add_worksheet("说明")
        for row, column in enumerate(COLUMNS):
            written.put(notes, row, 0, column.heading, text)
            written.put(notes, row, 1, column.note, text)
        book.close()
        return stream.getvalue()

    def _write_tariff(self, book, text):
        """The lines of the scheme's tariff that are entered by hand."""
        sheet = book.add_worksheet("加减分项目")
        rows = [("编码", "项目", "加分/减分", "分值", "下限", "上限", "级别")]
        for line in self.cycle_id.scheme_id.adjustment_ids.filtered(lambda line: line.computed == "none"):
            sign = {"bonus": "加分", "deduction": "减分"}[line.sign]
            span = (line.low, line.high) if line.has_range else ("", "")
            rows.append((line.code, line.name, sign, line.points, *span, line.level_id.name or ""))
        for row, cells in enumerate(rows):
            for place, value in enumerate(cells):
                written.put(sheet, row, place, value, text if isinstance(value, str) else None)


class CadreLedgerImportProblem(models.TransientModel):
    """One row that is not good: where and why."""

    _name = "cadre.ledger.import.problem"
    _description = "Problem of a File of Events"
    _inherit = ["cadre.file.problem.mixin"]

    import_id = fields.Many2one("cadre.ledger.import", required=True, ondelete="cascade", index=True)
