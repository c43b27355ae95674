"""The curriculum vitae (简历) of a person, a line for each time, as the approval form prints it."""

from odoo import api, fields, models

from ..company import company_of


class CadreResumeLine(models.Model):
    """From a month to a month; what was done then, in the words of the file. Months are all that a 简历 says."""

    _name = "cadre.resume.line"
    _description = "Line of a Curriculum Vitae"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "employee_id, sequence, date_from, id"
    _rec_name = "text"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("employee_id")
    sequence = fields.Integer(default=10)
    date_from = fields.Date(string="From", required=True, help="The month; the day does not count.")
    date_to = fields.Date(string="Until", help="The month; empty: until today.")
    months = fields.Char(string="Time", compute="_compute_months", help="As the form prints it: 2003.07—2006.08.")
    meanwhile = fields.Boolean(help="其间: stands, in brackets, below the line before.")
    text = fields.Char(string="What", required=True)

    _dates = models.Constraint("CHECK(date_to IS NULL OR date_from <= date_to)", "A time ends before it begins.")

    @api.depends("date_from", "date_to")
    def _compute_months(self):
        for line in self:
            begin, end = (f"{day:%Y.%m}" if day else "" for day in (line.date_from, line.date_to))
            line.months = f"{begin}—{end}" if begin else False

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_by_month(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_by_month(vals))


def _by_month(vals):
    """Days become the first of their month: nobody is to read a day out of a 简历 that was never known."""
    days = {name: fields.Date.to_date(vals[name]) for name in ("date_from", "date_to") if vals.get(name)}
    return {**vals, **{name: day.replace(day=1) for name, day in days.items()}}
