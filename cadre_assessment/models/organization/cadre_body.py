"""Bodies that decide, rate and keep the files, with dated members and roles (S0-02)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..office import own_unit


class CadreBody(models.Model):
    """A leading body, a leading group, an assessment office, judges …"""

    _name = "cadre.body"
    _description = "Body"
    _inherit = ["cadre.office.mixin", "mail.thread", "cadre.discreet.mixin"]
    _check_company_auto = True
    _order = "sequence, id"

    _office_paths = ("kind", "unit_id", "company_id")

    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(
        [
            ("leading_body", "Leading Body"),
            ("leading_group", "Leading Group"),
            ("office", "Assessment Office"),
            ("party_committee", "Party Committee"),
            ("group_committee", "Group Assessment Committee"),
            ("scoring_organ", "Scoring Organ"),
            ("judges", "Judges"),
            ("inspection", "Inspection Group"),
        ],
        required=True,
        tracking=True,
    )
    comparison_group_ids = fields.Many2many(
        "cadre.category",
        string="Groups of Units",
        domain="[('kind', '=', 'group')]",
        help="The groups (分口) whose units this committee reviews (S2A-04).",
    )
    sequence = fields.Integer(default=10)
    unit_id = fields.Many2one(
        "hr.department",
        check_company=True,
        tracking=True,
        default=lambda self: own_unit(self.env),
        help="The unit it belongs to.",
    )
    unit_ids = fields.Many2many(
        "hr.department",
        "cadre_body_unit_rel",
        string="Works for",
        check_company=True,
        help="Of an office: further units it works for, each with everything below it; its own unit it always does. "
        "Named by the organization department.",
    )
    mine = fields.Boolean(
        compute="_compute_mine",
        search="_search_mine",
        compute_sudo=True,
        string="I Sit in It",
        help="The current user is a member today.",
    )
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    quorum = fields.Selection(
        [("half", "More than Half"), ("two_thirds", "At Least Two Thirds")],
        required=True,
        default="half",
        tracking=True,
        help="How many of its members with a vote must be there to decide (O-18).",
    )
    majority_of = fields.Selection(
        [("present", "Of Those Present"), ("entitled", "Of All Members")],
        string="Majority",
        required=True,
        default="present",
        tracking=True,
        help="A decision needs the votes of more than half of those present, or of all members with a vote (O-18).",
    )
    member_ids = fields.One2many("cadre.body.member", "body_id", string="Members")
    current_member_ids = fields.One2many(
        "cadre.body.member",
        compute="_compute_current_member_ids",
        string="Members Today",
        help="Those in office today.",
    )
    chair_id = fields.Many2one("hr.employee", compute="_compute_current_member_ids", string="Head")
    active = fields.Boolean(default=True)

    @api.depends("member_ids.date_from", "member_ids.date_to", "member_ids.employee_id", "member_ids.role")
    @api.depends_context("uid")
    def _compute_current_member_ids(self):
        for body in self:
            body.current_member_ids = body.member_ids.filtered("sits_today")
            body.chair_id = body.current_member_ids.filtered(lambda member: member.role == "chair")[:1].employee_id

    @api.depends("member_ids.user_id", "member_ids.date_from", "member_ids.date_to")
    @api.depends_context("uid")
    def _compute_mine(self):
        mine = self.env.user.sudo().cadre_body_ids
        for body in self:
            body.mine = body._origin in mine

    @api.model
    def _search_mine(self, operator, value):
        """By ids, looked up when a rule is used: rules are kept from one day to the next."""
        if operator != "in":
            return NotImplemented
        return [("id", "in" if True in value else "not in", self.env.user.sudo().cadre_body_ids.ids)]

    @api.model
    def _office_domain(self):
        """Officers keep the bodies of their units; who sits in an office is the organization department's word."""
        return Domain("kind", "!=", "office") & Domain("unit_id.of_my_office", "=", True)

    def _members_on(self, day, roles=None):
        """Members of these bodies in office on ``day`` (a date, both ends of a membership included).

        ``roles``: only these (``{"chair", "deputy"}``); default all. One query; the order is that of the screen.
        """
        domain = [
            ("body_id", "in", self.ids),
            "|", ("date_from", "=", False), ("date_from", "<=", day),
            "|", ("date_to", "=", False), ("date_to", ">=", day),
        ]  # fmt: skip
        if roles is not None:
            domain.append(("role", "in", list(roles)))
        return self.env["cadre.body.member"].search(domain)

    def _members_today(self):
        """Members of these bodies in office today, each body's company by its own day. One query."""
        return self.env["cadre.body.member"].search([("body_id", "in", self.ids), ("sits_today", "=", True)])
