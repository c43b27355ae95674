"""A year of any shipped scheme with its inputs already in: marks, scores, ledger events, sealed ballots, cases.

How an input comes about is tested in the rooms that own it; here they are given as records, so that a worked example
says only which inputs lead to which result. What the schemes say stands in their records alone: nothing here knows a
weight.
"""

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.given import GivenInputs
from tests.common import YEAR, CadreBuilder


class SchemeYear(GivenInputs, CadreBuilder):
    """``cls.start(xmlid, unit)`` opens a cycle and makes it ``cls.cycle``; the helpers below speak of that one."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.leader.leader_in_charge_id = cls.decider
        cls.other_leader.leader_in_charge_id = cls.decider
        cls.decider.leader_in_charge_id = cls.leader

    def setUp(self):
        """A test may start a cycle of its own: the next one finds those of the class again."""
        super().setUp()
        for name in ("scheme", "cycle"):
            self.addCleanup(setattr, type(self), name, getattr(type(self), name, None))

    # -- cycles ----------------------------------------------------------------------------------------------------
    @classmethod
    def start(cls, scheme, unit=None, **values):
        cls.scheme = cls.env.ref(f"regulations.scheme_{scheme}")
        unit = unit or cls.unit
        values.setdefault("name", f"{unit.name} {cls.scheme.name}")
        cls.cycle = cls.open_cycle(unit_id=unit.id, **values)
        return cls.cycle

    @classmethod
    def department(cls, name, kind=None, group=None, **values):
        """A unit of a kind, in a comparison group (both by code)."""
        if kind:
            values["unit_category_id"] = cls.category("unit", kind).id
        if group:
            values["comparison_group_id"] = cls.category("group", group).id
        values.setdefault("is_unit", True)
        return cls.env["hr.department"].create({"name": name, **values})

    @classmethod
    def headed(cls, name, kind, number, group=None, **values):
        """A unit with somebody at its head, who is led by the leader in charge."""
        unit = cls.department(name, kind, group, **values)
        unit.manager_id = cls.make_employee(
            f"{name}负责人", number, unit, "局长", "team", is_unit_head=True, leader_in_charge_id=cls.leader.id
        )
        return unit

    @classmethod
    def component(cls, code):
        found = cls.scheme.component_ids.filtered(lambda one: one.code == code)
        assert found, code
        return found

    @classmethod
    def of(cls, subject, cycle=None):
        """The assessment of a person or a unit."""
        cycle = cycle or cls.cycle
        return cycle.assessment_ids.filtered(lambda one: one[cycle._subject_field()] == subject)

    # -- inputs ----------------------------------------------------------------------------------------------------
    @classmethod
    def give_months(cls, employee, marks, first=1):
        """Filed records of the months with their marks."""
        Report = guarded(cls.env["cadre.progress.report"].sudo())
        for number, mark in enumerate(marks, first):
            values = {
                "state": "filed",
                "mark": float(mark),
                "has_mark": True,
                "rated_on": fields.Datetime.now(),
                "employee_name": employee.name,
            }
            period = cls.period(cls.cycle, "month", number)
            known = Report.search([("period_id", "=", period.id), ("employee_id", "=", employee.id)])
            if not known:
                known = Report.create(
                    {"cycle_id": cls.cycle.id, "period_id": period.id, "employee_id": employee.id, "mark": float(mark)}
                )
            guarded(known).write(values)

    @classmethod
    def give_quarters(cls, employee, *words):
        """Filed records of the quarters with the leader's grade."""
        Report = guarded(cls.env["cadre.progress.report"].sudo())
        for number, word in enumerate(words, 1):
            period = cls.period(cls.cycle, "quarter", number)
            grade = cls.grade(period.rule_id.scale_id, word)
            known = Report.search([("period_id", "=", period.id), ("employee_id", "=", employee.id)])
            known = known or Report.create(
                {"cycle_id": cls.cycle.id, "period_id": period.id, "employee_id": employee.id}
            )
            guarded(known).write({"state": "filed", "grade_id": grade.id, "rated_on": fields.Datetime.now()})

    @classmethod
    def give_score(cls, subject, code, value, counted=None, label=None):
        """One confirmed figure of a component; ``counted``: code of what is counted."""
        component = cls.component(code)
        count = component.count_ids.filtered(lambda one: one.code == counted)
        assert bool(count) == bool(counted), (code, counted)
        Score = guarded(cls.env["cadre.score"].sudo())
        return Score.create(
            {
                "cycle_id": cls.cycle.id,
                cls.cycle._subject_field(): subject.id,
                "component_id": component.id,
                "count_id": count.id,
                "label": label,
                "value": value,
                "entered": True,
                "state": "confirmed",
            }
        )

    @classmethod
    def tariff(cls, code):
        found = cls.scheme.adjustment_ids.filtered(lambda one: one.code == code)
        assert found, code
        return found

    @classmethod
    def book(cls, code, people=(), sections=(), units=(), **values):
        """One confirmed event of the ledger with its postings."""
        event = guarded(cls.env["cadre.ledger.event"].sudo()).create(
            {
                "cycle_id": cls.cycle.id,
                "adjustment_id": cls.tariff(code).id,
                "title": cls.tariff(code).name,
                "date": fields.Date.to_date(f"{YEAR}-06-10"),
                "document_date": fields.Date.to_date(f"{YEAR}-06-10"),
                "document_number": "云办〔2025〕7号",
                "issuer": "云岭县人民政府办公室",
                "subjective": True,
                "target": "individual" if people else "collective",
                "employee_ids": [one.id for one in people],
                "department_ids": [one.id for one in sections],
                "unit_ids": [one.id for one in units],
                **values,
            }
        )
        guarded(event).write({"state": "confirmed", "confirmed_on": fields.Datetime.now()})
        event._book()
        return event

    @classmethod
    def seal(cls, code, counts):
        """A sealed ballot of a component: {subject: (number of the first option, of the second …[, invalid])}.

        Under several headings the same counts stand under each of them.
        """
        return cls.sealed_ballot(cls.cycle, cls.component(code), counts, channel="paper")

    @classmethod
    def veto(cls, subject):
        """The body has found that the subject is vetoed."""
        guarded(cls.of(subject).sudo()).write(
            {"veto_state": "vetoed", "veto_field_id": cls.scheme.veto_field_ids[:1].id}
        )

    @classmethod
    def settle(cls, grades=None):
        """The cycle is decided as proposed; ``grades``: {subject: grade's name} where the body decides otherwise."""
        for one in cls.cycle.assessment_ids.filtered("assessed"):
            subject = one[cls.cycle._subject_field()]
            grade = cls.grade(cls.scheme.result_scale_id, grades[subject]) if subject in (grades or {}) else None
            guarded(one.sudo()).write(
                {"state": "decided", "decided_grade_id": (grade or one.proposed_grade_id).id or False}
            )
            for award in one.award_ids.filtered("won"):
                guarded(award.sudo()).write({"decided": True})
        guarded(cls.cycle.sudo()).write({"state": "decided"})
        cls.env.invalidate_all()
