"""Check the paper counts of a group, and whether the two who entered them agree."""

import re
import unicodedata

from odoo import api, fields, models

from ...engine.spelling import person_name
from ..listing import listed, titled
from . import casting

SHOWN = 20
"""Differences told at once."""
NAMED = 5
"""Rows named in a warning: the grid itself shows all of them in red."""


class CadreBallotGroup(models.Model):
    _inherit = "cadre.ballot.group"

    paper_problem = fields.Text(compute="_compute_paper_problem")
    paper_difference = fields.Text(compute="_compute_paper_difference", help="Between the two who entered.")

    # -- checks --------------------------------------------------------------------------------------------------------
    @api.depends("paper_grid", "paper_returned", "paper_invalid", "paper_abstained", "paper_writein")
    @api.depends_context("uid")
    def _compute_paper_problem(self):
        for group in self:
            counted = group.ballot_id.state == "sealed"  # the entered counts are gone with the sealing
            problems = [] if counted else group._paper_problems(group.paper_grid)
            group.paper_problem = "\n".join(problems) or False

    def _paper_problems(self, grid=None):
        """Why the paper counts of this group cannot be right; each sentence names the row. Without ``grid``: of those
        that will be counted."""
        self.ensure_one()
        grid = grid or self._grid(self._cells().get((self._origin.id, 1), {}))
        found = self._names_on_paper()[1]
        if not self.paper_returned and not any(any(row["counts"]) for row in grid["rows"]):
            return found
        void = self.paper_invalid + self.paper_abstained
        wrong, short = [], []
        for row in grid["rows"]:
            name = "/".join(filter(None, (row["name"], row["heading"])))
            total = sum(row["counts"])
            if total != self.paper_returned:
                wrong.append(f"{name} {total}")
            elif row["counts"][-1] < void:
                short.append(f"{name} {row['counts'][-1]}")
        if wrong:
            found.append(
                self.env._(
                    "%(group)s: %(returned)s papers were returned, but %(count)s rows add up to another number: "
                    "%(rows)s",
                    group=self.name,
                    returned=self.paper_returned,
                    count=len(wrong),
                    rows=self._named(wrong),
                )
            )
        if short:
            found.append(
                self.env._(
                    "%(group)s: %(void)s papers are void or blank as a whole, but %(count)s rows have fewer invalid "
                    "marks: %(rows)s",
                    group=self.name,
                    void=void,
                    count=len(short),
                    rows=self._named(short),
                )
            )
        return found + self._paper_top_problems(grid)

    def _named(self, rows):
        """The first of ``rows`` (texts), so that a warning stays a line."""
        return listed(self.env, rows[:NAMED]) + ("…" if len(rows) > NAMED else "")

    def _paper_top_problems(self, grid):
        """More top grades, or more chosen, than the valid papers may give together (S3-58)."""
        sheet = self.ballot_id._sheet()
        each = casting.limit_of(self.env, sheet)
        if each is None or not grid["rows"]:
            return []
        choose = sheet["choice"] == "choose"
        top = [n for n, option in enumerate(sheet["options"]) if (n == 0 if choose else option["top"])]
        limit = each * self.paper_valid
        given = {}
        for row in grid["rows"]:
            given[row["criterion"]] = given.get(row["criterion"], 0) + sum(row["counts"][n] for n in top)
        return [
            self.env._(
                "%(group)s: %(given)s top grades on paper, but %(papers)s valid papers may give %(limit)s at "
                "most (S3-58).",
                group=self.name,
                given=number,
                papers=self.paper_valid,
                limit=limit,
            )
            for number in given.values()
            if number > limit
        ]

    def _names_on_paper(self):
        """({name: count} of the names written in on paper, sentences about lines that are none)."""
        names, wrong = {}, []
        for line in (self.paper_writein or "").splitlines():
            match = re.fullmatch(r"\s*(.+?)[\s:,、:,]+(\d{1,5})\s*", unicodedata.normalize("NFKC", line))
            if match:
                name = person_name(match[1])
                names[name] = names.get(name, 0) + int(match[2])
            elif line.strip():
                wrong.append(
                    self.env._(
                        "%(group)s: “%(line)s” is no name with a number. Write them like: 张三 2",
                        group=self.name,
                        line=line,
                    )
                )
        return names, [*wrong, *self._name_problems(names)]

    def _name_problems(self, names):
        """Sentences about names that are on the list already, and about more of them than the papers can hold."""
        sheet = self.ballot_id._sheet()
        known = casting.lines_by_name(sheet)
        for name, count in names.items():
            if name in known:
                yield self.env._("%(group)s: %(name)s is on the list: count it there.", group=self.name, name=name)
            elif count > self.paper_returned:
                yield self.env._(
                    "%(group)s: %(name)s is written in %(count)s times, but %(returned)s papers were returned.",
                    group=self.name,
                    name=name,
                    count=count,
                    returned=self.paper_returned,
                )
        most = self.paper_returned * max(1, sheet["choose_max"])
        if sum(names.values()) > most:
            yield self.env._(
                "%(group)s: %(count)s names are written in, but %(returned)s papers can hold %(most)s at most.",
                group=self.name,
                count=sum(names.values()),
                returned=self.paper_returned,
                most=most,
            )

    # -- two people ----------------------------------------------------------------------------------------------------
    @api.depends("paper_grid", "paper_stack", "second_user_id")
    def _compute_paper_difference(self):
        for group in self:
            group.paper_difference = "\n".join(group._readable()._differences()[:SHOWN]) or False

    def _differences(self, cells=None):
        """Sentences on what the two who entered see differently; nothing before both have entered.

        :param cells: what :meth:`_cells` says of it, where it was asked before
        """
        if not self.second_user_id:
            return []
        lines = self._paper_lines(self.ballot_id._sheet())
        name_of = {(line["subject"], line["criterion"]): "/".join(filter(None, (line["name"], line["heading"])))
                   for line in lines}  # fmt: skip
        option = {option["id"]: option["name"] for option in self.ballot_id._sheet()["options"]}
        option[0] = self.env._("Invalid")
        if self.paper_mode == "papers":
            return self._paper_by_paper(lines, option)
        cells = self._cells() if cells is None else cells
        first, second = cells.get((self._origin.id, 1), {}), cells.get((self._origin.id, 2), {})
        return [
            self.env._(
                "%(subject)s, %(option)s: %(first)s or %(second)s",
                subject=name_of[key[:2]],
                option=option[key[2]],
                first=first.get(key, 0),
                second=second.get(key, 0),
            )
            for key in sorted(first.keys() | second.keys())
            if first.get(key, 0) != second.get(key, 0)
        ]

    def _paper_by_paper(self, lines, option):
        stacks = self._stacks()
        first, second = stacks.get((self._origin.id, 1), {}), stacks.get((self._origin.id, 2), {})
        found = []
        for number in sorted(first.keys() | second.keys()):
            if number not in first or number not in second:
                found.append(self.env._("Paper %(number)s was entered by one of the two only.", number=number))
                continue
            (ticks, names), (again, names_again) = first[number], second[number]
            if set(map(person_name, names)) != set(map(person_name, names_again)):
                found.append(
                    self.env._(
                        "Paper %(number)s, names written in: %(first)s or %(second)s",
                        number=number,
                        first=listed(self.env, names) or "–",
                        second=listed(self.env, names_again) or "–",
                    )
                )
            for line, one, other in zip(lines, ticks, again, strict=True):
                if sorted(one) != sorted(other):
                    found.append(
                        self.env._(
                            "Paper %(number)s, %(subject)s: %(first)s or %(second)s",
                            number=number,
                            subject="/".join(filter(None, (line["name"], line["heading"]))),
                            first="+".join(option[key] for key in one) or "–",
                            second="+".join(option[key] for key in other) or "–",
                        )
                    )
        return found

    def _entry_problems(self, cells):
        """What keeps the paper ballots of this group from being counted.

        :param cells: what :meth:`_cells` says of it
        """
        found = self._paper_problems(self._grid(cells.get((self.id, 1), {})))
        if self.double_entry and self.paper_returned:
            if not self.second_user_id:
                found.append(
                    self.env._("%(group)s: a second person has to enter the paper ballots too.", group=self.name)
                )
            found += [titled(self.env, self.name, sentence) for sentence in self._differences(cells)[:SHOWN]]
        return found
