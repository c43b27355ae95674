"""Subjects of every shipped scheme with their inputs already in: units of a county, people of a unit, straight in the
tables.

How an input comes about is tested in the rooms that own it; here it is given, so that a test says only which input
leads to which result.
"""

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.given import GivenInputs
from tests.common import CadreCase

UNIT_KIND = {
    "S2A-UNIT": "department", "S2A-DISTRICT": "district", "S2B": "section", "S3-TEAM": "township",
    "S4P8-TEAM": "department",
}  # fmt: skip
"""Of which kind the units are that a scheme assesses."""
LAYER = {"S2A-COUNTY": "county_head", "S2A-CITY": "bureau_head"}
"""Layer of the rank of the people a scheme assesses."""


class CountyBuilder(GivenInputs, CadreCase):
    """``self.county`` holds the units; the makers below give subjects their inputs, confirmed and sealed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.county = cls.env["hr.department"].create({"name": "测试县直", "cadre_code": "TC-0"})
        cls.group = cls.category("group", "tc_group", name="测试口")

    # -- subjects --------------------------------------------------------------------------------------------------
    @classmethod
    def scheme_of(cls, code):
        return cls.env["cadre.scheme"].search([("code", "=", code)])

    @classmethod
    def make_units(cls, count, kind, prefix="U", group=None, **values):
        return cls.env["hr.department"].create(
            [
                {
                    "name": f"{prefix}单位{n:02d}",
                    "cadre_code": f"{prefix}-{n:03d}",
                    "parent_id": cls.county.id,
                    "is_unit": True,
                    "has_team": True,
                    "unit_category_id": cls.category("unit", kind).id,
                    "comparison_group_id": (group or cls.group).id,
                    **values,
                }
                for n in range(count)
            ]
        )

    @classmethod
    def make_head(cls, unit, number, **values):
        return cls.make_employee(f"主要负责人{number}", f"H{number}", unit, "局长", "team", is_unit_head=True, **values)

    @classmethod
    def open_year(cls, scheme, unit=None, **values):
        """A cycle of ``scheme`` over ``unit`` (default: the county), open."""
        names = {"name": f"2025年度{scheme.name}", "scheme_id": scheme.id, "unit_id": (unit or cls.county).id}
        return cls.open_cycle(**{**names, **values})

    @classmethod
    def subject(cls, cycle, record):
        return cycle.assessment_ids.filtered(lambda one: one._subject() == record)

    # -- inputs ----------------------------------------------------------------------------------------------------
    @classmethod
    def score(cls, cycle, record, component, value, count=None, **values):
        """A confirmed score; ``count`` is the code of what is counted."""
        counted = component.count_ids.filtered(lambda one: one.code == count)
        return guarded(cls.env["cadre.score"].sudo()).create(
            {
                "cycle_id": cycle.id,
                "component_id": component.id,
                cycle._subject_field(): record.id,
                "count_id": counted.id,
                "value": value,
                "state": "confirmed",
                "entered": True,
                **values,
            }
        )

    @classmethod
    def report(cls, cycle, employee, level, number=1, **values):
        """A filed and rated record of a period: ``grade_id`` or ``mark``."""
        Report = guarded(cls.env["cadre.progress.report"].sudo())
        period = cls.period(cycle, level, number)
        report = Report.search([("period_id", "=", period.id), ("employee_id", "=", employee.id)])
        if not report:
            report = Report.create({"cycle_id": cycle.id, "period_id": period.id, "employee_id": employee.id})
        done = {"state": "filed", "rated_on": fields.Datetime.now(), "has_mark": "mark" in values}
        guarded(report).write({**done, "employee_name": employee.name, **values})
        return report

    @classmethod
    def ballot(cls, cycle, component, counts):
        """A sealed ballot: {subject: counts of the grades, the best first}."""
        return cls.sealed_ballot(cycle, component, counts, papers=20, headings=False)

    @classmethod
    def posting(cls, cycle, record, code, points, **values):
        """A confirmed event of the tariff line ``code`` that gives ``record`` ``points``."""
        line = cycle.scheme_id.adjustment_ids.filtered(lambda one: one.code == code)
        event = guarded(cls.env["cadre.ledger.event"].sudo()).create(
            {
                "cycle_id": cycle.id,
                "adjustment_id": line.id,
                "title": values.pop("title", line.name),
                "date": "2025-06-10",
                "state": "confirmed",
                "project_key": values.get("dedupe_key"),
            }
        )
        return (
            cls.env["cadre.ledger.posting"]
            .sudo()
            .create(
                {
                    "event_id": event.id,
                    "cycle_id": cycle.id,
                    cycle._subject_field(): record.id,
                    "name": record.name,
                    "adjustment_id": line.id,
                    "cap_id": line.cap_id.id,
                    "sign": line.sign,
                    "date": "2025-06-10",
                    "points": points,
                    "why": "self",
                    **values,
                }
            )
        )

    @classmethod
    def decide_at_once(cls, cycle):
        """As if the body had followed every proposal: grades and awards decided, the cycle as well."""
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE cadre_assessment SET state = 'decided', decided_grade_id = proposed_grade_id WHERE cycle_id = %s",
            [cycle.id],
        )
        cls.env.cr.execute(
            "UPDATE cadre_assessment_award w SET decided = won FROM cadre_assessment a "
            "WHERE a.id = w.assessment_id AND a.cycle_id = %s",
            [cycle.id],
        )
        cls.env.cr.execute("UPDATE cadre_cycle SET state = 'decided' WHERE id = %s", [cycle.id])
        cls.env.invalidate_all()
