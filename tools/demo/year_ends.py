"""What does not end with the year?  A review that waits, what is to be put right, the diary of the weeks."""

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
    """This year: two problems to put right, one of them overdue; the diary of two weeks."""
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
    records = cast.account(PERSON)["cadre.progress.report"]
    weeks = env["cadre.period"].search(
        [("cycle_id", "=", cycle), ("level", "=", "week"), ("date_to", "<", today)], order="date_from desc", limit=2
    )
    for week, (name, result) in zip(weeks, WEEKS, strict=False):
        if not records.find([("period_id", "=", week.id), ("user_id", "=", cast.account(PERSON).uid)]):
            line = {"name": name, "result": result, "day": str(week.date_from)}
            records.create({"period_id": week.id, "line_ids": [(0, 0, line)]})
