"""A first password for somebody without a mail address: on a slip of paper that is printed once.

The password is made when the slips are printed, goes onto the paper and nowhere else: the database keeps its hash, as
of any password. It opens one page, where its owner chooses his own (controllers/first_password.py).
"""

import secrets

from markupsafe import Markup
from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""None that is taken for another one on paper."""
GROUPS, LENGTH = 3, 4
ROUNDS = 20_000
"""Of hashing. A password chosen by chance, with 59 bits, needs no more; Odoo hashes it anew when it is used."""


class CadreAccountSlips(models.TransientModel):
    """An order of slips; it is fulfilled once, for whoever gave it."""

    _name = "cadre.account.slips"
    _description = "Slips with First Passwords"

    user_ids = fields.Many2many(
        "res.users",
        string="Accounts",
        domain="[('share', '=', False), ('cadre_account_ids', '!=', False)]",
    )
    count = fields.Integer(compute="_compute_counts")
    used_count = fields.Integer(compute="_compute_counts", help="Of these accounts, those that have been used before.")
    company_id = fields.Many2one("res.company", default=lambda self: self.env.company, readonly=True)
    ordered = fields.Boolean(readonly=True, help="Asked for by the button: an address alone prints nothing.")
    printed = fields.Boolean(readonly=True)

    @api.depends("user_ids")
    def _compute_counts(self):
        for order in self:
            order.count = len(order.user_ids)
            order.used_count = len(order.user_ids.filtered("login_date"))

    def _refuse_others(self):
        """:raises AccessError: not the administrator, or not his order"""
        if not self.env.user._is_admin() or any(order.create_uid != self.env.user for order in self):
            raise AccessError(self.env._("First passwords are printed by the administrator alone."))

    @api.model
    def _of_people(self, people):
        """The accounts of these people for which a slip may be printed: no administrator's, nobody's own."""
        users = people.sudo().user_id.filtered(lambda user: user.active and not user.share)
        return users.filtered(lambda user: not user._is_admin() and user != self.env.user).sudo(False)

    @api.model
    def _for_new(self):
        """A dialogue with the accounts of this company's people that nobody has used and no slip was printed for."""
        self._refuse_others()
        people = self.env["hr.employee"].search([("user_id", "!=", False), ("company_id", "=", self.env.company.id)])
        users = self._of_people(people)
        return self._open(users.filtered(lambda user: not (user.login_date or user.sudo().cadre_first_password)))

    @api.model
    def _open(self, users):
        order = self.create({"user_ids": [(6, 0, users.ids)]})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Print First Passwords"),
            "res_model": self._name,
            "res_id": order.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_print(self):
        """Leads to the slips (controllers/account_slips.py)."""
        self.ensure_one()
        self._refuse_others()
        if not self.user_ids:
            raise UserError(self.env._("Choose the accounts first."))
        self.sudo().ordered = True
        return {"type": "ir.actions.act_url", "url": f"/cadre/account/slips/{self.id}", "target": "new"}

    # -- once --------------------------------------------------------------------------------------------------------
    def _fulfil(self):
        """[(name, department, login, password), …] with new passwords; None when this order was fulfilled before.

        :raises AccessError: not the administrator, or not his order
        """
        self.ensure_one()
        self._refuse_others()
        self.lock_for_update()
        if self.printed or not self.ordered:
            return None
        people = self.user_ids.sudo().employee_ids.filtered(lambda one: one.company_id == self.company_id)
        users = self._of_people(people)
        found = []
        context = self.env.user._crypt_context().copy()
        context.update(pbkdf2_sha512__rounds=ROUNDS)
        for person in people.sorted(lambda one: (one.department_id.complete_name or "", one.staff_number or "")):
            if person.user_id in users:
                password = _password()
                person.user_id._set_encrypted_password(person.user_id.id, context.hash(password))
                found.append((person.name, person.department_id.name or "", person.user_id.login, password))
                person.message_post(
                    body=Markup("<p>%s</p>") % self.env._("A first password was printed for the account."),
                    author_id=self.env.user.partner_id.id,
                )
        users.sudo().write({"cadre_first_password": True})
        self.env.registry.clear_cache()  # whoever is logged in with the former password is asked again
        self.printed = True
        return found


def _password():
    """
    >>> sorted({len(part) for part in _password().split("-")}), len(_password().split("-"))
    ([4], 3)
    """
    return "-".join("".join(secrets.choice(SIGNS) for _sign in range(LENGTH)) for _group in range(GROUPS))


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    def action_first_password(self):
        """Slips for the chosen people, those who forgot their password too."""
        slips = self.env["cadre.account.slips"]
        slips._refuse_others()
        self.check_access("read")
        users = slips._of_people(self)
        if not users:
            raise UserError(
                self.env._("None of the chosen people has an account of his own for which a slip could be printed.")
            )
        return slips._open(users)
