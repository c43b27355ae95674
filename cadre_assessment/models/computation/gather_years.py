"""What the archive knows of the years of a subject: the history that conditions over years ask.

The grade of a year is the *annual grade*, whatever regulation it came from, told in the codes of the scheme that asks;
what only this regulation said is a history of its own (``own_grades``), and so are its totals.
"""

from collections import defaultdict
from typing import NamedTuple

from odoo.tools import SQL

from ...engine import figure
from ..organization.annual_grades import annual_grade, of_year
from .gather_inputs import among

NAMES = ("grades", "own_grades", "totals")
"""The facts, in the order of :func:`histories`."""


class Spoken(NamedTuple):
    """What one result in force, of one regulation, says of a year."""

    result: int
    name: str
    code: str
    converted: str | None
    regulation: str
    total: object = None


class Year(NamedTuple):
    """A year of one subject; ``None``: not known. ``results``: ids of what the annual grade rests on."""

    grade: str | None = None
    own: str | None = None
    total: object = None
    results: tuple = ()
    own_result: int | None = None


def levels_of(scheme):
    """{level of the law: code of the grade of this scheme that it is}; a scheme without such words says its own."""
    return {
        level: grade.code
        for grade in scheme.sudo().result_scale_id.grade_ids
        if (level := annual_grade(grade.name, grade.code))
    }


def year_of(spoken, regulation, levels):
    """What one year says, of the results (:class:`Spoken`) of each regulation; see :func:`..annual_grades.of_year`.

    >>> counted = Spoken(1, "优秀", "a", None, "量化考核")
    >>> annual = Spoken(2, "称职", "b", None, "年度考核办法")
    >>> year_of([counted, annual], "量化考核", {"outstanding": "a", "able": "b"})
    Year(grade='b', own='a', total=None, results=(2,), own_result=1)
    >>> year_of([Spoken(3, "良好", "good", None, "r")], "r", {}).grade
    'good'
    """
    own = next((one for one in spoken if one.regulation == regulation), None)
    graded = [(one, annual_grade(one.converted) or annual_grade(one.name, one.code)) for one in spoken]
    graded = [(one, level) for one, level in graded if level]
    if graded:
        level = of_year([(level, bool(annual_grade(one.converted)), one.regulation) for one, level in graded])
        grade = levels.get(level, level)
        results = tuple(sorted(one.result for one, mine in graded if mine == level))
    else:
        grade = own and own.code
        results = (own.result,) if own else ()
    if not own:
        return Year(grade, results=results)
    return Year(grade, code_in(levels, own.name, own.code), own.total, results, own.result)


def code_in(levels, name, code):
    """The code, in the scheme of ``levels``, of a grade of a year before it: by its level where the scheme lacks it.

    >>> code_in({"outstanding": "a"}, "优秀", "outstanding"), code_in({"outstanding": "a"}, "良好", "good")
    ('a', 'good')
    """
    return code if code in levels.values() else levels.get(annual_grade(name, code), code)


def spoken_of(cycle, field, wanted):
    """What the archive says up to the year of ``cycle``: see :func:`spoken`."""
    regulation = cycle.sudo().scheme_id.regulation_id.name
    return spoken(cycle.env, cycle.company_id, regulation, cycle.year, field, wanted)


def spoken(env, company, regulation, until, field, wanted):
    """{subject: {year: [:class:`Spoken`]}} up to the year ``until``, by the newest version of each. One query.

    Of units only what ``regulation`` (its name) said: an annual grade is a person's.
    """
    rows = env.execute_query(
        SQL(
            """
            SELECT DISTINCT ON (%(subject)s, r.year, r.regulation) %(subject)s, r.year, r.id, r.grade_name,
                   r.grade_code, r.annual_grade_name, r.regulation, CASE WHEN r.has_total THEN r.total::text END
              FROM cadre_result r
             WHERE %(among)s AND r.year <= %(year)s AND r.company_id = %(company)s
               AND (r.employee_id IS NOT NULL OR r.regulation = %(regulation)s)
             ORDER BY %(subject)s, r.year, r.regulation, r.version DESC
            """,
            subject=SQL.identifier("r", field),
            among=among(f"r.{field}", wanted),
            year=until,
            regulation=regulation,
            company=company.id,
        )
    )
    known = defaultdict(lambda: defaultdict(list))
    for subject, year, *values, total in rows:
        known[subject][year].append(Spoken(*values, figure(total) if total is not None else None))
    return known


def earlier_years(cycle, field, wanted):
    """{subject: (:class:`Year`, …)} of the years before the cycle's, the oldest first, each year in its place.

    A year without a result stands there as :class:`Year` of nothing: it breaks a run of consecutive years (A2-8).
    """
    regulation, levels = cycle.sudo().scheme_id.regulation_id.name, levels_of(cycle.sudo().scheme_id)
    found = {}
    for subject, years in spoken_of(cycle, field, wanted).items():
        told = {year: year_of(spoken, regulation, levels) for year, spoken in years.items() if year < cycle.year}
        if told:
            found[subject] = tuple([told.get(year, Year()) for year in range(min(told), cycle.year)])
    return found


def histories(years):
    """The facts of :data:`NAMES` of some years: tuples, each beginning with the first year of which it says something.

    >>> histories((Year("a"), Year("b", "b", 90)))
    (('a', 'b'), ('b',), (90,))
    """
    return tuple(_begun(tuple(values)) for values in zip(*[year[:3] for year in years], strict=True)) or ((), (), ())


def _begun(values):
    first = next((place for place, value in enumerate(values) if value is not None), len(values))
    return values[first:]
