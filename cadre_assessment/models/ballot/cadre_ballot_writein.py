"""Who was written in, and how often?  Names that were not on the list of a recommendation."""

from odoo import api, fields, models
from odoo.exceptions import AccessError

from ..guard import GUARD, GUARD_KEY


class CadreBallotWritein(models.Model):
    """Made by sealing, like the tally, and never written again by anybody."""

    _name = "cadre.ballot.writein"
    _description = "Name Written In"
    _order = "ballot_id, count desc, name, id"

    ballot_id = fields.Many2one("cadre.ballot", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="ballot_id.company_id", store=True, index=True)
    name = fields.Char(required=True)
    count = fields.Integer(required=True)

    _name_uniq = models.UniqueIndex("(ballot_id, name)", "This name is counted already.")

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
