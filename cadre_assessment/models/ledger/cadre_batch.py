"""Very many events are submitted or confirmed by the job runner: all or none, once, beyond a request's time."""

import hashlib

from odoo import models
from odoo.exceptions import UserError

from ..batch import alive

AT_ONCE = 3000
"""Events that are submitted or confirmed while somebody waits; more of them by the job runner."""
STEPS = ("submit", "confirm")
"""What is ordered, as a kind of order: the steps of an event."""


class CadreBatch(models.Model):
    _inherit = "cadre.batch"

    def _kinds(self):
        names = self.env._("Submission of Events"), self.env._("Confirmation of Events")
        return [*super()._kinds(), *zip(STEPS, names, strict=True)]

    def _limit(self, kind):
        return AT_ONCE if kind in STEPS else super()._limit(kind)

    def _order_events(self, events, code, reason):
        """The order to take the step ``code``, one of STEPS, with these events, as the current user.

        :param reason: of late events; None where there is none
        :raises UserError: the same is ordered for these events already, or no job runner lives.
        """
        cycle = events.cycle_id if len(events.cycle_id) == 1 else None
        digest = hashlib.sha256(repr((code, sorted(events.ids))).encode()).hexdigest()
        for other in self._same_order(digest, cycle.company_id if cycle else self.env.company):
            raise UserError(
                self.env._(
                    "These events are being worked on already: %(name)s has ordered it, %(done)s of %(all)s are done. "
                    "Wait until that is finished.",
                    name=other.user_id._cadre_name(),
                    done=other.done_count,
                    all=other.item_count,
                )
            )
        name = (
            self.env._("Submission of %(count)s events", count=len(events))
            if code == "submit"
            else self.env._("Confirmation of %(count)s events", count=len(events))
        )
        part = {
            "name": name,
            "items": len(events),
            "records": {events._name: events.ids},
            "params": {"reason": reason},
        }
        return self._order_work(code, name, [part], cycle, digest)

    def _work_submit(self, part):
        self._work_events(part, "submit")

    def _work_confirm(self, part):
        self._work_events(part, "confirm")

    def _work_events(self, part, code):
        """Take the step with the events in this one transaction, with the rights of whoever ordered it."""
        kept = part.sudo()
        env = alive.of_part(part) if kept.batch_id.background else part.env
        [(model, ids)] = kept.records.items()
        events = env[model].browse(ids)
        if len(events.exists()) < len(events):
            raise UserError(env._("Some of these events were deleted since. Choose those that are left."))
        events._go_now(code, kept.params["reason"])
