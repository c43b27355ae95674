"""An order to issue or revoke links, without any token: the tokens exist only in the page made from it."""

import re

from odoo import api, fields, models
from odoo.exceptions import UserError

from ...models.listing import listed
from . import mailing


class CadreBallotIssue(models.TransientModel):
    _name = "cadre.ballot.issue"
    _description = "Issue or Revoke Links of a Ballot"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade")
    group_id = fields.Many2one(
        "cadre.ballot.group", required=True, ondelete="cascade", domain="[('ballot_id', '=', ballot_id)]"
    )
    kind = fields.Selection(
        [
            ("slips", "Slips without Names"),
            ("seats", "Codes for the Seats of the Hall"),
            ("links", "Slips in a Name"),
            ("mail", "Links by E-mail"),
            ("units", "One Slip for Each Unit on the List"),
        ],
        string="Handed Out as",
        required=True,
        default="slips",
        help="In a name: the person does not find himself on the list, and a lost link can be replaced. Who voted how "
        "is unknown either way.",
    )
    per_page = fields.Selection([("8", "8"), ("10", "10")], string="Slips on a Page", default="8", required=True)
    count = fields.Integer(string="Number of Slips", compute="_compute_count", store=True, readonly=False)
    employee_ids = fields.Many2many("hr.employee", string="Persons")
    left = fields.Integer(string="Still to Be Issued", compute="_compute_left")
    numbers = fields.Char(
        string="Slip Numbers", help="Of slips to be revoked, e.g. 3, 17, 20-25. Empty: all unused ones of the group."
    )
    address = fields.Char(
        string="Address for Phones",
        compute="_compute_address",
        store=True,
        readonly=False,
        help="Stands in every link. Correct it before issuing; a link that is printed does not change any more.",
    )
    address_doubt = fields.Char(compute="_compute_address_doubt")
    address_plain = fields.Boolean(compute="_compute_address_doubt", help="Votes travel unencrypted.")
    address_ok = fields.Boolean(string="Phones Reach This Address")
    unused = fields.Integer(
        string="Unused Links", compute="_compute_unused", help="Revoking without naming any revokes all of these."
    )
    unused_typed = fields.Integer(
        string="How Many to Revoke", help="Typed once more, before every unused link of the group is revoked."
    )
    done = fields.Boolean(readonly=True)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        ballot = self.env["cadre.ballot"].browse(values.get("ballot_id"))
        if len(ballot.group_ids) == 1 and "group_id" in fields:
            values.setdefault("group_id", ballot.group_ids.id)
        return values

    @api.depends("group_id")
    def _compute_left(self):
        for order in self:
            order.left = order.group_id._left_to_issue() if order.group_id else 0

    @api.depends("group_id")
    def _compute_unused(self):
        for order in self:
            order.unused = self.env["cadre.ballot.ticket"]._count_unused(order.group_id) if order.group_id else 0

    @api.depends("group_id")
    def _compute_count(self):
        for order in self:
            order.count = max(0, order.left)

    @api.depends("ballot_id")
    def _compute_address(self):
        for order in self:
            order.address = order.ballot_id.address

    @api.depends("address", "ballot_id")
    def _compute_address_doubt(self):
        for order in self:
            ballot = order.ballot_id
            try:
                address = ballot._cleaned(order.address) if ballot else ""
            except UserError as error:
                order.address_doubt, order.address_plain = str(error), False
                continue
            settled = not ballot or ballot._is_settled(address)
            order.address_doubt = False if settled else ballot._address_doubt(address)
            order.address_plain = address.startswith("http:")

    def action_issue(self):
        """Open the page that issues the links and shows them once.

        The dialogue closes: it would go on saying how many were left before that page was made.
        """
        self.ensure_one()
        self._check()
        self.ballot_id._settle_address(self.address, self.address_ok)
        if not self._wanted():
            raise UserError(self.env._("%(group)s: say how many slips, or for whom.", group=self.group_id.name))
        self.group_id._check_left(self._wanted())
        if self.kind == "mail":
            return self._mail()
        return {
            "type": "ir.actions.act_url",
            "url": f"/cadre/ballot/slips/{self.id}",
            "target": "new",
            "close": True,
        }

    def _mail(self):
        """Issue the links and send each to its person: not by Odoo's mail queue, which keeps what it sends."""
        without = self.employee_ids.sudo().filtered(lambda person: not person.work_email)
        if without:
            raise UserError(
                self.env._(
                    "%(names)s: no work e-mail address. Add it, or print slips in their names.",
                    names=listed(self.env, without.mapped("name")),
                )
            )
        post = mailing.Post(self.env)
        slips = self._fulfil()
        if slips is None:
            raise UserError(
                self.env._("These letters were sent already. Close this window and open it again for more.")
            )
        self.env.flush_all()  # whatever can fail fails before the first letter is out
        failed = post.send(self.ballot_id, self.employee_ids, slips)
        if failed:
            self.env["cadre.ballot.ticket"]._revoke(self.group_id, numbers=[number for number, _name in failed])
        sent = len(slips) - len(failed)
        self.ballot_id.sudo().message_post(
            body=self.env._("%(count)s links were sent by e-mail to %(group)s.", count=sent, group=self.group_id.name)
        )
        names = listed(self.env, [name for _number, name in failed])
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "warning" if failed else "success",
                "sticky": bool(failed),
                "message": self.env._(
                    "%(count)s links were sent. Not reached, and their links revoked: %(names)s.",
                    count=sent,
                    names=names,
                )
                if failed
                else self.env._("%(count)s links were sent.", count=sent),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def action_revoke(self):
        """Revoke unused links: those named or numbered, else all of the group."""
        self.ensure_one()
        self._check()
        Ticket = self.env["cadre.ballot.ticket"]
        if self.kind in ("links", "mail") and self.employee_ids:
            revoked = Ticket._revoke(self.group_id, employees=self.employee_ids)
        elif self.numbers:
            revoked = Ticket._revoke(self.group_id, numbers=self._numbers())
        else:
            self._check_number()
            revoked = Ticket._revoke(self.group_id)
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "type": "success",
                "message": self.env._("%(count)s unused links were revoked.", count=revoked),
                "next": {"type": "ir.actions.act_window_close"},
            },
        }

    def _check_number(self):
        """Revoking all of a group is asked for by its number: one click must not take the vote from everybody.

        :raises UserError: the number typed is not that of the unused links.
        """
        unused = self.env["cadre.ballot.ticket"]._count_unused(self.group_id)
        if self.unused_typed != unused or not unused:
            raise UserError(
                self.env._(
                    "%(group)s has %(count)s unused links, and all of them would be revoked. Type this number to "
                    "confirm it, or name the slips or persons whose links are revoked.",
                    group=self.group_id.name,
                    count=unused,
                )
            )

    def _wanted(self):
        if self.kind in ("links", "mail"):
            return len(self.employee_ids)
        return len(self._units()) if self.kind == "units" else self.count

    def _units(self):
        return self.ballot_id.subject_ids.subject_unit_id

    def _numbers(self):
        """
        3, 5-7 -> [3, 5, 6, 7]

        :raise UserError: anything but numbers and ranges
        """
        found = []
        for part in re.split(r"[,,、;;\s]+", self.numbers.strip()):
            match = re.fullmatch(r"(\d{1,6})(?:[-–—~](\d{1,6}))?", part)
            if not match:
                raise UserError(self.env._("“%(text)s” is no slip number. Write them like 3, 17, 20-25.", text=part))
            found += range(int(match[1]), int(match[2] or match[1]) + 1)
        return found

    def _check(self):
        """Whether this user may run this ballot; asked again when the page is opened."""
        self.ballot_id.check_access("write")
        self.group_id.check_access("write")
        if self.group_id.ballot_id != self.ballot_id or self.group_id.is_merged:
            raise UserError(self.env._("%(group)s is not a group of this ballot.", group=self.group_id.name))
        if not self.ballot_id._may_run() or self.ballot_id.state not in ("draft", "test", "open"):
            raise UserError(
                self.env._(
                    "%(ballot)s: links are issued before and while it is open.", ballot=self.ballot_id.display_name
                )
            )

    def _fulfil(self):
        """Issue what was ordered, once. Returns (number, token, name) of each slip, or None when it was done before."""
        self.ensure_one()
        self._check()
        self.lock_for_update()
        if self.done:
            return None
        self.ballot_id._check_address()
        self.done = True
        self.group_id._check_left(self._wanted())
        Ticket = self.env["cadre.ballot.ticket"]
        if self.kind in ("links", "mail"):
            return Ticket._issue(self.group_id, employees=self.employee_ids)
        if self.kind == "units":
            return Ticket._issue(self.group_id, units=self._units())
        return Ticket._issue(self.group_id, count=self.count, seats=self.kind == "seats")
