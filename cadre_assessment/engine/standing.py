"""What is known of one subject while a scheme is evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .gates import Ruling
from .model import Award, Grade, Key, Reason, Subject
from .numbers import publish
from .ranking import Chain, chain_of
from .totals import Total


@dataclass(slots=True, eq=False)
class Standing:
    """One subject between its total and its verdict; filled step by step by :mod:`.pipeline`.

    ``refused``: top-grade quota or award -> why it does not compete; ``lost``: grades whose seats it did not get;
    ``unmet``: (quota, why) where a score or a place is not enough, whoever decides (S3-39, A3-14);
    ``reason``: the last word of a contest for a grade; ``won``: the grade of its seat.
    """

    subject: Subject
    ruling: Ruling
    total: Total
    rank: int | None = None
    band: Grade | None = None
    won: Grade | None = None
    pending: bool = False
    may_top: bool = True
    reason: Reason | None = None
    proposed: Grade | None = None
    lost: tuple[Key, ...] = ()
    unmet: tuple[tuple[Key, Reason], ...] = ()
    flags: tuple[str, ...] = ()
    awards: tuple[Award, ...] = ()

    @property
    def seatless(self) -> bool:
        """Whether its grade uses no seat, whichever it gets: by its scope (S3-04) or by what grants it (A2-2)."""
        return not self.subject.uses_seat or self.ruling.seatless

    @property
    def competes(self) -> bool:
        """Whether it takes part, has a total, and no gate sets its grade."""
        return self.ruling.status == "normal" and self.ruling.forced is None and self.total.units is not None

    def stands_for(self, grade: Grade | None) -> bool:
        """Whether it may stand for ``grade`` (not after a better one), or for an award (``None``) beside its grade."""
        if grade is None:
            return self.ruling.status == "normal" and self.total.units is not None
        return self.competes and self.won is None and not self.pending

    def chain(self, components: tuple[Key, ...]) -> Chain:
        """Return its tie-break chain over ``components``, of published figures: hidden decimals decide nothing (G1)."""
        points = [self.total.points.get(key) for key in components]
        return chain_of([point if point is None else publish(point, self.total.digits) for point in points])

    def figures(self) -> dict[str, int | Fraction | None]:
        """Return the figures every reason begins with."""
        return {"rank": self.rank, "total": self.total.published}
