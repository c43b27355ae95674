"""A finished year to print: decided, put up as a public notice, with lists and records as a test wants them."""

import io

from freezegun import freeze_time
from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.exceptions import AccessError, UserError
from openpyxl import load_workbook

from tests.assessment.common import YearCase
from tests.reports.printed import FormMixin, plain


class Finisher(FormMixin):
    """Mixed into test cases of a year: ``self.finish()`` decides it, ``self.print_form(name, records)`` prints."""

    def print_form(self, name, records, user=None, artifact=None, latin=()):
        return self.pdf(name, records, user=user, name=f"year-{artifact or name}", latin=latin)

    def workbook(self, cycle, user=None):
        report = self.env["ir.actions.report"].with_user(user or self.officer_user)
        content, _kind = report._render_xlsx("cadre_assessment_reports.ranking_xlsx", cycle.ids, {})
        return load_workbook(io.BytesIO(content))

    @classmethod
    def finish(cls, change=None):
        with freeze_time("2026-01-09 02:00:00"):
            cls.decision = cls.decide(change=change, date="2026-01-09")
        with freeze_time("2026-01-12 02:00:00"):
            cls.notice = (
                cls.env["cadre.notice"]
                .with_user(cls.officer_user)
                .create(
                    {
                        "name": "2025年度考核结果公示",
                        "cycle_id": cls.cycle.id,
                        "days": 5,
                        "contact": "工委办公室",
                        "phone": "0000-7654321",
                    }
                )
            )
            cls.notice.action_post()
        cls.env.invalidate_all()

    def assertStands(self, paper, *texts):
        """Every text stands on the paper, each after the one before."""
        at = 0
        for text in texts:
            found = paper.text.find(plain(text), at)
            self.assertGreaterEqual(found, 0, f"{text!r} does not stand after position {at} of {paper.text}")
            at = found + len(plain(text))


class FinishedCase(Finisher, YearCase):
    """The year of S0-E3, computed; :meth:`finish` decides it and puts the notice up."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.give_year()
        cls.fill_findings()
        cls.clear_vetoes()
        cls.compute()

    @classmethod
    def plan_of(cls, employee, items):
        """The person's list with ``items`` (name, target, due)."""
        plan = cls.cycle.plan_ids.filtered(lambda one: one.employee_id == employee)
        values = [(0, 0, {"name": name, "target": target, "due": due}) for name, target, due in items]
        guarded(plan.sudo()).write({"item_ids": [(5, 0, 0), *values]})
        return plan

    @classmethod
    def report_of(cls, employee, lines, level="half", **values):
        """The person's record with ``lines`` (name, result, shortcoming)."""
        period = cls.period(cls.cycle, level, 1)
        report = cls.env["cadre.progress.report"].search(
            [("period_id", "=", period.id), ("employee_id", "=", employee.id)]
        )
        rows = [(0, 0, {"name": name, "result": result, "shortcoming": poor}) for name, result, poor in lines]
        guarded(report.sudo()).write(
            {
                "line_ids": [(5, 0, 0), *rows],
                "unit_id": cls.unit.id,
                "post": "组织科一级科员",
                "duties": "负责党员发展、党费管理",
                **values,
            }
        )
        return report

    def pages(self, limit):
        """(name of the form, HTML page) of each form, of ``limit`` records each, as the office gets it."""
        reports = self.env["ir.actions.report"].search(
            [("report_name", "like", "cadre_assessment_reports."), ("report_type", "=", "qweb-pdf")]
        )
        for report in reports:
            records = self.env[report.model].with_user(self.officer_user)
            if not records.has_access("read"):
                continue  # of a room that is not the office's
            records = records.search([], limit=limit)
            if report.model == "cadre.ballot":
                records = records.filtered("options")  # the builder of the year writes counts without a vote
            for record in records:
                try:
                    page = report.with_user(self.officer_user)._render_qweb_html(report, record.ids, data={})[0]
                except (AccessError, UserError):
                    continue  # a form for something else, or not yet
                yield report.report_name.partition(".")[2], page.decode()
