"""The administrator says whose account is whose, with a reason; the history tells both accounts."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError


class CadreAccountChange(models.TransientModel):
    """Another account for one person, or none."""

    _name = "cadre.account.change"
    _description = "Change of an Account"

    employee_id = fields.Many2one("hr.employee", string="Person", required=True)
    company_id = fields.Many2one("res.company", compute="_compute_former", compute_sudo=True)
    former_user_id = fields.Many2one(
        "res.users", string="Account Until Now", compute="_compute_former", compute_sudo=True
    )
    user_id = fields.Many2one(
        "res.users",
        string="New Account",
        domain="[('share', '=', False), ('company_ids', 'in', company_id)]",
        help="Empty: the person has no account any more; the office enters everything for him.",
    )
    reason = fields.Char(help="What the history and both accounts are told.")

    @api.depends("employee_id")
    def _compute_former(self):
        for change in self:
            change.company_id = change.employee_id.company_id
            change.former_user_id = change.employee_id.user_id

    def _refuse_others(self, person):
        if not self.env.is_admin() or person.company_id not in self.env.companies:
            raise AccessError(
                self.env._("%(person)s: the administrator of this company changes accounts.", person=person.name)
            )

    def action_apply(self):
        """Change the account, note it and tell both."""
        self.ensure_one()
        person, reason = self.employee_id.sudo(), (self.reason or "").strip()
        self._refuse_others(person)
        if not reason:
            raise UserError(self.env._("%(person)s: say why the account changes.", person=person.name))
        if self.user_id == person.user_id:
            raise UserError(
                self.env._(
                    "%(person)s has this account already: %(account)s.",
                    person=person.name,
                    account=person.user_id.login or self.env._("no account"),
                )
            )
        self._refuse_unfit(person)
        person.with_env(self.env)._set_account(self.user_id, reason)
        return {"type": "ir.actions.act_window_close"}

    def _refuse_unfit(self, person):
        user = self.user_id.sudo()
        if user and person.company_id not in user.company_ids:
            raise UserError(
                self.env._(
                    "%(account)s does not belong to %(company)s. Allow it the company first.",
                    account=user.login,
                    company=person.company_id.name,
                )
            )
        holder = user and person.with_context(active_test=False).search(
            [("user_id", "=", user.id), ("company_id", "=", person.company_id.id)], limit=1
        )
        if holder:
            raise UserError(
                self.env._(
                    "%(account)s is the account of %(holder)s. Take it from him first.",
                    account=user.login,
                    holder=holder.name,
                )
            )
