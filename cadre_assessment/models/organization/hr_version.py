"""Which post, rank and leader had a person, and since when?  Versions are the post history (S3-02)."""

from odoo import fields, models

OFFICE = "hr.group_hr_user,cadre_assessment.group_cadre_officer"


class HrVersion(models.Model):
    _inherit = "hr.version"

    cadre_rank_id = fields.Many2one("cadre.rank", string="Rank", groups=OFFICE, tracking=True)
    rank_since = fields.Date(groups=OFFICE)
    post_since = fields.Date(groups=OFFICE)
    post_class_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'post_class')]", groups=OFFICE)
    identity_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'identity')]", groups=OFFICE)
    staffing_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'staffing')]", groups=OFFICE)
    is_unit_head = fields.Boolean(groups=OFFICE)
    is_team_member = fields.Boolean(string="Member of the Leadership Team", groups=OFFICE)
    is_grassroots = fields.Boolean(string="Grass-roots Post", groups=OFFICE)
    is_leading_post = fields.Boolean(string="Leading Post", groups=OFFICE)
    duties = fields.Text(groups=OFFICE, help="从事或分管工作")
    leader_in_charge_id = fields.Many2one(
        "hr.employee", string="Leader in Charge", groups=OFFICE, help="分管领导 of this person", index="btree_not_null"
    )
    led_department_ids = fields.Many2many(
        "hr.department", "cadre_version_led_department_rel", string="Departments Led", groups=OFFICE
    )
