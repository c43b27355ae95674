"""Enter the paper ballots of a group: as counts or one by one, by one person or by two."""

import hashlib
import json
from collections import Counter

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..guard import guarded, is_trusted
from ..listing import listed
from . import casting

MOST_NAMES = 50
"""Written in on one paper; more are no names."""


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
        string="Names Written In on Paper",
        copy=False,
        help="One name a line, with the number: 张三 2. Where papers are entered one by one, the list follows from the "
        "names on them.",
    )
    names_on_papers = fields.Boolean(compute="_compute_paper_stack", help="Papers that are entered bear names.")
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
        return self if self.has_access("write") else self.browse()

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
        """{options: [{id, name}], lines: [{subject, criterion, name, heading}], limit, write_in, papers: [{number,
        ticks, names}]} where ``ticks`` has the options ticked on each line and ``names`` who was written in."""
        stacks = self._readable()._stacks()
        for group in self:
            sheet = group.ballot_id._sheet()
            mine = stacks.get((group._origin.id, group._turn()), {})
            group.names_on_papers = _bear_names(stacks.get((group._origin.id, 1), {}))
            group.paper_stack = {
                "options": [{"id": option["id"], "name": option["name"]} for option in sheet["options"]],
                "lines": self._paper_lines(sheet),
                "choose": sheet["choice"] == "choose",
                "write_in": bool(sheet["write_in"]),
                "version": _digest(mine),
                "limit": casting.limit_of(self.env, sheet),
                "papers": [
                    {"number": number, "ticks": ticks, "names": names}
                    for number, (ticks, names) in sorted(mine.items())
                ],
            }

    def _stacks(self):
        """{(group, turn): {number: (ticks, names)}}. One query."""
        found = {}
        for entry in self.env["cadre.ballot.entry"].sudo().search([("group_id", "in", self.ids)]):
            stack = found.setdefault((entry.group_id.id, entry.turn), {})
            stack[entry.number] = (entry.ticks, entry.names or [])
        return found

    def _inverse_paper_stack(self):
        """Replace the user's papers; counts, void and blank papers and the list of names follow from them."""
        self._refuse_frozen(self._late_fields["paper_stack"])
        self.check_access("write")
        Entry = self.env["cadre.ballot.entry"].sudo()
        for group, papers, version in [(one, one._read_stack(), one._version_of(one.paper_stack)) for one in self]:
            turn = group._claim_turn()
            there = group._stacks().get((group.id, turn), {})
            group._refuse_older(version, there)
            Entry.search([("group_id", "=", group.id), ("turn", "=", turn)]).unlink()
            Entry.create(
                [
                    {"group_id": group.id, "turn": turn, "number": number, "ticks": ticks, "names": names or False}
                    for number, (ticks, names) in papers.items()
                ]
            )
            group._count_stack(turn, papers, _bear_names(there))
        self.invalidate_recordset(["paper_stack", "names_on_papers", "paper_grid", "paper_problem", "paper_difference"])

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

    def _count_stack(self, turn, papers, bore_names=False):
        """Store what the papers of a turn come to.

        :param bore_names: papers bore names before, so that the list of names is theirs, and empty when they bear none
        """
        follows = bore_names or _bear_names(papers)
        cells, void, blank, names = self._count_papers(papers, 0 if follows else self._names_listed())
        self._store_cells(turn, cells)
        if turn != 1:
            return
        counted = {"paper_returned": len(papers), "paper_invalid": void, "paper_abstained": blank}
        if follows:
            if not bore_names:
                self._refuse_names_lost(names)
            counted["paper_writein"] = "\n".join(f"{name} {names[name]}" for name in sorted(names)) or False
        guarded(self).write(counted)

    def _names_listed(self):
        """How many names the list has that was typed beside the papers."""
        return sum(self._names_on_paper()[0].values()) if self.ballot_id.write_in else 0

    def _refuse_names_lost(self, names):
        """The list of names is made of the papers from the first paper on that bears one: what was listed before, and
        what somebody writes into the list beside it, has to stand on papers.

        :param names: {name: papers that count and bear it}
        """
        lost = [name for name, count in self._names_on_paper()[0].items() if count > names.get(name, 0)]
        if lost:
            raise UserError(
                self.env._(
                    "%(group)s: %(names)s stand in the list of names more often than on the papers. Write each name on "
                    "its paper; the list follows from the papers.",
                    group=self.name,
                    names=listed(self.env, lost),
                )
            )

    def _read_stack(self):
        """{number: (ticks, names)}, when every paper has the lines and options of this ballot."""
        sheet = self.ballot_id._sheet()
        options = {option["id"] for option in sheet["options"]}
        lines = len(casting.lines_of(sheet))
        found = {}
        try:
            for paper in self.paper_stack["papers"]:
                number, ticks, names = paper["number"], paper["ticks"], paper.get("names") or []
                if type(number) is not int or number < 1 or number in found or len(ticks) != lines:
                    raise ValueError(number)
                if any(set(line) - options or len(set(line)) != len(line) for line in ticks):
                    raise ValueError(ticks)
                if names and not sheet["write_in"]:
                    raise ValueError(names)
                if type(names) is not list or len(names) > MOST_NAMES or any(type(name) is not str for name in names):
                    raise ValueError(names)
                found[number] = (ticks, [name.strip()[: casting.LONGEST_NAME] for name in names if name.strip()])
        except (AttributeError, KeyError, TypeError, ValueError):
            raise UserError(
                self.env._(
                    "%(group)s: each paper needs a number of its own, on each line options of this ballot only, and "
                    "names only where others may be written in.",
                    group=self.name,
                )
            ) from None
        return found

    def _count_papers(self, papers, spare):
        """({(subject, criterion, option or 0): count}, void papers, blank papers, Counter of the names written in) of
        ``{number: (ticks, names)}``.

        A line with no tick or several is void; a paper over the limit is void as a whole (S3-58, A3-8), with the names
        on it. A name is read as on a phone (:func:`.casting.written`): of somebody on the list it is a tick.

        :param spare: names that stand in a list and on no paper: they are taken to be on papers without a tick first
        """
        sheet = self.ballot_id._sheet()
        lines = casting.lines_of(sheet)
        cells, void, blank, found = {}, 0, 0, Counter()
        for paper, texts in papers.values():
            ticks, names = casting.written(sheet, dict(zip(lines, paper, strict=True)), texts)
            unsaid = spare > 0 and not any(paper)
            spare -= unsaid
            check = casting.check(self.env, sheet, ticks, names or (("",) if unsaid else ()))
            void += not check.accepted
            blank += not any(ticks.values()) and not names and not unsaid
            found.update(names if check.accepted else ())
            for subject, criterion in lines:
                option = check.marks.get((subject, criterion), 0)
                cells[subject, criterion, option] = cells.get((subject, criterion, option), 0) + 1
        return cells, void, blank, found


def _bear_names(papers):
    """Whether a name is written in on any of ``{number: (ticks, names)}``."""
    return any(names for _ticks, names in papers.values())


def _digest(entered):
    """What tells one state of what was entered from another, of a dictionary."""
    text = json.dumps(sorted((repr(key), value) for key, value in entered.items()), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
