"""What a county knows of its people beside the year: earlier posts and postings, closed cases, papers, past results.

Copied in SQL for everybody of a cycle whose assessments are there. All of it lies before the year, or changes no grade
of it: what a computation gives stays the same, what it has to read is that of a real county.
"""

from odoo.tools import SQL

from . import rows

POSTS, YEARS = 2, 3
"""Posts before the present one, and years archived before this one, of everybody."""
POSTED, CASES = 10, 50
"""Everybody so-manieth was posted once, or had a case that was closed."""


def dress(env, cycle):
    """Give everybody assessed in ``cycle`` the history that people of a county have."""
    env.flush_all()
    _posts(env.cr, cycle)
    _postings(env.cr, cycle)
    _cases(env.cr, cycle)
    _papers(env.cr, cycle)
    _results(env.cr, cycle)
    env.invalidate_all()
    env.cr.execute("ANALYZE")


def _everybody(cycle):
    return SQL("(SELECT * FROM cadre_assessment WHERE cycle_id = %s AND assessed)", cycle.id)


def _posts(cr, cycle):
    """The present post was taken up years ago; before it there were others of the same kind."""
    rows.clone(
        cr,
        "hr_version",
        SQL("(SELECT e.current_version_id FROM hr_employee e WHERE e.id = a.employee_id)"),
        SQL("%s a, generate_series(1, %s) g", _everybody(cycle), POSTS),
        date_version=SQL("(p.date_version - make_interval(years => g))::date"),
        job_title=SQL("p.job_title || '（' || g || '）'"),
    )


def _postings(cr, cycle):
    cr.execute(
        SQL(
            """
            INSERT INTO cadre_posting (employee_id, company_id, host_unit_id, kind, level, date_from, date_to, post)
            SELECT a.employee_id, a.company_id, %s, 'posted', 'county', make_date(%s, 3, 1), make_date(%s, 12, 31),
                   '科员'
              FROM %s a WHERE a.id %% %s = 0
            """,
            cycle.unit_id.id,
            cycle.year - YEARS,
            cycle.year - YEARS,
            _everybody(cycle),
            POSTED,
        )
    )


def _cases(cr, cycle):
    """Looked into and closed without a sanction."""
    cr.execute(
        SQL(
            """
            INSERT INTO cadre_case (employee_id, company_id, kind, state, opened_on, closed_on, year_from,
                                    effect_years, after_years)
            SELECT a.employee_id, a.company_id, 'investigation', 'closed', make_date(%s, 3, 1), make_date(%s, 9, 1),
                   %s, 0, 0
              FROM %s a WHERE a.id %% %s = 0
            """,
            cycle.year - YEARS,
            cycle.year - YEARS,
            cycle.year - YEARS,
            _everybody(cycle),
            CASES,
        )
    )


def _papers(cr, cycle):
    """The papers with their sections that the opening has made for the first of them, for everybody."""
    cr.execute(
        SQL(
            """SELECT d.id FROM cadre_document d JOIN %s a ON a.employee_id = d.employee_id
                WHERE d.cycle_id = %s ORDER BY d.employee_id, d.id""",
            _everybody(cycle),
            cycle.id,
        )
    )
    patterns = [number for (number,) in cr.fetchall()]
    for pattern in patterns[:1]:
        wanted = SQL(
            """(SELECT * FROM %s people WHERE NOT EXISTS (SELECT 1 FROM cadre_document d
                 WHERE d.cycle_id = people.cycle_id AND d.employee_id = people.employee_id))""",
            _everybody(cycle),
        )
        rows.clone(
            cr,
            "cadre_document",
            pattern,
            SQL("%s a", wanted),
            employee_id=SQL("a.employee_id"),
            employee_name=SQL("a.name"),
            user_id=SQL("NULL"),
        )
        fresh = SQL(
            """(SELECT d.* FROM cadre_document d
                 JOIN cadre_document first ON first.id = %s AND d.rule_id = first.rule_id
                 WHERE d.cycle_id = %s
                   AND NOT EXISTS (SELECT 1 FROM cadre_document_section s WHERE s.document_id = d.id))""",
            pattern,
            cycle.id,
        )
        cr.execute(SQL("SELECT id FROM cadre_document_section WHERE document_id = %s", pattern))
        sections = [number for (number,) in cr.fetchall()]
        cr.execute(SQL("CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT * FROM %s f", fresh))
        for section in sections:
            rows.clone(cr, "cadre_document_section", section, SQL("fresh f"), document_id=SQL("f.id"))
        cr.execute("DROP TABLE fresh")


def _results(cr, cycle):
    """Results of the years before, one of everybody and year."""
    cr.execute(
        SQL(
            """
            INSERT INTO cadre_result
                   (employee_id, company_id, year, name, staff_number, regulation, grade_code, grade_name, total,
                    has_total, origin, version)
            SELECT a.employee_id, a.company_id, %s - n, a.name, a.staff_number, 'S0',
                   (ARRAY['excellent', 'good', 'fair'])[1 + (a.id + n) %% 3],
                   (ARRAY['优秀', '良好', '一般'])[1 + (a.id + n) %% 3],
                   60 + (a.id * 7 + n) %% 40, true, 'imported', 1
              FROM %s a, generate_series(1, %s) n
            """,
            cycle.year,
            _everybody(cycle),
            YEARS,
        )
    )
