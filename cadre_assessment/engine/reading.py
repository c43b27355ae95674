"""What a scoring method gives for one component of one subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import NamedTuple

from .model import Input, Reason
from .numbers import Absent


class Reading(NamedTuple):
    """What was read (``raw``: mean coefficient, mark, score, net points), the share of the weight it earns
    (``coefficient``, a ratio, or ``None`` where points are counted), and the exact ``points``."""

    raw: Fraction
    coefficient: Fraction | None
    points: Fraction
    reason: Reason | None = None


Reader = Callable[[Sequence[Input]], Reading | Absent]
