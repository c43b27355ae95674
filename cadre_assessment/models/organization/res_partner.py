"""Keep the contact behind an account: it stands in chatters and on letters."""

from odoo import models
from odoo.exceptions import AccessError

LOOKS = frozenset({"name", "email", "image_1920", "parent_id", "company_name", "complete_name"})


class ResPartner(models.Model):
    _inherit = "res.partner"

    def write(self, vals):
        """Pages that let everybody edit his own contact write it as superuser."""
        me = self.env.user
        if vals.keys() & LOOKS and me.partner_id in self and not me._is_admin():
            me.with_env(self.env)._refuse_looks()
        return super().write(vals)

    def _check_access(self, operation):
        """Only the administrator writes contacts of accounts. As a whole, for names also come by a parent contact, a
        stored column or the attachment that bears a picture."""
        result = super()._check_access(operation)
        if operation not in ("write", "unlink") or not any(self._ids) or self.env.is_admin():
            return result
        kept = self.browse(self._of_accounts()._ids)
        if not kept:
            return result
        return (result[0] | kept if result else kept), kept._say_kept

    def _of_accounts(self):
        """Of these contacts, those of the organization's own accounts, archived ones included. One query."""
        contacts = self.sudo().with_context(active_test=False)
        return contacts.filtered(lambda contact: contact.user_ids and contact.user_ids._is_kept())

    def _say_kept(self):
        return AccessError(
            self.env._(
                "This is the contact of an account: the administrator alone changes or deletes it. "
                "Name and mail address of a person are entered on the employee."
            )
        )


class MergePartners(models.TransientModel):
    _inherit = "base.partner.merge.automatic.wizard"

    def _merge(self, partner_ids, dst_partner=None, extra_checks=True):
        """Merging would give an account the name of another contact, behind all checks."""
        kept = self.env["res.partner"].browse(partner_ids).exists()._of_accounts()
        if kept and not self.env.is_admin():
            raise kept.with_env(self.env)._say_kept()
        return super()._merge(partner_ids, dst_partner, extra_checks)
