"""The annual grades of people, from the archive: a fact that conditions ask (S4-P2-06, S4-P9-14)."""

from functools import lru_cache

from odoo.tools import SQL

from ...engine.known import Word
from ..organization.annual_grades import PLACES, annual_grade, of_year
from ..organization.person_facts import Request, provides, sourced_by
from ..rows import array_of

LOOKED_BACK = 10
"""Years of a history whose beginning, for want of a beginning of work, nobody knows."""


@provides("annual_grades")
def annual_grades(request):
    """One entry a year, from the beginning of work to the last year that was assessed; ``None``: none on file.

    The last year is the one before the day asked; while nobody of the company has an annual grade of it, its assessment
    is not over and the year before is the last one. Two queries.
    """
    years, begun, company_of = _years(request)
    last_years = _last_years(request)
    facts = {}
    for person, known in years.items():
        last = last_years.get(company_of[person], request.on.year - 1)
        start = begun[person]
        first = min(start.year if start else last - LOOKED_BACK + 1, *known)
        facts[person] = dict.fromkeys(request.asked, tuple(map(known.get, range(first, last + 1))))
    return facts


def grades_by_year(env, people, on):
    """{person id: {year: :class:`Word` of the annual grade}} of the years before ``on``.

    ``None`` where the results of a year disagree. As superuser; who may know it is asked by the caller.
    """
    return _years(Request(env(su=True), tuple(people.ids), (), on))[0]


@sourced_by("annual_grades")
def results(request):
    """The result of the last year on file; those of the years before stand beside it in the archive."""
    domain = [("employee_id", "in", request.people), ("year", "<", request.on.year), ("annual_grade", "!=", False)]
    results = request.env["cadre.result"].search(domain, order="year, version")
    last = {result.employee_id.id: result for result in results}
    return {who: dict.fromkeys(request.asked, result) for who, result in last.items()}


@lru_cache(maxsize=1024)
def _said(name, code, converted, regulation):
    """What a result says of its year, as :func:`of_year` takes it from one; ``None``: it has no annual grade."""
    grade = annual_grade(converted) or annual_grade(name, code)
    return ((grade, bool(annual_grade(converted)), regulation),) if grade else None


@lru_cache(maxsize=1024)
def _word(said):
    """The grade of a year of which the results say so; ten thousand people have some dozens of such years."""
    grade = of_year(said)
    return Word(grade, PLACES[grade]) if grade else None


def _years(request):
    """{person: {year: its grade}}, {person: beginning of work}, {person: company}."""
    said_of, begun, company_of = {}, {}, {}
    for person, company, year, name, code, converted, regulation, work_start in _results(request):
        said = _said(name, code, converted, regulation)
        if said:
            known = said_of.get(person)
            if known is None:
                known = said_of[person] = {}
                begun[person], company_of[person] = work_start, company
            known[year] = known[year] + said if year in known else said
    years = {person: {year: _word(said) for year, said in known.items()} for person, known in said_of.items()}
    return years, begun, company_of


def _results(request):
    """The newest version of each result of the years before the day asked, by what its hash vouches for."""
    request.env["cadre.result"].flush_model()
    return request.env.execute_query(
        SQL(
            """
            SELECT DISTINCT ON (r.employee_id, r.year, r.regulation) r.employee_id, r.company_id, r.year, r.grade_name,
                   r.grade_code, r.annual_grade_name, r.regulation, e.work_start
              FROM cadre_result r JOIN hr_employee e ON e.id = r.employee_id AND e.company_id = r.company_id
             WHERE r.employee_id = ANY(%s) AND r.year < %s
          ORDER BY r.employee_id, r.year, r.regulation, r.version DESC
            """,
            array_of(request.people),
            request.on.year,
        )
    )


def _last_years(request):
    """{company: the last year that was assessed}, of companies with annual grades of one of the two years before."""
    last = request.on.year - 1
    return dict(
        request.env.execute_query(
            SQL(
                """
                SELECT company_id, max(year) FROM cadre_result
                 WHERE employee_id IS NOT NULL AND annual_grade IS NOT NULL AND year IN (%s, %s)
              GROUP BY company_id
                """,
                last,
                last - 1,
            )
        )
    )
