"""Who belongs to a cycle: what the office looks at before it opens it."""

from odoo import models


class CadreCycle(models.Model):
    _inherit = "cadre.cycle"

    def action_people(self):
        """List everybody of the unit: assessed or not, in which base, why, and what is wrong."""
        self.ensure_one()
        return self.env["cadre.roster.line"]._show(self)

    def action_periods(self):
        """The periods of the cycle, first those that everybody owes; the others (weeks) are one click away."""
        self.ensure_one()
        domain = [("cycle_id", "=", self.id)]
        return self._list_action("cadre_period_action", domain, context={"search_default_owed": 1})

    def _assessed_elsewhere(self, employee_ids):
        """{employee id: another cycle of this year that assesses the person}; the assessments know (S3-17)."""
        self.ensure_one()
        return {}

    def _assessed_twice(self, others):
        """Those of ``others`` (:meth:`_assessed_elsewhere`) whom the same regulation assesses in the same time.

        Each person is assessed in one place (S3-10, S3-17, S3-49); two regulations may look at one year.
        """
        regulation = self.scheme_id.regulation_id
        return {
            person: cycle
            for person, cycle in others.items()
            if cycle.scheme_id.regulation_id == regulation
            and cycle.date_from <= self.date_to
            and self.date_from <= cycle.date_to
        }

    def _absent(self, day):
        """Employees who belong to the unit now but had no post yet on ``day``: no version as of that day."""
        self.ensure_one()
        return self.env["hr.employee"].search(
            [
                ("company_id", "=", self.company_id.id),
                ("department_id", "child_of", self.unit_id.id),
                ("version_ids", "not any", [("date_version", "<=", day)]),
            ]
        )

    def _members_today(self, body):
        return body.sudo()._members_today()

    def _with_members(self, bodies):
        """Those of ``bodies`` that have a member today (1 query)."""
        return self._members_today(bodies).body_id
