"""The unit at which a person stands who is posted somewhere, and for how many months. No database here."""

from collections import namedtuple
from datetime import timedelta

from ...engine.clock import held_months

Posting = namedtuple("Posting", "employee kind level host host_unit first last is_main")
"""A row of ``cadre.posting``: ids of the person, the host department and its unit; ``last`` is ``None``: goes on."""

RANK = {"village": 0, "supervisor": 1, "posted": 2, "entrusted": 3, "training": 4, "concurrent": 5}
"""Which of several postings a scope rule asks about: the first of these."""
CLAIMS = frozenset({"posted", "entrusted"})
"""Kinds by which a host may assess a person; of concurrent posts only the main duty does."""


def months_at(spans):
    """Full months of (first day, last day) spans in one host; spans without a day between them are one (A3-13).

    >>> from datetime import date
    >>> [months_at([(date(2019, 7, day), date(2019, 12, 31))]) for day in (1, 2)]  # S3-E4
    [6, 5]
    >>> months_at([(date(2019, 1, 10), date(2019, 3, 20)), (date(2019, 3, 21), date(2019, 7, 9))])
    6
    >>> months_at([(date(2019, 1, 10), date(2019, 3, 20)), (date(2019, 8, 1), date(2019, 9, 30))])
    4
    """
    months, first, last = 0, None, None
    for begin, end in sorted(spans):
        if last is not None and begin <= last + timedelta(days=1):
            last = max(last, end)
            continue
        months += held_months(first, last) if first else 0
        first, last = begin, end
    return months + (held_months(first, last) if first else 0)


def main_posting(postings, begin, as_of, cut_off):
    """The posting a scope rule asks about, its months in the host, and the units that claim the person.

    A temporary post counts whenever it was held in the cycle, every other posting only while it runs on ``as_of``.
    Months are those from ``begin`` of the cycle through the ``cut_off`` day, as far as the posting is known to go.

    :return: (posting or ``None``, months or ``None``, set of unit ids)

    >>> from datetime import date
    >>> year = date(2019, 1, 1), date(2019, 12, 31), date(2019, 12, 31)
    >>> long = Posting(7, "posted", "county", 3, 3, date(2019, 1, 1), date(2019, 8, 31), False)
    >>> main_posting([long], *year)[1:]
    (8, set())
    >>> now = long._replace(host=4, host_unit=4, first=date(2019, 9, 1), last=None)
    >>> posting, months, claims = main_posting([long, now], *year)
    >>> posting.host, months, claims
    (3, 8, {4})
    """
    running = [one for one in postings if one.first <= as_of and (one.last is None or one.last >= as_of)]
    claims = {one.host_unit for one in running if one.kind in CLAIMS or (one.kind == "concurrent" and one.is_main)}
    held = running + [one for one in postings if one.kind == "posted" and one not in running and one.first <= as_of]
    if not held:
        return None, None, claims

    def months(posting):
        return months_at(
            [
                (max(one.first, begin), min(one.last or cut_off, cut_off))
                for one in held
                if (one.kind, one.host) == (posting.kind, posting.host)
            ]
        )

    best = min(held, key=lambda one: (RANK[one.kind], not one.is_main, -months(one), one.first))
    return best, months(best), claims
