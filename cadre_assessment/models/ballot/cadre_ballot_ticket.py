"""Who may vote once?  A ticket keeps only the digest of its token."""

import hashlib
import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from .sealing import hold_tables

TOKEN_BYTES = 18
"""144 bits: 24 characters in a link."""


def digest(token):
    """What is kept of a token. It is random, so no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


class CadreBallotTicket(models.Model):
    """Nobody has any right on it, by screen or RPC. Sealing forgets ``employee_id`` and ``number``."""

    _name = "cadre.ballot.ticket"
    _description = "Right to Vote"
    _log_access = False

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    group_id = fields.Many2one("cadre.ballot.group", required=True, ondelete="cascade", index=True)
    digest = fields.Char(required=True, help="SHA-256 of the token.")
    number = fields.Integer(help="Printed on the slip, so that a lost one can be revoked.")
    employee_id = fields.Many2one("hr.employee", ondelete="restrict")
    used = fields.Boolean()
    revoked = fields.Boolean()

    _digest_uniq = models.Constraint("UNIQUE(digest)", "This ticket exists.")
    _one_link = models.UniqueIndex(
        "(ballot_id, employee_id) WHERE employee_id IS NOT NULL AND revoked IS NOT TRUE",
        "This person has a link already.",
    )

    @api.model
    def _issue(self, group, count=0, employees=None):
        """Issue ``count`` anonymous tickets, or one to each of ``employees``. Server code only, after a check.

        :return: list of (number, token, name): the only moment at which the tokens exist outside the voters' hands.
        :raise UserError: the ballot is closed, or a person has a link already.
        """
        ballot = group.ballot_id
        if ballot.state not in ("draft", "open"):
            raise UserError(
                self.env._("%(ballot)s: links are issued before and while it is open.", ballot=ballot.display_name)
            )
        hold_tables(self.env)
        self._refuse_second_link(ballot, employees)
        names = [(employee.id, employee.name) for employee in employees] if employees else [(False, "")] * count
        self.env.cr.execute(
            "UPDATE cadre_ballot SET last_number = COALESCE(last_number, 0) + %s WHERE id = %s RETURNING last_number",
            (len(names), ballot.id),
        )
        first = self.env.cr.fetchone()[0] - len(names) + 1
        slips = [(number, secrets.token_urlsafe(TOKEN_BYTES), name) for number, (_id, name) in enumerate(names, first)]
        self.sudo().create(
            [
                {
                    "ballot_id": ballot.id,
                    "group_id": group.id,
                    "digest": digest(token),
                    "number": number,
                    "employee_id": employee,
                }
                for (number, token, _name), (employee, _n) in zip(slips, names, strict=True)
            ]
        )
        group._recount()
        return slips

    def _refuse_second_link(self, ballot, employees):
        if not employees:
            return
        taken = self.sudo().search(
            [("ballot_id", "=", ballot.id), ("employee_id", "in", employees.ids), ("revoked", "=", False)]
        )
        if taken:
            raise UserError(
                self.env._(
                    "%(names)s: a link was issued already. Revoke it first if it was lost.",
                    names="、".join(taken.employee_id.mapped("name")),
                )
            )

    @api.model
    def _revoke(self, group, numbers=None, employees=None):
        """Revoke unused tickets of a group: those with these numbers, of these persons, or all. Returns how many.

        :raise UserError: one of those asked for has been used already; then none is revoked.
        """
        domain = [("group_id", "=", group.id), ("revoked", "=", False)]
        if numbers is not None:
            domain.append(("number", "in", numbers))
        if employees is not None:
            domain.append(("employee_id", "in", employees.ids))
        hold_tables(self.env)
        # A vote on its way is waited for: either it is in (and named below), or its link is revoked.
        self.env.cr.execute("SELECT id FROM cadre_ballot_ticket WHERE group_id = %s FOR UPDATE", (group.id,))
        tickets = self.sudo().search(domain)
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
