"""Two offices side by side: the builder's own with a year of everything, and a neighbour's that has no part in it.

For tests of who reads and does what of another office's work.
"""

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import new_test_user
from odoo.tools import SQL

from tests.assessment.common import YearBuilder

PARENTS = (
    "assessment_id", "report_id", "plan_id", "document_id", "ballot_id", "decision_id", "notice_id", "simulation_id",
)  # fmt: skip
"""The fields by which a part hangs on what hangs on a cycle."""


def of_cycle(model, cycle):
    """Domain of the records of ``model`` that belong to ``cycle``, or None where none ever does."""
    fields_of = model._fields
    if "cycle_id" in fields_of and fields_of["cycle_id"].store:
        return [("cycle_id", "=", cycle.id)]
    for name in PARENTS:
        if name in fields_of and "cycle_id" in model.env[fields_of[name].comodel_name]._fields:
            return [(f"{name}.cycle_id", "=", cycle.id)]
    if model._name == "cadre.meeting":
        return [("decision_ids.cycle_id", "=", cycle.id)]
    return None


class TwoOffices(YearBuilder):
    """Mixed into test classes: ``cls.cycle`` is the builder's office's, ``cls.neighbour_user`` of the other office."""

    @classmethod
    def make_neighbour(cls):
        cls.neighbour_user = new_test_user(
            cls.env, login="cadre_neighbour", groups="cadre_assessment.group_cadre_officer", company_id=cls.company.id
        )
        cls.neighbour = cls.make_employee("邻主任", "T0090", cls.other_unit, "办公室主任", user=cls.neighbour_user)
        cls.neighbour_office = cls.env["cadre.body"].create(
            {
                "name": "档案局考核办",
                "kind": "office",
                "unit_id": cls.other_unit.id,
                "member_ids": [(0, 0, {"employee_id": cls.neighbour.id, "role": "chair"})],
            }
        )
        cls.foreign_decider_user = new_test_user(
            cls.env, login="cadre_foreign", groups="cadre_assessment.group_cadre_decider", company_id=cls.company.id
        )
        cls.foreign_decider = cls.make_employee(
            "外书记", "T0091", cls.other_unit, "书记", user=cls.foreign_decider_user
        )
        cls.foreign_body = cls.env["cadre.body"].create(
            {
                "name": "档案局领导班子",
                "kind": "leading_body",
                "unit_id": cls.other_unit.id,
                "member_ids": [(0, 0, {"employee_id": cls.foreign_decider.id, "role": "chair"})],
            }
        )

    @classmethod
    def fill_everything(cls):
        """At least one record of every model that hangs on the cycle, straight in the tables, about ``cls.person``."""
        env, cycle, person = cls.env, cls.cycle, cls.person
        assessment = cls.assessment(person)

        def make(model, **values):
            return guarded(env[model].sudo()).create(values)

        component = cls.component("internal")
        cls.seal_ballot(dict.fromkeys(cls.people, (5, 3, 0, 0)))
        ballot = cycle.ballot_ids
        make(
            "cadre.ballot.comment", ballot_id=ballot.id, subject_id=ballot.subject_ids[0].id, text="实在", state="shown"
        )
        make("cadre.ballot.writein", ballot_id=ballot.id, name="某人", count=1)
        layer = cls.category("layer", "test-layer")
        make("cadre.ballot.group.weight", group_id=ballot.group_ids.id, layer_id=layer.id, weight=1)
        report = cls.rate(person, "half", "良好")
        make("cadre.progress.line", report_id=report.id, name="党员发展", result="完成")
        make("cadre.work.item", plan_id=cycle.plan_ids[0].id, name="党员发展", target="10名", due="2025-06-30")
        paper = cycle.document_ids[:1]
        make("cadre.document.recipient", document_id=paper.id, name="县委组织部")
        make("cadre.document.line", document_id=paper.id, name="党员发展")
        make("cadre.score", cycle_id=cycle.id, component_id=component.id, employee_id=person.id, value=9)
        make(
            "cadre.rectification",
            cycle_id=cycle.id,
            responsible_id=person.id,
            problem="材料迟报",
            due="2025-07-01",
        )
        make("cadre.pool.set", cycle_id=cycle.id, name="合并")
        make("cadre.cycle.body", cycle_id=cycle.id, role="judges", body_id=cls.leading_body.id)
        make("cadre.simulation", cycle_id=cycle.id, scheme_id=cls.scheme.copy().id)
        make(
            "cadre.simulation.line",
            simulation_id=env["cadre.simulation"].search([("cycle_id", "=", cycle.id)]).id,
            assessment_id=assessment.id,
            name="李明",
            change="same",
        )
        notice = make("cadre.notice", cycle_id=cycle.id, name="结果公示", kind="result")
        today = fields.Date.today()
        guarded(notice).write({"state": "posted", "date_from": today, "date_to": today})
        make("cadre.objection", notice_id=notice.id, text="分数有误")
        guarded(notice).write({"state": "draft"})  # what is posted everybody reads
        decision = make(
            "cadre.decision", name="审定", cycle_id=cycle.id, body_id=cls.leading_body.id, date=fields.Date.today()
        )
        if not decision.line_ids:
            make("cadre.decision.line", decision_id=decision.id, assessment_id=assessment.id)
        make("cadre.decision.withdrawal", decision_id=decision.id, employee_id=person.id, reason="亲属在名单上")
        cls._insert("cadre_decision_gap", decision_id=decision.id, kind="papers", label="x", company_id=cls.company.id)
        result = make(
            "cadre.result",
            cycle_id=cycle.id,
            assessment_id=assessment.id,
            employee_id=person.id,
            year=2025,
            name="李明",
            regulation="S0",
            grade_code="good",
            grade_name="良好",
            origin="computed",
        )
        make(
            "cadre.consequence",
            name="谈话",
            cycle_id=cycle.id,
            result_id=result.id,
            employee_id=person.id,
            person_name="李明",
            action="talk",
        )
        make("cadre.appeal", assessment_id=assessment.id, grounds="请复核")
        appeal = env["cadre.appeal"].search([("assessment_id", "=", assessment.id)])
        make("cadre.decision.review", decision_id=decision.id, appeal_id=appeal.id)
        make("cadre.further.appeal", assessment_id=assessment.id, authority="市公务员局")
        make("cadre.delivery", assessment_id=assessment.id, notified_on=today, received_on=today, way="self")
        cls._fill_tables(report)
        for kind, values in (
            ("cadre.education", {"school": "省委党校"}),
            ("cadre.family.member", {"name": "李某", "relation": "妻子"}),
            ("cadre.posting", {"kind": "village", "date_from": "2025-01-01", "place": "某村"}),
            ("cadre.honour", {"name": "嘉奖", "document": "1号", "document_date": "2025-01-01"}),
            ("cadre.resume.line", {"date_from": "2010-07-01", "text": "某局科员"}),
            ("cadre.training", {"name": "任职培训", "date_from": "2025-03-01", "date_to": "2025-03-10"}),
        ):
            make(kind, employee_id=person.id, **values)
        headcount = {"approved": 2, "document": "云编发〔2025〕5号", "date_from": "2025-01-01"}
        make("cadre.headcount", department_id=cls.unit.id, layer_id=layer.id, **headcount)
        env.flush_all()
        env.invalidate_all()

    @classmethod
    def _fill_tables(cls, report):
        """Rows that this scheme itself would never have: only who may read them is asked of them."""
        env, cycle = cls.env, cls.cycle
        adjustment = env["cadre.scheme.adjustment"].search([], limit=1)
        indicator = env["cadre.scheme.indicator"].search([], limit=1)
        common = {"company_id": cls.company.id}
        event = cls._insert(
            "cadre_ledger_event",
            **common,
            cycle_id=cycle.id,
            adjustment_id=adjustment.id,
            title="通报表扬",
            date="2025-05-01",
            sign="bonus",
            target="individual",
            origin="entered",
            state="draft",
        )
        cls._insert(
            "cadre_ledger_posting",
            **common,
            event_id=event,
            cycle_id=cycle.id,
            adjustment_id=adjustment.id,
            employee_id=cls.person.id,
            name="李明",
            sign="bonus",
            date="2025-05-01",
            points=1,
            why="named",
            state="confirmed",
            counted=True,
        )
        cls._insert("cadre_progress_mark", report_id=report.id, indicator_id=indicator.id, value=3)
        cls._insert("cadre_progress_deduction", **common, report_id=report.id, points=1, reason="迟到")
        cls._insert(
            "cadre_target",
            **common,
            cycle_id=cycle.id,
            component_id=cls.component("internal").id,
            name="共同目标",
            points=1,
            state="draft",
        )

        assessment, quota = cls.assessment(cls.person), cls.scheme.quota_ids[:1]
        award = cls.category("award", "test-award")
        cls._insert(
            "cadre_assessment_award", **common, assessment_id=assessment.id, quota_id=quota.id, award_id=award.id
        )
        cls._insert("cadre_assessment_line", **common, assessment_id=assessment.id, kind="component", name="x")
        notice = cycle.notice_ids[:1]
        cls._insert("cadre_notice_line", **common, notice_id=notice.id, assessment_id=assessment.id, name="李明")

    @classmethod
    def _insert(cls, table, **values):
        """The id of a new row; columns that the table does not have are left out."""
        cls.env.flush_all()
        cls.env.cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = %s", [table])
        known = {name for [name] in cls.env.cr.fetchall()}
        row = {name: value for name, value in values.items() if name in known}
        columns, places = (
            SQL(", ").join(map(SQL.identifier, row)),
            SQL(", ").join(map(SQL, ["%s"] * len(row), row.values())),
        )
        query = SQL("INSERT INTO %s (%s) VALUES (%s) RETURNING id", SQL.identifier(table), columns, places)
        [[new]] = cls.env.execute_query(query)
        return new
