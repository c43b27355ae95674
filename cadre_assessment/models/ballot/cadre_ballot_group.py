"""A class of voters: its weight, how many they are, and what their paper ballots say."""

import re
import unicodedata

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ...engine.spelling import person_name
from ..guard import is_guarded
from ..listing import listed, titled
from . import casting

SHOWN = 20
"""Differences told at once."""
NAMED = 5
"""Rows named in a warning: the grid itself shows all of them in red."""

MOST = 1_000_000
"""Voters of one group at most: links are issued for as many as are expected."""


class CadreBallotGroup(models.Model):
    """``is_merged``: made by sealing out of groups too small to be shown alone (``merged_ids``)."""

    _name = "cadre.ballot.group"
    _description = "Group of Voters"
    _inherit = ["cadre.ballot.part"]
    _order = "ballot_id, sequence, id"

    _late_fields = {
        "expected": ("draft", "open"),
        "paper_issued": ("draft", "open", "closed"),
        "paper_returned": ("open", "closed"),
        "paper_invalid": ("open", "closed"),
        "paper_abstained": ("open", "closed"),
        "paper_writein": ("open", "closed"),
        "paper_grid": ("closed",),
        "paper_stack": ("closed",),
        "first_user_id": (),
        "second_user_id": (),
        "is_merged": (),
        "merged_ids": (),
    }

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    ballot_state = fields.Selection(related="ballot_id.state", string="State of the Ballot")
    write_in = fields.Boolean(related="ballot_id.write_in")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), default=1, help="Share of this group in the score, beside the other groups.")
    layer_weight_ids = fields.One2many("cadre.ballot.group.weight", "group_id", copy=True)
    skip_own_unit = fields.Boolean(
        string="Not on Their Own Unit", help="Who votes for a unit does not find that unit on the list (单位互评)."
    )
    expected = fields.Integer(high=MOST, help="应到 / 应发")
    is_merged = fields.Boolean(readonly=True, copy=False)
    merged_ids = fields.Many2many(
        "cadre.ballot.group", "cadre_ballot_group_merged_rel", "merged_id", "group_id", readonly=True, copy=False
    )
    paper_issued = fields.Integer(copy=False, high=MOST, help="发出 (on paper)")
    paper_returned = fields.Integer(copy=False, high=MOST, help="收回 (on paper)")
    paper_invalid = fields.Integer(copy=False, high=MOST, help="无效 (on paper): the whole paper is void")
    paper_abstained = fields.Integer(copy=False, high=MOST, help="弃权 (on paper): handed back without any mark")
    paper_valid = fields.Integer(compute="_compute_paper_valid", store=True, help="有效 (on paper)")
    ticket_count = fields.Integer(
        string="Links Issued", compute="_compute_tickets", help="Links and slips, without revoked ones."
    )
    used_count = fields.Integer(string="Voted by Phone", compute="_compute_tickets")

    _weight = models.Constraint("CHECK(weight >= 0)", "The weight of a group is not negative.")
    _numbers = models.Constraint(
        "CHECK(expected >= 0 AND paper_issued >= 0 AND paper_returned >= 0 AND paper_invalid >= 0"
        " AND paper_abstained >= 0)",
        "A number of papers is not negative.",
    )

    paper_problem = fields.Text(compute="_compute_paper_problem")
    paper_difference = fields.Text(compute="_compute_paper_difference", help="Between the two who entered.")

    @api.constrains("expected", "paper_issued", "paper_returned", "paper_invalid", "paper_abstained")
    def _check_papers(self):
        for group in self:
            if group.paper_issued and not group.is_merged:
                group._check_left()
            if group.paper_returned > group.paper_issued or group.paper_valid < 0:
                raise ValidationError(
                    self.env._(
                        "%(group)s: %(issued)s papers issued, %(returned)s returned, %(invalid)s void, "
                        "%(abstained)s blank. No more can be returned than issued, nor void and blank than returned.",
                        group=group.name,
                        issued=group.paper_issued,
                        returned=group.paper_returned,
                        invalid=group.paper_invalid,
                        abstained=group.paper_abstained,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if not is_guarded(self.env):
            own = {name for name, states in self._late_fields.items() if "draft" not in states}
            vals_list = [{name: value for name, value in vals.items() if name not in own} for vals in vals_list]
        return super().create(vals_list)

    @api.depends("paper_returned", "paper_invalid", "paper_abstained")
    def _compute_paper_valid(self):
        for group in self:
            group.paper_valid = group.paper_returned - group.paper_invalid - group.paper_abstained

    def _compute_tickets(self):
        """Numbers only: which ticket was used is nobody's business."""
        counts = {}
        if self.ids:
            self.env["cadre.ballot.ticket"].flush_model()
            self.ballot_id.flush_recordset(["state"])
            self.env.cr.execute(
                "SELECT t.group_id, count(*), count(*) FILTER (WHERE t.used) FROM cadre_ballot_ticket t"
                "  JOIN cadre_ballot b ON b.id = t.ballot_id"
                " WHERE t.group_id = ANY(%s) AND t.revoked IS NOT TRUE AND COALESCE(t.test, false) = (b.state = 'test')"
                " GROUP BY t.group_id",
                (self.ids,),
            )
            counts = {group: numbers for group, *numbers in self.env.cr.fetchall()}
        for group in self:
            group.ticket_count, group.used_count = counts.get(group.id, (0, 0))

    def _recount(self):
        """Links were issued or revoked: what was shown of them is old."""
        self.invalidate_recordset(["ticket_count", "used_count"])
        self.ballot_id.invalidate_recordset(["issued_count", "returned_count", "progress", "next_step"])

    def _weight_for(self, layer):
        """The group's weight for subjects of a layer."""
        line = self.layer_weight_ids.filtered(lambda line: line.layer_id == layer)
        return line.weight if line else self.weight

    def _left_to_issue(self):
        """How many voters of the group hold neither a link nor a paper yet."""
        return self.expected - self.ticket_count - self.paper_issued

    def _check_left(self, wanted=0):
        """One voter, one link or paper: no more are issued than voters are expected."""
        for group in self:
            links = group.ticket_count + wanted
            if links + group.paper_issued > group.expected:
                raise UserError(
                    self.env._(
                        "%(group)s: %(expected)s voters are expected; %(links)s links and %(papers)s papers "
                        "are more than that. "
                        "Revoke what was lost, or correct the number expected.",
                        group=group.name,
                        expected=group.expected,
                        links=links,
                        papers=group.paper_issued,
                    )
                )

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
