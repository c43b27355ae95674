"""A year of the point scheme within seconds: twelve months and three events a person."""

from odoo.tools import SQL

from . import rows

EVENTS = 3
"""Events of the ledger for each person."""


def make_cycle(env):
    """An open cycle of the scheme in a unit of its own, with one subject."""
    return rows.make_cycle(env, "S1")


def fill(env, cycle, size):
    """Bring ``cycle`` to ``size`` subjects, each with twelve marked months (every 17th with eight) and three events."""
    pattern = cycle.assessment_ids.filtered("assessed")[:1]
    env.flush_all()
    rows.people(env, cycle, pattern, size - len(cycle.assessment_ids.filtered("assessed")))
    months(env, cycle)
    ledger(env, cycle)
    env.invalidate_all()
    env.cr.execute("ANALYZE")


def months(env, cycle):
    env.cr.execute(
        SQL(
            """
            INSERT INTO cadre_progress_report
                   (cycle_id, company_id, period_id, level, employee_id, state, mark, has_mark, grade_id, rated_on,
                    date_from, date_to, create_date, write_date)
            SELECT a.cycle_id, a.company_id, p.id, 'month', a.employee_id, 'filed',
                   (7000 + (a.id * 37 + p.number * 131) %% 3000) / 100.0, true, %s, now() AT TIME ZONE 'UTC',
                   p.date_from, p.date_to, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM cadre_assessment a JOIN cadre_period p ON p.cycle_id = a.cycle_id AND p.level = 'month'
             WHERE a.cycle_id = %s AND a.assessed AND (a.id %% 17 <> 0 OR p.number > 4)
               AND NOT EXISTS (SELECT 1 FROM cadre_progress_report r
                                WHERE r.period_id = p.id AND r.employee_id = a.employee_id)
            """,
            cycle.scheme_id.result_scale_id.grade_ids.sorted("sequence")[1].id,
            cycle.id,
        )
    )


def ledger(env, cycle, events=EVENTS):
    """Confirmed events, one posting each: bonuses under the cap, deductions without one, everybody some of both."""
    lines = cycle.scheme_id.adjustment_ids.filtered(lambda line: not line.fact_only and line.points).sorted("sequence")
    env.cr.execute(
        SQL(
            """
            WITH line AS (
                SELECT a.id, a.sign, a.cap_id, row_number() OVER (ORDER BY a.sequence, a.id) - 1 AS place,
                       CASE WHEN a.sign = 'deduction' THEN -a.points ELSE a.points END AS points,
                       count(*) OVER () AS number
                  FROM cadre_scheme_adjustment a WHERE a.id = ANY(%(lines)s)
            ), wanted AS (
                SELECT s.employee_id, s.company_id, s.name, line.*,
                       DATE '2025-01-05' + ((s.id * 11 + n * 97) %% 350)::int AS day
                  FROM cadre_assessment s CROSS JOIN generate_series(1, %(events)s) n
                  JOIN line ON line.place = (s.id * 5 + n * 3) %% line.number
                 WHERE s.cycle_id = %(cycle)s AND s.assessed
            ), numbered AS (
                SELECT *, nextval('cadre_ledger_event_id_seq') AS event FROM wanted
            ), happened AS (
                INSERT INTO cadre_ledger_event
                       (id, cycle_id, company_id, adjustment_id, title, target, origin, state, date, points, count,
                        sign)
                SELECT event, %(cycle)s, company_id, numbered.id, '事项', 'individual', 'entered', 'confirmed', day,
                       abs(points), 1, sign FROM numbered
            )
            INSERT INTO cadre_ledger_posting
                   (event_id, cycle_id, company_id, employee_id, adjustment_id, cap_id, name, sign, date, points, why,
                    state)
            SELECT event, %(cycle)s, company_id, employee_id, id, cap_id, name, sign, day, points, 'self', 'confirmed'
              FROM numbered
            """,
            lines=lines.ids,
            events=events,
            cycle=cycle.id,
        )
    )
