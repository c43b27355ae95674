"""The right to vote once. A ticket keeps only the digest of its token."""

import base64
import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from .sealing import hold_tables

TOKEN_BYTES = 18
"""144 bits: 24 characters in a link."""


SEAT_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SEAT_LENGTH = 10
"""Without letters that look alike. 49 bits beside the 144 of the hall's own code, which hangs in the hall alone."""


def digest(token):
    """What is kept of a token. It is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def seat_code():
    """What is typed at a seat, e.g. ``7KQ2M-X9PDA``."""
    code = "".join(secrets.choice(SEAT_LETTERS) for _letter in range(SEAT_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def seat_token(hall_key, code):
    """The token of a seat: 144 bits, made of the hall's key and the code; spaces, dashes and small letters do not
    matter.

    >>> seat_token("k", "7kq2m x9pda") == seat_token("k", "7KQ2M-X9PDA") != seat_token("l", "7KQ2M-X9PDA")
    True
    """
    plain = "".join(letter for letter in code.upper() if letter in SEAT_LETTERS)
    raw = hashlib.sha256(f"cadre-seat:{hall_key}:{plain}".encode()).digest()
    return base64.urlsafe_b64encode(raw)[: TOKEN_BYTES * 4 // 3].decode()


class CadreBallotTicket(models.Model):
    """Nobody has any right on it, by screen or RPC. Sealing forgets whose it was, and its number."""

    _name = "cadre.ballot.ticket"
    _description = "Right to Vote"
    _inherit = ["cadre.discreet.mixin"]
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    digest = fields.Char(required=True, help="SHA-256 of the token.")
    number = fields.Integer(help="Printed on the slip, so that a lost one can be revoked.")
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
    unit_id = fields.Many2one("hr.department", ondelete="restrict", help="The unit it votes for and not on (单位互评).")
    test = fields.Boolean(help="For trying only: purged before the real opening.")
    seat = fields.Boolean(help="Handed out as the code of a seat: the screen of the hall asks for it.")
    used = fields.Boolean()
    revoked = fields.Boolean()

    _digest_uniq = models.Constraint("UNIQUE(digest)", "This ticket exists.")
    _one_link = models.UniqueIndex(
        "(ballot_id, employee_id, test) WHERE employee_id IS NOT NULL AND revoked IS NOT TRUE",
        "This person has a link already.",
    )

    @api.model
    def _issue(self, group, count=0, employees=None, units=None, seats=False):
        """Issue ``count`` anonymous tickets, or one to each of ``employees`` or ``units``. Server code only, after a
        check.

        :return: list of (number, token, name), with ``seats`` (number, seat code, ""): the only moment at which they
            exist outside the voters' hands.
        :raise UserError: the ballot is closed, or a person has a link already.
        """
        ballot = group.ballot_id
        if ballot.state not in ("draft", "test", "open"):
            raise UserError(
                self.env._("%(ballot)s: links are issued before and while it is open.", ballot=ballot.display_name)
            )
        hold_tables(self.env)
        # Who changes the number expected, or that of papers, in this moment makes us begin anew.
        self.env.cr.execute("SELECT 1 FROM cadre_ballot_group WHERE id = %s FOR NO KEY UPDATE", (group.id,), False)
        holders = self._holders(group, employees, units) or [(False, False, "")] * count
        if employees:
            self._refuse_second_link(ballot, employees)
        self.env.cr.execute(
            "UPDATE cadre_ballot SET last_number = COALESCE(last_number, 0) + %s WHERE id = %s RETURNING last_number",
            (len(holders), ballot.id),
        )
        first = self.env.cr.fetchone()[0] - len(holders) + 1
        shown = [seat_code() if seats else secrets.token_urlsafe(TOKEN_BYTES) for _holder in holders]
        key = ballot._hall_key() if seats else None
        self.sudo().create(
            [
                {
                    "ballot_id": ballot.id,
                    "group_id": group.id,
                    "digest": digest(seat_token(key, token) if seats else token),
                    "number": number,
                    "employee_id": employee,
                    "unit_id": unit,
                    "test": ballot.state == "test",
                    "seat": seats,
                }
                for number, (token, (employee, unit, _name)) in enumerate(zip(shown, holders, strict=True), first)
            ]
        )
        group._recount()
        return [
            (number, token, name)
            for number, (token, (_e, _u, name)) in enumerate(zip(shown, holders, strict=True), first)
        ]

    def _holders(self, group, employees, units):
        """(employee id, id of the unit whose line is left out, name printed on the slip) of named tickets."""
        if employees:
            return [
                (person.id, group.skip_own_unit and person.department_id.unit_id.id, person.name)
                for person in employees.sudo()
            ]
        return [(False, group.skip_own_unit and unit.id, unit.name) for unit in units or ()]

    def _refuse_second_link(self, ballot, employees):
        taken = self.sudo().search(
            [("ballot_id", "=", ballot.id), ("employee_id", "in", employees.ids), ("revoked", "=", False),
             ("test", "=", ballot.state == "test")]
        )  # fmt: skip
        if taken:
            raise UserError(
                self.env._(
                    "%(names)s: a link was issued already. Revoke it first if it was lost.",
                    names="、".join(taken.employee_id._names_told_apart()),
                )
            )

    @api.model
    def _unused_of(self, group):
        """The domain of the links of a group that somebody may still vote with."""
        domain = [("group_id", "=", group.id), ("revoked", "=", False), ("used", "=", False)]
        return [*domain, ("test", "=", group.ballot_id.state == "test")]

    @api.model
    def _count_unused(self, group):
        return self.sudo().search_count(self._unused_of(group))

    @api.model
    def _revoke(self, group, numbers=None, employees=None):
        """Revoke unused tickets of a group: those with these numbers, of these persons, or all. Returns how many.

        :raise UserError: one of those asked for has been used already; then none is revoked.
        """
        domain = [
            ("group_id", "=", group.id),
            ("revoked", "=", False),
            ("test", "=", group.ballot_id.state == "test"),
        ]
        if numbers is not None:
            domain.append(("number", "in", numbers))
        if employees is not None:
            domain.append(("employee_id", "in", employees.ids))
        if numbers is None and employees is None:
            domain.append(("used", "=", False))
        hold_tables(self.env)
        tickets = self.sudo().search(domain)
        # A vote on its way is waited for: either it is in (and named below), or its link is revoked. Those of others
        # are not: in a rush there would always be one that came in meanwhile.
        self.env.cr.execute("SELECT 1 FROM cadre_ballot_ticket WHERE id = ANY(%s) FOR UPDATE", (tickets.ids,), False)
        tickets.invalidate_recordset(["used"])
        used = tickets.filtered("used")
        if used and (numbers is not None or employees is not None):
            raise UserError(
                self.env._(
                    "Used already, so they cannot be revoked: slips %(numbers)s.",
                    numbers=listed(self.env, map(str, sorted(used.mapped("number")))),
                )
            )
        unused = tickets - used
        unused.write({"revoked": True})
        group._recount()
        return len(unused)
