"""Parts of a ballot change only in preparation: opening freezes subjects, groups, headings (S0-27)."""

from odoo import api, models
from odoo.exceptions import UserError

from ..guard import is_guarded


class CadreBallotPart(models.AbstractModel):
    """A child of ``cadre.ballot``. Server code that must write later carries the guard; being superuser is not
    enough.

    Who changes a part holds the ballot until his transaction ends: of a change and an opening in the same moment, one
    waits for the other and begins anew.
    """

    _name = "cadre.ballot.part"
    _description = "Part of a Ballot"
    _inherit = ["cadre.discreet.mixin"]

    _late_fields = {}
    """Field name -> states of the ballot in which it may be written; every other field: in preparation only."""

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._hold_ballots()
        parts._refuse_frozen()
        return parts

    def write(self, vals):
        self._hold_ballots()
        for name in vals:
            self._refuse_frozen(self._late_fields.get(name, ("draft",)))
        result = super().write(vals)
        if "ballot_id" in vals:  # moved into a ballot that is open already
            self._refuse_frozen()
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._hold_ballots()
        self._refuse_frozen()

    def _hold_ballots(self):
        if is_guarded(self.env) or not self.ballot_id:
            return
        self.ballot_id.flush_recordset(["state"])
        self.env.cr.execute(
            "SELECT 1 FROM cadre_ballot WHERE id = ANY(%s) ORDER BY id FOR SHARE",
            (self.ballot_id.ids,),
            log_exceptions=False,
        )

    def _refuse_frozen(self, states=("draft",)):
        if is_guarded(self.env):
            return
        for ballot in self.ballot_id:
            if ballot.state not in states:
                raise UserError(
                    self.env._(
                        "%(ballot)s: subjects, groups and headings change in preparation only, paper counts "
                        "between closing "
                        "and sealing. It is in the state “%(state)s”.",
                        ballot=ballot.display_name,
                        state=ballot._state_label(),
                    )
                )
