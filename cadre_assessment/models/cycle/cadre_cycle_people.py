"""Who belongs to this cycle?  What the office looks at before it opens it."""

from odoo import fields, models


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def action_people(self):
        """List everybody of the unit: assessed or not, in which base, why, and what is wrong."""
        self.ensure_one()
        return self.env["cadre.roster.line"]._show(self)

    def action_periods(self):
        """Every period of the cycle, weeks included."""
        self.ensure_one()
        return self._list_action("cadre_period_action", [("cycle_id", "=", self.id)])

    def _strangers(self, day):
        """Employees of the company who may be missing on the roster of ``day``: (employee, code of the problem) pairs.

        Those who belong to the unit now but had no post yet, and those who belong to no department at all.
        """
        self.ensure_one()
        Employee = self.env["hr.employee"].with_company(self.company_id)
        company = ("company_id", "=", self.company_id.id)
        unit = ("department_id", "child_of", self.unit_id.id)
        newcomers = Employee.search([company, unit, ("version_ids", "not any", [("date_version", "<=", day)])])
        homeless = Employee.search([company, ("department_id", "=", False)])
        return [(one, "no_version") for one in newcomers] + [(one, "no_department") for one in homeless]

    def _members_today(self, body):
        return body.sudo()._members_on(fields.Date.context_today(self))
