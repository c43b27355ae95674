"""How are the drafts of a county confirmed?  By the job runner, all or none, once, beyond the limits of a request."""

import hashlib

from odoo import models
from odoo.exceptions import UserError

from ..batch import alive

AT_ONCE = 3000
"""Events that are confirmed while somebody waits; more of them by the job runner."""


class CadreBatch(models.Model):
    _inherit = "cadre.batch"

    def _kinds(self):
        return [*super()._kinds(), ("confirm", self.env._("Confirmation of Events"))]

    def _limit(self, kind):
        return AT_ONCE if kind == "confirm" else super()._limit(kind)

    def _order_confirmation(self, events, reason):
        """The order to confirm these events, as the current user.

        :param reason: of late events; None where there is none
        :raises UserError: the same events are being confirmed already, or no job runner lives.
        """
        cycle = events.cycle_id if len(events.cycle_id) == 1 else None
        digest = hashlib.sha256(repr(("confirm", sorted(events.ids))).encode()).hexdigest()
        for other in self._same_order(digest, cycle.company_id if cycle else self.env.company):
            raise UserError(
                self.env._(
                    "These events are being confirmed already: %(name)s has ordered it, %(done)s of %(all)s are done. "
                    "Wait until that is finished.",
                    name=other.user_id._cadre_name(),
                    done=other.done_count,
                    all=other.item_count,
                )
            )
        name = self.env._("Confirmation of %(count)s events", count=len(events))
        part = {
            "name": name,
            "items": len(events),
            "records": {events._name: events.ids},
            "params": {"reason": reason},
        }
        return self._order_work("confirm", name, [part], cycle, digest)

    def _work_confirm(self, part):
        """Confirm the events in this one transaction, with the rights of whoever ordered it."""
        kept = part.sudo()
        env = alive.of_part(part) if kept.batch_id.background else part.env
        [(model, ids)] = kept.records.items()
        events = env[model].browse(ids)
        if len(events.exists()) < len(events):
            raise UserError(env._("Some of these events were deleted since. Choose those that are left."))
        events._go_now("confirm", kept.params["reason"])
