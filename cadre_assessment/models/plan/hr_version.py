"""A change of post or duties asks for a new version of the list in force (S0-13)."""

from collections import defaultdict
from contextlib import contextmanager

from odoo import api, models

from ..states import RUNNING
from .post_changes import DUTIES, POST, changed

KEY = "cadre_notice_later"


class Later:
    """Ids of the versions that are compared when all is written. An object of ours cannot come from a client."""

    __slots__ = ("ids",)

    def __init__(self):
        self.ids = set()


@contextmanager
def noticed_together(env):
    """An environment in which many posts are written; the lists are compared once, at the end, with all that was
    written: a post and its leader come one after the other."""
    later = Later()
    yield env(context={**env.context, KEY: later})
    if later.ids:
        env["hr.version"].browse(sorted(later.ids))._cadre_notice_change()


class HrVersion(models.Model):
    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        versions._notice_now_or_later()
        return versions

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"date_version", "leader_in_charge_id", *POST, *DUTIES}:
            self._notice_now_or_later()
        return result

    def _notice_now_or_later(self):
        later = self.env.context.get(KEY)
        if isinstance(later, Later):
            later.ids.update(self.ids)
        else:
            self._cadre_notice_change()

    def _cadre_notice_change(self):
        """Compare versions with the ones that the lists of running cycles were drawn up from; once for all of them."""
        plans = (
            self.env["cadre.work.plan"]
            .sudo()
            .search(
                [
                    ("employee_id", "in", self.employee_id.ids),
                    ("cycle_id.state", "in", RUNNING),
                    ("state", "!=", "superseded"),
                ]
            )
        )
        if not plans:
            return
        newest = {}
        for version in self.sudo().sorted("date_version"):
            newest[version.employee_id] = version
        led, told = [], defaultdict(list)
        for plan in plans:
            old, new = plan.hr_version_id, newest[plan.employee_id]
            leader = new.leader_in_charge_id
            if old == new and leader and leader != plan.roster_leader_id:
                led.append(plan.id)  # the leader was named after the post itself
            if not old or not (old.date_version < new.date_version <= plan.cycle_id.date_to):
                continue
            if old.leader_in_charge_id != leader:
                led.append(plan.id)
            if what := changed(old, new):
                told[what].append(plan.id)
        for cycle, ones in plans.browse(led).grouped("cycle_id").items():
            ones._sync_leaders(cycle._roster_rows(ones.employee_id))
        for what, ids in told.items():
            plans.browse(ids)._notice_change(what)
