"""What we add to a department: its unit, its kind, and with whom it is compared."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..office import own_unit, page_of_ours
from .text import plain


class HrDepartment(models.Model):
    _name = "hr.department"
    _inherit = ["cadre.office.mixin", "hr.department"]

    _office_paths = ("parent_id", "company_id")

    parent_id = fields.Many2one(default=lambda self: own_unit(self.env))
    cadre_code = fields.Char(
        string="Unit Number",
        index=True,
        copy=False,
        help="Number of the unit or section. Files name departments by it.",
    )
    is_unit = fields.Boolean(
        string="Is a Unit", help="An office, township or bureau of its own (not a section of one)."
    )
    unit_id = fields.Many2one(
        "hr.department",
        compute="_compute_unit_id",
        store=True,
        recursive=True,
        index=True,
        help="The nearest department upwards that is a unit (itself included).",
    )
    unit_category_id = fields.Many2one(
        "cadre.category", string="Kind of Unit", domain="[('kind', '=', 'unit')]", ondelete="restrict"
    )
    comparison_group_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'group')]",
        ondelete="restrict",
        help="Units of one group (分口) are ranked among themselves.",
    )
    has_team = fields.Boolean(string="Has a Leadership Team")
    kind_id = fields.Many2one(
        "cadre.category",
        string="Own or Inherited Kind",
        compute="_compute_kind_id",
        store=True,
        recursive=True,
        help="The kind of this department, else of the nearest one above it that has a kind.",
    )
    is_entrusted = fields.Boolean(
        string="Entrusted",
        help="School, hospital or enterprise: the supervising unit assesses its people, apart from its own (S3-11).",
    )
    supervisor_unit_id = fields.Many2one(
        "hr.department",
        string="Supervising Unit",
        domain="[('is_unit', '=', True), ('id', '!=', id)]",
        check_company=True,
        help="上级主管部门: where people are assessed whose scope rule says so (S3-11, S3-19).",
    )
    people_count = fields.Integer(
        string="People", compute="_compute_people_count", help="Everybody of the department and of what is below it."
    )

    _cadre_code_uniq = models.UniqueIndex(
        "(cadre_code, company_id) WHERE cadre_code IS NOT NULL", "This unit number is in use."
    )

    def get_formview_id(self, access_uid=None):
        return super().get_formview_id(access_uid) or page_of_ours(self.env, "hr_department_view_form_unit")

    @api.depends("is_unit", "parent_id.unit_id")
    def _compute_unit_id(self):
        for department in self:
            department.unit_id = department if department.is_unit else department.parent_id.unit_id

    @api.depends("unit_category_id", "parent_id.kind_id")
    def _compute_kind_id(self):
        for department in self:
            department.kind_id = department.unit_category_id or department.parent_id.kind_id

    @api.model
    def _office_domain(self):
        """The unit of the office, further ones it works for, and everything below them."""
        offices = self.env.user.sudo().cadre_body_ids.filtered(lambda body: body.kind == "office")
        return Domain("id", "child_of", (offices.unit_id | offices.unit_ids).ids)

    def _compute_people_count(self):
        below = self.search_fetch([("id", "child_of", self.ids)], ["parent_path"])
        # counting is no secret: the name of everybody stands in the public directory
        groups = (
            self.env["hr.employee"]
            .sudo()
            ._read_group(
                [("department_id", "in", below.ids), ("company_id", "in", self.env.companies.ids)],
                ["department_id"],
                ["__count"],
            )
        )
        for department in self:
            path = department.parent_path or "-"
            department.people_count = sum(count for section, count in groups if section.parent_path.startswith(path))

    @api.model
    def _search_display_name(self, operator, value):
        """A section is found by its number too: there are forty 办公室 in a county, but one YL0301-01."""
        found = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS:
            return found
        return Domain(found) | Domain("cadre_code", operator, value)

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([plain(vals, "cadre_code") for vals in vals_list])

    def write(self, vals):
        """A new name is the name in every language in which the old one stood: only real translations stay."""
        others = self._languages_beside() if "name" in vals else []
        before = {lang: {one.id: one.name for one in self.with_context(lang=lang)} for lang in others}
        old = {one.id: one.name for one in self} if others else {}
        result = super().write(plain(vals, "cadre_code"))
        for lang, names in before.items():
            same = self.filtered(lambda one, names=names: names[one.id] == old[one.id] != one.name)
            for department in same:
                department._update_field_translations("name", {lang: department.name})
        return result

    def _languages_beside(self):
        """The other languages of the database than the one in which something is written."""
        codes = {code for code, _name in self.env["res.lang"].get_installed()} | {"en_US"}
        return sorted(codes - {self.env.lang or "en_US"})
