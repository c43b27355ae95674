"""Errors of the engine: a class for each kind of failure, each naming its record.

Everything the engine raises is an :class:`EngineError` and names the record it means. A *rule* that cannot be computed
with stops a cycle; an *input* (:class:`InputError`) only its subject.
"""

from __future__ import annotations


class EngineError(ValueError):
    """A rule or a value that cannot be computed with; ``record``: code or key of what is meant, where there is one."""

    def __init__(self, text: str, record: object = None) -> None:
        super().__init__(text)
        self.record = record


class NumberError(EngineError):
    """No number, or one that was computed in floating point; ``record``: the value."""


class WordError(EngineError):
    """A word that the engine does not know; ``record``: the word."""

    def __init__(self, what: str, word: object) -> None:
        super().__init__(f"unknown {what}: {word!r}", word)


class DayError(EngineError):
    """Days that no calendar has; ``record``: the day, or how many."""


class PaperError(EngineError):
    """A paper of a ballot that nobody could fill in so; ``record``: what is wrong on it."""


class CriterionError(EngineError):
    """A condition that cannot be asked; ``record``: its fact, or its kind."""


class SchemeError(EngineError):
    """A scheme that does not hold together; ``record``: what it names in vain."""


class RuleError(EngineError):
    """A part of a scheme, or of what is computed with it, that cannot be used; ``record``: its code or key."""

    kind = "rule"

    def __init__(self, record: object, text: str) -> None:
        super().__init__(f"{self.kind} {record}: {text}", record)


class ComponentError(RuleError):
    """A component: its method, maximum, scale, parameters, parent."""

    kind = "component"


class GateError(RuleError):
    """A gate: its effect or its grade."""

    kind = "gate"


class QuotaError(RuleError):
    """A quota: its ratio, what it limits, what its minimum is asked of."""

    kind = "quota"


class PoolError(RuleError):
    """A pool of seats: its ratio."""

    kind = "pool of seats"


class SubjectError(RuleError):
    """A subject that cannot be evaluated: given twice."""

    kind = "subject"


class InputError(EngineError):
    """One input of one subject that cannot be computed with.

    It never stops anybody else: the subject it belongs to waits, the others are computed. ``why`` is a code of
    :data:`.reasons.UNUSABLE`; ``figures``: what is known of it (``source``, ``label``, ``value``, ``low``, ``high``).
    """

    def __init__(self, why: str, text: str, **figures: object) -> None:
        super().__init__(text, figures.get("label"))
        self.why = why
        self.figures = figures
