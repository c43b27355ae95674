"""What was a person's grade in a year?  The archive: append-only, with a version chain (every rule over years reads here)."""

from odoo import fields, models


class CadreResult(models.Model):
    _name = "cadre.result"
    _description = "Archived Result"
    _check_company_auto = True
    _order = "year desc, employee_id, version desc"

    employee_id = fields.Many2one("hr.employee", ondelete="restrict", index=True)
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True, string="User of the Person")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    year = fields.Integer(required=True, index=True, aggregator=None)
    cycle_id = fields.Many2one("cadre.cycle", ondelete="restrict", index=True, check_company=True)
    assessment_id = fields.Many2one("cadre.assessment", ondelete="restrict")
    name = fields.Char(required=True)
    staff_number = fields.Char()
    post = fields.Char()
    unit_name = fields.Char()
    regulation = fields.Char(required=True)
    grade_code = fields.Char(required=True)
    grade_name = fields.Char(required=True)
    total = fields.Float(digits=(12, 2), aggregator=None)
    has_total = fields.Boolean()
    rank = fields.Integer(aggregator=None)
    annual_grade_name = fields.Char(help="Annual grade it was converted into (S0-35).")
    reason = fields.Char()
    origin = fields.Selection([("computed", "Computed Here"), ("imported", "Imported")], required=True, default="imported")
    origin_note = fields.Char(help="Where an imported result comes from.")
    version = fields.Integer(default=1, required=True)
    previous_id = fields.Many2one("cadre.result", ondelete="restrict")
    is_current = fields.Boolean(compute="_compute_is_current", search="_search_is_current")
    digest = fields.Char(help="Hash over this result, the version before it and the ballots it rests on.")

    _version_uniq = models.UniqueIndex(
        "(employee_id, year, regulation, version) WHERE employee_id IS NOT NULL", "This version of the result exists."
    )

    def _compute_is_current(self):
        followed = set(self.env["cadre.result"].sudo().search([("previous_id", "in", self.ids)]).previous_id.ids)
        for result in self:
            result.is_current = result.id not in followed

    def _search_is_current(self, operator, value):
        if operator != "in":
            return NotImplemented
        followed = self.env["cadre.result"].sudo()._search([("previous_id", "!=", False)]).select("previous_id")
        return [("id", "not in", followed)] if True in value else [("id", "in", followed)]
