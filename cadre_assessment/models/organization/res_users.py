"""In which bodies does a user sit today?  The one answer that rules of access and methods ask."""

from odoo import api, fields, models


class ResUsers(models.Model):
    _inherit = "res.users"

    cadre_member_ids = fields.One2many(
        "cadre.body.member", "user_id", string="Memberships in Bodies", groups="base.group_system"
    )
    cadre_body_ids = fields.Many2many(
        "cadre.body",
        compute="_compute_cadre_body_ids",
        string="Sits Today in",
        groups="base.group_system",
        help="Bodies of which the user is a member on the day of the body's company.",
    )

    @api.depends("cadre_member_ids.body_id", "cadre_member_ids.date_from", "cadre_member_ids.date_to")
    def _compute_cadre_body_ids(self):
        """One query, once in a transaction: access is asked at every read."""
        members = self.env["cadre.body.member"].sudo()
        members = members.search_fetch(
            [("user_id", "in", self.ids), ("sits_today", "=", True)], ["user_id", "body_id"], order="id"
        )
        bodies = members.grouped("user_id")
        for user in self:
            user.cadre_body_ids = bodies.get(user._origin, members.browse()).body_id


def sits_in(user, bodies):
    """Those of ``bodies`` in which ``user`` sits today (as superuser: who sits where is no secret of the rules)."""
    return bodies.sudo() & user.sudo().cadre_body_ids
