"""An account: whose it is and was, under which name it appears, and in which bodies its user sits today."""

from odoo import Command, api, fields, models
from odoo.exceptions import AccessDenied, AccessError
from odoo.tools import SQL

from .cadre_family_member import relatives_of
from .hr_employee_account import ADMINISTRATOR

LOOKS = frozenset({"name", "email", "image_1920", "work_email"})
"""What others see of an account; Odoo lets everybody change it for himself, and copies it to the employee."""


class ResUsers(models.Model):
    _inherit = "res.users"

    cadre_account_ids = fields.One2many("cadre.account", "user_id", string="Persons", groups=ADMINISTRATOR)

    cadre_member_ids = fields.One2many(
        "cadre.body.member", "user_id", string="Memberships in Bodies", groups="base.group_system"
    )
    cadre_body_ids = fields.Many2many(
        "cadre.body",
        compute="_compute_cadre_body_ids",
        string="Sits Today in",
        groups="base.group_system",
        help="Bodies of which the user is a member on the day of the body's company.",
    )

    cadre_kin_ids = fields.Many2many(
        "hr.employee",
        compute="_compute_cadre_kin_ids",
        string="Relatives on the Staff",
        groups="base.group_system",
        context={"active_test": False},
        help="Of the person whose account it is: he neither reads nor writes what is laid before others about them.",
    )

    cadre_first_password = fields.Boolean(
        string="Has a First Password",
        groups=ADMINISTRATOR,
        help="A password printed on a slip: its owner chooses his own when he logs in.",
    )

    # -- where does he sit ------------------------------------------------------------------------------------------
    @api.depends("cadre_member_ids.body_id", "cadre_member_ids.date_from", "cadre_member_ids.date_to")
    def _compute_cadre_body_ids(self):
        """One query, once in a transaction: access is asked at every read."""
        members = self.env["cadre.body.member"].sudo()
        members = members.search_fetch(
            [("user_id", "in", self.ids), ("sits_today", "=", True)], ["user_id", "body_id"], order="id"
        )
        bodies = members.grouped("user_id")
        for user in self:
            user.cadre_body_ids = bodies.get(user._origin, members.browse()).body_id

    @api.depends("cadre_account_ids.employee_id", "cadre_account_ids.date_to")
    def _compute_cadre_kin_ids(self):
        """Two queries, once in a transaction. Of the present person alone: an account that was another one's before
        has that one's relatives no more. A family that is entered or changed makes it forget."""
        accounts = self.env["cadre.account"].sudo()
        accounts = accounts.search_fetch(
            [("user_id", "in", self.ids), ("date_to", "=", False)], ["user_id", "employee_id"], order="id"
        )
        now = {user: rows.employee_id for user, rows in accounts.grouped("user_id").items()}
        found = relatives_of(accounts.employee_id)
        for user in self:
            people = now.get(user._origin, accounts.employee_id.browse())
            kin = [relative.id for relative, whose in found.items() if whose & people]
            user.cadre_kin_ids = self.env["hr.employee"].browse(kin)

    # -- who is it -------------------------------------------------------------------------------------------------
    def _cadre_people(self, since=False):
        """The employees whose account these are, or were on the date ``since`` or later (False: ever).

        Two queries a transaction, however often it is asked.
        """
        return self.sudo().cadre_account_ids._since(since).employee_id

    def _cadre_accounts(self, since=False):
        """These accounts, and every other one that the same people have or had since then."""
        return self | self._cadre_people(since)._cadre_users(since)

    def _cadre_name(self, moment=False):
        """The name of whose account it is, or was at the server datetime ``moment``, as the staff record has it.

        An account without a person has only its login: its own name may say anything.
        """
        if not self:
            return ""
        self.ensure_one()
        rows = self.sudo().cadre_account_ids
        rows = rows._at(moment) or rows
        here = rows.filtered(lambda row: row.company_id == self.env.company) or rows
        return here[:1].employee_id.name or self.sudo().login

    # -- the first password ----------------------------------------------------------------------------------------
    def _change_password(self, new_passwd):
        """Whoever has chosen his own password has no first one any more."""
        result = super()._change_password(new_passwd)
        if self == self.env.user:
            self.sudo().cadre_first_password = False
        return result

    def _check_credentials(self, credential, env):
        """A first password is good for the page on which another one is chosen, and for no program (RPC)."""
        result = super()._check_credentials(credential, env)
        interactive = (env or {}).get("interactive", True)
        if credential.get("type") == "password" and not interactive and self.sudo().cadre_first_password:
            raise AccessDenied()
        return result

    def _is_first_password(self, text):
        """Whether ``text`` is the present password, which was printed on a slip."""
        self.ensure_one()
        self.env.cr.execute(SQL("SELECT password FROM res_users WHERE id = %s", self.id))
        [hashed] = self.env.cr.fetchone()
        return bool(hashed) and self._crypt_context().verify(text, hashed)

    # -- the first login ---------------------------------------------------------------------------------------------
    def _init_odoobot(self):
        """No introduction to a chat covers the first page of who came to fill in his list. It is Odoo's `mail_bot` that
        asks; an account that is none of ours is greeted as before."""
        if self.has_group("cadre_assessment.group_cadre_user") or self.has_group(
            "cadre_assessment.group_cadre_auditor"
        ):
            self.sudo().odoobot_state = "disabled"
            return self.env["discuss.channel"]
        return super()._init_odoobot()

    # -- nobody renames himself ------------------------------------------------------------------------------------
    def write(self, vals):
        if self == self.env.user and not self.env.is_admin():
            if vals.keys() & LOOKS:
                self._refuse_looks()
            self._refuse_commands(vals)
        return super().write(vals)

    def _refuse_looks(self):
        """Raise AccessError where an account of the organization's people would change how it appears."""
        if self._is_kept():
            raise AccessError(
                self.env._(
                    "Name, mail address and picture of an account are kept by the administrator, those of a person by "
                    "the office: others must be able to rely on them. Ask them for the change."
                )
            )

    def _refuse_commands(self, vals):
        """What everybody writes on himself, Odoo writes as superuser: tags are chosen there, and nothing behind them
        is written. Raises AccessError for the commands that make, change or delete."""
        deep = {Command.CREATE, Command.UPDATE, Command.DELETE}
        for name, value in vals.items():
            field = self._fields.get(name)
            if (
                field
                and field.type in ("one2many", "many2many")
                and any(
                    isinstance(command, (list, tuple)) and command[:1] and command[0] in deep for command in value or ()
                )
            ):
                raise AccessError(
                    self.env._(
                        "%(field)s: on yourself you choose from what is there. What is made, changed or deleted has a "
                        "screen of its own.",
                        field=field._description_string(self.env),
                    )
                )

    def _is_kept(self):
        """Whether it is an account of the organization's own people."""
        return any(not user.share or user.sudo().cadre_account_ids for user in self)

    def _get_employee_fields_to_sync(self):
        """Name and picture of a person are those of the staff record, whatever his account is called."""
        return [name for name in super()._get_employee_fields_to_sync() if name not in LOOKS]


def sits_in(user, bodies):
    """Those of ``bodies`` in which ``user`` sits today (as superuser: who sits where is no secret of the rules)."""
    return bodies.sudo() & user.sudo().cadre_body_ids
