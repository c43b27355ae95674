"""By which rules is a kind of subject assessed?  The rules as typed records, versioned (law 3)."""

from odoo import fields, models


class CadreScheme(models.Model):
    _name = "cadre.scheme"
    _description = "Assessment Scheme"
    _inherit = ["mail.thread", "cadre.guard.mixin"]
    _order = "regulation_id, sequence, version desc, id"

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    regulation_id = fields.Many2one("cadre.regulation", required=True, ondelete="restrict", index=True)
    subject_kind = fields.Selection(
        [("person", "Person"), ("unit", "Unit"), ("team", "Leadership Team"), ("district", "District")],
        required=True,
        default="person",
    )
    subject_text = fields.Char(string="Subjects", help="As the regulation says it (表1 考核对象).")
    version = fields.Integer(default=1, copy=False, readonly=True)
    previous_id = fields.Many2one("cadre.scheme", copy=False, readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In Force"), ("retired", "Retired")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    company_id = fields.Many2one("res.company", help="Empty: shared by all companies.")

    result_scale_id = fields.Many2one("cadre.scale", required=True, help="Scale of the result (年度等次).")
    default_grade_id = fields.Many2one(
        "cadre.scale.grade",
        domain="[('scale_id', '=', result_scale_id)]",
        help="Without bands: the grade of who wins no seat (A0-4).",
    )
    banded = fields.Boolean(help="The total proposes a grade by the bands of the result scale.")
    digits = fields.Integer(default=2, help="Decimals of a published value (G1).")
    publicity_days = fields.Integer(default=5, help="Least length of a public notice (A0-6).")
    publicity_days_max = fields.Integer()
    publicity_day_type = fields.Selection([("working", "Working Days"), ("calendar", "Days")], default="working", required=True)
    minimum_papers = fields.Integer(default=5, help="Fewest valid papers of a published ballot cell.")
    veto_review = fields.Selection(
        [("none", "Nobody"), ("party", "Party Members"), ("all", "Everybody")], default="none", required=True
    )
    veto_field_ids = fields.Many2many("cadre.category", domain="[('kind', '=', 'veto')]")
    dimension_ids = fields.Many2many(
        "cadre.category", "cadre_scheme_dimension_rel", domain="[('kind', '=', 'dimension')]", help="德能勤绩廉"
    )
    plan_due_month = fields.Integer(help="Month by whose last day work-item lists are filed (S0-12: 5).")
    plan_reminder_days = fields.Integer(default=10)

    component_ids = fields.One2many("cadre.scheme.component", "scheme_id", copy=True)
    gate_ids = fields.One2many("cadre.scheme.gate", "scheme_id", copy=True)
    quota_ids = fields.One2many("cadre.scheme.quota", "scheme_id", copy=True)
    scope_ids = fields.One2many("cadre.scheme.scope", "scheme_id", copy=True)
    period_ids = fields.One2many("cadre.scheme.period", "scheme_id", copy=True)
    document_ids = fields.One2many("cadre.scheme.document", "scheme_id", copy=True)
    consequence_ids = fields.One2many("cadre.scheme.consequence", "scheme_id", copy=True)
    rule_ref = fields.Char(string="Rules", help="IDs of the rule catalogue, separated by blanks.")
    note = fields.Text()

    _code_version_uniq = models.UniqueIndex("(code, version, COALESCE(company_id, 0))", "This scheme version exists.")
