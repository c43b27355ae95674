"""To whom a selection is open: whose people may register themselves."""

from odoo import fields, models


class CadreSelection(models.Model):
    _inherit = "cadre.selection"

    register_unit_ids = fields.Many2many(
        "hr.department",
        "cadre_selection_register_unit_rel",
        string="Open to the People of",
        check_company=True,
        help="Who works there, or below, may register himself. Empty: the unit itself.",
    )

    def _concerns(self, person):
        """Whether ``person`` works where people may register for it. As superuser."""
        self.ensure_one()
        units = self.register_unit_ids or self.unit_id
        above = {int(number) for number in (person.department_id.parent_path or "").split("/") if number}
        return person.active and person.company_id == self.company_id and bool(above & set(units.ids))

    def _incumbents(self):
        """Who holds one of its posts today. As superuser."""
        jobs = self.post_ids.job_id
        return self.env["hr.employee"].search([("job_id", "in", jobs.ids)]) if jobs else self.env["hr.employee"]

    def _registrations(self, post):
        """Its steps in which people register for ``post``. As superuser."""
        return self.step_ids.filtered(
            lambda step: step.kind == "registration" and (not step.post_id or step.post_id == post)
        )
