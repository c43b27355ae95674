"""The reserve in figures: one row for everybody who stands in it today, as lists, pivots and workbooks count him.

Age, schooling and the last annual grade are read as conditions read them (:mod:`..organization.person_facts`), so that
a figure and a verdict cannot disagree.
"""

from odoo import api, fields, models
from odoo.tools import SQL

from ...engine.known import AtLeast
from ..archive.annual_grades import grades_by_year
from ..clock import today_of
from ..organization.annual_grades import GRADES
from ..organization.person_facts import facts_of
from ..organization.studies import LEVELS

BANDS = [
    ("30", "Up to 30"),
    ("35", "31 to 35"),
    ("40", "36 to 40"),
    ("45", "41 to 45"),
    ("50", "46 to 50"),
    ("more", "Above 50"),
    ("unknown", "Not on File"),
]
SEXES = [("female", "Female"), ("male", "Male"), ("other", "Not on File")]
NONE = ("unknown", "Not on File")


def band_of(age):
    """The code of :data:`BANDS` of an age in whole years, or of ``None``.

    >>> [band_of(age) for age in (None, 22, 30, 31, 50, 51)]
    ['unknown', '30', '30', '35', '50', 'more']
    """
    if age is None:
        return "unknown"
    return next((code for code, _label in BANDS[:5] if age <= int(code)), "more")


class CadreReserveFigure(models.Model):
    """Read by whoever reads the entry."""

    _name = "cadre.reserve.figure"
    _description = "Reserve in Figures"
    _inherit = ["cadre.discreet.mixin"]
    _auto = False
    _order = "category_id, id"

    reserve_id = fields.Many2one("cadre.reserve", string="Entry", readonly=True)
    employee_id = fields.Many2one("hr.employee", string="Person", readonly=True)
    company_id = fields.Many2one("res.company", readonly=True)
    category_id = fields.Many2one("cadre.category", readonly=True)
    unit_id = fields.Many2one("hr.department", readonly=True)
    sex = fields.Selection(SEXES, readonly=True)
    age = fields.Integer(readonly=True, aggregator="avg")
    age_band = fields.Selection(BANDS, string="Age Group", readonly=True)
    education = fields.Selection([*LEVELS, NONE], string="Highest Schooling", readonly=True)
    grade = fields.Selection([*GRADES, NONE], string="Last Annual Grade", readonly=True)
    grade_year = fields.Integer(string="Of the Year", readonly=True, aggregator=None)
    priority = fields.Boolean(readonly=True)
    with_priority = fields.Integer(readonly=True, aggregator="sum")
    number = fields.Integer(string="People", readonly=True, aggregator="sum")

    @property
    def _table_query(self):
        return SQL(
            """
            SELECT r.id, r.id AS reserve_id, r.employee_id, r.company_id, r.category_id, d.unit_id,
                   told.sex, told.age, told.age_band, told.education, told.grade, told.grade_year,
                   COALESCE(r.priority, FALSE) AS priority, COALESCE(r.priority, FALSE)::int AS with_priority,
                   1 AS number
              FROM cadre_reserve r
              JOIN unnest(%s::int[], %s::varchar[], %s::int[], %s::varchar[], %s::varchar[], %s::varchar[], %s::int[])
                AS told(id, sex, age, age_band, education, grade, grade_year) ON told.id = r.id
              JOIN hr_employee e ON e.id = r.employee_id
         LEFT JOIN hr_version v ON v.id = e.current_version_id
         LEFT JOIN hr_department d ON d.id = v.department_id
            """,
            *map(list, zip(*self._told(), strict=True)),
        )

    @api.model
    def _told(self):
        """(entry, sex, age, band, schooling, grade, its year) of everybody in the reserve. As superuser."""
        entries = self.env["cadre.reserve"].sudo()
        entries.flush_model()
        entries = entries.search([("state", "=", "in")])
        rows = []
        for day, some in entries.grouped(today_of).items():
            people = some.employee_id
            facts = facts_of(self.env(su=True), people, ("age", "sex", "education"), day)
            grades = grades_by_year(self.env, people, day)
            for entry in some:
                rows.append((entry.id, *_of_person(facts[entry.employee_id.id], grades.get(entry.employee_id.id, {}))))
        return rows or [(0, "other", 0, "unknown", "unknown", "unknown", 0)]

    @api.depends("reserve_id")
    def _compute_display_name(self):
        for one in self:
            one.display_name = one.reserve_id.display_name

    def action_entry(self):
        """The entry behind the row."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.reserve",
            "res_id": self.reserve_id.id,
            "views": [(False, "form")],
        }


def _of_person(facts, grades):
    age, schooling = facts.get("age"), facts.get("education")
    age = None if age is None else int(age)
    schooling = schooling.value if isinstance(schooling, AtLeast) else schooling
    year = max(grades, default=0)
    grade = grades.get(year)
    levels = dict(LEVELS)
    return (
        facts.get("sex") if facts.get("sex") in ("female", "male") else "other",
        age,
        band_of(age),
        str(schooling) if schooling in levels else "unknown",
        str(grade) if grade else "unknown",
        year or None,
    )
