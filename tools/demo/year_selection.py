"""Selections of the county: one by each procedure that comes along, at different stages, not all of them smoothly.

Their days are counted back from the day of the play: what is under way is so for whoever looks.
"""

import datetime

import regulations

from .clock import now, on
from .selecting import DAY, Selecting, Stage

CLOSED, UNDER_WAY = 150 * DAY, 24 * DAY
"""Begun so long ago: what is over by now, and what is not."""


CONTEST = "县自然资源局综合股股长竞争上岗"


def _today():
    now()
    return datetime.date.today()


def scene(tell):
    """A step of the play; ``tell``: function (stage, today), which gives the selection that is told."""

    def play(env, _data):
        today = _today()
        tell(Stage(env), today)
        now()

    return play


def _made(selection, count, unmet=0, **values):
    """Posts, selection and candidates, and it begins; whether it still goes on (interrupted, the play comes again)."""
    selection.make(**values)
    if selection.record.state == "draft":
        selection.begin()
    if not selection.record.candidate_ids:
        selection.stand(selection.people(count, unmet))
    return selection.record.state == "running"


def rank(stage, today):
    """主任科员: from the headcount to the document; one is appointed, his post begins, the other was voted down."""
    posts = {"局机关主任科员": ("chief_1", 1)}
    one = Selecting(stage, "S4P2", "县发展改革局主任科员选拔", "fagaiju", posts, today - CLOSED)
    if _made(one, 2):
        one.go_on()
        one.close()


def law_rank(stage, today):
    """职级晋升 by the law: the notice is over, the authority has not approved it yet."""
    regulations.take(stage.env, "S4RANK")
    stage.env.cr.commit()
    posts = {"三级主任科员": ("chief_3", 1)}
    one = Selecting(stage, "S4RANK", "县财政局三级主任科员职级晋升", "caizhengju", posts, today - UNDER_WAY)
    if _made(one, 2):
        one.go_on(until="approve")


def statute(stage, today):
    """By the law: the notice hangs, and an objection to one of the two waits for its answer."""
    posts = {"副局长": ("section_deputy", 1)}
    one = Selecting(stage, "S4LAW", "县农业农村局副局长选拔", "nongyeju", posts, today - 2 * UNDER_WAY)
    if not _made(one, 2):
        return one

    one.go_on(until="notice")
    step = one.step("notice")
    if step.state == "open" and step._earliest():
        one.today = max(one.today, step._earliest())
        text = "反映其分管项目验收时间与公示材料不一致，请予核实。"
        one.object_to(one.post_notice(step), None, text)
    return one


def company(stage, today):
    """Nobody suitable in the department: by the branch the search goes on in the whole company; now inspected."""
    posts = {"工程管理部部长": ("institution_8", 1)}
    one = Selecting(stage, "S4P1", "县水利投资公司工程管理部部长选拔", "shuiliju", posts, today - UNDER_WAY)
    if not _made(one, 2):
        return one

    def nobody(step):
        with on(one.today.isoformat()):
            values = {
                "outcome": "nobody",
                "finding": "部门内没有合适人选，建议在全公司范围内产生。",
                "document": "云城投〔8号〕",
            }
            one.office["cadre.selection.step"].write([step.id], values)
        one._do(step)

    one.go_on(until="inspect", report=nobody)
    return one


def street(stage, today):
    """竞争上岗: the body has met; its head has the decision before him, and the dossiers."""
    posts = {"党政办公室主任": ("chief_3", 1), "经济发展办公室主任": ("chief_3", 1)}
    one = Selecting(stage, "S4P10", "城关镇中层干部竞争上岗", "chengguan", posts, today - UNDER_WAY)
    if not _made(one, 4):
        return one

    def hand_in(step):
        with on(one.today.isoformat()):
            one.decide(step, against=step._field()[2:], confirm=False)

    one.go_on(until="decide")
    step = one.step("decide")
    if step.state == "open" and step._earliest():
        one.today = max(one.today, step._earliest())
        hand_in(step)
    return one


