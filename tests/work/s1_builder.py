"""The year of a bureau under S1, for its tests."""

import base64

from freezegun import freeze_time

from tests.common import YEAR

LOG = base64.b64encode("周一：下工地".encode())


class S1Builder:
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.org_section.manager_id = cls.section_head
        cls.decider_user.group_ids += cls.env.ref("cadre_assessment.group_cadre_leader")  # he rates the leaders (A1-5)
        cls.scheme = cls.env.ref("regulations.scheme_s1")
        with freeze_time(f"{YEAR}-01-06"):
            cls.cycle = cls.make_cycle(name=f"{YEAR}年度量化考核")
            cls.cycle.with_user(cls.officer_user).action_open()
        cls.grades = {grade.code: grade for grade in cls.scheme.result_scale_id.grade_ids}
        week_rule = cls.scheme.period_ids.filtered(lambda rule: rule.level == "week")
        cls.week_grades = {grade.code: grade for grade in week_rule.scale_id.grade_ids}
        cls.Report = cls.env["cadre.progress.report"]

    @classmethod
    def period(cls, level, number):
        return cls.cycle.period_ids.filtered(lambda one: one.level == level and one.number == number)

    @classmethod
    def week(cls, number=10, employee=None, lines=("下工地",), **values):
        employee = employee or cls.person
        period = cls.period("week", number)
        made = cls.Report.with_user(employee.user_id).create(
            {
                "period_id": period.id,
                "line_ids": [(0, 0, {"name": name, "result": "完成", "day": period.date_from}) for name in lines],
                "log_file": LOG,
                "log_name": "工作日志.txt",
                **values,
            }
        )
        return cls.Report.browse(made.id)

    @classmethod
    def sheet(cls, number=3, employee=None):
        """The month's sheet of a person, begun by the office for everybody."""
        period = cls.period("month", number)
        if not cls.Report.search_count([("period_id", "=", period.id)]):
            period.with_user(cls.officer_user).action_make_drafts()
        employee = employee or cls.person
        return cls.Report.search([("period_id", "=", period.id), ("employee_id", "=", employee.id)])

    @classmethod
    def mark(cls, report, points):
        """Every indicator gets its share of ``points`` from who gives it."""
        rest = points
        for mark in report.mark_ids.sorted(lambda mark: mark.indicator_id.sequence):
            value = min(rest, mark.maximum)
            rest -= value
            office = cls.manager_user if report.employee_id == cls.officer else cls.officer_user
            user = office if mark.rater == "office" else report.leader_user_id
            mark.with_user(user).write({"value": value})
        return report

    @classmethod
    def signed(cls, report, points, **values):
        cls.mark(report, points)
        report.with_user(report.leader_user_id).action_sign()
        return report
