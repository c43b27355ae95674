"""The administrator alone says whose account is whose; whoever says it, the history tells.

``hr.employee.user_id`` is what stands on the employee's resource. So it changes through either of them, through the
one2many of a user, a resource or a department, by files, by defaults, and by Odoo's own buttons. All of them end in
the four methods below, and they ask what stands there *afterwards*: there is no list of ways to keep complete.
"""

from markupsafe import Markup
from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, UserError

from ...engine.spelling import told_apart
from ..listing import listed

ADMINISTRATOR = "base.group_erp_manager"
"""Who manages accounts in Odoo. He can give anybody any role and password, so a narrower group would hold nothing."""

PERSONNEL = "hr.group_hr_user"
"""Who keeps employees in Odoo, and says whose account is whose as long as nobody assesses here."""

SHOWN = frozenset({"name", "legal_name", "work_email", "work_contact_id", "image_1920"})
"""What others see of a person: no member of the office enters it for himself."""


class HrEmployee(models.Model):
    _inherit = "hr.employee"

    cadre_account_ids = fields.One2many("cadre.account", "employee_id", string="Accounts", groups=ADMINISTRATOR)

    # -- create, write, delete -------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        employees = super().create(vals_list)
        employees._follow_accounts()  # by what was created: a user comes with a resource or a default as well
        return employees

    def write(self, vals):
        self._refuse_own_looks(vals)
        if "company_id" in vals:
            self._refuse_move(vals["company_id"])
        asks = vals.keys() & {"user_id", "resource_id"}
        result = super().write(vals)
        if asks:
            self._follow_accounts()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_known_account(self):
        known = self.sudo().filtered("cadre_account_ids")
        if known:
            raise UserError(
                self.env._(
                    "%(people)s: who had an account is archived, not deleted. "
                    "Otherwise nobody could tell any more whose account it was.",
                    people=listed(self.env, known.mapped("name")),
                )
            )

    # -- the history follows ---------------------------------------------------------------------------------------
    def _follow_accounts(self):
        """Write into the history whose user is another one now; raise AccessError where the user may not say so.

        The administrator gives a person the first account on any screen of Odoo's and by a file; a later change needs
        its reason (:meth:`action_change_account`). Before there is an office it is as in Odoo. The system itself may
        do both; code that only acts as superuser *for* somebody may not: a client's commands get there, by fields that
        everybody writes on himself. One query where nothing changed.
        """
        if not self:
            return
        rows = (
            self.env["cadre.account"]
            .sudo()
            .search_fetch([("employee_id", "in", self.ids), ("date_to", "=", False)], ["employee_id", "user_id"])
        )
        known = {row.employee_id.id: row.user_id for row in rows}
        nobody = self.env["res.users"]
        changed = self.sudo().filtered(lambda one: one.user_id != known.get(one.id, nobody))
        if not changed:
            return
        by_system = self.env.uid == SUPERUSER_ID
        if not by_system:
            self._refuse_account_change(changed, changed.filtered(lambda one: one.id in known))
        reason = self.env._("Entered on the employee's record")
        self.env["cadre.account"]._record(changed, changed.mapped(lambda one: one.user_id.id), reason)
        changed._accounts_changed({one: known.get(one.id, nobody) for one in changed})
        if not by_system:
            for employee in changed:
                employee.with_env(self.env)._tell_account(known.get(employee.id, nobody), reason)

    def _accounts_changed(self, before):
        """What waits for an account that its person has no more waits for the one he has now.

        :param before: {employee: the account he had}
        """
        gone = [user.id for user in before.values() if user]
        if gone:
            self.env["tier.review"]._ask_anew([("reviewer_ids", "in", gone)])

    @api.model
    def _accounts_settled(self):
        """Does somebody assess here?  From the first body or cycle on an account stands for a person's rights.

        In the whole database, for an account may stand for people of several companies. What was said before is taken
        as it stood, like what was said before this addon came in. One query, two where there is no body.
        """
        return any(
            self.env[model].sudo().with_context(active_test=False).search_count([], limit=1)
            for model in ("cadre.body", "cadre.cycle")
        )

    @api.model
    def _get_view_cache_key(self, view_id=None, view_type="form", **options):
        key = super()._get_view_cache_key(view_id, view_type, **options)
        return (*key, self._accounts_settled()) if view_type == "form" else key

    @api.model
    def _get_view(self, view_id=None, view_type="form", **options):
        """Once there is an office the account is shown on the form and not entered: the button asks for the reason."""
        arch, view = super()._get_view(view_id, view_type, **options)
        if view_type == "form" and self._accounts_settled():
            for node in arch.xpath("//group[@name='user']//field[@name='user_id']"):
                node.set("readonly", "1")
        return arch, view

    def _refuse_account_change(self, changed, again):
        user = self.env.user
        if (user._is_admin() or user.has_group(PERSONNEL)) and not self._accounts_settled():
            return
        if not user._is_admin():
            raise AccessError(
                self.env._(
                    "%(people)s: whose account is whose is said by the administrator alone. Ask him to use "
                    "“Change Account” on the employee's form, or in Settings, Users & Companies, Accounts of People.",
                    people=listed(self.env, changed.mapped("name")),
                )
            )
        if again:
            raise AccessError(
                self.env._(
                    "%(people)s: there is an account in the history already, so a change needs a reason. "
                    "Use “Change Account” on the employee's form.",
                    people=listed(self.env, again.mapped("name")),
                )
            )

    def _refuse_move(self, company):
        """Raise AccessError where somebody would be taken to another company with his account."""
        moved = self.sudo().filtered(lambda one: one.company_id.id != company and one.cadre_account_ids)
        if moved and not self.env.user._is_admin():
            raise AccessError(
                self.env._(
                    "%(people)s: who has an account is not moved to another company. Make an employee there, and let "
                    "the administrator say whose account it is.",
                    people=listed(self.env, moved.mapped("name")),
                )
            )

    def _set_account(self, user, reason):
        """``user`` (or nobody) is this person's account from now on. The caller has asked who may say so."""
        self.ensure_one()
        employee = self.sudo()
        former = employee.user_id
        self.env["cadre.account"]._record(employee, [user.id], reason)
        employee.write({"user_id": user.id})
        employee._accounts_changed({employee: former})
        employee._tell_account(former, reason)

    def _tell_account(self, former, reason):
        """Note in the person's own chatter, and a notice to the former and to the new account."""
        employee = self.sudo()
        user = employee.user_id
        nobody = self.env._("no account")
        employee.message_post(
            body=Markup("<p>%s</p>")
            % self.env._(
                "Account: %(former)s → %(new)s. Reason: %(reason)s",
                former=former.login or nobody,
                new=user.login or nobody,
                reason=reason,
            ),
            author_id=self.env.user.partner_id.id,
        )
        [name] = employee._names_told_apart()
        for one in (former | user).filtered("active"):
            env = self.with_context(lang=one.lang or self.env.lang).env
            told = (
                env._("Your account now stands for %(person)s", person=name)
                if one == user
                else env._("Your account no longer stands for %(person)s", person=name)
            )
            note = env._(
                "Reason: %(reason)s. If this is wrong, tell the discipline staff: who has an account acts in its name.",
                reason=reason,
            )
            employee.env["mail.activity"].create(
                {
                    "activity_type_id": self.env.ref("mail.mail_activity_data_todo").id,
                    "user_id": one.id,
                    "summary": told,
                    "note": note,
                }
            )

    def action_change_account(self):
        """Open the administrator's wizard."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change Account"),
            "res_model": "cadre.account.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_employee_id": self[:1].id},
        }

    def _names_told_apart(self):
        """The name of each, in their order; where others are called the same, the post or unit stands beside it."""
        if not self:
            return []
        people = self.sudo()
        known = people | people.search([("name", "in", people.mapped("name"))])
        labels = told_apart([(one.name, one.job_title or "", one.department_id.name or "") for one in known])
        by_id = dict(zip(known.ids, labels, strict=True))
        return [by_id[key] for key in self.ids]

    # -- who is it -------------------------------------------------------------------------------------------------
    def _cadre_users(self, since=False):
        """Every account that these people have, or had on the date ``since`` or later (False: ever). Two queries."""
        return self.sudo().cadre_account_ids._since(since).user_id

    def _refuse_own_looks(self, vals):
        """Raise AccessError where a member of the office would rename himself, or change his own mail or picture."""
        names = vals.keys() & SHOWN
        if not names or self.env.user._is_admin():
            return
        for person in self & self.env.user._cadre_people():
            if any(
                name == "image_1920" or person._fields[name].convert_to_write(person[name], person) != vals[name]
                for name in names
            ):
                raise AccessError(
                    self.env._(
                        "%(person)s: nobody enters his own name, mail address or picture. "
                        "Ask another member of the office, or the administrator.",
                        person=person._names_told_apart()[0],
                    )
                )

    # -- the mail address of a person is not that of his account ---------------------------------------------------
    def _of_account(self):
        """Those whose contact is the contact of an account."""
        contacts = self.sudo().work_contact_id._of_accounts()
        return self.filtered(lambda one: one.sudo().work_contact_id in contacts)

    def _compute_work_contact_details(self):
        """What the office saved stays; an account gives its own address only to who has none, and on a new form."""
        kept = {one: one.work_email for one in self._of_account() if one._origin and one.work_email}
        result = super()._compute_work_contact_details()
        for one, address in kept.items():
            one.work_email = address
        return result

    def _inverse_work_contact_details(self):
        """To the address of an account Odoo sends new passwords: what the office enters stops at the employee."""
        apart = self.browse() if self.env.is_admin() else self._of_account()
        return super(HrEmployee, self - apart)._inverse_work_contact_details()