def street_over(stage, today):
    """竞争上岗, over: for one post a single one contended, and the body filled it directly; one name was put off; an
    objection to a winner was upheld, and he is out; the two appointed have handed over and are on probation."""
    names = ("党政综合办公室副主任", "经济发展办公室副主任", "社会事务办公室副主任")
    posts = dict.fromkeys(names, ("chief_3", 1))
    one = Selecting(stage, "S4P10", "白石镇中层干部竞争上岗", "baishi", posts, today - 75 * DAY)
    if not _made(one, 5):
        return one
    one.go_on(until="check")
    at = one.record.candidate_ids.grouped("post_id")
    (_winner, down), (second, waits), (third,) = (at[post] for post in one.record.post_ids)
    if one.step("check").state == "open" and second.post_id.contest == "open":
        one.today = max(one.today, one.step("check")._earliest())
        with on(one.today.isoformat(), 9):
            one._ready_check(one.step("check"))
            one.office["cadre.selection.post"].action_direct(third.post_id.ids)
        stage.fresh()

    def vote(step):
        with on(one.today.isoformat()):
            one.decide(step, against=down, postponed=waits)

    one.go_on(until="notice", decide=vote)
    step = one.step("notice")
    if step.state == "open" and second.state != "out":
        one.today = max(one.today, step._earliest())
        key = one.post_notice(step)
        one.object_to(key, second.employee_id, "反映其近两年年度考核等次填报不实。")
        one.answer_objections(key, "founded", "经核查属实，不符合任职条件。")
        one.with_reason("cadre.candidate", second.ids, "put_out", "公示期间反映的问题经查属实，取消任职资格。")
    one.go_on()
    one.close()
    return one


def nomination(stage, today):
    """提名推荐: a secretary nominates in his own name; one is let in and stands in a competition, another is written
    down, dated a day to come, and cannot be handed in before."""
    stage.fresh()
    leader = stage.company("chengguan_shuji")
    selection = stage.env["cadre.selection"].search([("name", "=", CONTEST)], limit=1)
    candidate = selection.candidate_ids[:1]
    himself = stage.env["res.users"].browse(leader.uid).employee_id
    values = {"by": "person", "person_id": himself.id, "office_body_id": stage.bodies["selection"]}
    mine = leader["cadre.nomination"]
    day = selection.date_from - 5 * DAY
    with on(day.isoformat()):
        post = candidate.post_id.job_id
        said = {"employee_id": candidate.employee_id.id, "job_id": post.id, "date": day.isoformat()}
        key = mine.find([("employee_id", "=", candidate.employee_id.id)]) or [
            mine.create({**values, **said, "reason": "长期在基层一线工作，熟悉自然资源管理，实绩突出，群众公认。"})
        ]
        if mine.read(key, ["state"])[0]["state"] == "draft":
            mine.action_hand_in(key)
    if stage.office["cadre.nomination"].read(key, ["state"])[0]["state"] == "handed_in":
        one = Selecting(stage, "S4P4A", CONTEST, "ziranju", {}, day + DAY)
        one.with_reason("cadre.nomination", key, "accept", "经综合审核，程序合规、人选符合条件，同意列入推荐环节。")
    with on(today.isoformat()):
        stage.office["cadre.candidate"].write(candidate.ids, {"nomination_id": key[0]})
        town = stage.env["hr.employee"].search([("department_id", "child_of", himself.department_id.unit_id.id)])
        other = (town - stage.busy() - himself).sorted("staff_number")[:1]
        if not mine.find([("employee_id", "=", other.id)]):
            said = {"employee_id": other.id, "post_text": "副镇长", "date": (today + 7 * DAY).isoformat()}
            mine.create({**values, **said, "reason": "政治坚定，熟悉镇情，分管工作连续两年居全县前列。"})


