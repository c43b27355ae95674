"""Which year, which scheme, which unit?  The container of one assessment year."""

from odoo import fields, models


class CadreCycle(models.Model):
    _name = "cadre.cycle"
    _description = "Assessment Cycle"
    _inherit = ["mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _check_company_auto = True
    _order = "year desc, id desc"

    name = fields.Char(required=True, tracking=True)
    year = fields.Integer(required=True, default=lambda self: fields.Date.context_today(self).year, aggregator=None)
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    scheme_id = fields.Many2one("cadre.scheme", required=True, check_company=True, domain="[('state', '=', 'active')]")
    unit_id = fields.Many2one("hr.department", required=True, check_company=True, help="Everybody in it is looked at by the scope rules.")
    date_from = fields.Date(required=True)
    date_to = fields.Date(required=True)
    cut_off = fields.Date(required=True, help="Posts held on this day count (S3-02).")
    state = fields.Selection(
        [
            ("draft", "Preparation"),
            ("open", "Under Way"),
            ("computed", "Computed"),
            ("decided", "Decided"),
            ("published", "Public Notice"),
            ("archived", "Archived"),
        ],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    prerequisite_ids = fields.Many2many(
        "cadre.cycle", "cadre_cycle_prerequisite_rel", "cycle_id", "prerequisite_id", help="Cycles that must be decided first."
    )
    leading_body_id = fields.Many2one("cadre.body", check_company=True, help="Decides (委领导班子).")
    office_body_id = fields.Many2one("cadre.body", check_company=True, help="Does the work (办公室 / 考核办).")
    organizer_id = fields.Many2one("hr.employee", check_company=True, help="分管干部人事工作的副书记; default rater (S0-10).")
    period_ids = fields.One2many("cadre.period", "cycle_id")
    pool_ids = fields.One2many("cadre.pool", "cycle_id")
    document_ids = fields.One2many("cadre.document", "cycle_id")
    opened_on = fields.Datetime(readonly=True, copy=False)
    closed_on = fields.Datetime(readonly=True, copy=False)

    _code_uniq = models.Constraint("UNIQUE(company_id, scheme_id, year, unit_id)", "This unit has a cycle of this scheme and year.")
    _dates = models.Constraint("CHECK(date_from <= date_to)", "The cycle ends before it begins.")
