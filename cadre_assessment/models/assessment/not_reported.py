"""Who has not reported, and what?  One list for every scheme, with or without lists of work."""

from odoo import api, fields, models

from ..listing import listed


class CadreAssessment(models.Model):
    _name = "cadre.assessment"
    _inherit = ["cadre.assessment", "cadre.urged.mixin"]

    missing_count = fields.Integer(
        string="Records Missing", compute="_compute_missing", help="Records that are owed and did not come in time."
    )
    missing_text = fields.Char(string="Not Reported", compute="_compute_missing", help="Which of them.")

    @api.depends("cycle_id", "employee_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        """A bounded number of queries for each cycle."""
        found = {}
        for cycle, some in self.filtered("employee_id").grouped("cycle_id").items():
            missing = cycle.sudo()._not_reported(cycle._today(), some.employee_id.ids)
            found |= {one: missing[one.employee_id.id] for one in some if one.employee_id.id in missing}
        for one in self:
            periods = found.get(one, ())
            one.missing_count = len(periods)
            one.missing_text = listed(self.env, [period.name for period in periods])

    # -- reminded by hand (催办) ------------------------------------------------------------------------------------
    def _is_owed(self):
        return bool(self.missing_count)

    def _urged_users(self):
        return self.user_id if self._is_owed() else self.env["res.users"]

    def _urged_about(self):
        """The cycle: nobody reads his assessment before the result."""
        return self.cycle_id

    def _urge_text(self):
        return self.env._("The office reminds: hand in %(records)s", records=self.missing_text)
