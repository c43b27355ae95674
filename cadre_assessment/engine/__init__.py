"""The pure engine: arithmetic and rules, no database, no clock, no Odoo (law 1).

The door: what goes in and comes out (:func:`evaluate` and its values), exact numbers, and what may go wrong. Rules that
are asked by themselves are modules of their own: :mod:`.criteria`, :mod:`.methods`, :mod:`.quota`, :mod:`.rating`,
:mod:`.gates`, :mod:`.bands`, :mod:`.marks`, :mod:`.subtotals`, :mod:`.ballots`, :mod:`.choices`, :mod:`.clock`,
:mod:`.periods`, :mod:`.spelling`, :mod:`.known` and :mod:`.career` (what is on file of a person), :mod:`.schedule`,
:mod:`.weights`, :mod:`.contenders`,
:mod:`.structure` and :mod:`.matching` (how people are chosen), :mod:`.reasons` (every machine code
with its figures) and :mod:`.diff` (what two wordings of the rules differ in). Everything else is inside;
``.importlinter`` keeps others out.

Inside an evaluation: :mod:`.components`, :mod:`.counted` and :mod:`.reading` (inputs to points), :mod:`.tree`,
:mod:`.adjustments` and :mod:`.totals` (points to a total with its trace), :mod:`.ranking`, :mod:`.standing`,
:mod:`.contest` and :mod:`.proposal` (totals to a grade with its reason).
"""

from .errors import (
    ComponentError,
    CriterionError,
    EngineError,
    GateError,
    InputError,
    NumberError,
    PoolError,
    QuotaError,
)
from .model import (
    Cap,
    Component,
    Criterion,
    Gate,
    Grade,
    Input,
    Outcome,
    Pool,
    Posting,
    Quota,
    Scale,
    Scheme,
    Subject,
    Tally,
    Verdict,
)
from .numbers import ABSENT, Unusable, exact, figure, half_up, publish
from .pipeline import evaluate

__all__ = [
    "ABSENT",
    "Cap",
    "Component",
    "ComponentError",
    "Criterion",
    "CriterionError",
    "EngineError",
    "Gate",
    "GateError",
    "Grade",
    "Input",
    "InputError",
    "NumberError",
    "Outcome",
    "Pool",
    "PoolError",
    "Posting",
    "Quota",
    "QuotaError",
    "Scale",
    "Scheme",
    "Subject",
    "Tally",
    "Unusable",
    "Verdict",
    "evaluate",
    "exact",
    "figure",
    "half_up",
    "publish",
]
