"""Versions are the post history: post, rank and leader, and since when (S3-02)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..office import page_of_ours

OFFICE = "hr.group_hr_user,cadre_assessment.group_cadre_officer"
"""Groups of every field we add to a person: cadre data is for the office; the others read frozen snapshots."""
PLACING = frozenset({"employee_id", "department_id", "date_version", "active", "led_department_ids"})
"""What says in which unit somebody is, and which units he leads."""


class HrVersion(models.Model):
    _name = "hr.version"
    _inherit = ["hr.version", "cadre.by.number.mixin"]

    cadre_rank_id = fields.Many2one(
        "cadre.rank",
        string="Post Rank",
        groups=OFFICE,
        tracking=True,
        ondelete="restrict",
        help="职级, or the layer of a leading post (职务层次)",
    )
    rank_since = fields.Date(groups=OFFICE, help="任现职级时间")
    rank_since_month_only = fields.Boolean(string="Rank Since: Month Only", groups=OFFICE)
    post_since = fields.Date(groups=OFFICE, help="任现职时间")
    post_since_month_only = fields.Boolean(string="Post Since: Month Only", groups=OFFICE)
    post_class_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'post_class')]",
        groups=OFFICE,
        tracking=True,
        ondelete="restrict",
    )
    identity_id = fields.Many2one(
        "cadre.category", domain="[('kind', '=', 'identity')]", groups=OFFICE, ondelete="restrict"
    )
    staffing_id = fields.Many2one(
        "cadre.category", domain="[('kind', '=', 'staffing')]", groups=OFFICE, ondelete="restrict"
    )
    is_unit_head = fields.Boolean(string="Head of the Unit", groups=OFFICE, tracking=True, help="单位主要负责人")
    is_team_member = fields.Boolean(string="Member of the Leadership Team", groups=OFFICE, tracking=True)
    is_grassroots = fields.Boolean(string="Grass-roots Post", groups=OFFICE)
    is_leading_post = fields.Boolean(string="Leading Post", groups=OFFICE)
    duties = fields.Text(groups=OFFICE, help="从事或分管工作")
    leader_in_charge_id = fields.Many2one(
        "hr.employee",
        string="Leader in Charge",
        groups=OFFICE,
        tracking=True,
        help="分管领导 of this person: approves his records and rates them (S0-10).",
        index="btree_not_null",
    )
    led_department_ids = fields.Many2many(
        "hr.department",
        "cadre_version_led_department_rel",
        string="Departments Led",
        groups=OFFICE,
        help="Departments this person is in charge of (分管部门) while holding this post.",
    )

    def action_open_version(self):
        """The person as of this post, on the page that our menus open."""
        page = page_of_ours(self.env, "hr_employee_view_form_person")
        return {**super().action_open_version(), "views": [[page, "form"]]}

    # -- reading files ---------------------------------------------------------------------------------------------
    @api.model
    def get_import_templates(self):
        return [
            {
                "label": self.env._("Import Template for Former Posts"),
                "template": "/cadre_assessment/static/xls/former_posts.xlsx",
            }
        ]

    def _load_records(self, data_list, update=False):
        """A row of a file that names a person and a day is that version, when there is one."""
        rows = [
            data["values"]
            for data in data_list
            if not data.get("xml_id") and not data["values"].get("id") and data["values"].get("employee_id")
        ]
        if rows:
            found = self._by_person_and_day({values["employee_id"] for values in rows})
            for values in rows:
                version_id = found.get((values["employee_id"], fields.Date.to_date(values.get("date_version"))))
                if version_id:
                    values["id"] = version_id
        return super()._load_records(data_list, update)

    @api.model_create_multi
    def create(self, vals_list):
        """Who adds a post to a person's history may write the person: asked before, for the post may be elsewhere."""
        if not self.env.su:
            people = {vals["employee_id"] for vals in vals_list if vals.get("employee_id")}
            self.env["hr.employee"].browse(people).exists().check_access("write")
        versions = super().create(vals_list)
        versions._refuse_elsewhere(versions._led_before(besides=versions))
        return versions

    def write(self, vals):
        """Rules are asked before a write only: the units in which it puts people are looked at afterwards."""
        led = self._led_before() if vals.keys() & PLACING else {}
        result = super().write(vals)
        if vals.keys() & PLACING:
            self._refuse_elsewhere(led)
        return result

    def _led_before(self, besides=()):
        """{person: the departments he leads in any of his posts}; the posts ``besides`` do not count."""
        people = self.sudo().employee_id.with_context(active_test=False)
        people.version_ids.fetch(["led_department_ids"])  # at once: what is filtered below would read by itself
        return {one: one.version_ids.filtered(lambda post: post not in besides).led_department_ids for one in people}

    def _refuse_elsewhere(self, led):
        """Raise AccessError where somebody is put, now or later, into a unit of another office, or is to lead it.

        A post that is past is his history, wherever it was; what he led before (``led``) stays.
        """
        if self.env.su:
            return
        entered = {}
        for version in self.sudo():
            person = version.employee_id
            present = version.date_version >= (person.current_version_id.date_version or version.date_version)
            units = version.department_id if version.active and present else version.department_id.browse()
            entered[version] = units | (version.led_department_ids - led.get(person, units.browse()))
        units = self.env["hr.department"].union(*entered.values()).sudo(False)  # many people come into few units
        foreign = units - units._filtered_access("write")
        if not foreign:
            return
        for version, of_version in entered.items():
            if elsewhere := of_version & foreign:
                raise AccessError(
                    self.env._(
                        "%(person)s: %(unit)s is a unit of another office. Who moves there, or leads it, is entered by "
                        "the organization department.",
                        person=version.employee_id.name or "",
                        unit=elsewhere[:1].sudo().display_name,
                    )
                )

    def _load_records_create(self, vals_list):
        self._refuse_undated(vals_list)
        return super()._load_records_create(vals_list)

    @api.model
    def _by_person_and_day(self, employee_ids):
        """{(employee id, first day): version id} in one query."""
        versions = self.search_fetch([("employee_id", "in", list(employee_ids))], ["employee_id", "date_version"])
        return {(version.employee_id.id, version.date_version): version.id for version in versions}

    @api.model
    def _refuse_undated(self, vals_list):
        """A row without the day it begins would become a version dated today: history nobody meant to write."""
        if not self.env.context.get("import_file"):
            return
        for values in vals_list:
            if not values.get("date_version") and not {"staff_number", "employee_id"}.isdisjoint(values):
                raise UserError(
                    self.env._(
                        "%(who)s: the day from which this post counts (生效日期) is missing.",
                        who=self._row_name(values),
                    )
                )

    @api.model
    def _row_name(self, values):
        employee = self.env["hr.employee"].browse(values.get("employee_id"))
        return values.get("staff_number") or values.get("name") or employee.staff_number or employee.name or ""
