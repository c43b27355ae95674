"""What a person was trained in (培训情况): rules ask for it before, or within a year after, an appointment."""

from odoo import api, fields, models

from ..company import company_of

KINDS = [
    ("appointment", "For the Post Taken Up"),
    ("initial", "For Who Is New"),
    ("party_school", "At a Party School"),
    ("professional", "For the Work Done"),
    ("in_service", "On the Job"),
    ("online", "Online"),
]


class CadreTraining(models.Model):
    _name = "cadre.training"
    _description = "Training"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _check_company_auto = True
    _order = "employee_id, date_from desc, id desc"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True, check_company=True)
    company_id = company_of("employee_id")
    name = fields.Char(string="Training", required=True)
    kind = fields.Selection(
        KINDS,
        required=True,
        default="in_service",
        help="任职培训、初任培训、党校进修、专门业务培训、在职培训、网络培训",
    )
    date_from = fields.Date(string="From", required=True)
    date_to = fields.Date(string="Until", required=True, help="Last day: training counts once it is over.")
    days = fields.Float(
        digits=(6, 1),
        compute="_compute_days",
        store=True,
        readonly=False,
        precompute=True,
        help="Days of training; where nothing else is entered, all days from the first to the last.",
    )
    document = fields.Char(string="By Document", help="Certificate, or the notice that sent him.")

    _dates = models.Constraint("CHECK(date_from <= date_to)", "A training ends before it begins.")

    @api.depends("date_from", "date_to")
    def _compute_days(self):
        for training in self:
            if training.date_from and training.date_to and training.date_from <= training.date_to:
                training.days = (training.date_to - training.date_from).days + 1
            else:
                training.days = training.days or 0
