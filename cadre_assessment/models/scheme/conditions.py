"""Tests of records that carry a criterion: scope lines, papers, what follows."""

from typing import NamedTuple

from ...engine.criteria import Test, facts_asked, prepare


class Conditions(NamedTuple):
    """``tests``: {record: its test of the facts of a subject}, in the order of the records; ``asks``: the facts."""

    tests: dict[object, Test]
    asks: frozenset[str]


def conditions(records):
    """The :class:`Conditions` of ``records``, each with a ``criterion_id``; one without holds for everybody. 1 query.

    :raises EngineError: a value that is no number where one is needed, a branch with nothing under it
    """
    criteria = records.criterion_id._engine_criteria()
    tests = {
        record: prepare(criteria[record.criterion_id.id]) if record.criterion_id else _everybody for record in records
    }
    return Conditions(tests, frozenset(facts_asked(criteria.values())))


def _everybody(_facts):
    return True
