"""A change of post or duties asks for a new version of the list in force (S0-13)."""

from odoo import api, models

from ..states import RUNNING
from .post_changes import DUTIES, POST, changed


class HrVersion(models.Model):
    _inherit = "hr.version"

    @api.model_create_multi
    def create(self, vals_list):
        versions = super().create(vals_list)
        versions._cadre_notice_change()
        return versions

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"date_version", "leader_in_charge_id", *POST, *DUTIES}:
            self._cadre_notice_change()
        return result

    def _cadre_notice_change(self):
        """Compare versions with the ones that the lists of running cycles were drawn up from."""
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
        for plan in plans:
            old, new = plan.hr_version_id, newest[plan.employee_id]
            if not old or new == old or not (old.date_version < new.date_version <= plan.cycle_id.date_to):
                continue
            if old.leader_in_charge_id != new.leader_in_charge_id:
                plan._sync_leaders(plan.cycle_id._roster_rows(plan.employee_id))
            if what := changed(old, new):
                plan._notice_change(what)
