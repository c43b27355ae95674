"""The county that ./cadre demo shows, and what happens in its year 2025.

The boundary to inside, which calls this module inside Odoo:

STEPS   list of (key, title, play) in the order of the year. `play(env, data)` gets the superuser's env (language zh_CN,
        time zone Asia/Shanghai) and the folder `data/` as a Path. A step is committed together with its key and never
        runs again; one that raises is where the next ./cadre demo goes on. `env` only looks things up: whatever happens
        in the year is done by the accounts of the people whose work it is (tools/demo), each call in a transaction
        of its own, on its own day.
logins  rows (login, password, who) for the table that is printed when the server is up.
"""

import datetime

import regulations
from load_county import load

from . import (
    year_after,
    year_audit,
    year_city,
    year_county,
    year_ends,
    year_housing,
    year_more,
    year_reserve,
    year_selection,
)
from .cast import ORGANIZER, ROLES, Cast
from .clock import now, on
from .year_result import Result
from .year_work import MONTHS_PLAYED, Work

YEAR = 2025
FIRST_HALF = ("优秀", "良好", "良好", "优秀", "良好", "良好", "良好", "一般", "良好", "良好", "良好", "一般", "良好")
SECOND_HALF = ("优秀", "良好", "优秀", "良好", "良好", "良好", "良好", "良好", "良好", "良好", "一般", "良好", "良好")
WHOLE_YEAR = ("优秀", "优秀", "优秀", "优秀", "良好", "良好", "优秀", "良好", "良好", "良好", "良好", "一般", "良好")


def _import(env, data):
    """Units and logins by the administrator, everything about people by the organization department."""
    admin = env(user=env.ref("base.user_admin"), su=False)
    admin.company.name = "云岭县"
    admin.company.resource_calendar_id.tz = "Asia/Shanghai"  # the day that every rule asks for
    load(admin, data)
    regulations.take(env)


def _cycle(env):
    unit = env.ref("county.dept_jiguangongwei")
    return env["cadre.cycle"].search([("year", "=", YEAR), ("unit_id", "=", unit.id)], limit=1).id


def _cycle_values(env, cast, year):
    return {
        "name": f"县直机关工委{year}年度履职尽责考核",
        "year": year,
        "scheme_id": regulations.scheme(env, "S0").id,
        "unit_id": env.ref("county.dept_jiguangongwei").id,
        "date_from": f"{year}-01-01",
        "date_to": f"{year}-12-31",
        "cut_off": f"{year}-12-31",
        "leading_body_id": cast.leading_body,
        "office_body_id": cast.office_body,
        "organizer_id": env["res.users"].search([("login", "=", ORGANIZER)]).employee_id.id,
    }


def _open(env, _data):
    cast = Cast(env)
    with on("2025-02-10"):
        cycles = cast.office["cadre.cycle"]
        known = cycles.find([("year", "=", YEAR), ("unit_id", "=", env.ref("county.dept_jiguangongwei").id)])
        if not known:
            known = [cycles.create(_cycle_values(env, cast, YEAR))]
        if cycles.read(known, ["state"])[0]["state"] == "draft":
            cycles.action_open(known)


def _work(scene):
    """A step that is a scene of the work of the year."""

    def play(env, _data):
        cycle = _cycle(env)
        scene(Work(Cast(env, cycle), cycle))

    return play


def _result(scene):
    """A step that is a scene of the end of the year."""

    def play(env, _data):
        cycle = _cycle(env)
        scene(Result(Cast(env, cycle), cycle))

    return play


def _lists(work):
    work.write_lists()
    work.approve_lists()
    work.file_lists()


def _months(numbers):
    return _work(lambda work: [work.keep_month(number) for number in numbers])


def _rated(level, number, day, grades, short, notice=None):
    def play(env, _data):
        cycle = _cycle(env)
        cast = Cast(env, cycle)
        period = Work(cast, cycle).rate(level, number, day, grades, short)
        if notice:
            Result(cast, cycle).publish_period(period, *notice)

    return play


