"""When does a rule apply?  One typed tree of fact, operator and value; no code in a field (law 3)."""

from odoo import fields, models


class CadreCriterion(models.Model):
    _name = "cadre.criterion"
    _description = "Criterion"
    _order = "sequence, id"

    name = fields.Char()
    parent_id = fields.Many2one("cadre.criterion", ondelete="cascade", index=True)
    child_ids = fields.One2many("cadre.criterion", "parent_id", copy=True)
    sequence = fields.Integer(default=10)
    kind = fields.Selection(
        [("fact", "Fact"), ("all", "All of"), ("any", "Any of"), ("not", "None of")], required=True, default="fact"
    )
    fact = fields.Selection(
        [
            ("post_class", "Post Class"),
            ("identity", "Identity"),
            ("unit_category", "Kind of Unit"),
            ("party_member", "Member of the Party"),
            ("unit_head", "Head of the Unit"),
            ("team_member", "Member of the Leadership Team"),
            ("veto", "Vetoed"),
            ("grade", "Grade of the Result"),
            ("advanced", "Proposed as Advanced"),
            ("unfit", "Proposed as Unfit for the Post"),
            ("extremely_poor", "Extremely Poor"),
            ("total", "Total"),
        ]
    )
    operator = fields.Selection(
        [("=", "is"), ("!=", "is not"), ("in", "is one of"), ("not in", "is none of"), ("<", "<"), ("<=", "≤"), (">", ">"), (">=", "≥")],
        default="=",
        required=True,
    )
    value = fields.Char(help="A code, a number, or codes separated by commas; yes / no for a yes-no fact.")
