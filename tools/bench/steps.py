"""Seconds and queries of one click that is about many people.

Called by ``./cadre bench steps`` inside the environment, on the database that ``pages.py DATABASE fill SIZE`` filled:
``python tools/bench/steps.py DATABASE N,N``. The last line is one JSON list: a step and a number of subjects each.
"""

import json
import pathlib
import sys
import time

OTHERS = ("employee_id.user_id", "=", False)
"""People without an account: nobody takes a step on himself."""


def main(database, sizes):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    from tools.bench import steps_results

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    found = []
    for name, step in {**STEPS, **steps_results.STEPS}.items():
        for size in [sizes[0], *sizes]:  # the first one fills the caches of the server
            with registry.cursor() as cr:
                env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US", "tz": "Asia/Shanghai"})
                plain, click = step(env, size)
                found.append({"step": name, "size": size, **_measure(env, plain, click)})
                cr.rollback()
        del found[-len(sizes) - 1]
    print(json.dumps(found))


def _measure(env, plain, click):
    """Seconds and queries of ``click``, and the seconds of the plain statements that write the same rows' states."""
    cr = env.cr
    _settle(env)
    with cr.savepoint() as point:
        began = time.perf_counter()
        for statement, values in plain:
            cr.execute(statement, values)
        bare = time.perf_counter() - began
        point.rollback()
    env.invalidate_all()
    began, asked = time.perf_counter(), cr.sql_log_count
    click()
    _settle(env)
    return {"seconds": time.perf_counter() - began, "queries": cr.sql_log_count - asked, "plain": bare}


def _settle(env):
    env.flush_all()
    env.cr.precommit.run()  # the messages of tracked fields


def _user(env, role):
    return env["res.users"].search([("login", "=", f"bench_{role}")])


def _cycle(env, place, state):
    cycle = env["cadre.cycle"].search([], order="id")[place]
    env.cr.execute("UPDATE cadre_cycle SET state = %s WHERE id = %s", [state, cycle.id])
    return cycle


def _set(env, records, **values):
    """Bring records to where a step begins, past every rule: this is not what is measured."""
    names = ", ".join(f"{name} = %s" for name in values)
    env.cr.execute(f"UPDATE {records._table} SET {names} WHERE id = ANY(%s)", [*values.values(), records.ids])
    env.invalidate_all()
    return records


def _to(records, state):
    return [(f"UPDATE {records._table} SET state = %s WHERE id = ANY(%s)", [state, records.ids])]


# -- the steps: (env, number of subjects) -> (plain statements, the click) ---------------------------------------------
def submit_lists(env, size):
    cycle, person = _cycle(env, 0, "open"), _user(env, "person")
    plans = _lists(env, cycle, size)
    env.cr.execute("UPDATE cadre_work_item SET target = '目标' WHERE plan_id = ANY(%s)", [plans.ids])
    _set(env, plans, state="draft", user_id=person.id)
    return _to(plans, "submitted"), plans.with_user(person).action_submit


def approve_lists(env, size):
    _plain, submit = submit_lists(env, size)
    submit()
    _settle(env)
    plans = env["cadre.work.plan"].search([("state", "=", "submitted")])
    return _to(plans, "approved"), plans.with_user(plans.leader_user_id).action_approve


def file_lists(env, size):
    cycle = _cycle(env, 0, "open")
    plans = _lists(env, cycle, size)
    _set(env, plans, state="approved")
    return _to(plans, "filed"), plans.with_user(_user(env, "officer")).action_file


def approve_records(env, size):
    cycle = _cycle(env, 0, "open")
    month = cycle.period_ids.filtered(lambda period: period.level == "month")[:1]
    reports = env["cadre.progress.report"].search([("period_id", "=", month.id), OTHERS], limit=size)
    _set(env, reports, state="submitted")
    return _to(reports, "approved"), reports.with_user(reports.leader_user_id).action_approve


def return_records(env, size):
    cycle = _cycle(env, 0, "open")
    month = cycle.period_ids.filtered(lambda period: period.level == "month")[:1]
    reports = env["cadre.progress.report"].search([("period_id", "=", month.id), OTHERS], limit=size)
    _set(env, reports, state="submitted", user_id=_user(env, "person").id)
    mine = reports.with_user(reports.leader_user_id)
    return _to(reports, "draft"), lambda: mine._take_with_reason("return", "补充数据")


