"""A county within seconds: its units, their teams' grades, quarters and ballots."""

from odoo.addons.cadre_assessment.models.guard import guarded
from odoo.tools import SQL

from tools import regulations

from . import rows

PEOPLE = 20
"""People of one unit."""


def make_cycle(env):
    """A cycle of the people of a county, after that of their teams; the units are made when it is filled."""
    cycle = rows.make_cycle(env, "S3-PERSON", opened=False)
    kind = env["cadre.category"].search([("kind", "=", "unit"), ("code", "=", "township")])
    cycle.unit_id.write({"has_team": True, "unit_category_id": kind.id})
    cycle.organizer_id.search([("department_id", "=", cycle.unit_id.id)]).write({"is_team_member": True})
    teams = cycle.copy({"scheme_id": regulations.scheme(env, "S3-TEAM").id, "year": cycle.year, "name": "班子"})
    officer = env["res.users"].search([("login", "=", "bench_officer")])
    teams.with_user(officer).action_open()
    env.cr.execute("UPDATE cadre_cycle SET state = 'decided' WHERE id = %s", [teams.id])
    env.invalidate_all()
    cycle.prerequisite_ids = teams
    cycle.with_user(officer).action_open()
    return cycle


def fill(env, cycle, size):
    """Bring ``cycle`` to ``size`` people in units of twenty: four quarters each, a ballot in every unit, some cases."""
    pattern = cycle.assessment_ids.filtered("assessed")[:1]
    env.flush_all()
    rows.people(env, cycle, pattern, size - len(cycle.assessment_ids.filtered("assessed")))
    _units(env, cycle, max(1, size // PEOPLE))
    _quarters(env, cycle)
    _ballots(env, cycle)
    env.cr.execute(
        "INSERT INTO cadre_case "
        "(employee_id, company_id, kind, state, opened_on, year_from, effect_years, after_years) "
        "SELECT employee_id, company_id, 'investigation', 'open', DATE '2025-09-01', 2025, 0, 0 FROM cadre_assessment "
        "WHERE cycle_id = %s AND assessed AND id %% 101 = 0",
        [cycle.id],
    )
    env.invalidate_all()
    env.cr.execute("ANALYZE")


def _units(env, cycle, count):
    """``count`` units under the county's, everybody in one of them, each with the grade of its team."""
    above = cycle.unit_id
    units = env["hr.department"].create(
        [
            {
                "name": f"单位{n}",
                "cadre_code": f"BU-{cycle.id}-{n}",
                "parent_id": above.id,
                "is_unit": True,
                "has_team": True,
                "unit_category_id": above.unit_category_id.id,
            }
            for n in range(count)
        ]
    )
    env.flush_all()
    cr = env.cr
    cr.execute(
        "UPDATE hr_version v SET department_id = (%s::int[])[1 + v.id %% %s] FROM cadre_assessment a "
        "WHERE a.employee_id = v.employee_id AND a.cycle_id = %s AND a.assessed",
        [units.ids, count, cycle.id],
    )
    teams = cycle.prerequisite_ids
    grades = teams.scheme_id.result_scale_id.grade_ids.sorted("sequence").ids
    env["cadre.assessment"].sudo().create(
        [{"cycle_id": teams.id, "subject_unit_id": unit.id, "name": unit.name, "assessed": True} for unit in units]
    )
    env.flush_all()
    cr.execute(
        "UPDATE cadre_assessment SET state = 'decided', decided_grade_id = (%s::int[])[1 + subject_unit_id %% %s] "
        "WHERE cycle_id = %s",
        [grades, len(grades), teams.id],
    )
    env.invalidate_all()


def _quarters(env, cycle):
    """Four quarters each, three in ten at the top: some people are never there, some once at the bottom."""
    scale = cycle.scheme_id.period_ids.filtered(lambda rule: rule.level == "quarter").scale_id
    env.cr.execute(
        SQL(
            """
            INSERT INTO cadre_progress_report
                   (cycle_id, company_id, period_id, level, employee_id, state, grade_id, rated_on, create_date,
                    write_date)
            SELECT a.cycle_id, a.company_id, p.id, 'quarter', a.employee_id, 'filed',
                   (%s::int[])[width_bucket((a.id * 37 + p.number * 61 + a.id / 7) %% 91, ARRAY[28, 82, 90]) + 1],
                   now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
              FROM cadre_assessment a JOIN cadre_period p ON p.cycle_id = a.cycle_id AND p.level = 'quarter'
             WHERE a.cycle_id = %s AND a.assessed
               AND NOT EXISTS (SELECT 1 FROM cadre_progress_report r
                                WHERE r.period_id = p.id AND r.employee_id = a.employee_id)
            """,
            scale.grade_ids.sorted("sequence").ids,
            cycle.id,
        )
    )


def _ballots(env, cycle):
    """A sealed ballot in every unit, on everybody of it, four counts each."""
    component = cycle.scheme_id.component_ids.filtered(lambda one: one.method == "ballot")
    grades = component.scale_id.grade_ids.sorted("sequence")
    options = [
        {"id": one.id, "name": one.name, "value": str(int(one.ballot_value)), "top": one.is_top} for one in grades
    ]
    cr = env.cr
    cr.execute(
        "SELECT DISTINCT v.department_id FROM cadre_assessment a "
        "JOIN hr_version v ON v.employee_id = a.employee_id WHERE a.cycle_id = %s AND a.assessed ORDER BY 1",
        [cycle.id],
    )
    places = cr.fetchall()
    ballots = guarded(env["cadre.ballot"].sudo()).create(
        [
            {
                "name": "民主测评",
                "cycle_id": cycle.id,
                "component_id": component.id,
                "scale_id": component.scale_id.id,
                "company_id": cycle.company_id.id,
                "group_ids": [(0, 0, {"name": "全体", "weight": 1})],
                "criterion_ids": [(0, 0, {"name": "总体"})],
            }
            for _unit in places
        ]
    )
    guarded(ballots).write({"state": "sealed", "digest": "0" * 64, "options": options})
    env.flush_all()
    cr.execute(
        SQL(
            """
            WITH place AS (
                SELECT * FROM unnest(%s::int[], %s::int[]) AS place (unit, ballot)
            ), subject AS (
                INSERT INTO cadre_ballot_subject (ballot_id, company_id, employee_id, name, sequence)
                SELECT place.ballot, a.company_id, a.employee_id, a.name, 10
                  FROM cadre_assessment a JOIN hr_version v ON v.employee_id = a.employee_id
                  JOIN place ON place.unit = v.department_id
                 WHERE a.cycle_id = %s AND a.assessed
                 ORDER BY place.ballot, a.id
                RETURNING id, ballot_id, company_id)
            INSERT INTO cadre_ballot_tally
                   (ballot_id, company_id, group_id, subject_id, criterion_id, grade_id, channel, count)
            SELECT subject.ballot_id, subject.company_id, voters.id, subject.id, heading.id, grade, 'phone',
                   CASE WHEN place = 1 THEN 30 + subject.id %% 13 ELSE (subject.id * place) %% 6 END
              FROM subject
              JOIN cadre_ballot_group voters ON voters.ballot_id = subject.ballot_id
              JOIN cadre_ballot_criterion heading ON heading.ballot_id = subject.ballot_id,
                   unnest(%s::int[]) WITH ORDINALITY AS option (grade, place)
            """,
            [unit for (unit,) in places],
            ballots.ids,
            cycle.id,
            grades.ids,
        )
    )
