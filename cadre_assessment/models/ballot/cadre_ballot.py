"""A ballot: who votes on whom, on which scale, and what may be known of it (民主测评; S0-27, S0-28).

Promise: nobody, with the whole database in hand, can tell who voted how once the ballot is sealed. What is promised and
what is not stands in ``docs/threat-model.md``; the steps are in ``cadre_ballot_steps.py``, a vote in ``casting.py``,
the end in ``sealing.py``.
"""

import secrets

from odoo import api, fields, models
from odoo.exceptions import ValidationError
from odoo.fields import Domain

from ...engine import exact
from ...engine.ballots import paper_limit
from ...engine.methods import VOTES, codes
from ..office import own_office

SMALLEST_MINIMUM = 3
"""With two papers in a cell each of the two voters knows the other one's."""

KINDS = [("evaluation", "Evaluation"), ("recommendation", "Recommendation"), ("committee", "Committee Vote")]
OVERRUN = [("reject", "The Paper Is Refused"), ("drop", "Its Top Grades Do Not Count")]


class CadreBallot(models.Model):
    _name = "cadre.ballot"
    _description = "Ballot"
    _inherit = [
        *("cadre.yearly.mixin", "cadre.office.mixin", "mail.thread", "mail.activity.mixin"),
        *("cadre.of.occasion.mixin", "cadre.guard.mixin"),
    ]
    _check_company_auto = True
    _order = "id desc"

    _guarded = frozenset(
        {
            "state", "opened_at", "closed_at", "sealed_at", "digest", "salt", "paper_count", "receipt_count",
            "options", "public_code", "last_number", "tally_ids", "merged_group_ids", "edition", "comment_ids",
            "writein_ids", "phone_abstained",
        }
    )  # fmt: skip
    _occasions = ("cycle_id",)
    _occasion_needed = False  # a unit may vote on something of its own
    _office_paths = ("cycle_id", "office_body_id", "company_id")
    _office_depends = ("office_body_id.mine",)
    _locked_states = frozenset({"test", "open", "closed", "sealed", "void"})

    name = fields.Char(required=True, tracking=True)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    office_body_id = fields.Many2one(
        "cadre.body",
        string="Assessment Office",
        compute="_compute_office_body_id",
        store=True,
        readonly=False,
        precompute=True,
        index=True,
        check_company=True,
        domain="[('kind', '=', 'office')]",
        help="Runs the ballot: the office of the cycle. Empty: the organization department alone.",
    )
    component_id = fields.Many2one(
        "cadre.scheme.component",
        ondelete="restrict",
        index=True,
        domain=[("method", "in", codes(takes=VOTES))],
        help="The component its score feeds.",
    )
    kind = fields.Selection(KINDS, default="evaluation", required=True)
    unit_id = fields.Many2one(
        "hr.department", string="Voting Unit", ondelete="restrict", index=True, help="Empty: the whole cycle votes."
    )
    scale_id = fields.Many2one("cadre.scale", required=True, ondelete="restrict")
    state = fields.Selection(
        [
            ("draft", "Preparation"),
            ("test", "Test"),
            ("open", "Open"),
            ("closed", "Closed"),
            ("sealed", "Sealed"),
            ("void", "Void"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
        index=True,
    )
    choice = fields.Selection(
        [("each", "One Answer for Each"), ("choose", "Choose Some")],
        string="Answers",
        default="each",
        required=True,
        help="Choose Some: the first level means chosen, the last one not chosen.",
    )
    choose_max = fields.Integer(string="Choose at Most", default=1)
    write_in = fields.Boolean(string="Other Names May Be Written In")
    quorum = fields.Selection(
        [("none", "None"), ("half", "More than Half"), ("two_thirds", "Two Thirds")],
        default="two_thirds",
        required=True,
        help="Of the members entitled, how many must have voted (O-18).",
    )
    majority_of = fields.Selection(
        [("entitled", "All Members"), ("present", "Members Present")],
        string="More than Half of",
        default="entitled",
        required=True,
    )
    paper_mode = fields.Selection(
        [("counts", "Counts of Each Group"), ("papers", "Papers One by One")],
        string="Paper Ballots Entered as",
        default="counts",
        required=True,
    )
    double_entry = fields.Boolean(
        string="Two People Enter", help="Paper ballots are entered twice, by two people; differences must be settled."
    )
    instruction = fields.Text(help="Stands above the list, on the phone and on paper.")
    minimum_papers = fields.Integer(
        default=5, help="Counts of fewer valid papers are never stored alone: the group is merged with another one."
    )
    top_ratio = fields.Float(
        digits=(12, 6), high=1, help="Largest share of the top grade on one paper (S3-58); 0 = free."
    )
    overrun = fields.Selection(
        OVERRUN, default="reject", required=True, help="What becomes of a paper with more top grades (A3-8)."
    )
    comments = fields.Boolean(
        string="Voters May Write Comments", help="Reviewed before they are shown, in random order."
    )
    rate_self = fields.Boolean(
        string="Voters May Rate Themselves",
        help="Otherwise a voter with a link in his name does not find his own line. Slips without names "
        "cannot know it.",
    )
    group_ids = fields.One2many("cadre.ballot.group", "ballot_id", copy=True, domain=[("is_merged", "=", False)])
    merged_group_ids = fields.One2many("cadre.ballot.group", "ballot_id", copy=False, domain=[("is_merged", "=", True)])
    subject_ids = fields.One2many("cadre.ballot.subject", "ballot_id", copy=True)
    criterion_ids = fields.One2many("cadre.ballot.criterion", "ballot_id", string="Headings", copy=True)
    comment_ids = fields.One2many("cadre.ballot.comment", "ballot_id", copy=False)
    writein_ids = fields.One2many("cadre.ballot.writein", "ballot_id", string="Names Written In", copy=False)
    comment_count = fields.Integer(string="Comments", compute="_compute_comment_count")
    tally_ids = fields.One2many("cadre.ballot.tally", "ballot_id", copy=False)
    options = fields.Json(
        readonly=True, copy=False, help="The levels of the scale as they stood when the ballot was opened."
    )
    opened_at = fields.Datetime(readonly=True, copy=False)
    closed_at = fields.Datetime(readonly=True, copy=False)
    sealed_at = fields.Datetime(readonly=True, copy=False)
    paper_count = fields.Integer(string="Papers Counted", readonly=True, copy=False, help="From phones and on paper.")
    receipt_count = fields.Integer(
        string="Receipts", readonly=True, copy=False, help="Papers from phones: one receipt each."
    )
    phone_abstained = fields.Integer(
        string="Blank Papers from Phones",
        low=-1,
        readonly=True,
        copy=False,
        help="弃权: papers without any mark. -1: there were so few papers that the number would tell of one voter.",
    )
    digest = fields.Char(readonly=True, copy=False, help="Hash of counts and receipts.")
    salt = fields.Char(
        readonly=True, copy=False, help="Part of the hash, so that nobody can find the counts by trying."
    )
    public_code = fields.Char(readonly=True, copy=False)
    edition = fields.Integer(readonly=True, copy=False, help="How often it was opened, tests included.")
    last_number = fields.Integer(readonly=True, copy=False, help="Number of the last slip.")
    public_url = fields.Char(
        string="Public Page",
        compute="_compute_public_url",
        help="Progress for the hall; after sealing the list of receipts.",
    )
    expected_count = fields.Integer(string="Expected", compute="_compute_turnout")
    issued_count = fields.Integer(string="Issued", compute="_compute_turnout")
    returned_count = fields.Integer(string="Returned", compute="_compute_turnout")
    progress = fields.Float(compute="_compute_turnout", help="Returned of expected, in percent.")
    top_limit = fields.Integer(compute="_compute_top_limit", help="Top grades one paper may give.")
    warning = fields.Text(compute="_compute_warning")
    next_step = fields.Char(compute="_compute_next_step")

    _minimum = models.Constraint(
        f"CHECK(minimum_papers >= {SMALLEST_MINIMUM})",
        "With a minimum below 3 papers a voter could find out what another one wrote.",
    )
    _ratio = models.Constraint(
        "CHECK(top_ratio >= 0 AND top_ratio <= 1)", "The share of the top grade is between 0 and 1."
    )
    _choose = models.Constraint("CHECK(choose_max >= 1)", "At least one may be chosen.")
    _public_code_uniq = models.UniqueIndex("(public_code)", "This public page exists.")

    @api.depends(lambda self: [f"{name}.office_body_id" for name in self._occasion_names()])
    def _compute_office_body_id(self):
        """The office of its occasion; without one, the office that makes the ballot."""
        mine = own_office(self.env)
        for ballot in self:
            occasion = ballot._occasion()
            ballot.office_body_id = occasion._office_body() if occasion else ballot.office_body_id or mine

    @api.model
    def _office_domain(self):
        return Domain("office_body_id.mine", "=", True)

    def _office_of(self):
        return self

    @api.constrains("component_id", "cycle_id", "scale_id")
    def _check_component(self):
        for ballot in self:
            component = ballot.component_id
            if component and component._method().takes != VOTES:
                raise ValidationError(
                    self.env._(
                        "%(component)s is not scored by a ballot: choose another component.", component=component.name
                    )
                )
            if component and ballot.cycle_id and component.scheme_id != ballot.cycle_id.scheme_id:
                raise ValidationError(
                    self.env._(
                        "%(component)s does not belong to the scheme of %(cycle)s.",
                        component=component.name,
                        cycle=ballot.cycle_id.display_name,
                    )
                )
            if component.scale_id and component.scale_id != ballot.scale_id:
                raise ValidationError(
                    self.env._(
                        "%(component)s is scored on the scale %(scale)s.",
                        component=component.name,
                        scale=component.scale_id.name,
                    )
                )

    @api.onchange("component_id")
    def _onchange_component_id(self):
        if self.component_id:
            self.update({k: v for k, v in self.component_id._ballot_defaults().items() if k in self._fields})

    # -- what is seen while it runs ----------------------------------------------------------------------------------
    @api.depends("group_ids.expected", "group_ids.paper_issued", "group_ids.paper_returned")
    def _compute_turnout(self):
        for ballot in self:
            groups = ballot.group_ids
            ballot.expected_count = sum(groups.mapped("expected"))
            ballot.issued_count = sum(groups.mapped("ticket_count")) + sum(groups.mapped("paper_issued"))
            ballot.returned_count = sum(groups.mapped("used_count")) + sum(groups.mapped("paper_returned"))
            ballot.progress = (
                min(100.0, 100.0 * ballot.returned_count / ballot.expected_count) if ballot.expected_count else 0
            )

    def _compute_comment_count(self):
        counts = dict(
            self.env["cadre.ballot.comment"]._read_group([("ballot_id", "in", self.ids)], ["ballot_id"], ["__count"])
        )
        for ballot in self:
            ballot.comment_count = counts.get(ballot, 0)

    @api.depends("public_code", "address")
    def _compute_public_url(self):
        for ballot in self:
            code = ballot.public_code
            ballot.public_url = ballot._url(f"public/{code}") if code else False

    @api.depends("top_ratio", "subject_ids")
    def _compute_top_limit(self):
        for ballot in self:
            ballot.top_limit = ballot._top_limit(len(ballot.subject_ids))

    def _top_limit(self, lines):
        """Top grades one paper with ``lines`` subjects may give; without a limit: all of them (S3-58)."""
        return paper_limit(exact(self.top_ratio), lines) if self.top_ratio else lines

    @api.depends("state", "subject_ids", "group_ids.expected", "minimum_papers", "top_ratio", "scale_id")
    def _compute_warning(self):
        for ballot in self:
            ballot.warning = "\n".join(ballot._warnings()) if ballot.state in ("draft", "test", "open") else False

    def _warnings(self):
        """What is allowed and deserves a second look before opening."""
        self.ensure_one()
        found = []
        if self.subject_ids and self.top_ratio and not self.top_limit:
            found.append(
                self.env._(
                    "With %(count)s subjects no paper may give the top grade: put several lists on one ballot (S3-58).",
                    count=len(self.subject_ids),
                )
            )
        if self.group_ids and self.expected_count < self.minimum_papers:
            found.append(
                self.env._(
                    "Only %(expected)s papers are expected: below %(minimum)s valid papers no result is shown.",
                    expected=self.expected_count,
                    minimum=self.minimum_papers,
                )
            )
        else:
            small = self.group_ids.filtered(lambda group: group.expected < self.minimum_papers)
            if small and len(self.group_ids) > 1:
                found.append(
                    self.env._(
                        "Merged with another group when sealed, because fewer than %(minimum)s papers are "
                        "expected: %(groups)s.",
                        minimum=self.minimum_papers,
                        groups="、".join(small.mapped("name")),
                    )
                )
        return found

    @api.depends("state", "group_ids")
    def _compute_next_step(self):
        for ballot in self:
            ballot.next_step = ballot._next_step()

    def _next_step(self):
        if self.state == "test":
            return self.env._(
                "Test: slips issued now are for trying only. Purge the test; the ballot is then as it was before."
            )
        if self.state == "draft":
            if not self.issued_count:
                return self.env._("Next: issue links or slips (or count on paper), then open the ballot.")
            return self.env._("Next: open the ballot when the meeting begins.")
        if self.state == "open":
            return self.env._("Next: close the ballot when everybody has voted.")
        if self.state == "closed":
            return self.env._(
                "Next: enter the paper counts, if any, and seal. Until then an administrator could still look."
            )
        return False

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env)).get(self.state)

    # -- CRUD --------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        ballots = super().create(vals_list)
        for ballot in ballots.sudo():
            ballot.public_code = secrets.token_urlsafe(9)
        return ballots

    def _refuse_locked(self, vals):
        """The groups are asked themselves: paper counts come in on this form after closing."""
        if not vals or vals.keys() - {"group_ids"}:
            return super()._refuse_locked(vals)
        return None

    def action_public(self):
        """The public page: progress; after sealing the list of receipts."""
        self.ensure_one()
        return {"type": "ir.actions.act_url", "url": self._public_path(), "target": "new"}

    def action_screen(self):
        """The screen of the hall: one code for all seats, and how many papers are in."""
        self.ensure_one()
        self.check_access("write")
        self._check_address()
        return {"type": "ir.actions.act_url", "url": f"/ballot/screen/{self._hall_key()}", "target": "new"}