def _conditions(selection):
    """What the post asks beside the procedure: one thing that may be passed over, and one that may follow."""
    criteria = selection.office["cadre.criterion"]
    name = f"{selection.name}任职条件"
    known = criteria.find([("name", "=", name), ("parent_id", "=", False)])
    leaves = (
        {"fact": "education", "operator": ">=", "value": "college"},
        {"fact": "work_months", "operator": ">=", "value": "120", "may_except": True},
        {"fact": "trained", "operator": "=", "argument": "appointment", "value": "yes", "defer_months": 12},
    )
    values = {"kind": "all", "name": name, "child_ids": [(0, 0, leaf) for leaf in leaves]}
    return known[0] if known else criteria.create(values)


def contest(stage, today):
    """In its check, one step left out: what no file says is signed, one condition is put off, one passed over by an
    exception."""
    posts = {"综合股股长": ("chief_3", 1)}
    one = Selecting(stage, "S4P4A", CONTEST, "ziranju", posts, today - UNDER_WAY)
    if not _made(one, 2, 2, criterion=_conditions(one)):
        return one
    if one.step("year_plan").state == "open":
        plan = one.step("year_plan").ids
        one.with_reason("cadre.selection.step", plan, "leave_out", "年度计划已随全县计划统一报送。")
    one.go_on(until="check")
    one.today = max(one.today, one.step("check")._earliest())
    candidates = one.record.candidate_ids
    with on(one.today.isoformat()):
        one.office["cadre.candidate"].action_check_conditions(candidates.ids)
    stage.fresh()
    open_checks = one.record.candidate_ids.check_ids.filtered(lambda check: check.state == "open")
    for check in open_checks.filtered(lambda check: check.answer in ("no", "unknown")):
        said = None
        if check.may_except and check.answer == "no":
            said = {
                "exception": "tenure" if "months" in (check.criterion_id.fact or "") else "other",
                "exception_reason": "长期在重点工程一线，表现突出。",
                "consent_by": "市委组织部",
                "consent_document": "云市组〔17号〕",
                "consent_on": one.begins.isoformat(),
            }
        elif check.defer_months:
            said = {"said": "deferred", "evidence": "已列入本年度任职培训计划，限期完成。"}
        if said:
            with on(one.today.isoformat()):
                one.office["cadre.candidate.check"].write([check.id], said)
                one.office["cadre.candidate.check"].action_sign([check.id])
    return one


def planned(stage, today):
    """Only planned: a day that cannot be kept stands red beside the one that is possible."""
    posts = {"执法监察股股长": ("chief_3", 1)}
    one = Selecting(stage, "S4P4B", "县自然资源局执法监察股股长竞争上岗", "ziranju", posts, today + 7 * DAY)
    with on(today.isoformat()):
        one.make()
        step = one.step("document")
        one.office["cadre.selection.step"].write([step.id], {"planned": (today + 10 * DAY).isoformat()})


def bureau(stage, today):
    """局中层竞岗: decided, approved and closed."""
    posts = {"国土空间规划股股长": ("chief_4", 1)}
    one = Selecting(stage, "S4P11", "县自然资源局中层干部竞岗", "ziranju", posts, today - CLOSED)
    if _made(one, 3):
        one.go_on()
        one.close()


def reserve(stage, today):
    """Reserve of four categories: in its inspection, suspended, given up, decided."""
    for code, name, rank_code, days, until in (
        ("S4P9-A", "正县级后备干部选拔", "county_head", UNDER_WAY, "inspect"),
        ("S4P9-B", "副县级后备干部选拔", "county_deputy", UNDER_WAY, "check"),
        ("S4P9-C", "乡镇党政正职后备干部选拔", "section_head", CLOSED, "exam"),
        ("S4P9-D", "乡镇党政副职后备干部选拔", "section_deputy", CLOSED, None),
    ):
        posts = {name[:-2] + "名额": (rank_code, 2)}
        one = Selecting(stage, code, f"{today.year}年{name}", "zuzhibu", posts, today - days)
        if not _made(one, 3):
            continue
        one.go_on(until=until)
        if code == "S4P9-B":
            one.with_reason("cadre.selection", one.record.ids, "suspend", "机构改革期间暂缓，待方案批复后继续。")
        elif code == "S4P9-C":
            one.with_reason("cadre.selection", one.record.ids, "give_up", "考察后没有合适人选，经研究本次不再产生。")
        elif code == "S4P9-D":
            one.close()


