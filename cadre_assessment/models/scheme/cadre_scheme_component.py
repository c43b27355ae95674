"""What is the score made of?  A tree of components with weight, method and rater."""

from odoo import fields, models

METHODS = [
    ("group", "Sum of its Parts"),
    ("coef_of_grade", "Weight × Coefficient of a Grade"),
    ("raw_100", "Weight × Mark / Maximum"),
    ("ballot", "Ballot"),
    ("sum_of_items", "Sum of Items"),
    ("mean_of_periods", "Mean of Periods"),
    ("mean_of_judges", "Mean of Judges"),
    ("mean_of_projects", "Mean of Projects"),
    ("checklist_deduct", "Checklist with Deductions"),
    ("proportional", "Proportional"),
    ("step_count", "Step Count"),
    ("per_unit", "Per Unit"),
    ("imported", "Imported"),
    ("derived", "Derived from the Unit's Result"),
]


class CadreSchemeComponent(models.Model):
    _name = "cadre.scheme.component"
    _description = "Component of a Score"
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True)
    parent_id = fields.Many2one("cadre.scheme.component", ondelete="cascade", domain="[('scheme_id', '=', scheme_id)]")
    child_ids = fields.One2many("cadre.scheme.component", "parent_id")
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), required=True, help="Points in the whole score.")
    method = fields.Selection(METHODS, required=True)
    rater = fields.Selection(
        [
            ("self", "Person"),
            ("section_head", "Section Head"),
            ("leader", "Leader in Charge"),
            ("office", "Assessment Office"),
            ("body", "Body"),
            ("voters", "Voters"),
            ("unit", "Result of the Unit"),
        ]
    )
    rater_text = fields.Char(help="As the regulation says it (表1).")
    scale_id = fields.Many2one("cadre.scale", help="Scale of the grade or of the ballot.")
    period_level = fields.Selection(
        [("week", "Week"), ("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")],
        help="The records of this level are its input.",
    )
    maximum = fields.Float(digits=(12, 4), default=100, help="Mark that earns the whole weight.")
    has_floor = fields.Boolean()
    floor = fields.Float(digits=(12, 4))
    has_cap = fields.Boolean()
    cap = fields.Float(digits=(12, 4))
    missing = fields.Selection(
        [("renormalise", "Share its Weight among the Others"), ("zero", "Counts as Zero")],
        default="renormalise",
        required=True,
        help="G12",
    )
    tie_break = fields.Integer(help="1 = compared first on a tie; 0 = not compared (G6).")
    post_class_ids = fields.Many2many("cadre.category", domain="[('kind', '=', 'post_class')]", help="Empty: everybody.")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")
