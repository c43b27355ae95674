"""Rows that the server alone writes, and records that it alone makes: no client, whatever his rights."""

from odoo import api, models
from odoo.exceptions import AccessError

from .trust import is_guarded, is_trusted


class CadreServerOnlyMixin(models.AbstractModel):
    """Rows that are made, changed and deleted by server code only (superuser, or inside a step)."""

    _name = "cadre.server.only.mixin"
    _description = "Written by the server only"
    _inherit = ["cadre.discreet.mixin"]

    _needs_guard = False
    """Being superuser is not enough: the code that writes must carry the guard (counts of a ballot)."""

    def _refuse_client(self):
        trusted = is_guarded(self.env) if self._needs_guard else is_trusted(self.env)
        if not trusted:
            raise AccessError(
                self.env._(
                    "%(model)s: the server makes them from what was entered and decided; nobody writes them by hand.",
                    model=self.env["ir.model"]._get(self._name).name,
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        if vals_list:
            self._refuse_client()
        return super().create(vals_list)

    def write(self, vals):
        if self:
            self._refuse_client()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_server(self):
        self._refuse_client()


class CadreServerMadeMixin(models.AbstractModel):
    """Records that the server alone makes, by a button or with another record; a client may change what he may."""

    _name = "cadre.server.made.mixin"
    _description = "Made by the server only"

    @api.model
    def _how_made(self):
        """The sentence that tells a client how such a record comes about."""
        raise NotImplementedError(self._name)

    @api.model_create_multi
    def create(self, vals_list):
        if not is_trusted(self.env):
            raise AccessError(self._how_made())
        return super().create(vals_list)
