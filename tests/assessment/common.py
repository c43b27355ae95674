"""A year of the first scheme with its inputs already in: grades of records and a sealed ballot, straight in the tables.

How a grade or a count comes about is tested in the rooms that own it; here they are given, so that each test says only
which inputs lead to which result.
"""

from odoo import fields
from odoo.addons.cadre_assessment.models.clock import today_of
from odoo.addons.cadre_assessment.models.guard import guarded

from tests.assessment.given import GivenInputs
from tests.common import CadreCase


def reason_gaps(decision):
    """The years of the tests are given their grades straight: lists stay unfiled, and the body says why."""
    decision.gap_ids.write({"reason": "会议研究，不影响评定"})


def attend(decision, present=None):
    """Say who was at the meeting: the first ``present`` of those with a vote (default: all); the rest were ill."""
    voters = decision.attendance_ids.filtered("votes").sorted(lambda one: one.role != "chair")
    there = voters[: len(voters) if present is None else present]
    there.write({"presence": "present"})
    (voters - there).write({"presence": "absent", "reason": "病假"})


class YearBuilder(GivenInputs):
    """Mixed into the test classes below; ``cls.cycle`` is open, ``cls.component`` finds a component by its code."""

    @classmethod
    def component(cls, code):
        return cls.scheme.component_ids.filtered(lambda one: one.code == code)

    @classmethod
    def assessment(cls, employee, cycle=None):
        return (cycle or cls.cycle).assessment_ids.filtered(lambda one: one.employee_id == employee)

    @classmethod
    def rate(cls, employee, level, word, cycle=None, number=1):
        """A filed record with its grade: ``rate(self.person, "half", "良好")``."""
        cycle = cycle or cls.cycle
        scale = cls.component(level).scale_id
        Report = guarded(cls.env["cadre.progress.report"].sudo())
        period = cls.period(cycle, level, number)
        report = Report.search([("period_id", "=", period.id), ("employee_id", "=", employee.id)])
        if not report:
            report = Report.create({"cycle_id": cycle.id, "period_id": period.id, "employee_id": employee.id})
        guarded(report).write(
            {
                "state": "filed",
                "grade_id": cls.grade(scale, word).id,
                "rated_on": fields.Datetime.now(),
                "employee_name": employee.name,
            }
        )
        return report

    @classmethod
    def seal_ballot(cls, counts, cycle=None):
        """A sealed ballot: {employee: (优秀, 称职, 基本称职, 不称职[, invalid])}."""
        return cls.sealed_ballot(cycle or cls.cycle, cls.component("internal"), counts, papers=22)

    @classmethod
    def fill_findings(cls, cycle=None):
        """表5 of everybody, under every heading (S0-29)."""
        findings = (cycle or cls.cycle).assessment_ids.finding_ids
        own = findings.filtered(lambda one: one.assessment_id.user_id == cls.officer_user)
        (findings - own).with_user(cls.officer_user).write({"positive": "表现良好。"})
        own.with_user(cls.manager_user).write({"positive": "表现良好。"})  # nobody writes his own

    @classmethod
    def clear_vetoes(cls, cycle=None):
        waiting = (cycle or cls.cycle).assessment_ids.filtered(lambda one: one.veto_state == "pending")
        waiting.with_user(cls.decider_user).action_veto_clear()

    @classmethod
    def decide(cls, cycle=None, change=None, **values):
        """A decision through its people: written down by the office, confirmed by the head of the body.

        :param change: {employee: (grade name, reason)} for lines that differ from the proposal.
        """
        decision = cls.draft_decision(cycle, change, **values)
        decision.action_submit()
        decision.with_user(cls.decider_user).action_approve()
        cls.env.invalidate_all()
        return decision

    @classmethod
    def draft_decision(cls, cycle=None, change=None, present=None, **values):
        """Everybody there and for it, unless said otherwise (``present``: how many of them were there)."""
        cycle = cycle or cls.cycle
        decision = (
            cls.env["cadre.decision"]
            .with_user(cls.officer_user)
            .create(
                {
                    "name": "关于审定年度考核结果的决定",
                    "cycle_id": cycle.id,
                    "body_id": cycle.leading_body_id.id,
                    "date": today_of(cycle),
                    "votes_for": len(cycle.leading_body_id._members_on(today_of(cycle))),
                    "minutes": "<p>会议审定了考核结果。</p>",
                    **values,
                }
            )
        )
        attend(decision, present)
        reason_gaps(decision)
        scale = cycle.scheme_id.result_scale_id
        for employee, (name, reason) in (change or {}).items():
            cls.line(decision, employee).write({"grade_id": cls.grade(scale, name).id, "reason": reason})
        return decision

    @classmethod
    def line(cls, decision, employee):
        return decision.line_ids.filtered(lambda one: one.assessment_id.employee_id == employee)

    # -- a whole year ----------------------------------------------------------------------------------------------
    @classmethod
    def open_year(cls, extra):
        """The cycle, open, of the people and of ``extra``; ``a``, ``b``, ``c`` are special, the others ``rest``."""
        cls.subjects = cls.people | extra
        cls.cycle = cls.open_cycle()
        cls.a, cls.b, cls.c = cls.person, cls.other, cls.section_head
        cls.rest = cls.subjects - cls.a - cls.b - cls.c

    @classmethod
    def computed_year(cls, extra):
        """The same with all its inputs, 表5 and vetoes included, computed."""
        cls.open_year(extra)
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()

    @classmethod
    def give_year(cls, **marks):
        """The inputs of S0-E3; ``a``, ``b`` and ``c`` may be given otherwise as (half, year, ballot counts)."""
        wanted = {
            "a": ("优秀", "优秀", (0, 18, 2, 0)),
            "b": ("良好", "优秀", (12, 6, 2, 0)),
            "c": ("优秀", "优秀", (0, 0, 20, 0)),
            **marks,
        }
        counts = {}
        for name, (half, year, ballot) in wanted.items():
            employee = getattr(cls, name)
            cls.rate(employee, "half", half)
            cls.rate(employee, "year", year)
            counts[employee] = ballot
        for employee in cls.rest:
            cls.rate(employee, "half", "良好")
            cls.rate(employee, "year", "良好")
            counts[employee] = (0, 20, 0, 0)
        cls.ballot = cls.seal_ballot(counts)


class YearCase(YearBuilder, CadreCase):
    """Thirteen subjects, as in the worked examples: 13 × 20 % = 2.6 → 2 seats (S0-E2)."""

    SUBJECTS = 13

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.extra = cls.make_people(cls.SUBJECTS - len(cls.people), prefix="Y")
        cls.open_year(cls.extra)
