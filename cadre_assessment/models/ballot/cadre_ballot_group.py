"""Which class of voters, with which weight, how many of them, and what do their paper ballots say?"""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..guard import GUARD, GUARD_KEY


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
        "paper_grid": ("closed",),
        "is_merged": (),
        "merged_ids": (),
    }

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    ballot_state = fields.Selection(related="ballot_id.state", string="State of the Ballot")
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), default=1, help="Share of this group in the score, beside the other groups.")
    layer_weight_ids = fields.One2many("cadre.ballot.group.weight", "group_id", copy=True)
    skip_own_unit = fields.Boolean(
        string="Not on Their Own Unit", help="Who votes for a unit does not find that unit on the list (单位互评)."
    )
    expected = fields.Integer(help="应到 / 应发")
    is_merged = fields.Boolean(readonly=True, copy=False)
    merged_ids = fields.Many2many(
        "cadre.ballot.group", "cadre_ballot_group_merged_rel", "merged_id", "group_id", readonly=True, copy=False
    )
    paper_issued = fields.Integer(copy=False, help="发出 (on paper)")
    paper_returned = fields.Integer(copy=False, help="收回 (on paper)")
    paper_invalid = fields.Integer(copy=False, help="无效 (on paper): the whole paper is void")
    paper_valid = fields.Integer(compute="_compute_paper_valid", store=True, help="有效 (on paper)")
    paper_grid = fields.Json(
        string="Paper Counts",
        compute="_compute_paper_grid",
        inverse="_inverse_paper_grid",
        help="Of each subject: how many papers say what. The row adds up to the papers returned.",
    )
    paper_problem = fields.Text(compute="_compute_paper_problem")
    ticket_count = fields.Integer(
        string="Links Issued", compute="_compute_tickets", help="Links and slips, without revoked ones."
    )
    used_count = fields.Integer(string="Voted by Phone", compute="_compute_tickets")

    _weight = models.Constraint("CHECK(weight >= 0)", "The weight of a group is not negative.")
    _numbers = models.Constraint(
        "CHECK(expected >= 0 AND paper_issued >= 0 AND paper_returned >= 0 AND paper_invalid >= 0)",
        "A number of papers is not negative.",
    )

    @api.constrains("expected", "paper_issued", "paper_returned", "paper_invalid")
    def _check_papers(self):
        for group in self:
            if group.paper_issued and not group.is_merged:
                group._check_left()
            if group.paper_returned > group.paper_issued or group.paper_invalid > group.paper_returned:
                raise ValidationError(
                    self.env._(
                        "%(group)s: %(issued)s papers issued, %(returned)s returned, %(invalid)s void. "
                        "No more can be returned than issued, nor void than returned.",
                        group=group.name,
                        issued=group.paper_issued,
                        returned=group.paper_returned,
                        invalid=group.paper_invalid,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        if self.env.context.get(GUARD_KEY) is not GUARD:
            own = {name for name, states in self._late_fields.items() if "draft" not in states}
            vals_list = [{name: value for name, value in vals.items() if name not in own} for vals in vals_list]
        return super().create(vals_list)

    @api.depends("paper_returned", "paper_invalid")
    def _compute_paper_valid(self):
        for group in self:
            group.paper_valid = group.paper_returned - group.paper_invalid

    def _compute_tickets(self):
        """Numbers only: which ticket was used is nobody's business."""
        counts = {}
        if self.ids:
            self.env["cadre.ballot.ticket"].flush_model()
            self.env.cr.execute(
                "SELECT group_id, count(*), count(*) FILTER (WHERE used) FROM cadre_ballot_ticket"
                " WHERE group_id = ANY(%s) AND revoked IS NOT TRUE GROUP BY group_id",
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

    # -- paper counts --------------------------------------------------------------------------------------------------
    @api.depends("ballot_id.state")
    def _compute_paper_grid(self):
        """{columns: [{id, name}], rows: [{subject, criterion, name, heading, counts}]}; the last column (id 0) is
        invalid."""
        counts = {}
        cells = self.env["cadre.ballot.paper"].sudo().search([("group_id", "in", self._readable().ids)])
        for cell in cells:
            key = (cell.group_id.id, cell.subject_id.id, cell.criterion_id.id)
            counts.setdefault(key, {})[cell.grade_id.id or 0] = cell.count
        for group in self:
            sheet = group.ballot_id._sheet()
            columns = [{"id": option["id"], "name": option["name"]} for option in sheet["options"]]
            columns.append({"id": 0, "name": self.env._("Invalid")})
            several = len(sheet["criteria"]) > 1
            group.paper_grid = {
                "columns": columns,
                "rows": [
                    {
                        "subject": subject["id"],
                        "criterion": criterion["id"],
                        "name": subject["name"],
                        "heading": criterion["name"] if several else "",
                        "counts": [
                            counts.get((group.id, subject["id"], criterion["id"]), {}).get(column["id"], 0)
                            for column in columns
                        ],
                    }
                    for subject in sheet["subjects"]
                    for criterion in sheet["criteria"]
                ],
            }

    def _readable(self):
        """Of these groups, those whose paper counts the user may see: the office's own entry."""
        return self if self.env.su or self.has_access("write") else self.browse()

    def _inverse_paper_grid(self):
        """Replace the paper counts of the group by those of the grid, whoever sends it."""
        self._refuse_frozen(self._late_fields["paper_grid"])
        self.check_access("write")
        grids = [(group, group._read_grid()) for group in self]
        Paper = self.env["cadre.ballot.paper"].sudo()
        Paper.search([("group_id", "in", self.ids)]).unlink()
        Paper.create(
            [
                {
                    "group_id": group.id,
                    "subject_id": subject,
                    "criterion_id": criterion,
                    "grade_id": option or False,
                    "count": count,
                }
                for group, cells in grids
                for (subject, criterion, option), count in cells.items()
                if count
            ]
        )
        self.invalidate_recordset(["paper_grid", "paper_problem"])

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

    @api.depends("paper_grid", "paper_returned", "paper_invalid")
    def _compute_paper_problem(self):
        for group in self:
            group.paper_problem = "\n".join(group._paper_problems()) or False

    def _paper_problems(self):
        """Why the paper counts of this group cannot be right; each sentence names the row."""
        self.ensure_one()
        grid = self.paper_grid or {"rows": []}
        if not self.paper_returned and not any(any(row["counts"]) for row in grid["rows"]):
            return []
        found = []
        for row in grid["rows"]:
            name = "/".join(filter(None, (row["name"], row["heading"])))
            total = sum(row["counts"])
            if total != self.paper_returned:
                found.append(
                    self.env._(
                        "%(group)s, %(subject)s: the counts add up to %(total)s, but %(returned)s papers "
                        "were returned.",
                        group=self.name,
                        subject=name,
                        total=total,
                        returned=self.paper_returned,
                    )
                )
            elif row["counts"][-1] < self.paper_invalid:
                found.append(
                    self.env._(
                        "%(group)s, %(subject)s: %(void)s papers are void as a whole, so at least as many "
                        "are invalid in this row.",
                        group=self.name,
                        subject=name,
                        void=self.paper_invalid,
                    )
                )
        return found + self._paper_top_problems(grid)

    def _paper_top_problems(self, grid):
        """More top grades than the valid papers may give together (S3-58)."""
        ballot = self.ballot_id
        if not ballot.top_ratio or not grid["rows"]:
            return []
        top = [n for n, option in enumerate(ballot._sheet()["options"]) if option["top"]]
        limit = ballot._top_limit(len(ballot.subject_ids)) * self.paper_valid
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
