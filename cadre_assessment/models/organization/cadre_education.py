"""What a person studied, full-time or while working (全日制教育, 在职教育)."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..company import company_of
from .studies import DEGREES, KINDS, LEVELS, degree_of, is_nothing, kind_with, level_of


class CadreEducation(models.Model):
    _name = "cadre.education"
    _description = "Education"
    _inherit = ["cadre.of.person.mixin", "cadre.discreet.mixin", "cadre.by.number.mixin"]
    _order = "employee_id, kind, date_to desc"
    _rec_name = "school"

    employee_id = fields.Many2one("hr.employee", required=True, ondelete="cascade", index=True)
    company_id = company_of("employee_id")
    kind = fields.Selection(
        KINDS, required=True, default="full_time", help="党校, 函授, 自考 … are kinds of their own: rules ask for them."
    )
    level = fields.Char(string="Schooling", help="学历 as the certificate says it: 大学, 研究生 …")
    level_code = fields.Selection(
        LEVELS,
        string="Level of Schooling",
        compute="_compute_level_code",
        store=True,
        readonly=False,
        precompute=True,
        help="Found by what is written; where it is empty, choose it: rules compare levels.",
    )
    degree = fields.Char(help="学位")
    degree_code = fields.Selection(
        DEGREES,
        string="Level of the Degree",
        compute="_compute_degree_code",
        store=True,
        readonly=False,
        precompute=True,
        help="Found by what is written; where it is empty, choose it.",
    )
    school = fields.Char(string="School, Department and Major")
    date_from = fields.Date(string="Began On")
    date_from_month_only = fields.Boolean(string="Beginning: Month Only")
    date_to = fields.Date(string="Graduated On")
    date_to_month_only = fields.Boolean(string="Graduation: Month Only")
    level_open = fields.Boolean(
        string="Level Not Known",
        compute="_compute_level_open",
        search="_search_level_open",
        help="Schooling or degree is written in words that no level is found by.",
    )

    _dates = models.Constraint(
        "CHECK(date_from IS NULL OR date_to IS NULL OR date_from <= date_to)", "Studies end before they begin."
    )

    @api.depends("level")
    def _compute_level_code(self):
        for study in self:
            study.level_code = level_of(study.level)

    @api.depends("degree")
    def _compute_degree_code(self):
        for study in self:
            study.degree_code = degree_of(study.degree)

    @api.depends("level", "level_code", "degree", "degree_code")
    def _compute_level_open(self):
        for study in self:
            written = ((study.level, study.level_code), (study.degree, study.degree_code))
            study.level_open = any(not code and not is_nothing(text) for text, code in written)

    @api.model
    def _search_level_open(self, operator, value):
        if operator != "in":
            return NotImplemented
        unfound = Domain("level", "!=", False) & Domain("level_code", "=", False)
        unfound |= Domain("degree", "!=", False) & Domain("degree_code", "=", False)
        found = self.search(unfound).filtered("level_open").ids
        return [("id", "in" if True in value else "not in", found)]

    @api.model_create_multi
    def create(self, vals_list):
        """函授本科 is no full-time study, whatever the default says."""
        default = self.default_get(["kind"]).get("kind")
        return super().create(
            [
                {**vals, "kind": kind_with(vals.get("kind") or default, vals.get("level"), vals.get("school"))}
                for vals in vals_list
            ]
        )

    def write(self, vals):
        """New words may name the kind; who chooses the kind itself has said it."""
        result = super().write(vals)
        if vals.keys() & {"level", "school"} and "kind" not in vals:
            for study in self:
                kind = kind_with(study.kind, study.level, study.school)
                if kind != study.kind:
                    study.kind = kind
        return result
