"""Facts that a personnel file says of somebody's studies. One query."""

from collections import defaultdict

from ...engine.known import AtLeast, Day, Word
from .facts_on_file import rows_of
from .person_facts import provides
from .studies import DEGREE_PLACES, FULL_TIME, LEVEL_PLACES, is_nothing

NONE = Word("none", 0)
"""No schooling, or no degree, of the kind that is asked: known, and lower than every other."""
LEVELS = {code: Word(code, place) for code, place in LEVEL_PLACES.items()}
DEGREES_FROM = LEVEL_PLACES["bachelor"]
"""Below this level of schooling nobody gets a degree."""


@provides("education", "education_full_time", "education_before_work", "degree")
def studies(request):
    rows = rows_of(
        request,
        """
        SELECT s.employee_id, s.kind, s.level, s.level_code, s.degree, s.degree_code, s.date_from,
               s.date_from_month_only, s.date_to, s.date_to_month_only, e.work_start, e.work_start_month_only
          FROM cadre_education s JOIN hr_employee e ON e.id = s.employee_id
         WHERE s.employee_id = ANY(%(people)s)
        """,
    )
    files = defaultdict(list)
    for row in rows:
        done = Day.of(row.date_to, row.date_to_month_only)
        if done <= request.on if done else not row.date_from:
            files[row.employee_id].append(row)
    return {who: {one: _of_studies(file, one.name) for one in request.asked} for who, file in files.items()}


def _of_studies(file, name):
    """The highest level of finished studies; at least that, where the level or the time of one is not known."""
    if name == "degree":
        found = [_degree(row) for row in file]
    elif name == "education":
        found = [_level(row) for row in file]
    else:
        before = name == "education_before_work"
        fits = [(row, _before_work(row) if before else True) for row in file if row.kind == FULL_TIME]
        found = [_level(row) if fit else None for row, fit in fits if fit is not False] or [NONE]
    known = [word for word in found if word is not None]
    if not known:
        return None
    highest = max(known, key=lambda word: word.place)
    return highest if len(known) == len(found) else AtLeast(highest)


def _level(row):
    if row.level_code:
        return LEVELS[row.level_code]
    return NONE if row.level and is_nothing(row.level) else None


def _degree(row):
    """Where nothing is entered there is none, unless the studies were such as end with a degree."""
    if row.degree_code:
        return Word(row.degree_code, DEGREE_PLACES[row.degree_code])
    if row.degree:
        return NONE if is_nothing(row.degree) else None
    place = LEVEL_PLACES.get(row.level_code)
    return NONE if row.kind == "party_school" or (place and place < DEGREES_FROM) else None


def _before_work(row):
    """Whether studies were begun before work (职前): by their beginning, else by their end; ``None``: not known."""
    if not row.work_start:
        return None
    work_start = Day.of(row.work_start, row.work_start_month_only)
    if row.date_from:
        return Day.of(row.date_from, row.date_from_month_only) < work_start
    if not row.date_to:
        return None
    return True if (row.date_to.year, row.date_to.month) <= (work_start.year, work_start.month) else None
