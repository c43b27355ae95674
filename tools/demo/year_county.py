"""The county's teams, their members and their heads in 2025 (S3): quarters, ballots, seats, three decisions."""

import zlib

from odoo.addons.cadre_assessment.models.organization.unit_names import unit_and_post

from . import papers
from .clock import on
from .troupe import Play

OFFICE, CHAIR = "sunliping", "xianwei"
DISCIPLINE = "leiming"
FAIR, POOR = "县工业和信息化局", "马鞍乡"
"""The two teams the body sees otherwise than the ballots do."""
HALVES = (("2025-07-04", (1, 2)), ("2026-01-03", (3, 4)))
"""When the records of which quarters are written and rated."""
WORDS = ("优秀", "良好", "一般")
RESULT = "按照职责分工推进，完成本季度重点任务，问题整改到位。"


def quality(name):
    """A steady opinion of somebody or some team: 0 (low) to 99 (high)."""
    return zlib.crc32(name.encode()) % 100


def shares(names, number):
    """How ``number`` papers are spread over four options, for each name."""
    found = {}
    for name in names:
        good = quality(name)
        top = min(number, round(number * (0.35 + good / 160)))
        second = min(number - top, round(number * (0.45 - good / 400)))
        found[name] = [top, second, number - top - second, 0]
    return found


def few_tops(names, number):
    """The same where a paper may give 优秀 to a fifth of the list: the best have most of the first marks (S3-58)."""
    limit = len(names) // 5
    ranked = sorted(names, key=lambda name: (-quality(name), name))
    most = round(number * 0.75)
    found = {}
    for place, name in enumerate(ranked):
        top = most if place < limit else 1 if place < limit + (number - most) * limit else 0
        third = 1 if place == len(ranked) - 1 else 0
        found[name] = [top, number - top - third, third, 0]
    return found


def play(env, kind, before=()):
    return County(env, f"s3_{kind}", "yunling", OFFICE, CHAIR, "county_group", "county_office", CHAIR, before)


class County(Play):
    # -- the quarters ----------------------------------------------------------------------------------------------
    def keep_quarters(self, day, numbers):
        """Everybody writes under 德能勤绩廉, his leader rates him, the office files (S3-48, S3-59)."""
        periods = self.period("quarter", numbers[0]) | self.period("quarter", numbers[1])
        of_these = [("period_id", "in", periods.ids)]
        with on(day, 9):
            self.office["cadre.cycle"].action_refresh([self.cycle.id])
            self.office["cadre.period"].action_make_drafts(periods.ids)
        with on(day, 11):
            self.fresh()
            drafts = self.env["cadre.progress.report"].search([*of_these, ("state", "=", "draft")])
            lines = self.env["cadre.progress.line"].search([("report_id", "in", drafts.ids)]).grouped("report_id")
            for user, mine in drafts.sudo().grouped("user_id").items():
                if not user:
                    continue
                account = self.company(user.login)
                ids = [line.id for report in mine for line in lines.get(report.sudo(False), ())]
                if ids:
                    account["cadre.progress.line"].write(ids, {"result": RESULT})
                account["cadre.progress.report"].action_submit(mine.ids)
        with on(day, 15):
            self._rate(of_these)
        with on(day, 17):
            records = self.office["cadre.progress.report"]
            records.action_file(records.find([*of_these, ("state", "=", "approved")]))

    def _rate(self, of_these):
        self.fresh()
        rule = self.scheme.period_ids.filtered(lambda one: one.level == "quarter")
        grades = {grade.name: grade.id for grade in rule.scale_id.grade_ids}
        waiting = self.env["cadre.progress.report"].search([*of_these, ("state", "=", "submitted")]).sudo()
        given = {}
        for report in waiting:
            mood = (quality(report.employee_name) + report.period_id.number * 17) % 100
            word = WORDS[0] if mood > 55 else WORDS[1] if mood > 8 else WORDS[2]
            given.setdefault((report.leader_user_id.login, word), []).append(report.id)
        for (login, word), ids in sorted(given.items()):
            self.company(login)["cadre.progress.report"].action_rate(ids, grades[word], "情况属实。")

    # -- what happened ---------------------------------------------------------------------------------------------
    def incident(self):
        """A mass incident in one township: its heads are not 优秀 (S3-51)."""
        events = self.office["cadre.ledger.event"]
        if events.find([("cycle_id", "=", self.cycle.id)]):
            return
        line = self.scheme.adjustment_ids.filtered(lambda one: one.code == "mass_incident")
        with on("2025-08-25"):
            event = events.create(
                {
                    "cycle_id": self.cycle.id,
                    "adjustment_id": line.id,
                    "title": "征地补偿引发群体性事件",
                    "date": "2025-08-20",
                    "document_number": "云信联〔2025〕8号",
                    "document_date": "2025-08-22",
                    "issuer": "县信访工作联席会议办公室",
                    "target": "collective",
                    "unit_ids": [(6, 0, self.env["hr.department"].search([("name", "=", "柳树镇")]).ids)],
                }
            )
            events.action_confirm([event])

    def share_seats(self):
        """Organs of one 分口 share their seats: each of them alone would have none (A2-1)."""
        sets = self.office["cadre.pool.set"]
        if sets.find([("cycle_id", "=", self.cycle.id)]):
            return
        units = self.env["hr.department"].search([("has_team", "=", True), ("id", "child_of", self.unit.id)])
        with on("2025-02-20"):
            for group, members in units.grouped("comparison_group_id").items():
                if members[0].unit_category_id.code != "township":
                    sets.create(
                        {"cycle_id": self.cycle.id, "name": f"{group.name}合并计算", "unit_ids": [(6, 0, members.ids)]}
                    )

    def join_lists(self):
        """Of three or four people nobody could be 优秀 on a paper: the organs of one 分口 vote on one list."""
        if self.scheme.subject_kind != "person":
            return
        self.fresh()
        ballots = self.office["cadre.ballot"]
        drafts = self.env["cadre.ballot"].search([("cycle_id", "=", self.cycle.id), ("state", "=", "draft")])
        organs = drafts.filtered(lambda one: one.unit_id and one.unit_id.unit_category_id.code != "township")
        for group, lists in organs.grouped(lambda one: one.unit_id.comparison_group_id).items():
            first, others = lists[0], lists[1:]
            posts = {one: unit_and_post(one.ballot_id.unit_id, one.post) for one in lists.subject_ids}
            subjects = [(1, one.id, {"post": posts[one]}) for one in first.subject_ids] + [
                (0, 0, {"sequence": 500 + n, "name": one.name, "post": posts[one], "employee_id": one.employee_id.id})
                for n, one in enumerate(others.subject_ids)
            ]
            ballots.unlink(others.ids)
            ballots.write(first.ids, {"name": f"{group.name} 县管领导干部民主测评表", "unit_id": False})
            ballots.write(first.ids, {"subject_ids": subjects})

    def otherwise(self, line):
        """What the body decides otherwise than the ballots propose, with its reason."""
        grades = {grade.name: grade.id for grade in self.scheme.result_scale_id.grade_ids}
        for unit, word, reason in (
            (FAIR, "一般", "年度重点任务完成滞后，经常委会综合研判确定。"),
            (POOR, "较差", "巡察整改不力，经常委会综合研判确定。"),
        ):
            if line.assessment_id.name == unit:
                return {"grade_id": grades[word], "reason": reason}
        return None


