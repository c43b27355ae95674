"""What do the paper ballots of a group say?  Entered as counts or one by one, by one person or by two."""

import hashlib
import json

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..guard import guarded, is_trusted
from . import casting


class CadreBallotGroup(models.Model):
    """*Turn* 1 is counted; with ``double_entry`` a second person enters turn 2, which is only compared with it."""

    _inherit = "cadre.ballot.group"

    paper_mode = fields.Selection(related="ballot_id.paper_mode")
    double_entry = fields.Boolean(related="ballot_id.double_entry")
    paper_grid = fields.Json(
        string="Paper Counts",
        compute="_compute_paper_grid",
        inverse="_inverse_paper_grid",
        help="Of each subject: how many papers say what. The row adds up to the papers returned.",
    )
    paper_stack = fields.Json(
        string="Ballot Papers",
        compute="_compute_paper_stack",
        inverse="_inverse_paper_stack",
        help="Each paper with its ticks; what is void and what counts is found out by itself.",
    )
    paper_writein = fields.Text(
        string="Names Written In on Paper", copy=False, help="One name a line, with the number: 张三 2"
    )
    first_user_id = fields.Many2one("res.users", string="Entered by", readonly=True, copy=False)
    second_user_id = fields.Many2one("res.users", string="Entered Again by", readonly=True, copy=False)

    # -- who enters ----------------------------------------------------------------------------------------------------
    def _turn(self):
        """1 or 2: whose papers the current user sees and enters; 0: two others have entered them.

        Two accounts of one person are one of the two.
        """
        me = self.env.user._cadre_accounts()
        if not self.double_entry or not self.first_user_id or self.first_user_id in me:
            return 1
        return 2 if not self.second_user_id or self.second_user_id in me else 0

    def _readable(self):
        """Of these groups, those whose paper counts the user may see: the office's own entry."""
        return self if self.env.su or self.has_access("write") else self.browse()

    def _claim_turn(self):
        """The turn in which the current user writes now, noted as his."""
        turn = self._turn()
        if not turn:
            raise UserError(
                self.env._(
                    "%(group)s: %(first)s and %(second)s have entered these papers. One of them corrects what differs.",
                    group=self.name,
                    first=self.first_user_id._cadre_name(),
                    second=self.second_user_id._cadre_name(),
                )
            )
        name = "first_user_id" if turn == 1 else "second_user_id"
        if not self[name]:
            guarded(self.sudo())[name] = self.env.user
        return turn

    # -- counts --------------------------------------------------------------------------------------------------------
    @api.depends("ballot_id.state")
    @api.depends_context("uid")
    def _compute_paper_grid(self):
        """{columns: [{id, name}], rows: [{subject, criterion, name, heading, counts}]}; the last column (id 0) is
        invalid."""
        cells = self._readable()._cells()
        for group in self:
            mine = cells.get((group._origin.id, group._turn()), {})
            group.paper_grid = {**group._grid(mine), "version": _digest(mine)}

    def _cells(self):
        """{(group, turn): {(subject, criterion, option or 0): count}} of what was entered. One query."""
        found = {}
        for cell in self.env["cadre.ballot.paper"].sudo().search([("group_id", "in", self.ids)]):
            cells = found.setdefault((cell.group_id.id, cell.turn), {})
            cells[cell.subject_id.id, cell.criterion_id.id, cell.grade_id.id or 0] = cell.count
        return found

    def _grid(self, cells):
        sheet = self.ballot_id._sheet()
        columns = [{"id": option["id"], "name": option["name"]} for option in sheet["options"]]
        columns.append({"id": 0, "name": self.env._("Invalid")})
        return {
            "columns": columns,
            "rows": [
                {**line, "counts": [cells.get((line["subject"], line["criterion"], c["id"]), 0) for c in columns]}
                for line in self._paper_lines(sheet)
            ],
        }

    @staticmethod
    def _paper_lines(sheet):
        several = len(sheet["criteria"]) > 1
        return [
            {
                "subject": subject["id"],
                "criterion": criterion["id"],
                "name": subject["label"],
                "heading": criterion["name"] if several else "",
            }
            for subject in sheet["subjects"]
            for criterion in sheet["criteria"]
        ]

    def _inverse_paper_grid(self):
        """Replace the user's counts of the group by those of the grid, whoever sends it."""
        self._refuse_frozen(self._late_fields["paper_grid"])
        self.check_access("write")
        for group, cells, version in [(one, one._read_grid(), one._version_of(one.paper_grid)) for one in self]:
            turn = group._claim_turn()
            group._refuse_older(version, group._cells_now(turn))
            group._store_cells(turn, cells)
        self.invalidate_recordset(["paper_grid", "paper_problem", "paper_difference"])

    def _cells_now(self, turn):
        return self._cells().get((self.id, turn), {})

    @staticmethod
    def _version_of(value):
        return value.get("version") if isinstance(value, dict) else None

    def _refuse_older(self, version, there):
        """A value is written whole: one that was read before somebody else saved would throw his papers away.

        :param version: what the value was read with; None from a program that has read nothing and means to replace
        :param there: what stands there now; the row of the group is held until the end of the transaction
        """
        self.env.cr.execute(SQL("SELECT 1 FROM cadre_ballot_group WHERE id = %s FOR UPDATE", self.id))
        if version is not None and version != _digest(there):
            raise UserError(
                self.env._(
                    "%(group)s: somebody has saved papers of this group since you opened the page, so nothing was "
                    "written. Open it anew and enter yours there.",
                    group=self.name,
                )
            )

    def _store_cells(self, turn, cells):
        Paper = self.env["cadre.ballot.paper"].sudo()
        Paper.search([("group_id", "=", self.id), ("turn", "=", turn)]).unlink()
        Paper.create(
            [
                {
                    "group_id": self.id,
                    "subject_id": subject,
                    "criterion_id": criterion,
                    "grade_id": option or False,
                    "count": count,
                    "turn": turn,
                }
                for (subject, criterion, option), count in cells.items()
                if count
            ]
        )

    def _read_grid(self):
        """{(subject, criterion, option or 0): count}, when the grid is one of this ballot."""
        ballot = self.ballot_id
        subjects, criteria = set(ballot.subject_ids.ids), set(ballot.criterion_ids.ids)
        options = {option["id"] for option in ballot._sheet()["options"]} | {0}
        cells = {}
        try:
            columns = [column["id"] for column in self.paper_grid["columns"]]
            for row in self.paper_grid["rows"]:
                if row["subject"] not in subjects or row["criterion"] not in criteria:
                    raise KeyError(row)
                for option, count in zip(columns, row["counts"], strict=True):
                    if option not in options or type(count) is not int or count < 0:
                        raise ValueError(count)
                    cells[row["subject"], row["criterion"], option] = count
        except (KeyError, TypeError, ValueError):
            raise UserError(
                self.env._(
                    "%(group)s: whole numbers from 0 on are expected in every cell of the paper counts.",
                    group=self.name,
                )
            ) from None
        return cells

    # -- one by one ----------------------------------------------------------------------------------------------------
    @api.depends("ballot_id.state")
    @api.depends_context("uid")
    def _compute_paper_stack(self):
        """{options: [{id, name}], lines: [{subject, criterion, name, heading}], limit, papers: [{number, ticks}]} where
        ``ticks`` has the options ticked on each line."""
        stacks = self._readable()._stacks()
        for group in self:
            sheet = group.ballot_id._sheet()
            group.paper_stack = {
                "options": [{"id": option["id"], "name": option["name"]} for option in sheet["options"]],
                "lines": self._paper_lines(sheet),
                "choose": sheet["choice"] == "choose",
                "version": _digest(stacks.get((group._origin.id, group._turn()), {})),
                "limit": casting.limit_of(self.env, sheet),
                "papers": [
                    {"number": number, "ticks": ticks}
                    for number, ticks in sorted(stacks.get((group._origin.id, group._turn()), {}).items())
                ],
            }

    def _stacks(self):
        """{(group, turn): {number: ticks}}. One query."""
        found = {}
        for entry in self.env["cadre.ballot.entry"].sudo().search([("group_id", "in", self.ids)]):
            found.setdefault((entry.group_id.id, entry.turn), {})[entry.number] = entry.ticks
        return found

    def _inverse_paper_stack(self):
        """Replace the user's papers; counts, void and blank papers follow from them."""
        self._refuse_frozen(self._late_fields["paper_stack"])
        self.check_access("write")
        Entry = self.env["cadre.ballot.entry"].sudo()
        for group, papers, version in [(one, one._read_stack(), one._version_of(one.paper_stack)) for one in self]:
            turn = group._claim_turn()
            group._refuse_older(version, group._stacks().get((group.id, turn), {}))
            Entry.search([("group_id", "=", group.id), ("turn", "=", turn)]).unlink()
            Entry.create(
                [
                    {"group_id": group.id, "turn": turn, "number": number, "ticks": ticks}
                    for number, ticks in papers.items()
                ]
            )
            group._count_stack(turn, papers)
        self.invalidate_recordset(["paper_stack", "paper_grid", "paper_problem", "paper_difference"])

    def write(self, vals):
        """Papers with nothing but a name written in are valid, so another list of names counts them anew."""
        result = super().write(vals)
        if "paper_writein" in vals and not is_trusted(self.env):
            stacks = self._stacks()
            for group in self.filtered(lambda one: one.paper_mode == "papers" and "paper_stack" not in vals):
                for turn in (1, 2):
                    if (group.id, turn) in stacks:
                        group._count_stack(turn, stacks[group.id, turn])
        return result

    def _count_stack(self, turn, papers):
        cells, void, blank = self._count_papers(papers)
        self._store_cells(turn, cells)
        if turn == 1:
            self.write({"paper_returned": len(papers), "paper_invalid": void, "paper_abstained": blank})

    def _read_stack(self):
        """{number: ticks}, when every paper has the lines and options of this ballot."""
        sheet = self.ballot_id._sheet()
        options = {option["id"] for option in sheet["options"]}
        lines = len(casting.lines_of(sheet))
        found = {}
        try:
            for paper in self.paper_stack["papers"]:
                number, ticks = paper["number"], paper["ticks"]
                if type(number) is not int or number < 1 or number in found or len(ticks) != lines:
                    raise ValueError(number)
                if any(set(line) - options or len(set(line)) != len(line) for line in ticks):
                    raise ValueError(ticks)
                found[number] = ticks
        except (KeyError, TypeError, ValueError):
            raise UserError(
                self.env._(
                    "%(group)s: each paper needs a number of its own, and on each line options of this ballot only.",
                    group=self.name,
                )
            ) from None
        return found

    def _count_papers(self, papers):
        """({(subject, criterion, option or 0): count}, void papers, blank papers) of ``{number: ticks}``.

        A line with no tick or several is void; a paper over the limit is void as a whole (S3-58, A3-8). A paper without
        a tick on which a name is written in is no blank one: the names are taken to stand on such papers first.
        """
        sheet = self.ballot_id._sheet()
        lines = casting.lines_of(sheet)
        cells, void, blank = {}, 0, 0
        names = sum(self._names_on_paper()[0].values()) if sheet["write_in"] else 0
        for ticks in papers.values():
            named = names > 0 and not any(ticks)
            names -= named
            check = casting.check(self.env, sheet, dict(zip(lines, ticks, strict=True)), ("",) if named else ())
            void += not check.accepted
            blank += not any(ticks) and not named
            for subject, criterion in lines:
                option = check.marks.get((subject, criterion), 0)
                cells[subject, criterion, option] = cells.get((subject, criterion, option), 0) + 1
        return cells, void, blank


def _digest(entered):
    """What tells one state of what was entered from another, of a dictionary."""
    text = json.dumps(sorted((repr(key), value) for key, value in entered.items()), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
