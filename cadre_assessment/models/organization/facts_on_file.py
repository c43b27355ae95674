"""Facts that a personnel file says: the person, his posts, postings and studies. One query for each of them."""

from collections import defaultdict
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from odoo.tools import SQL

from ...engine.career import months_held, months_in, stretches
from ...engine.clock import DAY, corresponding_day
from ...engine.known import AtLeast, Day, Word, months_between
from ..rows import named
from .person_facts import BY_HAND, provides
from .studies import DEGREE_PLACES, FULL_TIME, LEVEL_PLACES, is_nothing

READ = (
    "hr.employee",
    "hr.version",
    "hr.department",
    "cadre.rank",
    "cadre.category",
    "cadre.posting",
    "cadre.education",
    "cadre.training",
    "hr.job",
)
COUNTED_YEARS = 5
"""Years in which days of training are added up."""
NONE = Word("none", 0)
"""No schooling, or no degree, of the kind that is asked: known, and lower than every other."""
LEVELS = {code: Word(code, place) for code, place in LEVEL_PLACES.items()}
DEGREES_FROM = LEVEL_PLACES["bachelor"]
"""Below this level of schooling nobody gets a degree."""


class Rank(NamedTuple):
    """A rank as rules compare it, and its layer; ``opens``: who begins there begins at the layer."""

    code: str
    place: int
    family: str
    layer: str | None
    high: int | None
    opens: bool

    def below(self, height):
        """Whether it is below the rank, or layer, of that :class:`Height`: whoever holds it did not hold that before.

        Ranks of civil servants and those of institutions stand in one list, one after the other: between them the
        layers say who is higher.
        """
        if height.family == self.family:
            return self.place < height.place
        return self.high is None or height.high is None or self.high < height.high


class Height(NamedTuple):
    """What is asked: from which rank, or (without family) from which layer on."""

    place: int
    family: str | None
    high: int | None


def _rows(request, query, **values):
    """The rows of ``query`` for the people and the day of ``request``."""
    for model in READ:
        request.env[model].flush_model()
    request.env.cr.execute(SQL(query, people=list(request.people), on=request.on, **values))
    return named(request.env.cr)


@provides(BY_HAND)
def nothing(_request):
    """Nothing: who checks says it (``cadre.candidate.check``)."""
    return {}


# -- the person --------------------------------------------------------------------------------------------------------
@provides("age", "birthday", "work_start", "work_months", "party_member", "party_date", "party_months", "serving")
def person(request):
    rows = _rows(
        request,
        """
        SELECT e.id, e.active, e.birthday, e.birthday_month_only, e.work_start, e.work_start_month_only, e.party_date,
               e.party_date_month_only, political.id AS political, political.party_member, now.departure_date
          FROM hr_employee e
     LEFT JOIN cadre_category political ON political.id = e.political_status_id
     LEFT JOIN hr_version now ON now.id = e.current_version_id
         WHERE e.id = ANY(%(people)s)
        """,
    )
    return {row.id: {one: _of_person(row, one.name, request.on) for one in request.asked} for row in rows}


