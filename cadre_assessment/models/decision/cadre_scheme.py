"""How long the ways against a result are open, and who answers on them (S2A-71, O-04)."""

from odoo import fields, models


class CadreScheme(models.Model):
    _inherit = "cadre.scheme"

    appeal_by_decision = fields.Boolean(
        string="Reviews Decided by the Body",
        help="Whether a request is upheld is decided by the deciding body in a meeting; else by who answers it.",
    )
    further_days = fields.Integer(
        string="Further Appeal within",
        default=15,
        high=3660,
        help="申诉: calendar days after the answer to the review (Civil Servants Law, article 95).",
    )
    further_direct_days = fields.Integer(
        string="Further Appeal without a Review within",
        default=30,
        high=3660,
        help="Calendar days after the written notice, without asking for a review first.",
    )
    further_reply_days = fields.Integer(
        string="Authority Answers within", default=60, high=3660, help="Calendar days after the further appeal."
    )
    further_extra_days = fields.Integer(
        string="Prolonged by at Most",
        default=30,
        high=3660,
        help="Calendar days by which the authority may prolong its time once.",
    )
