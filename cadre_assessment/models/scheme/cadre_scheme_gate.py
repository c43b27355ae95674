"""What keeps a subject from a grade, whatever its score."""

from odoo import fields, models


class CadreSchemeGate(models.Model):
    _name = "cadre.scheme.gate"
    _description = "Gate"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    criterion_id = fields.Many2one("cadre.criterion", required=True, ondelete="restrict")
    effect = fields.Selection(
        [
            ("bar_top", "Not the Top Grade"),
            ("max_grade", "At Most a Grade"),
            ("forced_grade", "Exactly a Grade"),
            ("undetermined", "No Grade for now"),
            ("exclude", "Not Assessed"),
        ],
        required=True,
    )
    grade_id = fields.Many2one("cadre.scale.grade")
    hard = fields.Boolean(
        string="Binding", default=True, help="Not set: the deciding body may go beyond it, with a reason."
    )
    beside_seats = fields.Boolean(
        default=True,
        help="A limited grade it grants is given beside the seats of its quota; not set: it uses one (A2-2).",
    )
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")
