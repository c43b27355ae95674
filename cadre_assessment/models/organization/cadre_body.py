"""Bodies that decide, rate and keep the files, with dated members and roles (S0-02)."""

from contextlib import contextmanager

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import format_date

from ..clock import today_of
from ..guard.keys import differing
from ..guard.trust import is_trusted
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
            ("selection", "Selection Office"),
            ("discipline", "Discipline Body"),
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

    change_ids = fields.One2many("cadre.body.change", "body_id", string="Changes", readonly=True)

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
        return Domain("kind", "not in", ("office", "selection")) & Domain("unit_id.of_my_office", "=", True)

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

    # -- hooks -----------------------------------------------------------------------------------------------------
    def _decided_days(self):
        """[(body, day, name)] of the decisions that these bodies have taken."""
        return []

    def _waiting_decisions(self):
        """[(body, name)] of the decisions of these bodies that wait for their confirmation."""
        return []

    def _used_by(self):
        """[(body, name)] of what works with these bodies: they are archived, never deleted."""
        return [(body, name) for body, _day, name in self._decided_days()]

    def _on_changed(self):
        """A client has changed the members: what waits for the body waits for those who sit in it now."""
        self.env["tier.review"]._ask_anew([("body_ids", "in", self.ids)])

    def _today(self):
        """Today where the company of these bodies works."""
        return today_of(self.company_id[:1])

    # -- what stays ------------------------------------------------------------------------------------------------
    def _refuse_while_deciding(self):
        for body, name in self._waiting_decisions():
            raise UserError(
                self.env._(
                    "%(body)s: “%(decision)s” waits for its confirmation, and who sits in the body stays until then. "
                    "Have it returned or withdraw it, change the members, and let the body vote anew.",
                    body=body.name,
                    decision=name,
                )
            )

    def _seats(self, days):
        """{(body id, day): who sits in it as what} for ``days``, a list of (body, day); as the records stand now."""
        return {
            (body.id, day): frozenset(
                (member.employee_id.id, member.role) for member in body.member_ids if member._in_office(day)
            )
            for body, day in days
        }

    @contextmanager
    def _keeping_history(self):
        """Around a change of members by a client: refused while a decision waits, or when a day of one would change."""
        self._refuse_while_deciding()
        decided = self._decided_days()
        days = [(body, day) for body, day, _name in decided]
        before = self._seats(days)
        yield
        after = self._seats(days)
        for body, day, name in decided:
            if before[body.id, day] != after[body.id, day]:
                self._refuse_past(body, day, name)

    def _refuse_past(self, body, day, name):
        raise UserError(
            self.env._(
                "%(body)s decided “%(decision)s” on %(day)s: who sat in it on that day stays. "
                "Enter a change that begins later, and end a membership later.",
                body=body.name,
                decision=name,
                day=format_date(self.env, day),
            )
        )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def write(self, vals):
        names = ("active", "company_id", "quorum", "majority_of")
        if not is_trusted(self.env) and vals.keys() & set(names):
            moved = self.filtered(lambda one: differing(one, {key: vals[key] for key in names if key in vals}))
            moved._refuse_while_deciding()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_used(self):
        for body, name in self._used_by() if not is_trusted(self.env) else ():
            raise UserError(
                self.env._(
                    "%(body)s stands in “%(name)s” and is not deleted. Archive it instead.", body=body.name, name=name
                )
            )
