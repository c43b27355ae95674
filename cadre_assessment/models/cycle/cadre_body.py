"""The cycles in which a body decides."""

from odoo import fields, models


class CadreBody(models.Model):
    _inherit = "cadre.body"

    led_cycle_ids = fields.One2many("cadre.cycle", "leading_body_id", string="Decides in", groups="base.group_system")
