"""Say whether one more limited rating may be given during the year.

A rating is given person by person by a leader, long before anything is ranked (半年评定, S0-20): the seats of the
pool are known and so is how many are used.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from .model import Pool, Quota, Reason
from .quota import seats_of


class RatingSeats(NamedTuple):
    """Seats for one rating in one pool and period; ``ratio``: ``None`` of a fixed number, or where nobody asks."""

    quota: str
    seats: int
    used: int
    base: int
    hard: bool
    ratio: Fraction | None = None

    @property
    def left(self) -> int:
        """Seats nobody has."""
        return max(0, self.seats - self.used)

    def another(self) -> Reason:
        """Return whether one more may be given: ``seat_free``, ``seat_refused`` (hard), or ``seat_overrun`` (soft).

        An overrun needs a recorded reason and approver. ``used`` and ``share`` are those after one more.
        """
        used = self.used + 1
        figures = {
            "quota": self.quota,
            "seats": self.seats,
            "used": used,
            "base": self.base,
            "ratio": self.ratio,
            "share": Fraction(used, self.base) if self.base else None,
        }
        if self.left:
            return Reason("seat_free", figures)
        return Reason("seat_refused" if self.hard else "seat_overrun", figures)


def rating_seats(quota: Quota, base: int, used: int, pool: Pool | None = None) -> RatingSeats:
    """Return the seats of ``quota`` in a pool of ``base`` subjects of whom ``used`` have the rating already.

    Whoever changes a rating he gave before leaves that one out of ``used``; seats taken elsewhere (``pool.taken``)
    count as used.

    >>> quota = Quota("h", "half_top", "半年优秀不超过20%", "优秀", Fraction(1, 5))                           # S0-E2
    >>> [rating_seats(quota, 13, used).another().code for used in (0, 1, 2)]
    ['seat_free', 'seat_free', 'seat_refused']
    >>> rating_seats(quota, 13, 2).left, rating_seats(quota, 4, 0).another().code
    (0, 'seat_refused')
    """
    seats = seats_of(quota, base, pool)
    taken = used + (pool.taken if pool else 0)
    return RatingSeats(quota.code, seats.number, taken, base, quota.hard, seats.ratio)
