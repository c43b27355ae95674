"""Levels (等次), what they are worth, and where their bands begin."""

from odoo import api, fields, models

from ... import engine
from ...engine import exact

FIELD_OF = {"coefficient": "coefficient", "value": "ballot_value"}
"""What of a grade a method counts (:attr:`...engine.methods.Method.grades`) -> the field that holds it."""


class CadreScale(models.Model):
    _name = "cadre.scale"
    _description = "Grade Scale"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "code, version, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True)
    version = fields.Integer(
        default=1, readonly=True, copy=False, help="A new version of a scheme has scales of its own."
    )
    grade_ids = fields.One2many("cadre.scale.grade", "scale_id", copy=True)
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )
    active = fields.Boolean(default=True)
    rule_ref = fields.Char(string="Rules")

    _free_fields = frozenset({"active"})

    @api.depends("name", "version")
    def _compute_display_name(self):
        for scale in self:
            scale.display_name = (
                self.env._("%(name)s (version %(version)s)", name=scale.name, version=scale.version)
                if scale.version > 1
                else scale.name
            )

    def _schemes(self):
        """Every scheme that speaks of one of these scales (4 queries)."""
        Scheme = self.env["cadre.scheme"].sudo()
        schemes = Scheme.search([("result_scale_id", "in", self.ids)])
        for model in ("cadre.scheme.component", "cadre.scheme.period"):
            schemes |= self.env[model].sudo().search([("scale_id", "in", self.ids)]).scheme_id
        return schemes | self.env["cadre.scheme.quota"].sudo().search([("grade_id.scale_id", "in", self.ids)]).scheme_id

    def _engine_scales(self):
        """These scales as the engine takes them: id -> :class:`engine.Scale`."""
        return {
            scale.id: engine.Scale(
                scale.id,
                tuple(
                    engine.Grade(
                        grade.id,
                        grade.name,
                        grade.sequence,
                        exact(grade.coefficient),
                        value=exact(grade.ballot_value),
                        low=exact(grade.band_from) if grade.has_band else None,
                        top=grade.is_top,
                    )
                    for grade in scale.grade_ids.sorted("sequence")
                ),
            )
            for scale in self
        }


class CadreScaleGrade(models.Model):
    """One level: order 1 is the best. 称职 and 合格 are one level with an alias."""

    _name = "cadre.scale.grade"
    _description = "Grade"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scale_id, sequence, id"

    scale_id = fields.Many2one("cadre.scale", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scale_id.company_id", store=True, index=True)
    name = fields.Char(required=True, translate=True)
    alias = fields.Char(translate=True, help="称职 = 合格")
    code = fields.Char(required=True)
    sequence = fields.Integer(string="Order", default=1, help="1 is the best.")
    coefficient = fields.Float(digits=(12, 6), help="Ratio of the weight (S0-09).")
    ballot_value = fields.Float(digits=(12, 4), help="Points of one mark in a ballot (G7).")
    has_band = fields.Boolean()
    band_from = fields.Float(
        digits=(12, 2), low=None, help="Inclusive lower bound; the band ends where the next better one begins."
    )
    is_top = fields.Boolean(help="The level whose number is limited (优秀).")
    appeal_days = fields.Integer(
        string="Review by Law within",
        high=3660,
        help="Days that the law gives for a review of this grade (O-04); 0 = none.",
    )
    is_unfit = fields.Boolean(string="Lowest Level", help="不称职 / 较差")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scale_id, code)", "This code is in use in this scale.")

    @api.depends("name", "scale_id.display_name")
    @api.depends_context("show_scale")
    def _compute_display_name(self):
        """Where grades of several scales stand in one list (two of them 优秀), each says whose it is."""
        for grade in self:
            grade.display_name = grade.name
            if self.env.context.get("show_scale"):
                grade.display_name = f"{grade.name} · {grade.scale_id.display_name}"

    def _schemes(self):
        return self.scale_id._schemes()
