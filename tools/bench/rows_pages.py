"""A county's whole year within minutes: everybody's lists, weeks and months.

The first scheme's year (computed, with the draft of its decision), a year of the point scheme about the same people
with its ledger (computed), and what the county knows of them from before (:mod:`.rows_county`).
"""

from odoo.tools import SQL

from tools import regulations

from . import rows, rows_county, rows_s1

ITEMS, EVENTS = 5, 9
"""Items of a list; bonuses and deductions of a person."""
READERS = ("person", "auditor", "manager", "discipline")
"""Who reads beside officer, decider and leader of :func:`rows.make_cycle`; logins ``bench_<role>``."""


def fill(env, size):
    """Fill an empty database for ``size`` people. Returns the two cycles."""
    cycle = rows.make_cycle(env)
    rows.fill(env, cycle, size)
    officer = env["res.users"].search([("login", "=", "bench_officer")])
    leader = env["hr.employee"].search([("staff_number", "=", "BENCH2")])
    _readers(env, cycle)
    _lists(env, cycle, leader)
    _records(env, cycle, leader)
    points = env["cadre.cycle"].create(
        {
            "name": "测速积分",
            "year": cycle.year,
            "scheme_id": regulations.scheme(env, "S1").id,
            **{name: cycle[name].id for name in ("unit_id", "leading_body_id", "office_body_id", "organizer_id")},
        }
    )
    points.with_user(officer).action_open()
    env.flush_all()
    rows_s1.months(env, points)
    rows_s1.ledger(env, points, EVENTS)
    env.invalidate_all()
    env.cr.execute("ANALYZE")
    for one in (cycle, points):
        one.with_user(officer).action_compute()
        env.flush_all()
    cycle.with_user(officer).action_prepare_decision()
    env.flush_all()
    rows_county.dress(env, cycle)
    return cycle | points


def _readers(env, cycle):
    """Accounts of the readers; the person is one of the people who are assessed."""
    for role in READERS:
        name = "user" if role == "person" else role
        env["res.users"].create(
            {
                "name": role,
                "login": f"bench_{role}",
                "group_ids": [(6, 0, env.ref(f"cadre_assessment.group_cadre_{name}").ids)],
            }
        )
    person = cycle.assessment_ids.filtered("assessed")[-1:].employee_id
    person.user_id = env["res.users"].search([("login", "=", "bench_person")])
    env.flush_all()


def _lists(env, cycle, leader):
    """A filed list of everybody with its items, led by ``leader``."""
    env.cr.execute(
        SQL(
            """
            WITH list AS (
                INSERT INTO cadre_work_plan
                       (cycle_id, company_id, year, kind, version, state, employee_id, user_id, leader_id,
                        leader_user_id, employee_name, staff_number, department_id, unit_id, due, uses_seat,
                        create_date, write_date)
                SELECT a.cycle_id, a.company_id, %(year)s, 'list', 1, 'filed', a.employee_id, a.user_id, %(leader)s,
                       %(leader_user)s, a.name, a.staff_number, a.department_id, a.unit_id, DATE '2025-05-31', true,
                       now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM cadre_assessment a
                 WHERE a.cycle_id = %(cycle)s AND a.assessed
                   AND NOT EXISTS (SELECT 1 FROM cadre_work_plan p
                                    WHERE p.cycle_id = a.cycle_id AND p.employee_id = a.employee_id)
                RETURNING id, company_id, employee_id)
            INSERT INTO cadre_work_item (plan_id, company_id, employee_id, sequence, name, source, item_class, due)
            SELECT list.id, list.company_id, list.employee_id, 10 * n, '项目' || n, 'duty', 'annual', DATE '2025-10-31'
              FROM list, generate_series(1, %(items)s) n
            """,
            year=cycle.year,
            leader=leader.id,
            leader_user=leader.user_id.id,
            cycle=cycle.id,
            items=ITEMS,
        )
    )


def _records(env, cycle, leader):
    """A record of everybody in every week and month; every 23rd one waits, every 29th is a draft."""
    env.cr.execute(
        SQL(
            """
            INSERT INTO cadre_progress_report
                   (cycle_id, company_id, period_id, level, employee_id, user_id, plan_id, leader_id, leader_user_id,
                    employee_name, staff_number, department_id, unit_id, state, date_from, date_to, uses_seat,
                    create_date, write_date)
            SELECT p.cycle_id, p.company_id, period.id, period.level, p.employee_id, p.user_id, p.id, p.leader_id,
                   p.leader_user_id, p.employee_name, p.staff_number, p.department_id, p.unit_id,
                   CASE WHEN (p.id + period.id) %% 23 = 0 THEN 'submitted'
                        WHEN (p.id + period.id) %% 29 = 0 THEN 'draft' ELSE 'filed' END,
                   period.date_from, period.date_to, true, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM cadre_work_plan p JOIN cadre_period period ON period.cycle_id = p.cycle_id
             WHERE p.cycle_id = %s AND period.level IN ('week', 'month')
               AND NOT EXISTS (SELECT 1 FROM cadre_progress_report r
                                WHERE r.period_id = period.id AND r.employee_id = p.employee_id)
            """,
            cycle.id,
        )
    )
    env.cr.execute(
        SQL(
            "UPDATE cadre_progress_report SET leader_id = %s, leader_user_id = %s WHERE cycle_id = %s",
            leader.id,
            leader.user_id.id,
            cycle.id,
        )
    )
    env.invalidate_all()
    env.cr.execute("ANALYZE")
