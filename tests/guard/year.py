"""What the sweeps of the kit begin with: a year with rows of nearly every kind, and calls from outside."""

from xmlrpc.client import Fault

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tools import mute_logger

from tests.assessment.common import YearBuilder
from tests.common import CadreHttpCase

from .selection_rows import make_selection

QUIET = ("odoo.http", "odoo.sql_db", "odoo.orm", "odoo.models", "odoo.addons.base.models.ir_rule")
FORGED = {"cadre_guard": True, "tracking_disable": True, "active_test": False, "no_recompute": True}
PLAIN = ("char", "text", "float", "integer")
TAKEN = ("many2one", "date", "selection", *PLAIN)


class SweepCase(YearBuilder, CadreHttpCase):
    """One computed year, its decision drafted, with a row of nearly every kind."""

    SUBJECTS = 6

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.extra = cls.make_people(cls.SUBJECTS - len(cls.people), prefix="X")
        cls.open_year(cls.extra)
        cls.give_year()
        cls.compute()
        cls.decision = cls.draft_decision()
        cls._make_rows()
        make_selection(cls)
        registry = cls.env.registry
        kit = (registry["cadre.guard.mixin"], registry["cadre.guard.child.mixin"])
        cls.guarded_models = [
            name
            for name, model in sorted(registry.models.items())
            if issubclass(model, kit) and not model._abstract and not model._transient
        ]

    @classmethod
    def _make_rows(cls):
        """A row of every kind that the year itself does not make, most of them of somebody else's record."""
        env = cls.env
        [(kind, _label), *_others] = env["cadre.batch"]._kinds()
        env["cadre.batch"].create({"name": "打印", "kind": kind, "user_id": cls.leader_user.id})
        plans = env["cadre.work.plan"].search([("cycle_id", "=", cls.cycle.id)])
        for plan in plans:
            guarded(plan).write({"item_ids": [(0, 0, {"name": "项目", "target": "目标"})]})
        guarded(plans.filtered(lambda one: one.employee_id != cls.person)).write({"state": "filed"})
        for report in env["cadre.progress.report"].search([("cycle_id", "=", cls.cycle.id)], limit=8):
            guarded(report).write({"line_ids": [(0, 0, {"name": "项目", "result": "完成"})]})
        free = cls.period(cls.cycle, "half", 2)
        cls.report = env["cadre.progress.report"].with_user(cls.person_user).create({"period_id": free.id})
        cls.report_free = cls.period(cls.cycle, "half", 1)
        for employee in (cls.other, cls.section_head, cls.officer):
            env["cadre.rectification"].create(
                {
                    "cycle_id": cls.cycle.id,
                    "period_id": free.id,
                    "problem": "问题",
                    "responsible_id": employee.id,
                    "due": "2025-12-01",
                }
            )
        decision = env["cadre.decision"].create(
            {"name": "审定", "cycle_id": cls.cycle.id, "body_id": cls.leading_body.id, "date": "2025-12-30"}
        )
        env["cadre.decision.withdrawal"].create(
            {"decision_id": decision.id, "employee_id": cls.decider.id, "reason": "亲属在名单上"}
        )
        env["cadre.notice"].create({"name": "公示", "cycle_id": cls.cycle.id})
        notice = env["cadre.notice"].create({"name": "旧公示", "cycle_id": cls.cycle.id})
        env["cadre.notice.line"].create({"notice_id": notice.id, "name": "王芳", "grade_name": "优秀"})
        guarded(notice).write({"state": "posted", "date_from": "2026-01-12", "date_to": "2026-01-16"})
        env["cadre.objection"].create({"notice_id": notice.id, "text": "分数有误"})
        guarded(env["cadre.appeal"]).create({"assessment_id": cls.assessment(cls.other).id})
        appeal = env["cadre.appeal"].search([("cycle_id", "=", cls.cycle.id)], limit=1)
        env["cadre.decision.review"].create({"decision_id": decision.id, "appeal_id": appeal.id})
        guarded(env["cadre.further.appeal"]).create({"assessment_id": cls.assessment(cls.other).id})
        received = {"notified_on": "2026-01-20", "received_on": "2026-01-21", "way": "self"}
        guarded(env["cadre.delivery"]).create({"assessment_id": cls.assessment(cls.other).id, **received})
        env["cadre.consequence"].create(
            {"name": "谈话", "cycle_id": cls.cycle.id, "employee_id": cls.other.id, "action": "talk"}
        )
        paper = env["cadre.document"].search([("cycle_id", "=", cls.cycle.id)], limit=1)
        env["cadre.document.line"].create({"document_id": paper.id, "name": "项目"})
        env["cadre.document.recipient"].create({"document_id": paper.id, "name": "市委组织部"})
        component = cls.component("internal")
        env["cadre.score"].create(
            {"cycle_id": cls.cycle.id, "component_id": component.id, "employee_id": cls.other.id, "label": "x"}
        )
        tariff = {"scheme_id": cls.cycle.scheme_id.id, "code": "praise", "name": "通报表扬", "points": 1}
        line = env["cadre.scheme.adjustment"].create({**tariff, "recipients_individual": "self"})
        env["cadre.ledger.event"].create(
            {
                "cycle_id": cls.cycle.id,
                "adjustment_id": line.id,
                "title": "表扬",
                "employee_ids": [(6, 0, cls.other.ids)],
            }
        )
        env["cadre.case"].create({"employee_id": cls.other.id, "opened_on": "2025-03-01"})
        guarded(env["cadre.ballot.comment"]).create(
            {"ballot_id": cls.ballot.id, "subject_id": cls.ballot.subject_ids[:1].id, "text": "话"}
        )
        env.cr.execute(  # of a letter, which this scheme has not
            "INSERT INTO cadre_target (cycle_id, component_id, company_id, name, points, state)"
            " VALUES (%s, %s, %s, 'x', 5, 'draft')",
            (cls.cycle.id, component.id, cls.cycle.company_id.id),
        )
        env["cadre.posting"].create(
            {"employee_id": cls.officer.id, "kind": "training", "place": "党校", "date_from": "2025-03-01"}
        )
        env["cadre.honour"].create(
            {"employee_id": cls.officer.id, "name": "嘉奖", "document": "1号", "document_date": "2020-03-01"}
        )
        env["cadre.education"].create({"employee_id": cls.person.id, "school": "大学"})

    # -- calls from outside -------------------------------------------------------------------------------------------
    def _call(self, user, model, method, *args):
        """One real RPC call; a refusal is as good as an answer, as long as nothing has moved."""
        try:
            self.xmlrpc_object.execute_kw(
                self.env.cr.dbname, user.id, user.login, model, method, args, {"context": FORGED}
            )
        except Fault:
            return False
        return True

    def quiet(self):
        """Every refusal is logged by the server; here they are what we want."""
        return mute_logger(*QUIET, "odoo.addons.rpc.controllers.xmlrpc")

    def _change(self, row):
        """Values that would show: the first plain fields that a client may write."""
        writable = [
            field
            for name, field in sorted(row._fields.items())
            if field.store and not field.readonly and name not in ("id", "sequence", "number")
        ]
        plain = [field for field in writable if field.type in PLAIN][:2]
        values = {field.name: 3 if field.type in ("float", "integer") else "伪造" for field in plain}
        return values or {field.name: not row[field.name] for field in writable if field.type == "boolean"}

    def _fresh(self, name, base):
        """Values of a new record that gets as far as its rows."""
        special = {
            "cadre.progress.report": {"period_id": self.period(self.cycle, "year", 1).id},
            "cadre.decision": {"name": "x", "cycle_id": self.cycle.id, "body_id": self.leading_body.id},
            "cadre.notice": {"name": "x", "cycle_id": self.cycle.id},
            "cadre.ballot": {"name": "x", "cycle_id": self.cycle.id, "scale_id": self.ballot.scale_id.id},
        }
        if name in special:
            return special[name]
        values = {}
        for field in base._fields.values():
            takes = field.required and field.store and not field.readonly and field.type in TAKEN
            if takes and field.name != "state":
                value = base[field.name]
                values[field.name] = value.id if field.type == "many2one" else value
                if field.type == "date":
                    values[field.name] = str(value)
        return values
