"""A class of voters: its weight, how many they are, and what their paper ballots say."""

from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from ..guard import GUARD, GUARD_KEY

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
        if self.env.context.get(GUARD_KEY) is not GUARD:
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
