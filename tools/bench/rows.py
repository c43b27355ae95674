"""Ten thousand subjects with all their inputs within seconds, by copying a few rows in SQL.

Used by ``./cadre bench`` and by the test of the number of queries. One person of the unit, with his version and his
assessment, is the pattern; everybody else differs by name, number and inputs.
"""

from odoo.tools import SQL

from tools import regulations


def fill(env, cycle, size):
    """Bring an open ``cycle`` of the first scheme to ``size`` assessed subjects with grades, counts, vetoes and gaps.

    Everybody 17th has no record at all of one level, everybody 50th is vetoed. Returns the sealed ballot.
    """
    pattern = cycle.assessment_ids.filtered("assessed")[:1]
    env.flush_all()
    people(env, cycle, pattern, size - len(cycle.assessment_ids.filtered("assessed")))
    _reports(env, cycle)
    ballot = _ballot(env, cycle)
    env.cr.execute(
        "UPDATE cadre_assessment SET veto_state = CASE WHEN id %% 50 = 0 THEN 'vetoed' ELSE 'clear' END "
        "WHERE cycle_id = %s AND assessed",
        [cycle.id],
    )
    env.invalidate_all()
    env.cr.execute("ANALYZE")
    return ballot


def clone(cr, table, pattern, rows, **changes):
    """Copy the row ``pattern`` (id) of ``table`` once for every row of ``rows`` (SQL with an alias ``g``).

    :param changes: column -> SQL of its new value.
    """
    cr.execute(clones(cr, table, pattern, rows, **changes))


def clones(cr, table, pattern, rows, **changes):
    """The statement of :func:`clone`."""
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = current_schema() "
        "AND column_name <> 'id' ORDER BY ordinal_position",
        [table],
    )
    columns = [name for (name,) in cr.fetchall()]
    kept = [name for name in columns if name not in changes]
    return SQL(
        "INSERT INTO %s (%s) SELECT %s FROM %s p, %s WHERE p.id = %s",
        SQL.identifier(table),
        SQL(", ").join(SQL.identifier(name) for name in [*kept, *changes]),
        SQL(", ").join([*(SQL.identifier("p", name) for name in kept), *changes.values()]),
        SQL.identifier(table),
        rows,
        pattern,
    )


def replan(cr):
    """Let foreign keys be checked through indexes: plans made while a table was empty read it from end to end."""
    cr.execute("ANALYZE resource_resource, hr_version, hr_employee, cadre_assessment, cadre_period, cadre_cycle")


def people(env, cycle, pattern, count):
    """``count`` more people of the unit, each with one version and an assessment. Their ids follow the highest ones."""
    if count <= 0:
        return
    cr, employee = env.cr, pattern.employee_id.sudo()
    version, resource = employee.current_version_id, employee.resource_id
    base = {}
    for table in ("hr_employee", "hr_version", "resource_resource"):
        cr.execute(SQL("SELECT max(id) FROM %s", SQL.identifier(table)))
        base[table] = cr.fetchone()[0]
    rows = SQL("generate_series(1, %s) g", count)
    number = SQL("'N' || %s || '-' || lpad(g::text, 6, '0')", str(cycle.id))
    name = SQL("'人员' || g")
    clone(
        cr,
        "resource_resource",
        resource.id,
        rows,
        id=SQL("%s + g", base["resource_resource"]),
        name=name,
        user_id=SQL("NULL"),
    )
    versions = clones(
        cr,
        "hr_version",
        version.id,
        rows,
        id=SQL("%s + g", base["hr_version"]),
        employee_id=SQL("%s + g", base["hr_employee"]),
    )
    employees = clones(
        cr,
        "hr_employee",
        employee.id,
        rows,
        id=SQL("%s + g", base["hr_employee"]),
        name=name,
        staff_number=number,
        user_id=SQL("NULL"),
        work_contact_id=SQL("NULL"),
        barcode=SQL("NULL"),
        resource_id=SQL("%s + g", base["resource_resource"]),
        current_version_id=SQL("%s + g", base["hr_version"]),
    )
    replan(cr)
    cr.execute(SQL("WITH version AS (%s) %s", versions, employees))  # they refer to one another
    clone(
        cr,
        "cadre_assessment",
        pattern.id,
        rows,
        employee_id=SQL("%s + g", base["hr_employee"]),
        user_id=SQL("NULL"),
        name=name,
        staff_number=number,
    )
    replan(cr)
    _findings(cr, cycle)
    for table in base:
        cr.execute(SQL("SELECT setval(%s, (SELECT max(id) FROM %s))", f"{table}_id_seq", SQL.identifier(table)))


def _findings(cr, cycle):
    """Empty rows of 表5 for everybody, as the opening makes them."""
    cr.execute(
        SQL(
            """
            INSERT INTO cadre_finding (assessment_id, cycle_id, company_id, dimension_id, sequence)
            SELECT a.id, a.cycle_id, a.company_id, one.id, one.sequence
              FROM cadre_assessment a CROSS JOIN cadre_category one
             WHERE a.cycle_id = %s AND a.assessed AND one.id = ANY(%s)
               AND NOT EXISTS (SELECT 1 FROM cadre_finding f WHERE f.assessment_id = a.id)
            """,
            cycle.id,
            cycle.scheme_id.dimension_ids.ids,
        )
    )