def return_lists(env, size):
    _plain, submit = submit_lists(env, size)
    submit()
    _settle(env)
    plans = env["cadre.work.plan"].search([("state", "=", "submitted")])
    mine = plans.with_user(plans.leader_user_id)
    return _to(plans, "draft"), lambda: mine._take_with_reason("return", "目标不明确")


def remind_of_lists(env, size):
    """The daily run, when so many people owe a list, each with an account of his own."""
    cycle = _cycle(env, 0, "open")
    plans = _lists(env, cycle, size)
    users = env["res.users"].with_context(no_reset_password=True)
    users = users.create(
        [
            {
                "name": plan.employee_id.name,
                "login": f"owes{plan.id}",
                "group_ids": [(6, 0, env.ref("cadre_assessment.group_cadre_user").ids)],
                "company_id": plan.company_id.id,
                "company_ids": [(6, 0, plan.company_id.ids)],
            }
            for plan in plans
        ]
    )
    env.flush_all()
    env.cr.execute("UPDATE cadre_work_plan SET state = 'filed' WHERE cycle_id = %s", [cycle.id])
    env.cr.execute("UPDATE cadre_period SET state = 'locked' WHERE cycle_id = %s", [cycle.id])
    env.cr.execute(
        """UPDATE cadre_work_plan p SET state = 'draft', due = %s, user_id = given.user_id
             FROM unnest(%s, %s) AS given(plan_id, user_id) WHERE p.id = given.plan_id""",
        [cycle.date_from, plans.ids, users.ids],
    )
    env.cr.execute(
        """UPDATE hr_employee e SET user_id = p.user_id FROM cadre_work_plan p
            WHERE p.employee_id = e.id AND p.id = ANY(%s)""",
        [plans.ids],
    )
    env.invalidate_all()
    kind, model = env.ref("cadre_assessment.activity_reminder"), env["ir.model"]._get_id(plans._name)
    bare = """INSERT INTO mail_activity (activity_type_id, res_model_id, res_model, res_id, user_id, date_deadline,
                                         summary, automated, active)
              SELECT %s, %s, %s, id, user_id, due, 'list', true, true FROM cadre_work_plan WHERE id = ANY(%s)"""
    return [(bare, [kind.id, model, plans._name, plans.ids])], lambda: cycle._remind(cycle.date_from)