def _case(env):
    """An open investigation of one member of a township's team (S3-21); the discipline staff alone know of it."""
    play = County(env, "s3_person", "yunling", OFFICE, CHAIR, "county_group", "county_office", CHAIR)
    discipline = play.company(DISCIPLINE)["cadre.case"]
    people = play.assessed().filtered(lambda one: one.unit_id.name == "青溪镇").employee_id.sorted("staff_number")
    with on("2025-10-09"):
        if not discipline.find([("employee_id", "=", people[1].id)]):
            discipline.create({"employee_id": people[1].id, "kind": "investigation", "opened_on": "2025-10-09"})
        if not discipline.find([("employee_id", "=", people[2].id)]):
            values = {"employee_id": people[2].id, "kind": "admonition", "opened_on": "2025-06-05"}
            sanction = env.ref("cadre_assessment.category_sanction_admonition").id
            case = discipline.create({**values, "sanction_id": sanction, "decided_on": "2025-06-20"})
            discipline.action_close([case])


def open_year(env, _data):
    teams = play(env, "team")
    teams.open("2025-01-10")
    for kind, day in (("person", "2025-01-13"), ("head", "2025-01-13")):
        one = play(env, kind, (teams,))
        one.open(day)
        if kind == "person":
            one.share_seats()


def quarters(number):
    def step(env, _data):
        teams = play(env, "team")
        for kind in ("person", "head"):
            play(env, kind, (teams,)).keep_quarters(*HALVES[number])
        if number:
            teams.incident()
            _case(env)

    return step


def _feed_back(one):
    """What the ballots gave is told to each unit, then it proposes (S3-38)."""
    papers.office(one, "2026-01-06")
    papers.hand_in(one, "2026-01-07", after=True)


def teams(env, _data):
    one = play(env, "team")
    papers.hand_in(one, "2026-01-05")
    one.vote_on_paper("2026-01-06", shares, 12)
    _feed_back(one)
    one.finish("2026-01-07", "2026-01-08", "2026-01-09", "2026-01-16", "2026-01-19", one.otherwise)


def persons(env, _data):
    one = play(env, "person")
    papers.hand_in(one, "2026-01-05")
    one.vote_on_paper("2026-01-06", few_tops, 10)
    _feed_back(one)
    one.finish("2026-01-20", "2026-01-22", "2026-01-23", "2026-01-30", "2026-02-02")


def heads(env, _data):
    one = play(env, "head")
    papers.hand_in(one, "2026-01-05")
    _feed_back(one)
    one.finish("2026-01-20", "2026-01-22", "2026-01-23", "2026-01-30", "2026-02-02")


STEPS = [
    ("s3_open", "县管干部: teams, persons and heads: the year opens", open_year),
    ("s3_first", "县管干部: the first two quarters", quarters(0)),
    ("s3_second", "县管干部: the other two quarters, a case, an incident", quarters(1)),
    ("s3_teams", "县管干部: the teams are voted on and decided", teams),
    ("s3_persons", "县管干部: the persons", persons),
    ("s3_heads", "县管干部: the heads", heads),
]