def _findings(result):
    result.write_findings()
    result.compute()
    result.review_vetoes()


FIRST = _rated("half", 1, "2025-07-07", FIRST_HALF, "半年", ("2025-07-09", "2025-07-16"))
SECOND = _rated("half", 2, "2026-01-05", SECOND_HALF, "半年", ("2026-01-06", "2026-01-13"))


def _open_now(env, _data):
    """The year that is running now opens, too."""
    now()
    year = datetime.date.today().year
    if year <= YEAR:
        return
    cast = Cast(env)
    cycles = cast.office["cadre.cycle"]
    [cycle] = cycles.find([("year", "=", year)]) or [cycles.create(_cycle_values(env, cast, year))]
    if cycles.read([cycle], ["state"])[0]["state"] == "draft":
        cycles.action_open([cycle])


def _running(env):
    """The cycle of the year that it really is, if that is not the year of the play."""
    year = datetime.date.today().year
    return env["cadre.cycle"].search([("year", "=", year), ("year", ">", YEAR)], limit=1).id


def _work_now(env, _data):
    """It is half done: something to approve, to rate and to file for whoever looks around."""
    now()
    today = datetime.date.today()
    cycle = _running(env)
    if not cycle:
        return
    work = Work(Cast(env, cycle), cycle)
    work.begin_again()
    if today >= datetime.date(today.year, 7, 10):
        work.begin_half_year()


def _mended(env, _data):
    if cycle := _running(env):
        year_ends.mended(env, cycle)


def _own_days(env, _data):
    year_ends.own_days(env, datetime.date.today().year)


def _waiting(env, _data):
    if cycle := _running(env):
        year_ends.waiting(env, cycle)


STEPS = [
    ("county", "the sample county is imported", _import),
    ("open", "February: the cycle opens", _open),
    ("lists", "May: work-item lists are written, approved and filed", _work(_lists)),
    ("june", "June: monthly records", _months(MONTHS_PLAYED[:1])),
    ("first_half", "July: the first half-year is rated and published", FIRST),
    ("autumn", "July to September: monthly records", _months(MONTHS_PLAYED[1:4])),
    ("change", "September: a division of work changes", _work(Work.change_list)),
    ("winter", "October to December: monthly records", _months(MONTHS_PLAYED[4:])),
    ("second_half", "January: the second half-year is rated and published", SECOND),
    ("papers", "January: duty-and-integrity reports", _work(Work.hand_in_papers)),
    ("year", "January: the work of the year is rated", _rated("year", 1, "2026-01-09", WHOLE_YEAR, "年")),
    ("ballot", "January: the meeting votes", _result(lambda result: result.hold_ballot(result.cast.database))),
    ("findings", "January: findings, computation, veto review", _result(_findings)),
    ("decision", "January: the leading body decides", _result(Result.decide)),
    ("notice", "January: public notice", _result(Result.publish)),
    ("archive", "January: archive and consequences", _result(Result.archive)),
    *year_housing.STEPS,
    *year_audit.STEPS,
    *year_county.STEPS,
    *year_city.STEPS,
    *year_after.STEPS,
    ("simulation", "other rules are tried on the year", lambda env, _data: year_more.simulate(env, _cycle(env))),
    ("open_now", "this year opens", _open_now),
    ("work_now", "this year is half done", _work_now),
    ("review", "云州市: a review that nobody has answered", lambda env, _data: year_ends.review(env)),
    ("mended", "this year: what is to be put right", _mended),
    ("waiting", "this year: diaries, records that wait, one that was sent back", _waiting),
    ("own_days", "this year: a holiday of the county's own, a month of study", _own_days),
    *year_selection.STEPS,
    *year_reserve.STEPS,
]


def logins(env):
    """Who can log in: (login, password, role and name) for every user worth trying."""
    users = {user.login: user.name for user in env["res.users"].search([])}
    return [("admin", "admin", "系统管理员")] + [
        (login, login, f"{users[login]}:{role}") for login, role in ROLES if login in users
    ]
