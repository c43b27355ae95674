"""Every machine code of the engine, what it means and which figures it carries.

``VERDICTS`` are the codes of :attr:`.model.Verdict.reason` and :attr:`.model.Award.reason`, ``LINES`` those of
:attr:`.model.TraceLine.reason`, ``RATINGS`` those of :meth:`.rating.RatingSeats.another`, ``FLAGS`` the words
before the colon (or the whole) of :attr:`.model.Verdict.flags`. Points and ratios are fractions, ranks and counts
whole numbers, names text. A test holds every code and every figure that the engine gives against these tables.
"""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What a code says, and the names of its figures."""

    text: str
    figures: tuple[str, ...] = ()


SEATS = ("rank", "total", "quota", "seats", "base", "ratio")
"""Rank in the group, published total, code of the quota, its seats, base and ratio (``None``: a fixed number)."""

VERDICTS = {
    "seat_won": Meaning("Among the best for whom there are seats.", SEATS),
    "seat_lost": Meaning(
        "Every seat went to a higher total; ``last``: the last winner's total, if any.", (*SEATS, "last")
    ),
    "seats_pending": Meaning(
        "What the better ones left waits for one of ``tied`` subjects with a higher total (G6).", (*SEATS, "tied")
    ),
    "no_seats": Meaning("The pool has no seat at all: ratio x base is below 1 (G3).", SEATS),
    "seats_granted": Meaning(
        "All seats are gone before anybody competes: ``granted`` by a gate, or given before (A3-12).",
        (*SEATS, "granted"),
    ),
    "tie_broken_by": Meaning(
        "Level on the total at the last seat; ``component`` (code) decided, ``values`` = (own points, points of the "
        "nearest one on the other side), ``None`` for an absent part; ``won`` says which way.",
        (*SEATS, "component", "values", "won"),
    ),
    "pending_tie": Meaning(
        "``tied`` subjects are level through the whole chain for ``seats_left`` seats: 待裁定 (G6).",
        (*SEATS, "tied", "seats_left"),
    ),
    "exempt_won": Meaning("As good as the winners; uses no seat (S3-04).", SEATS),
    "barred": Meaning(
        "A gate keeps it from the top grade; ``gates``: their names (S0-32).", ("rank", "total", "gates")
    ),
    "below_minimum": Meaning(
        "``score`` (``None``: absent) of ``component`` (code; empty: the total) is below ``minimum`` (S3-39).",
        ("rank", "total", "quota", "component", "score", "minimum"),
    ),
    "not_in_pool": Meaning(
        "Place ``place`` among ``size`` is outside the top ``share`` (G5).",
        ("rank", "total", "quota", "place", "size", "share"),
    ),
    "not_among": Meaning(
        "Only subjects proposed for grade ``among`` may have it (S2A-75).", ("rank", "total", "quota", "among")
    ),
    "band": Meaning(
        "The total falls into the band of ``grade`` (key); ``low``: its lower bound.", ("rank", "total", "grade", "low")
    ),
    "default": Meaning(
        "No quota concerns it: the scheme's default ``grade`` (key, or ``None``).", ("rank", "total", "grade")
    ),
    "undetermined": Meaning(
        "Takes part, no grade is set (不定等次); ``gates``: why, empty: its status.", ("rank", "total", "gates")
    ),
    "excluded": Meaning("Does not take part (不参加); ``gates``: why, empty: its status.", ("gates",)),
    "forced_grade": Meaning("A gate sets ``grade`` (key).", ("rank", "total", "grade", "gates")),
    "max_grade": Meaning(
        "A gate allows at most ``grade`` (key); without it: ``instead_of`` (key).",
        ("rank", "total", "grade", "instead_of", "gates"),
    ),
    "uncomputable": Meaning(
        "An input cannot be computed with: the subject waits until the record is put right. ``why``: a code of "
        ":data:`UNUSABLE`; ``component`` (code, or ``None``), ``label`` and ``value`` of the record, its bounds "
        "``low`` and ``high`` where it has some; ``more``: further ones.",
        ("component", "why", "label", "value", "low", "high", "more"),
    ),
    "no_input": Meaning("Nothing was recorded; ``missing``: codes of the components.", ("missing",)),
}

UNUSABLE = {
    "no_number": Meaning("``value`` (text) is not a number, or beyond all bounds."),
    "out_of_range": Meaning("``value`` is outside ``low`` … ``high``."),
    "no_coefficient": Meaning("Its grade is not on the scale of the component, or has no coefficient there."),
    "no_rate": Meaning("It counts ``value`` (role), which has no points in the component."),
    "no_option": Meaning("``value`` (how many) marks for an option that scores nothing, or fewer than none."),
    "no_weight": Meaning("A heading of the ballot has no weight in the component."),
    "several": Meaning("One figure is expected, and there are ``value`` of them."),
    "no_component": Meaning("It belongs to nothing that scores."),
    "no_fact": Meaning("A condition asks for it: the fact ``label`` is ``value``."),
}
"""Why an input cannot be computed with (``why`` of ``uncomputable`` and ``unusable``)."""

LINES = {
    "unusable": Meaning("This cannot be computed with (:data:`UNUSABLE`).", ("why", "label", "value", "low", "high")),
    "ballot": Meaning(
        "Valid and invalid marks; ``dropped``: groups without a valid mark, their weight went to the others.",
        ("valid", "invalid", "dropped"),
    ),
    "missing": Meaning("No input; ``treatment``: renormalise (G12), zero or full.", ("treatment",)),
    "renormalised": Meaning(
        "The points of ``present`` weight stand for all ``weight``; ``missing``: codes of the components.",
        ("missing", "weight", "present"),
    ),
    "scaled": Meaning(
        "The components for this class weigh ``weight``; they are scaled up to ``full`` (A2B-2).", ("weight", "full")
    ),
    "capped": Meaning("Points ``before``, at most ``limit`` (S1-41).", ("before", "limit")),
    "floored": Meaning("Points ``before``, at least ``limit`` (A2B-1).", ("before", "limit")),
    "void": Meaning("Emptied by the events named in ``roles`` (S2B-28).", ("roles",)),
    "duplicate": Meaning(
        "Its ``points`` do not count: for the same matter ``kept`` (source) counts with ``kept_points`` (S2A-24).",
        ("points", "kept", "kept_points"),
    ),
}

RATING = ("quota", "seats", "used", "base", "ratio", "share")
"""Code, seats, base and ratio of the quota; ``used`` and ``share`` are those with one more."""

RATINGS = {
    "seat_free": Meaning("One more may be given.", RATING),
    "seat_refused": Meaning("One more would exceed a hard limit (S0-20).", RATING),
    "seat_overrun": Meaning("One more exceeds a soft limit: with a recorded reason and approver.", RATING),
}

FLAGS = {
    "missing": Meaning("missing:<code>: no input for a component, for confirmation (G12)."),
    "partial": Meaning("partial:<code>:<have>/<owed>: a mean rests on fewer records than are owed (A1-3)."),
    "pool_without_band": Meaning("In the candidate pool of a top grade its total does not reach (A1-7)."),
}