def open_ballots(env, size):
    """A ballot for each unit of ten people, and so many more that they are opened together."""
    from odoo.addons.cadre_assessment.models.guard import LOG_TOGETHER

    ballots = _ballots(env, LOG_TOGETHER + size // 10)
    return _to(ballots, "open"), ballots.action_open


def open_cycle(env, size):
    """Next year's cycle of so many people, who are in a unit of their own."""
    year = _cycle(env, 0, "archived")
    people = _assessed(env, year, size).employee_id
    unit = people[:1].department_id.copy({"name": "启动"})
    env.cr.execute(
        "UPDATE hr_version SET department_id = %s WHERE employee_id = ANY(%s)",
        [unit.id, people.ids],
    )
    env.invalidate_all()
    cycle = year.copy({"name": "启动", "unit_id": unit.id, "year": year.year + 1})
    return [], cycle.with_user(_user(env, "officer")).action_open


def clear_vetoes(env, size):
    people = _assessed(env, _cycle(env, 0, "computed"), size)
    _set(env, people, veto_state="pending", state="open")
    plain = [("UPDATE cadre_assessment SET veto_state = 'cleared' WHERE id = ANY(%s)", [people.ids])]
    return plain, people.with_user(_user(env, "decider")).action_veto_clear


def send_notices(env, size):
    people = _assessed(env, _cycle(env, 0, "published"), size)
    _set(env, people, state="published")
    plain = [("UPDATE cadre_assessment SET notified_on = now() WHERE id = ANY(%s)", [people.ids])]
    return plain, people.with_user(_user(env, "officer")).action_notify


def seal_ballots(env, size):
    """A ballot for each unit of ten, and so many more that they are sealed together; each with six voters' papers."""
    from odoo.addons.cadre_assessment.models.guard import LOG_TOGETHER

    ballots = _ballots(env, LOG_TOGETHER + size // 10)
    ballots.action_open()
    _settle(env)
    for statement in VOTES:
        env.cr.execute(statement, {"ballots": ballots.ids, "grade": ballots[:1].scale_id.grade_ids[0].id})
    env.invalidate_all()
    ballots.action_close()
    return _to(ballots, "sealed"), ballots.action_seal


def _ballots(env, count):
    year = _cycle(env, 0, "open")
    scale = env["cadre.scale"].search([("grade_ids.ballot_value", "!=", 0)], limit=1)
    return (
        env["cadre.ballot"]
        .create(
            [
                {
                    "name": f"测评{number}",
                    "address": "https://kaohe.example.gov.cn",
                    "scale_id": scale.id,
                    "office_body_id": year.office_body_id.id,
                    "group_ids": [(0, 0, {"name": "全体人员", "expected": 10})],
                    "subject_ids": [(0, 0, {"name": f"人员{n}", "post": "科员"}) for n in range(10)],
                    "criterion_ids": [(0, 0, {"name": "评价意见"})],
                }
                for number in range(count)
            ]
        )
        .with_user(_user(env, "officer"))
    )


VOTES = (
    """INSERT INTO cadre_ballot_ticket (ballot_id, group_id, digest, used, revoked, test)
       SELECT g.ballot_id, g.id, g.id || '-' || n, true, false, false
         FROM cadre_ballot_group g, generate_series(1, 6) n WHERE g.ballot_id = ANY(%(ballots)s)""",
    """INSERT INTO cadre_ballot_receipt (ballot_id, code)
       SELECT b, b || '-' || n FROM unnest(%(ballots)s) b, generate_series(1, 6) n""",
    """INSERT INTO cadre_ballot_mark (group_id, subject_id, criterion_id, grade_id)
       SELECT g.id, s.id, c.id, %(grade)s
         FROM cadre_ballot_group g JOIN cadre_ballot_subject s ON s.ballot_id = g.ballot_id
         JOIN cadre_ballot_criterion c ON c.ballot_id = g.ballot_id, generate_series(1, 6) n
        WHERE g.ballot_id = ANY(%(ballots)s)""",
)
"""Papers as a vote writes them, of six voters for each ballot."""


def approve_consequences(env, size):
    talks = _talks(env, size)
    return _to(talks, "approved"), talks.with_user(_user(env, "decider")).action_approve


def carry_out_consequences(env, size):
    talks = _set(env, _talks(env, size), state="approved")
    return _to(talks, "done"), talks.with_user(_user(env, "officer")).action_done


def _assessed(env, cycle, size):
    domain = [("cycle_id", "=", cycle.id), ("assessed", "=", True), OTHERS]
    return env["cadre.assessment"].search(domain, limit=size)


def _lists(env, cycle, size):
    domain = [("cycle_id", "=", cycle.id), ("item_ids", "!=", False), OTHERS]
    return env["cadre.work.plan"].search(domain, limit=size)


def _talks(env, size):
    people = _assessed(env, _cycle(env, 0, "archived"), size)
    talks = [
        {
            "cycle_id": one.cycle_id.id,
            "employee_id": one.employee_id.id,
            "person_name": one.name,
            "name": "谈话",
            "action": "talk",
            "held_on": one.cycle_id.date_to,
            "held_by_id": people[:1].employee_id.id,
            "content": "谈话内容",
            "signature": "signed",
        }
        for one in people
    ]
    return env["cadre.consequence"].with_context(tracking_disable=True).create(talks)


STEPS = {
    "open a cycle": open_cycle,
    "hand in lists": submit_lists,
    "approve lists": approve_lists,
    "file lists": file_lists,
    "approve records of a month": approve_records,
    "return lists": return_lists,
    "remind of lists": remind_of_lists,
    "return records of a month": return_records,
    "no veto against all": clear_vetoes,
    "written notices": send_notices,
    "open ballots of ten": open_ballots,
    "seal ballots of ten": seal_ballots,
    "approve consequences": approve_consequences,
    "carry out consequences": carry_out_consequences,
}

if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")])
