"""What we add to an employee: staff number, origin, party, work start, education, family."""

from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tools import SQL

from ...engine.spelling import person_name
from ..office import page_of_ours
from .cadre_by_number_mixin import BY_NUMBER
from .hr_version import OFFICE
from .text import comparable, plain

APART = "\x1f"
"""Stands in no staff number."""


class HrEmployee(models.Model):
    _name = "hr.employee"
    _inherit = ["hr.employee", "cadre.by.number.mixin"]

    staff_number = fields.Char(
        groups=OFFICE, index=True, copy=False, tracking=True, help="工号. Files name people by it, never by their name."
    )
    ethnicity = fields.Char(groups=OFFICE)
    native_place = fields.Char(groups=OFFICE, help="籍贯")
    political_status_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'political')]",
        groups=OFFICE,
        tracking=True,
        ondelete="restrict",
    )
    party_member = fields.Boolean(related="political_status_id.party_member", groups=OFFICE)
    birthday_month_only = fields.Boolean(string="Birthday: Month Only", groups=OFFICE)
    party_date = fields.Date(string="Joined the Party On", groups=OFFICE)
    party_date_month_only = fields.Boolean(string="Party Date: Month Only", groups=OFFICE)
    work_start = fields.Date(string="Started Work On", groups=OFFICE)
    work_start_month_only = fields.Boolean(string="Work Start: Month Only", groups=OFFICE)
    health = fields.Char(groups=OFFICE, help="健康状况")
    professional_title = fields.Char(groups=OFFICE, help="专业技术职务")
    expertise = fields.Char(groups=OFFICE, help="熟悉专业有何专长")
    # the models behind these are the assessment office's alone
    cadre_education_ids = fields.One2many(
        "cadre.education", "employee_id", string="Studies", groups="cadre_assessment.group_cadre_officer"
    )
    cadre_family_ids = fields.One2many(
        "cadre.family.member", "employee_id", string="Family Members", groups="cadre_assessment.group_cadre_officer"
    )
    cadre_honour_ids = fields.One2many(
        "cadre.honour", "employee_id", string="Awards and Sanctions", groups="cadre_assessment.group_cadre_officer"
    )
    cadre_resume_ids = fields.One2many(
        "cadre.resume.line", "employee_id", string="Curriculum Vitae", groups="cadre_assessment.group_cadre_officer"
    )
    cadre_training_ids = fields.One2many(
        "cadre.training", "employee_id", string="Training", groups="cadre_assessment.group_cadre_officer"
    )

    _staff_number_folded_uniq = models.UniqueIndex(
        "(upper(staff_number), company_id) WHERE staff_number IS NOT NULL", "This staff number is in use."
    )

    def get_formview_id(self, access_uid=None):
        return super().get_formview_id(access_uid) or page_of_ours(self.env, "hr_employee_view_form_person")

    @api.model
    def get_views(self, views, options=None):
        """Who may not read staff files chooses people all the same: by name, unit and post, as everybody knows them.

        Odoo sends him to the list of employees instead; on a phone, where each field is filled from a list, he could
        then choose nobody.
        """
        public = self.env["hr.employee.public"]
        if self.browse().has_access("read") or any(kind == "form" for _view, kind in views):
            return super().get_views(views, options)
        named = "cadre_assessment.hr_employee_public_view_{}_choose"
        ours = {kind: self.env.ref(named.format(kind)).id for kind in ("kanban", "list")}
        found = public.get_views([(ours.get(kind, False), kind) for _view, kind in views], options)
        models_found = dict(found["models"])
        return {**found, "models": {self._name: models_found.pop(public._name), **models_found}}

    @api.depends("staff_number")
    @api.depends_context("show_staff_number", "uid")
    def _compute_display_name(self):
        """Two people of one name are told apart by their numbers, where a field asks for it."""
        result = super()._compute_display_name()
        if self.env.context.get("show_staff_number") and self._may_read_numbers():
            for employee in self.filtered("staff_number"):
                employee.display_name = f"{employee.display_name} {employee.staff_number}"
        return result

    @api.model
    def _search_display_name(self, operator, value):
        """The office finds people by their number as well; nobody else can try numbers out. Files: by number alone."""
        if operator in ("=", "in") and self.env.context.get(BY_NUMBER):
            found = self._by_staff_number([value] if isinstance(value, str) else value)
            return Domain("id", "in", [person.id for people in found.values() for person in people])
        if isinstance(value, str):
            value = person_name(value) or value
        found = super()._search_display_name(operator, value)
        if operator in Domain.NEGATIVE_OPERATORS or not self._may_read_numbers():
            return found
        return Domain(found) | Domain("staff_number", operator, value)

    def _may_read_numbers(self):
        """Asked of the reader himself: Odoo computes the names behind many2one fields as superuser for him."""
        reader = self.sudo(False).browse()
        return reader._has_field_access(self._fields["staff_number"], "read") and reader.has_access("read")

    @api.model_create_multi
    def create(self, vals_list):
        return super().create([_clean(vals) for vals in vals_list])

    def write(self, vals):
        return super().write(_clean(vals))

    # -- matching --------------------------------------------------------------------------------------------------
    @api.model
    def _by_staff_number(self, numbers):
        """{staff number as asked for: employees with it}, people who left included. Two queries.

        px0001 and PX0001 are one number.
        """
        wanted = {comparable(text) for text in numbers} - {False}
        if not wanted:
            return {}
        self.flush_model(["staff_number"])
        # one text: a list of ten thousand takes the database's adapter longer than the search
        folded = SQL(
            "SELECT id FROM hr_employee WHERE upper(staff_number) = ANY(string_to_array(%s, %s))",
            APART.join([text.upper() for text in wanted]),
            APART,
        )
        ids = [row[0] for row in self.env.execute_query(folded)]
        domain = [("id", "in", ids), ("company_id", "in", self.env.companies.ids)]
        people = self.with_context(active_test=False)
        people = people.search_fetch(domain, ["staff_number", "name", "company_id"], order="id")
        found = defaultdict(list)
        # whoever is found may be read: it is not asked again for each
        for key, number in zip(people.ids, people.sudo().mapped("staff_number"), strict=True):
            found[number.upper()].append(key)
        return {text: people.browse(found[text.upper()]) for text in wanted if text.upper() in found}

    # -- the history of posts --------------------------------------------------------------------------------------
    def _change_post(self, day, values):
        """A new post from ``day`` on: a new version, which begins as a copy of the one in force.

        Returns the version. A version that begins on that very day is never overwritten: UserError.
        """
        self.ensure_one()
        if self.version_ids.filtered(lambda version: version.date_version == day):
            raise UserError(
                self.env._(
                    "%(person)s already has a post that counts from %(day)s. Correct that one, or choose another day.",
                    person=self.name,
                    day=fields.Date.to_string(day),
                )
            )
        return self.create_version({**values, "date_version": day})

    def action_change_post(self):
        """Open the wizard that records a change of post."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Change of Post"),
            "res_model": "cadre.post.change",
            "view_mode": "form",
            "target": "new",
            "context": {"default_employee_id": self[:1].id},
        }

    # -- reading files ---------------------------------------------------------------------------------------------
    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for People and Their Posts"),
                "template": "/cadre_assessment/static/xls/people.xlsx",
            },
            *super().get_import_templates(),
        ]

    def _load_records(self, data_list, update=False):
        """A row of a file with a staff number we know is that person; a new one needs the day it begins."""
        rows = [
            data["values"]
            for data in data_list
            if not data.get("xml_id") and not data["values"].get("id") and data["values"].get("staff_number")
        ]
        if rows:
            found = self._by_staff_number([values["staff_number"] for values in rows])
            ids = {(code, person.company_id.id): person.id for code, people in found.items() for person in people}
            for values in rows:
                key = comparable(values["staff_number"]), values.get("company_id") or self.env.company.id
                if key in ids:
                    values["id"] = ids[key]
        return super()._load_records(data_list, update)

    def _load_records_create(self, vals_list):
        self.env["hr.version"]._refuse_undated(vals_list)
        return super()._load_records_create(vals_list)

    def _load_records_write(self, values):
        """A row about a known person with another day is a change of post, not a correction of the post in force."""
        day = fields.Date.to_date(values.get("date_version"))
        if not day:
            return super()._load_records_write(values)
        own = {name: value for name, value in values.items() if not self._is_of_version(name)}
        post = {name: value for name, value in values.items() if self._is_of_version(name)}
        if own:
            super()._load_records_write(own)
        version = self.version_ids.filtered(lambda version: version.date_version == day)
        if version:
            version.write(post)
        else:
            self._change_post(day, post)
        return None

    def _is_of_version(self, name):
        field = self._fields.get(name)
        return bool(field and field.inherited and field.related_field.model_name == "hr.version")


def _clean(vals):
    """Values as they are stored: numbers and names without what nobody sees."""
    vals = plain(vals, "staff_number")
    return {**vals, "name": person_name(vals["name"])} if isinstance(vals.get("name"), str) else vals
