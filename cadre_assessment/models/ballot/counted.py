"""Who may make and change what sealing counted?  Sealing alone."""

from odoo import api, models
from odoo.exceptions import AccessError

from ..guard import GUARD, GUARD_KEY


class CadreBallotCounted(models.AbstractModel):
    """Made by sealing and never written again by anybody: being superuser is not enough, the guard must be carried."""

    _name = "cadre.ballot.counted.mixin"
    _description = "Count of a Ballot"

    @api.model_create_multi
    def create(self, vals_list):
        self._refuse_without_guard()
        return super().create(vals_list)

    def write(self, vals):
        self._refuse_without_guard()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_guarded(self):
        self._refuse_without_guard()

    def _refuse_without_guard(self):
        if self.env.context.get(GUARD_KEY) is not GUARD:
            raise AccessError(self.env._("Counts of a ballot are made when it is sealed, and never changed after it."))
