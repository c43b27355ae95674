"""Stretches of a career: how long a post, a rank or a kind of work was held, from what a personnel file says.

A file has an entry for each post, with the day it was entered from and often, more reliably, the day since when the
rank or the post has been held. What was before the first entry is not known, unless that is the beginning of work.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from .known import AtLeast, months_between


class Stretch(NamedTuple):
    """``what`` was held from ``since`` until the day before ``until``; ``said``: the file itself says since when."""

    since: date
    until: date
    what: object
    said: bool


def stretches(entries: Iterable[tuple[date, date | None, object]], on: date) -> list[Stretch]:
    """Return the stretches of ``entries`` as of the day ``on``: (entered from, held since if said, what), oldest first.

    Entries that follow each other with the same are one stretch. What an entry says of its beginning puts right what
    older entries say of that time; a beginning that was copied from the entry before to something else says nothing.

    >>> file = [(date(2015, 3, 1), None, "clerk"), (date(2018, 6, 1), date(2018, 4, 1), "deputy")]
    >>> [(str(one.since), str(one.until), one.what, one.said) for one in stretches(file, date(2020, 1, 1))]
    [('2015-03-01', '2018-04-01', 'clerk', False), ('2018-04-01', '2020-01-01', 'deputy', True)]
    >>> file += [(date(2019, 1, 1), date(2014, 1, 1), "deputy")]
    >>> [(str(one.since), one.what) for one in stretches(file, date(2020, 1, 1))]
    [('2014-01-01', 'deputy')]
    >>> copied = [(date(2015, 3, 1), date(2015, 1, 1), "clerk"), (date(2018, 6, 1), date(2015, 1, 1), "deputy")]
    >>> [(str(one.since), one.what, one.said) for one in stretches(copied, date(2020, 1, 1))]
    [('2015-01-01', 'clerk', True), ('2018-06-01', 'deputy', False)]
    """
    begun: list[tuple[date, object, bool]] = []
    stated_before, what_before = None, None
    for entered, stated, what in entries:
        said = None if stated == stated_before and what != what_before else stated
        stated_before, what_before = stated, what
        since = said or entered
        while begun and begun[-1][0] >= since:
            begun.pop()
        if not begun or begun[-1][1] != what:
            begun.append((since, what, said is not None))
    found, until = [], on
    for since, what, said in reversed(begun):
        found.append(Stretch(since, until, what, said))
        until = min(since, on)
    found.reverse()
    return found


def months_in(times: Iterable[tuple[date, date]]) -> int:
    """Return the full months of ``times`` (from, until), those at the same time counted once.

    Each time that stands apart counts its own full months (G10), as a file is read line by line.

    >>> post, village = (date(2015, 1, 1), date(2016, 1, 1)), (date(2015, 7, 1), date(2017, 1, 1))
    >>> months_in([village, post]), months_in([post, (date(2018, 1, 1), date(2018, 1, 31))])
    (24, 12)
    """
    joined: list[list[date]] = []
    times = list(times)
    for since, until in sorted(times, key=lambda time: time[0].toordinal()) if len(times) > 1 else times:
        if joined and since.toordinal() <= joined[-1][1].toordinal():
            if until.toordinal() > joined[-1][1].toordinal():
                joined[-1][1] = until
        else:
            joined.append([since, until])
    return sum(months_between(since, until) for since, until in joined if since < until)


def months_held(
    known: list[Stretch],
    fits: Callable[[object], bool],
    *,
    work_start: date | None,
    below: Callable[[object], bool] = lambda what: False,
    opens: Callable[[object], bool] = lambda what: False,
    also: Iterable[tuple[date, date]] = (),
) -> Fraction | AtLeast | None:
    """Return the months of the stretches whose ``what`` fits; at least so many, where earlier ones are not on file.

    All is on file from the beginning of work on; else from a stretch on before which nothing can have counted: one
    ``below`` what is asked (a career rises), or one whose beginning is said and that ``opens`` what is asked. A stretch
    with nothing entered (``None``) leaves it open.

    :param also: other times that count (postings)
    :return: months; ``None``: nothing is on file

    >>> ranks = {"clerk": 1, "deputy": 2, "head": 3}
    >>> asks = dict(fits=lambda rank: ranks[rank] >= 2, below=lambda rank: ranks[rank] < 2, opens="deputy".__eq__)
    >>> def held(*entries, start=None):
    ...     return months_held(stretches(entries, date(2012, 12, 13)), **asks, work_start=start)
    >>> held((date(2012, 1, 1), date(2009, 12, 20), "deputy")), held((date(2010, 1, 1), None, "clerk"))      # S4-E1
    (Fraction(35, 1), Fraction(0, 1))
    >>> held((date(2010, 1, 1), None, "deputy")), held((date(2010, 1, 1), date(2008, 1, 1), "head"))
    (AtLeast(value=Fraction(35, 1)), AtLeast(value=Fraction(59, 1)))
    >>> held((date(2010, 1, 1), None, "deputy"), start=date(2010, 1, 1)), held()
    (Fraction(35, 1), None)
    """
    if not known:
        return None
    times = [(one.since, one.until) for one in known if one.what is not None and fits(one.what)]
    months = Fraction(months_in([*times, *also] if also else times))
    settled = work_start is not None and known[0].since <= work_start
    for one in known:
        if one.what is None:
            settled = False
        elif below(one.what) or (one.said and fits(one.what) and opens(one.what)):
            settled = True
    return months if settled else AtLeast(months)
