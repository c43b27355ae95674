"""Saved searches, tabs and letter templates lie on the screens of their author alone, where our records are.

Odoo lets every user keep one for everybody, or for somebody else. On a list of ours it would hide rows from whoever
decides by that list, or put a step under a harmless word for somebody who may take it. For others the administrator of
the database keeps them, like everything that all companies share.
"""

from odoo import api, models
from odoo.exceptions import AccessError

from ..guard.documents import is_ours

ADMINISTRATOR = "base.group_system"


class CadreOwnScreenMixin(models.AbstractModel):
    _name = "cadre.own.screen.mixin"
    _description = "Kept by each for himself"

    def _stands_on(self):
        """Names of the models at whose records it is shown."""
        raise NotImplementedError(self._name)

    def _shown_to(self):
        """The users who see it; none: everybody."""
        return self.user_id

    def _refuse_for_others(self):
        if self.env.su or self.env.user.has_group(ADMINISTRATOR):
            return
        for row in self.sudo():
            if row._shown_to() != self.env.user and any(is_ours(self.env, name) for name in row._stands_on()):
                raise AccessError(
                    self.env._(
                        "“%(name)s”: keep it for yourself alone. What other people find on their screens is kept by "
                        "the administrator of the database.",
                        name=row.name or "",
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        rows = super().create(vals_list)
        rows._refuse_for_others()
        return rows

    def write(self, vals):
        self._refuse_for_others()
        result = super().write(vals)
        self._refuse_for_others()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_for_others(self):
        self._refuse_for_others()


class IrFilters(models.Model):
    _name = "ir.filters"
    _inherit = ["cadre.own.screen.mixin", "ir.filters"]

    def _stands_on(self):
        return [self.model_id]

    def _shown_to(self):
        return self.user_ids


class IrEmbeddedActions(models.Model):
    _name = "ir.embedded.actions"
    _inherit = ["cadre.own.screen.mixin", "ir.embedded.actions"]

    def _stands_on(self):
        return [self.parent_res_model, self.parent_action_id.res_model]


class MailTemplate(models.Model):
    _name = "mail.template"
    _inherit = ["cadre.own.screen.mixin", "mail.template"]

    def _stands_on(self):
        return [self.model]
