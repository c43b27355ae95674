"""Results of earlier years from a file: a level there is, a year that can be, one result of a year."""

import functools
from collections import defaultdict

from odoo.tools import SQL

from ..models.clock import today_of
from ..models.organization.annual_grades import WORDS, annual_grade, rank_of
from ..models.rows import array_of
from .import_changes import CLEARED

FIRST_YEAR = 1949
YOUNGEST = 16
"""Years of age at which somebody can have worked."""


def examine(check, by_field):
    """Hold every row against levels, years and the archive; a fixed number of queries.

    ``check.levels``: {row: code of its grade}; ``check.archive``: {(person, year, regulation): the version in force} of
    the people of the file.
    """
    person, year, regulation, grade = (by_field[name] for name in ("employee_id", "year", "regulation", "grade_name"))
    ids = {cells[person] for _row, cells in check.rows if isinstance(cells[person], int)}
    results = check.env["cadre.result"].search([("employee_id", "in", list(ids))], order="version")
    check.archive = {(one.employee_id.id, one.year, one.regulation): one for one in results}
    check.levels, levels = {}, Levels(check.env)
    this_year = today_of(check.env.company).year
    first_years = _first_years(check.env, ids)
    years = Years(check.archive)
    codes = functools.cache(lambda under, typed: (levels.code(under, typed), annual_grade(typed)))
    for row, cells in check.rows:
        of = check.by_id.get(cells[person])
        typed, under, when = cells[grade], cells[regulation], cells[year]
        if CLEARED in (typed, under, when):
            typed, under, when = (None if one is CLEARED else one for one in (typed, under, when))
        level = None
        if typed:
            code, level = codes(under, typed)
            if code:
                check.levels[row] = code
            else:
                check.note(
                    row,
                    grade,
                    "grade",
                    typed,
                    value=typed,
                    regulation=under or "—",
                    known="、".join(levels.known(under)),
                )
        why = impossible(when, this_year, of, first_years) if when else None
        if why:
            check.note(row, year, why[0], when, value=when, **why[1])
        why = years.second(cells[person], when, under, level, row) if level and of and when and under else None
        if why:
            check.note(row, regulation, why[0], under, name=of.name, value=when, **why[1])


def _first_years(env, ids):
    """{employee id: year in which he can have worked first}, of those of whom that is known. One query."""
    people = env["hr.employee"]
    people.flush_model(["work_start", "birthday"])
    begun = SQL(
        "SELECT id, COALESCE(date_part('year', work_start), date_part('year', birthday) + %s)::int FROM hr_employee"
        " WHERE id = ANY(%s) AND COALESCE(work_start, birthday) IS NOT NULL",
        YOUNGEST,
        array_of(ids),
    )
    return dict(env.execute_query(begun))


def impossible(year, this_year, person, first_years):
    """(code of the reason, its figures) where nobody, or not this person, can have a result of ``year``; or None."""
    if year >= this_year:
        return "year_not_over", {}
    if year < FIRST_YEAR:
        return "year_too_early", {"first": FIRST_YEAR}
    if person and year < first_years.get(person.id, year):
        return "year_before_work", {"name": person.name, "first": first_years[person.id]}
    return None


class Levels:
    """Which grade a word is: one of the regulation's own scale, one of the levels of the law, or one of any scale."""

    def __init__(self, env):
        self.own, self.any = defaultdict(dict), defaultdict(set)
        schemes = env["cadre.scheme"].search([("subject_kind", "=", "person"), ("result_scale_id", "!=", False)])
        for scheme in schemes:
            for grade in scheme.result_scale_id.grade_ids:
                for word in _words(grade):
                    self.own[scheme.regulation_id.name].setdefault(word, grade.code)
        for grade in env["cadre.scale.grade"].search([]):
            for word in _words(grade):
                self.any[word].add(grade.code)

    def code(self, regulation, typed):
        """The code of the grade, or None: no such level, or more than one where the regulation does not say which.

        A level of the law that the regulation's own scale lacks, or of which no scheme is there yet, has the law's.
        """
        word = _spelt(typed)
        own = self.own.get(regulation, {})
        if word in own or annual_grade(word):
            return own.get(word) or annual_grade(word)
        codes = () if own else self.any.get(word, ())
        return next(iter(codes)) if len(codes) == 1 else None

    def known(self, regulation):
        """The words that may stand there."""
        return list(dict.fromkeys([*self.own.get(regulation, ()), *WORDS]))


class Years:
    """A year has one annual grade: of two results that speak alike nobody could say which it is (S0-35)."""

    def __init__(self, archive):
        self.seen = {}
        for (person, year, regulation), result in archive.items():
            level = result.annual_grade
            if level:
                rank = rank_of(bool(annual_grade(result.annual_grade_name)), regulation)
                self.seen[person, year, rank] = regulation, result

    def second(self, person, year, regulation, level, row):
        """(code of the reason, its figures) where another regulation has spoken already; or None."""
        if not level:
            return None
        key = person, year, rank_of(False, regulation)
        other, where = self.seen.setdefault(key, (regulation, row))
        if other == regulation:
            return None
        if isinstance(where, int):
            return "second_in_file", {"regulation": other, "row": where}
        return "second_in_archive", {"regulation": other, "old": where.grade_name}


def _words(grade):
    return [_spelt(word) for word in (grade.name, *(grade.alias or "").replace("、", ",").split(",")) if word]


def _spelt(word):
    return "".join(word.split())