WISHES = {
    "万婷倩": ("党政综合办公室岗位", "经济发展办公室岗位"),
    "黄鑫明": ("党政综合办公室岗位", "社会事务办公室岗位"),
    "姚宇贵": ("社会事务办公室岗位", "经济发展办公室岗位"),
    "杨鹏磊": ("党政综合办公室岗位",),
}
"""Who chose what, in his order; 唐莉秀 chose nothing."""
TAKEN = {
    "党政综合办公室岗位": ("董欣婷", ("黄鑫明", "万婷倩")),
    "经济发展办公室岗位": ("郑洁", ("姚宇贵", "万婷倩")),
    "社会事务办公室岗位": ("周波", ("黄鑫明", "姚宇贵")),
}
"""Post: its head, and whom he would take, in his order. 杨鹏磊 is taken by nobody."""


def double(stage, today):
    """双向选择: both sides have said whom and what they want; three are matched, one is not; the body decides next."""
    posts = dict.fromkeys(TAKEN, ("chief_3", 1))
    one = Selecting(stage, "S4P10-D", "青溪镇一般人员双向选择", "qingxi", posts, today - 5 * DAY)
    one.make()
    people = stage.env["hr.employee"].search([("department_id", "child_of", one.unit.id)])
    account = {person.name: stage.company.of(person) for person in people if person.user_id}
    if one.record.state == "draft":
        with on(one.today.isoformat()):
            for post in one.record.post_ids:
                [head] = people.filtered(lambda person, post=post: person.name == TAKEN[post.name][0])
                one.office["cadre.selection.post"].write([post.id], {"chooser_id": head.id})
        one.begin()
    if not one.record.choice_ids:
        _choose(one, account)
    one.go_on(until="propose")
    with on(one.today.isoformat(), 18):
        for name, (head, wanted) in TAKEN.items():
            orders = account[head]["cadre.choice.order"]
            rows = {row["person"]: row for row in orders.search_read([("post", "=", name)], ["person", "handed_in"])}
            if not any(row["handed_in"] for row in rows.values()):
                for person in wanted:
                    orders.action_take([rows[person]["id"]])
                orders.action_hand_in([row["id"] for row in rows.values()])
    one.go_on(until="decide")
    return one


def _choose(selection, account):
    """Each at his own phone, in the morning of the day on which it closes; who is taken by nobody accepts any post."""
    number = {post.name: post.id for post in selection.record.post_ids}
    with on(selection.today.isoformat(), 10):
        for person, wanted in WISHES.items():
            for name in wanted:
                account[person]["cadre.opening"].action_choose([number[name]])
        mine = account["杨鹏磊"]["cadre.choice"]
        mine.action_accept_other(mine.find([("person", "=", "杨鹏磊")]))
    selection.stage.fresh()


STEPS = [
    ("selection_rank", "selection: 主任科员, to the appointment", scene(rank)),
    ("selection_statute", "selection: by the law, an objection waits", scene(statute)),
    ("selection_company", "selection: of a company, nobody suitable", scene(company)),
    ("selection_street", "selection: 竞争上岗, the head has the decision", scene(street)),
    ("selection_street_over", "selection: 竞争上岗, over, with an objection upheld", scene(street_over)),
    ("selection_contest", "selection: in its check, with an exception", scene(contest)),
    ("selection_nomination", "selection: nominations, one let in, one not yet handed in", scene(nomination)),
    ("selection_planned", "selection: planned, a day that cannot be kept", scene(planned)),
    ("selection_bureau", "selection: 中层竞岗, closed", scene(bureau)),
    ("selection_reserve", "selection: reserve of four categories", scene(reserve)),
    ("selection_law_rank", "selection: 职级晋升 by the law, before its approval", scene(law_rank)),
    ("selection_double", "selection: 双向选择, matched, one is left over", scene(double)),
]