def _reports(env, cycle):
    """Filed and rated records of the first half-year and of the year; everybody 17th lacks one of them."""
    scale = cycle.scheme_id.component_ids.filtered(lambda one: one.code == "half").scale_id
    for level, factor in (("half", 3), ("year", 7)):
        period = cycle.period_ids.filtered(lambda one, level=level: (one.level, one.number) == (level, 1))
        env.cr.execute(
            SQL(
                """
                INSERT INTO cadre_progress_report
                       (cycle_id, company_id, period_id, level, employee_id, state, grade_id, date_from, date_to,
                        rated_on, create_date, write_date)
                SELECT a.cycle_id, a.company_id, %s, %s, a.employee_id, 'filed', (%s::int[])[1 + (a.id * %s) %% 4],
                       %s::date, %s::date, now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC', now() AT TIME ZONE 'UTC'
                  FROM cadre_assessment a
                 WHERE a.cycle_id = %s AND a.assessed AND (a.id + %s) %% 17 <> 0
                   AND NOT EXISTS (SELECT 1 FROM cadre_progress_report r
                                    WHERE r.period_id = %s AND r.employee_id = a.employee_id)
                """,
                period.id,
                level,
                scale.grade_ids.sorted("sequence").ids,
                factor,
                period.date_from,
                period.date_to,
                cycle.id,
                factor,
                period.id,
            )
        )


def _ballot(env, cycle):
    """One sealed ballot on everybody: four counts each."""
    component = cycle.scheme_id.component_ids.filtered(lambda one: one.method == "ballot")
    grades = component.scale_id.grade_ids.sorted("sequence")
    options = [
        {"id": one.id, "name": one.name, "value": str(int(one.ballot_value)), "top": one.is_top} for one in grades
    ]
    ballot = (
        env["cadre.ballot"]
        .sudo()
        .create(
            {
                "name": "民主测评",
                "cycle_id": cycle.id,
                "component_id": component.id,
                "scale_id": component.scale_id.id,
                "company_id": cycle.company_id.id,
                "group_ids": [(0, 0, {"name": "全体", "weight": 1})],
                "criterion_ids": [(0, 0, {"name": "总体"})],
            }
        )
    )
    ballot.sudo().write({"state": "sealed", "digest": "0" * 64, "options": options})
    env.flush_all()
    env.cr.execute(
        SQL(
            """
            WITH subject AS (
                INSERT INTO cadre_ballot_subject (ballot_id, company_id, employee_id, name, sequence)
                SELECT %s, company_id, employee_id, name, 10 FROM cadre_assessment WHERE cycle_id = %s AND assessed
                RETURNING id, company_id)
            INSERT INTO cadre_ballot_tally
                   (ballot_id, company_id, group_id, subject_id, criterion_id, grade_id, channel, count)
            SELECT %s, company_id, %s, subject.id, %s, grade, 'phone', 5 + (subject.id * 13 + grade * 5) %% 11
              FROM subject, unnest(%s::int[]) grade
            """,
            ballot.id,
            cycle.id,
            ballot.id,
            ballot.group_ids.id,
            ballot.criterion_ids.id,
            grades.ids,
        )
    )
    return ballot


def make_cycle(env, scheme="S0", opened=True, **values):
    """A cycle of ``scheme`` in a unit of its own, with one subject and an officer ``bench_officer``; open or not."""
    Users = env["res.users"].with_context(no_reset_password=True)
    groups = {name: env.ref(f"cadre_assessment.group_cadre_{name}").id for name in ("officer", "decider", "leader")}
    officer, chair, leader = Users.create(
        [
            {"name": name, "login": f"bench_{group}", "group_ids": [(6, 0, [groups[group]])]}
            for name, group in (("办公室", "officer"), ("书记", "decider"), ("副书记", "leader"))
        ]
    )
    unit = env["hr.department"].create({"name": "测速单位", "is_unit": True, "cadre_code": "BENCH"})
    words = {"team": "leader_post", "staff": "staff"}
    classes = {one.code: one.id for one in env["cadre.category"].search([("kind", "=", "post_class")])}
    party = env["cadre.category"].search([("kind", "=", "political"), ("party_member", "=", True)], limit=1)
    people = env["hr.employee"].create(
        [
            {
                "name": name,
                "staff_number": f"BENCH{number}",
                "department_id": unit.id,
                "user_id": user.id,
                "date_version": "2020-01-01",
                "job_title": post,
                "post_class_id": classes.get(words.get(kind, kind)) or classes.get(kind),
                "is_team_member": kind == "team",
                "political_status_id": party.id,
            }
            for number, (name, user, post, kind) in enumerate(
                [
                    ("书记", chair, "书记", "team"),
                    ("副书记", leader, "副书记", "team"),
                    ("样本", officer, "一级科员", "staff"),
                ]
            )
        ]
    )
    Body = env["cadre.body"]
    leading = Body.create(
        {
            "name": "领导班子",
            "kind": "leading_body",
            "unit_id": unit.id,
            "member_ids": [
                (0, 0, {"employee_id": people[0].id, "role": "chair"}),
                (0, 0, {"employee_id": people[1].id}),
            ],
        }
    )
    office = Body.create(
        {
            "name": "办公室",
            "kind": "office",
            "unit_id": unit.id,
            "member_ids": [(0, 0, {"employee_id": people[2].id, "role": "chair"})],
        }
    )
    cycle = env["cadre.cycle"].create(
        {
            "name": "测速",
            "year": 2025,
            "scheme_id": regulations.scheme(env, scheme).id,
            "unit_id": unit.id,
            "leading_body_id": leading.id,
            "office_body_id": office.id,
            "organizer_id": people[1].id,
            **values,
        }
    )
    if opened:
        cycle.with_user(officer).action_open()
    return cycle
