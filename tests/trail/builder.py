"""One secret person with a record of every kind, and clients that ask over the wire and get the whole answer.

The mark :data:`SECRET` stands in every name that is nobody's business: the person's, the words of the record, and the
grade of the result. Whoever may not read a record must not meet it in any answer, refusals with their tracebacks
included.
"""

from datetime import date, timedelta

from odoo import fields
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tests import new_test_user
from odoo.tools import mute_logger

from tests.assessment.common import YearBuilder
from tests.common import YEAR, CadreHttpCase

SECRET = "密探"
LOGGERS = (
    "odoo.http",
    "odoo.sql_db",
    "odoo.orm",
    "odoo.models",
    "odoo.fields",
    "odoo.domains",
    "odoo.addons.base.models.ir_rule",
    "odoo.addons.base.models.ir_access",
    "odoo.addons.base.models.ir_model",
    "odoo.addons.mail.models.mail_thread",
    "odoo.addons.mail.models.mail_message",
)


class SecretBuilder(YearBuilder):
    """The computed year of five people; nothing is decided, so hardly anybody may read anything of it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.secret_user = new_test_user(
            cls.env,
            login="cadre_secret",
            name="密探账号",
            groups="cadre_assessment.group_cadre_user",
            company_id=cls.company.id,
        )
        cls.secret = cls.make_employee(f"{SECRET}甲", "S9001", cls.press_section, user=cls.secret_user)
        cls.secret.message_ids.unlink()  # Odoo's welcome on the staff's page, which names him to its readers
        cls.hr_user = new_test_user(cls.env, login="cadre_hr", groups="hr.group_hr_user", company_id=cls.company.id)
        cls.computed_year(cls.secret)
        cls.decision = cls.draft_decision(name=f"{SECRET}决定")
        cls.theirs = cls.assessment(cls.secret)
        cls._make_secrets()
        cls.env.flush_all()

    @classmethod
    def make(cls, model, **values):
        return guarded(cls.env[model].sudo()).create(values)

    @classmethod
    def _make_secrets(cls):
        person, cycle = {"employee_id": cls.secret.id}, {"cycle_id": cls.cycle.id}
        cls.case = cls.make("cadre.case", **person, document=f"{SECRET}立案〔2025〕1号")
        cls.make("cadre.posting", **person, kind="village", place=f"{SECRET}村", date_from=date(YEAR, 3, 1))
        cls.make("cadre.honour", **person, name=f"{SECRET}处分", document="1号", document_date=date(YEAR, 3, 1))
        cls.make("cadre.education", **person, school=f"{SECRET}学校")
        cls.make("cadre.family.member", **person, relation="妻", name=f"{SECRET}之妻")
        cls.make("cadre.resume.line", **person, date_from=date(2010, 7, 1), text=f"{SECRET}履历")
        course = {"date_from": date(YEAR, 3, 1), "date_to": date(YEAR, 3, 10)}
        cls.make("cadre.training", **person, name=f"{SECRET}培训", **course)
        plan = cls.cycle.plan_ids.filtered(lambda one: one.employee_id == cls.secret)
        cls.make("cadre.work.item", plan_id=plan.id, name=f"{SECRET}任务", target="完成")
        cls.report = cls.rate(cls.secret, "half", "优秀")
        cls.make("cadre.progress.line", report_id=cls.report.id, name=f"{SECRET}进展")
        cls.make("cadre.progress.deduction", report_id=cls.report.id, points=1, reason=f"{SECRET}扣分")
        cls.make(
            "cadre.rectification",
            **cycle,
            problem=f"{SECRET}问题",
            responsible_id=cls.secret.id,
            due=date(YEAR, 12, 1),
        )
        result = cls.make(
            "cadre.result",
            **person,
            **cycle,
            year=YEAR,
            assessment_id=cls.theirs.id,
            name=cls.secret.name,
            regulation="r",
            grade_code="poor",
            grade_name=f"{SECRET}等次",
            origin="computed",
        )
        cls.make(
            "cadre.consequence",
            **person,
            **cycle,
            name="诫勉谈话",
            result_id=result.id,
            person_name=cls.secret.name,
            action="talk",
        )
        cls.make("cadre.appeal", assessment_id=cls.theirs.id, grounds=f"{SECRET}事由")
        notice = cls.make("cadre.notice", **cycle, name=f"{SECRET}公示")
        cls.make("cadre.notice.line", notice_id=notice.id, **person, name=cls.secret.name, grade_name="不称职")
        cls.make(
            "cadre.simulation.line",
            simulation_id=cls.make("cadre.simulation", **cycle, scheme_id=cls.scheme.id).id,
            assessment_id=cls.theirs.id,
            name=cls.secret.name,
            change="same",
        )
        cls.secret_ballot = cls.make(
            "cadre.ballot",
            name=f"{SECRET}测评",
            scale_id=cls.ballot.scale_id.id,
            company_id=cls.company.id,
            group_ids=[(0, 0, {"name": f"{SECRET}组", "expected": 9})],
            criterion_ids=[(0, 0, {"name": f"{SECRET}评价"})],
            subject_ids=[(0, 0, {"name": cls.secret.name, "employee_id": cls.secret.id})],
        )
        cls.make(
            "cadre.ballot.comment",
            ballot_id=cls.secret_ballot.id,
            subject_id=cls.secret_ballot.subject_ids.id,
            text=f"{SECRET}意见",
        )
        cls.make("cadre.ballot.writein", ballot_id=cls.secret_ballot.id, name=f"{SECRET}乙", count=5)
        cls.make("cadre.ballot.word", ballot_id=cls.secret_ballot.id, text=f"{SECRET}所写")
        line = cls.env["cadre.scheme.adjustment"].create(
            {
                "scheme_id": cls.scheme.id,
                "code": "trail",
                "name": "通报批评",
                "sign": "deduction",
                "points": 5,
                "recipients_individual": "self",
            }
        )
        event = cls.make(
            "cadre.ledger.event",
            **cycle,
            adjustment_id=line.id,
            title=f"{SECRET}事项",
            date=date(YEAR, 6, 10),
            document_number="云办〔2025〕7号",
            document_date=date(YEAR, 6, 10),
            employee_ids=[(6, 0, cls.secret.ids)],
        )
        cls.event = event
        cls.make(
            "cadre.ledger.posting",
            event_id=event.id,
            **cycle,
            **person,
            name=cls.secret.name,
            adjustment_id=line.id,
            sign="deduction",
            date=date(YEAR, 6, 10),
            points=-5,
            why="self",
        )

    # -- which ones ------------------------------------------------------------------------------------------------
    @classmethod
    def telling(cls):
        """{model: a record whose name tells}, of every model of ours that has one."""
        found = {}
        for name in sorted(cls.env.registry):
            model = cls.env[name]
            if name.startswith("cadre.") and not model._abstract and not model._transient:
                records = model.sudo().with_user(1).with_context(active_test=False).search([])
                named = records.filtered(lambda record: SECRET in (record.display_name or ""))
                if named:
                    found[name] = named[:1]
        return found


class WireCase(CadreHttpCase):
    """Calls whose whole answer is looked at, as text."""

    def log_in(self, login):
        self.authenticate(login, login)

    def post(self, route, **params):
        """The answer of a JSON route: ``(text, result or None)``; a refusal is an answer like any other."""
        body = {"id": 0, "jsonrpc": "2.0", "method": "call", "params": params}
        with mute_logger(*LOGGERS):
            response = self.opener.post(self.base_url() + route, json=body, timeout=60)
        try:
            return response.json().get("result"), self._plain(response)
        except ValueError:
            return None, response.text

    def _plain(self, response):
        """Without the escapes of JSON, so that a Chinese word is found."""
        return response.text.encode().decode("unicode_escape") if "\\u" in response.text else response.text

    def ask(self, model, method, *args, **kwargs):
        params = {"model": model, "method": method, "args": args, "kwargs": kwargs}
        return self.post(f"/web/dataset/call_kw/{model}/{method}", **params)

    def refused(self, model, method, *args, **kwargs):
        """The call ends in an error that is a refusal; returns its text."""
        result, text = self.ask(model, method, *args, **kwargs)
        self.assertIn('"error"', text, f"{model}.{method}{args} answered {result}")
        self.assertRegex(
            text, "AccessError|UserError|ValidationError|MissingError|private|NotFound", f"{model}.{method}{args}"
        )
        return text

    def soon(self):
        return str(fields.Date.today() + timedelta(days=3))
