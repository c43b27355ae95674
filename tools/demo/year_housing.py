"""住建局 in 2025: weeks with logs, months with marks, the ledger, quarters with what is to be mended (S1)."""

import base64

from .clock import on
from .troupe import MANAGER, YEAR, Play

WEEKS = range(10, 14)
"""Weeks whose sheets are played: those of March."""
LOG = base64.b64encode("周一至周五：项目巡查、资料整理、窗口值班、例会、走访。".encode()).decode()
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
EVENTS = (  # tariff line, whom (places among the people, or a section), matter, issuer, number, day
    ("praise_prefecture", "城建股", "城市更新工作成效明显", "州委办、州政府办", "州办通〔2025〕22号", "2025-06-18"),
    ("praise_county", (7,), "防汛抢险表现突出", "中共云岭县委、云岭县人民政府", "云发〔2025〕31号", "2025-08-12"),
    ("praise_department", (9, 12), "窗口服务先进个人", "县政务服务管理局", "云政务〔2025〕9号", "2025-11-05"),
    ("criticism_department", "房产股", "信访件办理超期", "县信访局", "云信〔2025〕14号", "2025-09-10"),
    ("criticism_county", (14,), "工作日擅自离岗", "县纪委监委", "云纪通〔2025〕6号", "2025-10-22"),
    ("activity", (5, 7, 8, 10, 13, 16), "参加全县职工运动会", "县总工会", "", "2025-10-10"),
    ("activity", (6, 9, 11), "参加机关党的知识竞赛", "县直机关工委", "", "2025-06-27"),
)  # fmt: skip


