"""Nobody prints what he may not read: asked over the routes of the browser, which ask no group."""

import io
import json

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError
from odoo.http import Request
from odoo.tests import tagged
from odoo.tools import mute_logger
from openpyxl import load_workbook

from tests.common import CadreHttpCase
from tests.reports.printed import FormYear

RENDER = json.dumps({"force_report_rendering": True})
QUIET = ("odoo.http", "odoo.addons.web.controllers.report", "odoo.addons.report_xlsx.controllers.main")
SECRET = "机密词语甲乙丙"


@tagged("-at_install", "post_install")
class TestRoutes(FormYear, CadreHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.items(cls.plan, (SECRET, SECRET))
        period = cls.period(cls.cycle, "half", 1)
        cls.report = guarded(cls.env["cadre.progress.report"].sudo()).create(
            {
                "cycle_id": cls.cycle.id,
                "period_id": period.id,
                "employee_id": cls.person.id,
                "employee_name": SECRET,
                "state": "filed",
                "line_ids": [(0, 0, {"name": SECRET, "result": SECRET})],
            }
        )
        cls.own = cls.assessment(cls.person)
        cls.own.finding_ids.sudo().write({"positive": SECRET})
        guarded(cls.own.sudo()).write({"post": SECRET, "total": 92, "has_total": True, "rank": 1})
        cls.ballot = cls.env["cadre.ballot"].create(
            {
                "name": SECRET,
                "cycle_id": cls.cycle.id,
                "component_id": cls.component("internal").id,
                "scale_id": cls.component("internal").scale_id.id,
                "subject_ids": [(0, 0, {"name": SECRET})],
            }
        )
        cls.notice = cls.env["cadre.notice"].create({"name": SECRET, "cycle_id": cls.cycle.id})
        cls.env.flush_all()

    def ask(self, user, report, records, converter="html"):
        """What the route answers."""
        self.authenticate(user.login, user.login)
        url = f"/report/{converter}/cadre_assessment_reports.{report}/{','.join(map(str, records.ids))}"
        with mute_logger(*QUIET):
            return self.url_open(url, params={"context": RENDER}, timeout=60)

    def download(self, user, report, records, kind="qweb-pdf"):
        converter = "xlsx" if kind == "xlsx" else "pdf"
        self.authenticate(user.login, user.login)
        url = f"/report/{converter}/cadre_assessment_reports.{report}/{records.id}"
        with mute_logger(*QUIET):
            form = {"data": json.dumps([url, kind]), "context": RENDER, "csrf_token": Request.csrf_token(self)}
            answer = self.url_open("/report/download", data=form, timeout=60)
        self.assertNotEqual(answer.status_code, 400, "the request itself was turned away")
        return answer

    def assertRefused(self, answer):
        self.assertNotIn(SECRET, answer.text)
        self.assertNotIn(b"%PDF", answer.content)
        self.assertNotEqual(answer.content[:2], b"PK")
        if answer.status_code == 200:  # report_xlsx puts its errors into an ordinary answer
            self.assertIn("AccessError", answer.text)

    def test_owner(self):
        """The person himself prints his list and his record, as pages and as a file with a Chinese name."""
        for report, record in (("work_plan", self.plan), ("progress_report", self.report)):
            answer = self.ask(self.person_user, report, record)
            self.assertEqual(answer.status_code, 200)
            self.assertIn(SECRET, answer.text)
            self.assertEqual(self.ask(self.person_user, report, record, "pdf").content[:4], b"%PDF")
        answer = self.download(self.person_user, "work_plan", self.plan)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer.content[:4], b"%PDF")
        self.assertIn("filename", answer.headers["Content-Disposition"])
        self.assertIn("2025", answer.headers["Content-Disposition"])

    def test_others(self):
        """Another person, another leader and a user without a role get an error and not a word of the form."""
        forms = (
            ("work_plan", self.plan),
            ("progress_report", self.report),
            ("ballot_paper", self.ballot),
            ("evaluation", self.own),
            ("result_notice", self.own),
            ("notice", self.notice),
        )
        for user in (self.other_user, self.other_leader_user, self.plain_user):
            for report, record in forms:
                for converter in ("html", "pdf", "text"):
                    with self.subTest(user=user.login, report=report, converter=converter):
                        answer = self.ask(user, report, record, converter)
                        self.assertGreaterEqual(answer.status_code, 400)
                        self.assertRefused(answer)
                with self.subTest(user=user.login, report=report, converter="download"):
                    self.assertRefused(self.download(user, report, record))

    def test_own_result_before_the_notice(self):
        """Before the public notice not even the person himself prints his evaluation or his result."""
        for report in ("evaluation", "result_notice"):
            self.assertRefused(self.ask(self.person_user, report, self.own))
        guarded(self.own.sudo()).write({"state": "published"})
        self.env.flush_all()
        self.assertRefused(self.ask(self.person_user, "evaluation", self.own))
        self.assertEqual(self.ask(self.person_user, "result_notice", self.own).status_code, 200)

    def test_together_with_his_own(self):
        """Somebody else's record among his own: no page at all."""
        other = self.plan_of(self.other)
        self.assertRefused(self.ask(self.other_user, "work_plan", other | self.plan))

    def test_of_cycle(self):
        """Printing a whole cycle is no way around it."""
        for user in (self.other_user, self.person_user):
            for report in ("summary", "cycle_evaluations", "cycle_ballot_papers", "cycle_result_notices"):
                with self.subTest(user=user.login, report=report):
                    self.assertRefused(self.ask(user, report, self.cycle))
        answer = self.ask(self.other_user, "cycle_work_plans", self.cycle)
        self.assertEqual(answer.status_code, 200)
        self.assertNotIn(SECRET, answer.text)

    def test_workbook(self):
        """The ranking of everybody is the office's: over the route and as a download, with real figures in it."""
        for user in (self.person_user, self.other_leader_user, self.plain_user):
            with self.subTest(user=user.login):
                self.assertRefused(self.ask(user, "ranking_xlsx", self.cycle, "xlsx"))
                self.assertRefused(self.download(user, "ranking_xlsx", self.cycle, "xlsx"))
        answer = self.ask(self.officer_user, "ranking_xlsx", self.cycle, "xlsx")
        sheet = load_workbook(io.BytesIO(answer.content)).active
        self.assertIn(92, [cell.value for row in sheet for cell in row])
        answer = self.download(self.officer_user, "ranking_xlsx", self.cycle, "xlsx")
        self.assertIn("xlsx", answer.headers["Content-Disposition"])

    def test_values_from_outside(self):
        """What a client adds to the address changes nothing of what is printed."""
        self.authenticate("cadre_person", "cadre_person")
        url = f"/report/html/cadre_assessment_reports.work_plan/{self.plan_of(self.person).id}"
        options = json.dumps({"docids": self.plan_of(self.other).ids, "sheets": [], "force": 1})
        answer = self.url_open(url, params={"options": options})
        self.assertIn(SECRET, answer.text)
        self.assertNotIn(self.other.name, answer.text)

    def test_auditor(self):
        """The auditor reads what is decided: before that no result, findings, report or ranking of anybody."""
        forms = (("result_notice", self.own, "pdf"), ("evaluation", self.own, "pdf"), ("summary", self.cycle, "pdf"))
        for report, record, converter in (*forms, ("ranking_xlsx", self.cycle, "xlsx")):
            with self.subTest(report=report):
                self.assertRefused(self.ask(self.auditor_user, report, record, converter))
                self.assertRefused(
                    self.download(self.auditor_user, report, record, "xlsx" if converter == "xlsx" else "qweb-pdf")
                )
        guarded(self.cycle.assessment_ids.sudo()).write({"state": "decided"})
        self.env.flush_all()
        for report, record, _converter in forms:
            with self.subTest(report=report, decided=True):
                answer = self.ask(self.auditor_user, report, record)
                self.assertEqual(answer.status_code, 200)
        self.assertEqual(self.ask(self.auditor_user, "ranking_xlsx", self.cycle, "xlsx").content[:2], b"PK")

    def test_nobody_asks(self):
        """No form of ours is printed by the server itself, nor with more than the rights of whom it works for."""
        reports = self.env["ir.actions.report"].search([("report_name", "=like", "cadre_assessment_reports.%")])
        self.assertGreater(len(reports), 30)
        for report in reports:
            kinds = ("xlsx",) if report.report_type == "xlsx" else ("qweb_html", "qweb_text", "qweb_pdf")
            records = self.env[report.model].search([], limit=1)
            for who in (self.env["ir.actions.report"], report.browse().with_user(self.plain_user).sudo()):
                for kind in kinds:
                    render = getattr(who.with_context(force_report_rendering=True), f"_render_{kind}")
                    with self.subTest(report.report_name, kind=kind, user=who.env.uid):
                        self.assertTrue(who.env.su)
                        with self.assertRaises(AccessError):
                            render(report.report_name, records.ids, {})

    def test_letters_by_post(self):
        """The attack: a letter about his own record, turned to another one's form, which a scheduled job prints."""
        if "snailmail.letter" not in self.env:
            self.skipTest("Odoo's letters by post are not installed")
        own = guarded(self.env["cadre.progress.report"].sudo()).create(
            {
                "cycle_id": self.cycle.id,
                "period_id": self.period(self.cycle, "half", 2).id,
                "employee_id": self.other.id,
            }
        )
        report = self.env["ir.actions.report"]._get_report("cadre_assessment_reports.work_plan")
        mine = {"model": own._name, "res_id": own.id, "partner_id": self.other_user.partner_id.id}
        letter = self.env["snailmail.letter"].with_user(self.other_user).create(mine)
        letter.write({"model": self.plan._name, "res_id": self.plan.id, "report_template": report.id})
        with self.assertRaises(AccessError):
            letter.sudo()._fetch_attachment()
        with self.assertRaises(AccessError):  # the scheduled job
            self.env["snailmail.letter"].browse(letter.id)._fetch_attachment()
        self.assertFalse(letter.attachment_datas)

    def test_another_body(self):
        """Who decides elsewhere prints nothing of this cycle, not even an empty ranking."""
        self.leading_body.member_ids.filtered(lambda one: one.employee_id == self.decider).unlink()
        self.env.flush_all()
        self.assertRefused(self.ask(self.decider_user, "summary", self.cycle, "pdf"))
        self.assertRefused(self.ask(self.decider_user, "ranking_xlsx", self.cycle, "xlsx"))
