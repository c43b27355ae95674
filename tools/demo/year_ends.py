"""What does not end with the year: a review that waits, what is to be put right, diaries, records to approve."""

import datetime

from .cast import Cast
from .clock import now, on
from .troupe import Company

PERSON, HEAD, ASKS = "lixiaoyan", "zhangjianjun", "tianye"
GROUNDS = "第三季度重点项目协调工作由本人牵头完成，记实材料中未予体现，请求复核年度得分。"
WEEKS = (
    ("起草党建工作简报", "完成简报初稿并送审。"),
    ("走访联系支部", "走访2个支部，收集意见3条，已整理上报。"),
)
DIARISTS = (PERSON, HEAD, "zhaomin", "chenzhigang")
HAND_IN = (PERSON, "ayiguli", "maguoqiang")
SENT_BACK = "请写明完成数量和完成日期后重新提交。"
HOLIDAY = ("火把节", "08-08", "云岭县人民政府办公室关于火把节放假的通知")
STUDY = ("zhangjianjun", "县委党校", "云组干〔{year}〕15号")


def review(env):
    """The head of a department asks for a review in time; nobody has answered by its day (S2A-72)."""
    account = Company(env)(ASKS)
    results, appeals = account["cadre.assessment"], account["cadre.appeal"]
    mine = [("user_id", "=", account.uid), ("assessed", "=", True), ("received_on", "!=", False)]
    with on("2026-02-19", 10):
        for result in results.find(mine, limit=1):
            if not appeals.find([("assessment_id", "=", result), ("state", "!=", "draft")]):
                appeal = results.action_appeal([result])["res_id"]
                appeals.write([appeal], {"grounds": GROUNDS})
                appeals.action_request([appeal])


def mended(env, cycle):
    """This year: two problems to put right, one of them overdue."""
    now()
    cast, today = Cast(env), datetime.date.today()
    office = cast.office["cadre.rectification"]
    for login, problem, measure, days in (
        (PERSON, "支部工作手册记录不完整", "逐月补记，支部书记每月检查", 20),
        (HEAD, "科室台账更新不及时", "建立每周更新、科长签字制度", -5),
    ):
        person = env["res.users"].search([("login", "=", login)]).employee_id
        if not office.find([("cycle_id", "=", cycle), ("responsible_id", "=", person.id)]):
            due = str(today + datetime.timedelta(days=days))
            values = {"cycle_id": cycle, "problem": problem, "measure": measure, "due": due}
            office.create({**values, "responsible_id": person.id})


def _ended(env, cycle, level, limit):
    """Periods of the running year that are over, the latest first."""
    over = [("cycle_id", "=", cycle), ("level", "=", level), ("date_to", "<", datetime.date.today())]
    return env["cadre.period"].search(over, order="date_from desc", limit=limit)


def _keep(account, periods, lines):
    """One record of each of the periods, with a line of (what, result); ids of those that were not there yet."""
    records, made = account["cadre.progress.report"], []
    for period, (name, result) in zip(periods, lines, strict=False):
        if not records.find([("period_id", "=", period.id), ("user_id", "=", account.uid)]):
            line = {"name": name, "result": result, "day": str(period.date_from)}
            made.append(records.create({"period_id": period.id, "line_ids": [(0, 0, line)]}))
    return made


def waiting(env, cycle):
    """This year: two weeks of diary; last month's records wait for their leaders, one of them was sent back before."""
    now()
    cast = Cast(env)
    weeks = _ended(env, cycle, "week", 2)
    for login in DIARISTS:
        _keep(cast.account(login), weeks, WEEKS)
    month = _ended(env, cycle, "month", 1)
    for login in HAND_IN:
        account = cast.account(login)
        for record in _keep(account, month, WEEKS[:1]):
            account["cadre.progress.report"].action_submit([record])
            if login == PERSON:
                asked = cast.leaders[0]["cadre.progress.report"].action_return([record])["context"]
                reasons = cast.leaders[0]["cadre.step.reason"]
                values = {name.removeprefix("default_"): value for name, value in asked.items()}
                reasons.action_confirm([reasons.create({**values, "reason": SENT_BACK})])
                account["cadre.progress.report"].action_submit([record])


def own_days(env, year):
    """The county's own holiday, and somebody who was away to study for a month."""
    now()
    manager, today = Cast(env).manager, datetime.date.today()
    name, day, document = HOLIDAY
    days = manager["cadre.calendar.day"]
    if not days.find([("date_from", "=", f"{year}-{day}")]):
        days.create({"name": name, "date_from": f"{year}-{day}", "source": document})
    login, place, document = STUDY
    person = env["res.users"].search([("login", "=", login)]).employee_id
    postings = manager["cadre.posting"]
    if not postings.find([("employee_id", "=", person.id)]):
        first, last = (str(today - datetime.timedelta(days=days)) for days in (60, 30))
        values = {"employee_id": person.id, "kind": "training", "place": place, "date_from": first, "date_to": last}
        postings.create({**values, "document": document.format(year=year)})