class Housing(Play):
    def __init__(self, env):
        super().__init__(
            env, "s1", "zhujianju", "zhujian_kaohe", "zhujian_juzhang", "housing_group", "housing_office",
            "zhujian_juzhang",
        )  # fmt: skip

    def people(self):
        return self.assessed().employee_id.sorted("staff_number")

    def account(self, employee):
        return self.company.of(employee)

    # -- weeks -----------------------------------------------------------------------------------------------------
    def keep_weeks(self):
        """The sheets of March with their logs: section heads first, then the leaders in charge (S1-09 … S1-13)."""
        periods = self.env["cadre.period"].search(
            [("cycle_id", "=", self.cycle.id), ("level", "=", "week"), ("number", "in", list(WEEKS))]
        )
        good, fair = self._grades("week")[:2]
        with on(f"{YEAR}-03-31", 10):
            for employee in self.people():
                records = self.account(employee)["cadre.progress.report"]
                there = records.find([("period_id", "in", periods.ids), ("user_id", "=", employee.user_id.id)])
                if not there:
                    there = records.create([self._week(period) for period in periods])
                drafts = records.find([("id", "in", there), ("state", "=", "draft")])
                if drafts:
                    records.action_submit(drafts)
        with on(f"{YEAR}-04-01", 10):
            for login in self._users("section_head_user_id", periods):
                records = self.company(login)["cadre.progress.report"]
                mine = [("period_id", "in", periods.ids), ("section_head_user_id.login", "=", login)]
                waiting = records.find([*mine, ("state", "=", "submitted"), ("route", "=", "section_leader")])
                if waiting:
                    records.action_endorse(waiting, "按时完成，情况属实。", good)
        with on(f"{YEAR}-04-01", 15):
            for login in self._users("leader_user_id", periods):
                records = self.company(login)["cadre.progress.report"]
                mine = [("period_id", "in", periods.ids), ("leader_user_id.login", "=", login)]
                waiting = records.find([*mine, ("state", "in", ("submitted", "endorsed"))])
                for grade, ids in ((good, waiting[::3] + waiting[1::3]), (fair, waiting[2::3])):
                    if ids:
                        records.action_rate(ids, grade)
        with on(f"{YEAR}-04-02", 10):
            records = self.office["cadre.progress.report"]
            records.action_file(records.find([("period_id", "in", periods.ids), ("state", "=", "approved")]))

    def _week(self, period):
        lines = [
            ("项目现场巡查", "完成3处在建工地巡查，督促整改隐患2处。"),
            ("资料整理与窗口值班", "受理业务12件，按时办结。"),
        ]
        return {
            "period_id": period.id,
            "line_ids": [(0, 0, {"name": name, "result": result, "day": period.date_from}) for name, result in lines],
            "log_file": LOG,
            "log_name": "工作日志.txt",
        }

    def _grades(self, level):
        rule = self.scheme.period_ids.filtered(lambda one: one.level == level)
        return rule.scale_id.grade_ids.ids

    def _users(self, field, periods):
        """Logins of everybody who stands in a field of the records of these periods."""
        self.fresh()
        reports = self.env["cadre.progress.report"].search([("period_id", "in", periods.ids)])
        return sorted(set(filter(None, reports.sudo()[field].mapped("login"))))

    # -- months ----------------------------------------------------------------------------------------------------
    def keep_months(self, numbers):
        for number in numbers:
            self.keep_month(number)

    def keep_month(self, number):
        """The sheet of the month: indicators, deductions, the band's grade, the notice (S1-16 … S1-18)."""
        period = self.period("month", number)
        day = f"{YEAR}-{number:02d}-{LAST_DAYS[number - 1]}"
        if self._notices(period, ("state", "=", "ended")):
            return
        with on(day, 9):
            self.office["cadre.cycle"].action_refresh([self.cycle.id])
            self.office["cadre.period"].action_make_drafts([period.id])
        with on(day, 11):
            self._mark(period, number)
        with on(day, 16):
            for login in self._users("leader_user_id", period):
                records = self.company(login)["cadre.progress.report"]
                waiting = records.find(
                    [("period_id", "=", period.id), ("leader_user_id.login", "=", login), ("state", "=", "submitted")]
                )
                if waiting:
                    records.action_sign(waiting)
        with on(day, 17):
            records = self.office["cadre.progress.report"]
            records.action_file(records.find([("period_id", "=", period.id), ("state", "=", "approved")]))
        self._publish(period, number)

    def _mark(self, period, number):
        """Each rater gives his marks, all of one value at once."""
        self.fresh()
        marks = self.env["cadre.progress.mark"].search(
            [("report_id.period_id", "=", period.id), ("entered", "=", False), ("report_id.state", "=", "submitted")]
        )
        given = {}
        for mark in marks.sudo():
            report = mark.report_id
            place = int(report.staff_number[-2:])
            if mark.rater == "office":
                own = report.employee_id.user_id.id == self.office.uid
                login = MANAGER if own else self.office.login
            else:
                login = report.leader_user_id.login
            loss = (place * 5 + number * 3 + mark.indicator_id.sequence) % 4
            value = mark.maximum - (0 if place % 6 == 1 else loss * (0.5 if place % 3 else 1))
            given.setdefault((login, value), []).append(mark.id)
        for (login, value), ids in sorted(given.items()):
            self.company(login)["cadre.progress.mark"].write(ids, {"value": value})
        if number in (5, 9):
            self._deduct(period, 14, 2 if number == 5 else 30)

    def _deduct(self, period, place, points):
        """A neglect that no organ has criticised: the leader takes points off (S1-48)."""
        employee = self.people()[place]
        report = self.env["cadre.progress.report"].search(
            [("period_id", "=", period.id), ("employee_id", "=", employee.id)]
        )
        leader = self.company(report.sudo().leader_user_id.login)
        reason = "履职不力，重点项目台账长期未更新" if points > 5 else "材料迟报一次"
        if not report.sudo().deduction_ids:
            leader["cadre.progress.deduction"].create({"report_id": report.id, "points": points, "reason": reason})

    def _publish(self, period, number):
        year, month = (YEAR, number + 1) if number < 12 else (YEAR + 1, 1)
        notices = self.office["cadre.notice"]
        with on(f"{year}-{month:02d}-06"):
            found = self._notices(period)
            if not found:
                values = {"kind": "period", "period_id": period.id, "cycle_id": self.cycle.id}
                values["name"] = f"{period.name}考评等次公示"
                found = [notices.create({**values, "contact": "县住建局考核办", "phone": "0000-2345678", "days": 5})]
            if notices.read(found, ["state"])[0]["state"] == "draft":
                notices.action_post(found)
        with on(f"{year}-{month:02d}-{15 if month not in (2, 10) else 20}"):
            if notices.read(found, ["state"])[0]["state"] == "posted":
                notices.write(found, {"objections": "none"})
                notices.action_end(found)

    def _notices(self, period, *domain):
        return self.office["cadre.notice"].find([("period_id", "=", period.id), *domain])

    # -- quarters, ledger ------------------------------------------------------------------------------------------
    def keep_quarters(self):
        """Summary of the office and what is to be mended, told at the general meeting (S1-20)."""
        texts = (
            ("窗口办件材料退回率偏高", "修订一次性告知清单，每周通报"),
            ("工地巡查记录不完整", "统一巡查台账，分管领导每月抽查"),
            ("信访件办理超期", "建立到期前三日提醒"),
            ("年末项目资料归档滞后", "实行项目资料月清月结"),
        )
        head = self.people()[4]
        for number, (problem, measure) in enumerate(texts, 1):
            period = self.period("quarter", number)
            day = f"{YEAR}-{number * 3:02d}-{30 if number in (2, 3) else 31}"
            with on(day, 17):
                values = {"summary": f"第{number}季度总体平稳，问题：{problem}。", "reported_on": day}
                self.office["cadre.period"].write([period.id], values)
                own = head.sudo().user_id.id == self.office.uid  # nobody sees to his own
                items = (self.company(MANAGER) if own else self.office)["cadre.rectification"]
                if not items.find([("period_id", "=", period.id)]):
                    due = f"{YEAR}-{number * 3 + 1:02d}-25" if number < 4 else f"{YEAR + 1}-01-25"
                    values = {"cycle_id": self.cycle.id, "period_id": period.id, "problem": problem}
                    items.create({**values, "measure": measure, "responsible_id": head.id, "due": due})

    def book(self):
        """Commendations, criticisms and activities with their documents; the office confirms them (S1-31 … S1-47)."""
        people = self.people()
        events = self.office["cadre.ledger.event"]
        for code, whom, title, issuer, number, day in EVENTS:
            with on(day, 15):
                if events.find([("cycle_id", "=", self.cycle.id), ("title", "=", title)]):
                    continue
                line = self.scheme.adjustment_ids.filtered(lambda one, code=code: one.code == code)
                section = isinstance(whom, str) and self.env["hr.department"].search(
                    [("name", "=", whom), ("parent_id", "=", self.unit.id)]
                )
                event = events.create(
                    {
                        "cycle_id": self.cycle.id,
                        "adjustment_id": line.id,
                        "title": title,
                        "date": day,
                        "document_number": number,
                        "document_date": day,
                        "issuer": issuer,
                        "subjective": line.sign == "deduction",
                        "target": "collective" if section else "individual",
                        "employee_ids": [] if section else [(6, 0, [people[place].id for place in whom])],
                        "department_ids": [(6, 0, section.ids)] if section else [],
                        "evidence": "文件附后",
                    }
                )
                events.action_confirm([event])


def open_year(env, _data):
    Housing(env).open(f"{YEAR}-01-06")


def first_months(env, _data):
    play = Housing(env)
    play.keep_months(range(1, 7))
    play.keep_weeks()


def last_months(env, _data):
    play = Housing(env)
    play.keep_months(range(7, 13))
    play.keep_quarters()
    play.book()


def finish(env, _data):
    Housing(env).finish("2026-01-16", "2026-01-20", "2026-01-21", "2026-01-28", "2026-01-29")


STEPS = [
    ("s1_open", "住建局: the year opens", open_year),
    ("s1_first", "住建局: January to June, weeks of March", first_months),
    ("s1_last", "住建局: July to December, quarters, ledger", last_months),
    ("s1_finish", "住建局: computation, decision, notice, archive", finish),
]