def _of_person(row, name, on):
    birthday = Day.of(row.birthday, row.birthday_month_only)
    work_start = Day.of(row.work_start, row.work_start_month_only)
    joined = Day.of(row.party_date, row.party_date_month_only)
    member = bool(row.party_member) if row.political else None
    if name == "age":
        return Fraction(months_between(birthday, on) // 12) if birthday else None
    if name == "work_months":
        return Fraction(months_between(work_start, on)) if work_start else None
    if name == "party_months":
        return Fraction(0) if member is False else Fraction(months_between(joined, on)) if joined else None
    if name == "serving":
        return row.departure_date >= on if row.departure_date else bool(row.active)
    return {"birthday": birthday, "work_start": work_start, "party_member": member, "party_date": joined}[name]


# -- posts -------------------------------------------------------------------------------------------------------------
@provides(
    "sex", "post_class", "post_kind", "identity", "staffing", "unit_category", "unit_head", "team_member",
    "leading_post", "grassroots_post", "rank", "layer", "rank_since", "post_since", "promoted_months", "rank_months",
    "layer_months", "layer_up_months", "post_months", "post_kind_months", "grassroots_months",
    "grassroots_lead_months",
)  # fmt: skip
def posts(request):
    rows = _rows(
        request,
        """
        SELECT v.employee_id, v.date_version, v.sex, v.rank_since, v.rank_since_month_only, v.post_since,
               v.post_since_month_only, rank.code AS rank, rank.sequence, layer.code AS layer, layer.sequence AS high,
               rank.kind, (rank.kind = 'leading' OR lowest.sequence = rank.sequence) AS opens,
               class.code AS post_class, post_kind.code AS post_kind,
               identity.code AS identity, staffing.code AS staffing, kind.code AS unit_category, v.is_unit_head,
               v.is_team_member, v.is_leading_post, v.is_grassroots, e.work_start, e.work_start_month_only
          FROM hr_version v
          JOIN hr_employee e ON e.id = v.employee_id
     LEFT JOIN cadre_rank rank ON rank.id = v.cadre_rank_id
     LEFT JOIN (
               SELECT layer_id, kind, max(sequence) AS sequence FROM cadre_rank WHERE active GROUP BY layer_id, kind
               ) lowest
            ON lowest.layer_id = rank.layer_id AND lowest.kind = rank.kind
     LEFT JOIN cadre_category layer ON layer.id = rank.layer_id
     LEFT JOIN cadre_category class ON class.id = v.post_class_id
     LEFT JOIN hr_job job ON job.id = v.job_id
     LEFT JOIN cadre_category post_kind ON post_kind.id = job.post_kind_id
     LEFT JOIN cadre_category identity ON identity.id = v.identity_id
     LEFT JOIN cadre_category staffing ON staffing.id = v.staffing_id
     LEFT JOIN hr_department department ON department.id = v.department_id
     LEFT JOIN hr_department unit ON unit.id = department.unit_id
     LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
         WHERE v.active AND v.employee_id = ANY(%(people)s) AND v.date_version <= %(on)s
      ORDER BY v.employee_id, v.date_version
        """,
    )
    files = defaultdict(list)
    for row in rows:
        files[row.employee_id].append(row)
    heights = _heights(request) if any(one.of for one in request.asked) else {}
    served = _served(request) if any(one.postings for one in request.asked) else {}
    return {
        who: {one: _of_posts(file, one, request.on, heights, served.get(who, ())) for one in request.asked}
        for who, file in files.items()
    }


def _heights(request):
    """{(kind, code): :class:`Height`} of ranks and layers; a company's own goes before the shared one (1 query)."""
    rows = _rows(
        request,
        """
        SELECT 'rank' AS what, rank.code, rank.sequence, rank.kind, layer.sequence AS high, rank.company_id
          FROM cadre_rank rank LEFT JOIN cadre_category layer ON layer.id = rank.layer_id
         UNION ALL
        SELECT 'layer', code, sequence, NULL, sequence, company_id FROM cadre_category WHERE kind = 'layer'
      ORDER BY company_id NULLS FIRST
        """,
    )
    return {
        (row.what, row.code): Height(-row.sequence, row.kind and _family(row.kind), _high(row.high)) for row in rows
    }


def _family(kind):
    """Leading posts and grades of civil servants are one ladder."""
    return "service" if kind in ("leading", "grade") else kind


def _high(sequence):
    return None if sequence is None else -sequence


def _of_posts(file, one, on, heights, served):
    """The fact ``one`` of a person, of the rows of his posts, the oldest first."""
    now = file[-1]
    if one.name in _FLAGS:
        return bool(getattr(now, _FLAGS[one.name]))
    if one.name in ("sex", "post_class", "post_kind", "identity", "staffing", "unit_category"):
        return getattr(now, one.name) or None
    if one.name == "rank":
        return Word(now.rank, -now.sequence) if now.rank else None
    if one.name == "layer":
        return Word(now.layer, -now.high) if now.layer else None
    work_start = Day.of(now.work_start, now.work_start_month_only)
    if one.name in _WHAT:
        held = _held(file, on, "post_since", _WHAT[one.name])
        if one.name == "post_since":
            return Day.of(now.post_since, now.post_since_month_only)
        fits = one.of.__eq__ if one.of else bool
        counted = served if one.postings else ()
        also = [(since, until) for since, until, leading in counted if leading or one.name == "grassroots_months"]
        return months_held(held, fits, work_start=work_start, also=also)
    return _of_ranks(_held(file, on, "rank_since", _rank), one, on, heights, work_start)


def _of_ranks(held, one, on, heights, work_start):
    if one.name == "rank_since":
        return held[-1].since if held[-1].what and (held[-1].said or held[1:]) else None
    if one.name == "promoted_months":
        return _since_promotion(held, on)
    height = heights.get(("rank" if one.name == "rank_months" else "layer", one.of))
    if height is None:
        return None
    fits, opens = {
        "rank_months": (lambda rank: rank.place >= height.place, lambda rank: rank.place == height.place),
        "layer_months": (lambda rank: rank.layer == one.of, lambda rank: rank.layer == one.of and rank.opens),
        "layer_up_months": (
            lambda rank: rank.high is not None and rank.high >= height.high,
            lambda rank: rank.layer == one.of and rank.opens,
        ),
    }[one.name]
    return months_held(held, fits, work_start=work_start, below=lambda rank: rank.below(height), opens=opens)


def _since_promotion(held, on):
    """Months since the last rise in rank; where none is on file, since the first rank began, or at least so many."""
    if any(one.what is None for one in held):
        return None
    rises = [after for one, after in pairwise(held) if after.what.place > one.what.place]
    last = rises[-1] if rises else held[0]
    months = Fraction(months_between(last.since, on))
    return months if rises or last.said else AtLeast(months)


def _rank(row):
    return _rank_of(row.rank, row.sequence, row.kind, row.layer, row.high, row.opens) if row.rank else None


@lru_cache(maxsize=1024)
def _rank_of(code, sequence, kind, layer, high, opens):
    """One and the same for all who hold it: thousands hold one of some dozens."""
    return Rank(code, -sequence, _family(kind), layer, _high(high), bool(opens))


_FLAGS = {
    "unit_head": "is_unit_head", "team_member": "is_team_member", "leading_post": "is_leading_post",
    "grassroots_post": "is_grassroots",
}  # fmt: skip
_BEGINNINGS = {
    since: attrgetter("date_version", since, f"{since}_month_only") for since in ("rank_since", "post_since")
}
_WHAT = {
    "post_since": lambda row: row.post_class,
    "post_months": lambda row: row.post_class or None,
    "post_kind_months": lambda row: row.post_kind or None,
    "grassroots_months": lambda row: bool(row.is_grassroots),
    "grassroots_lead_months": lambda row: bool(row.is_grassroots and row.is_leading_post),
}


def _held(file, on, since, what):
    begins = _BEGINNINGS[since]
    entries = [
        (entered, Day.of(stated, True) if month_only else stated, what(row))
        for row, (entered, stated, month_only) in zip(file, map(begins, file), strict=True)
    ]
    return stretches(entries, on)


# -- postings ----------------------------------------------------------------------------------------------------------
def _postings(request):
    """(person, kind, from, until, at the grass roots, as a leader): the day after the last one, or the day asked."""
    rows = _rows(
        request,
        """
        SELECT employee_id, kind, date_from, date_to, is_grassroots, is_leading_post
          FROM cadre_posting WHERE employee_id = ANY(%(people)s) AND date_from <= %(on)s
      ORDER BY employee_id, date_from
        """,
    )
    for row in rows:
        until = min(row.date_to + DAY, request.on) if row.date_to else request.on
        yield row.employee_id, row.kind, row.date_from, until, row.is_grassroots, row.is_leading_post


def _served(request):
    """{person: (from, until, as a leader) of his postings at the grass roots}."""
    served = defaultdict(list)
    for who, _kind, since, until, grassroots, leading in _postings(request):
        if grassroots:
            served[who].append((since, until, leading))
    return served


@provides("posted_months")
def posted(request):
    """Months of postings of a kind; who has none on file was on none."""
    times = defaultdict(list)
    for who, kind, since, until, _grassroots, _leading in _postings(request):
        times[who, kind].append((since, until))
    return {
        who: {one: Fraction(months_in(times.get((who, one.of), ()))) for one in request.asked} for who in request.people
    }


# -- training ----------------------------------------------------------------------------------------------------------
@provides("trained", "training_days")
def trainings(request):
    """Training that is over on the day: yes, or so many days at least. That somebody had none, no file says."""
    rows = _rows(
        request,
        """
        SELECT employee_id, kind, date_to, days
          FROM cadre_training WHERE employee_id = ANY(%(people)s) AND date_to <= %(on)s
        """,
    )
    kinds, days = defaultdict(set), defaultdict(Fraction)
    begin = corresponding_day(request.on, years=-COUNTED_YEARS)
    for row in rows:
        kinds[row.employee_id].add(row.kind)
        if row.date_to > begin:
            days[row.employee_id] += Fraction(row.days or 0)
    return {
        who: {
            one: AtLeast(days[who]) if one.name == "training_days" else one.of in kinds[who] or None
            for one in request.asked
        }
        for who in kinds
    }


# -- studies -----------------------------------------------------------------------------------------------------------
@provides("education", "education_full_time", "education_before_work", "degree")
def studies(request):
    rows = _rows(
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
