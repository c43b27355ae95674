"""Facts that a personnel file says: the person, his posts, postings and trainings. One query for each of them."""

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
from ..rows import array_of, named
from .person_facts import BY_HAND, provides
from .post_columns import read_of

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


def rows_of(request, query, **values):
    """The rows of ``query`` for the people and the day of ``request``; the statement is one of this room's, as it is
    written."""
    return _rows(request, query, **values)


def _rows(request, query, **values):
    for model in READ:
        request.env[model].flush_model()
    request.env.cr.execute(SQL(query, people=array_of(request.people), on=request.on, **values))
    return named(request.env.cr)


@provides(BY_HAND)
def nothing(_request):
    """Nothing: who checks says it (``cadre.candidate.check``)."""
    return {}


# -- the person --------------------------------------------------------------------------------------------------------
@provides("age", "birthday", "work_start", "work_months", "party_member", "party_date", "party_months", "serving")
def person(request):
    rows = rows_of(
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
    if name == "serving":
        return row.departure_date >= on if row.departure_date else bool(row.active)
    if name in ("birthday", "age"):
        birthday = Day.of(row.birthday, row.birthday_month_only)
        if name == "birthday":
            return birthday
        return Fraction(months_between(birthday, on) // 12) if birthday else None
    if name in ("work_start", "work_months"):
        work_start = Day.of(row.work_start, row.work_start_month_only)
        if name == "work_start":
            return work_start
        return Fraction(months_between(work_start, on)) if work_start else None
    member = bool(row.party_member) if row.political else None
    if name == "party_member":
        return member
    joined = Day.of(row.party_date, row.party_date_month_only)
    if name == "party_date":
        return joined
    return Fraction(0) if member is False else Fraction(months_between(joined, on)) if joined else None


# -- posts -------------------------------------------------------------------------------------------------------------
@provides(
    "sex", "post_class", "post_kind", "identity", "staffing", "unit_category", "unit_head", "team_member",
    "leading_post", "grassroots_post", "rank", "layer", "rank_since", "post_since", "promoted_months", "rank_months",
    "layer_months", "layer_up_months", "post_months", "post_kind_months", "grassroots_months",
    "grassroots_lead_months",
)  # fmt: skip
def posts(request):
    columns, joins = read_of({one.name for one in request.asked})
    rows = rows_of(
        request,
        """
        SELECT v.employee_id, v.date_version, e.work_start, e.work_start_month_only, %(columns)s
          FROM hr_version v JOIN hr_employee e ON e.id = v.employee_id %(joins)s
         WHERE v.active AND v.employee_id = ANY(%(people)s) AND v.date_version <= %(on)s
      ORDER BY v.employee_id, v.date_version
        """,
        columns=columns,
        joins=joins,
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
    rows = rows_of(
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
    rows = rows_of(
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
    rows = rows_of(
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
