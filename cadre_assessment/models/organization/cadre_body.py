"""Who decides, rates and keeps the files?  Bodies with dated members and roles (S0-02)."""

from odoo import fields, models


class CadreBody(models.Model):
    """A leading body, a leading group, an assessment office, judges …"""

    _name = "cadre.body"
    _description = "Body"
    _inherit = ["mail.thread"]
    _check_company_auto = True
    _order = "sequence, id"

    name = fields.Char(required=True, tracking=True)
    kind = fields.Selection(
        [
            ("leading_body", "Leading Body"),
            ("leading_group", "Leading Group"),
            ("office", "Assessment Office"),
            ("party_committee", "Party Committee"),
            ("group_committee", "Group Assessment Committee"),
            ("scoring_organ", "Scoring Organ"),
            ("judges", "Judges"),
            ("inspection", "Inspection Group"),
        ],
        required=True,
        tracking=True,
    )
    sequence = fields.Integer(default=10)
    unit_id = fields.Many2one("hr.department", check_company=True, help="The unit it belongs to.")
    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company)
    member_ids = fields.One2many("cadre.body.member", "body_id")
    active = fields.Boolean(default=True)


class CadreBodyMember(models.Model):
    """A person in a body, from a day to a day, in a role."""

    _name = "cadre.body.member"
    _description = "Member of a Body"
    _check_company_auto = True
    _order = "body_id, sequence, id"

    body_id = fields.Many2one("cadre.body", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="body_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    employee_id = fields.Many2one("hr.employee", required=True, index=True, check_company=True)
    user_id = fields.Many2one(related="employee_id.user_id", store=True, index=True)
    role = fields.Selection(
        [
            ("chair", "Head"),
            ("deputy", "Deputy Head"),
            ("member", "Member"),
            ("secretary", "Secretary"),
        ],
        required=True,
        default="member",
    )
    organizer = fields.Boolean(help="In charge of organizing the assessment (分管干部人事工作).")
    date_from = fields.Date()
    date_to = fields.Date()

    _dates = models.Constraint(
        "CHECK(date_to IS NULL OR date_from IS NULL OR date_from <= date_to)", "A membership ends before it begins."
    )
