"""Read what was recorded of every subject: records, scores, ballots, results taken over, the ledger.

Each kind of input is one query for the whole cycle. Keys are ids of the persons, or of the units, that are assessed.
"""

import json
from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from odoo.tools import SQL

from ...engine import Input, Posting, Unusable, figure
from ...engine.methods import GRADES, METHODS, RESULT, codes, method_of
from ..states import DECIDED

REPORT, SCORE, POSTING, ASSESSMENT = (
    "cadre.progress.report",
    "cadre.score",
    "cadre.ledger.posting",
    "cadre.assessment",
)


class Numbers(dict):
    """Text of a number -> the fraction, or what stands there instead: equal texts are read once, and no text is 0."""

    def __missing__(self, text):
        self[text] = value = figure(text)
        return value


def inputs_of(cycle, scheme, rows, wanted):
    """{subject: inputs} of the subjects in ``rows``; ``wanted``: their ids, or ``None`` for everybody."""
    inputs = defaultdict(list)
    field = cycle._subject_field()
    components = {component.key: component for component in scheme.components}
    levels = defaultdict(list)
    for component_id, level in _levels(cycle):
        levels[level].append((component_id, method_of(components[component_id].method).takes))
    if levels and field == "employee_id":
        _reports(cycle, levels, wanted, inputs)
    _scores(cycle, field, wanted, inputs)
    few = None if wanted is None else set(wanted)
    for component_id, tallies in cycle.env["cadre.ballot"].sudo()._tallies(cycle).items():
        for subject, (source, cells) in tallies.items():
            if few is None or subject in few:
                inputs[subject].append(Input(component_id, source, tallies=tuple(cells)))
    _derived(cycle, rows, inputs)
    _taken_over(cycle, inputs)
    return inputs


def among(field, wanted):
    """SQL: the subject in column ``field`` is one of ``wanted`` (``None``: any subject at all)."""
    column = SQL.identifier(*field.split("."))
    return SQL("%s IS NOT NULL", column) if wanted is None else SQL("%s = ANY(%s)", column, list(wanted))


# -- periodic records ----------------------------------------------------------------------------------------------
def _levels(cycle):
    return cycle.env.execute_query(
        SQL(
            "SELECT id, period_level FROM cadre_scheme_component WHERE scheme_id = %s AND period_level IS NOT NULL "
            "AND method = ANY(%s) ORDER BY sequence, id",
            cycle.scheme_id.id,
            list(codes(records=True)),
        )
    )


def _reports(cycle, levels, wanted, inputs):
    """Grades and marks of approved or filed records; a component reads the records of its level (A0-2, S1-21).

    A record marked by its indicators has a mark beside the grade; one rated by a grade alone has none, though its
    empty column reads as 0 once a rating was taken back.
    """
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT r.employee_id, r.id, r.level, r.grade_id,
                   CASE WHEN rule.marked OR r.grade_id IS NULL THEN r.mark::text END, p.name
              FROM cadre_progress_report r
              JOIN cadre_period p ON p.id = r.period_id
         LEFT JOIN cadre_scheme_period rule ON rule.id = p.rule_id
             WHERE r.cycle_id = %s AND r.level IN %s AND r.state IN ('approved', 'filed') AND r.rated_on IS NOT NULL
               AND %s
             ORDER BY r.employee_id, p.date_from, p.date_to, r.id
            """,
            cycle.id,
            tuple(levels),
            among("r.employee_id", wanted),
        )
    )
    marks = Numbers()
    for employee_id, report_id, level, grade_id, mark, label in rows:
        source = (REPORT, report_id)
        for component_id, takes in levels[level]:
            if takes == GRADES:
                if grade_id:
                    inputs[employee_id].append(Input(component_id, source, label, grade_id))
            elif mark is not None:
                inputs[employee_id].append(Input(component_id, source, label, None, marks[mark]))


# -- entered scores ------------------------------------------------------------------------------------------------
def _scores(cycle, field, wanted, inputs):
    """Confirmed final scores: marks, counts with what is counted, statistics. A self score never counts (S2B-02)."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT %(subject)s, s.id, s.component_id, s.value::text, COALESCE(s.label, item.name, ''),
                   CASE WHEN s.count_id IS NULL THEN ''
                        ELSE COALESCE(%(roles)s::jsonb ->> c.method, counted.code) END
              FROM cadre_score s
              JOIN cadre_scheme_component c ON c.id = s.component_id
         LEFT JOIN cadre_scheme_count counted ON counted.id = s.count_id
         LEFT JOIN cadre_work_item item ON item.id = s.item_id
             WHERE s.cycle_id = %(cycle)s AND s.state = 'confirmed' AND %(among)s
             ORDER BY %(subject)s, s.component_id, s.id
            """,
            subject=SQL.identifier("s", field),
            cycle=cycle.id,
            among=among(f"s.{field}", wanted),
            roles=json.dumps({code: method.role for code, method in METHODS.items() if method.role}),
        )
    )
    values = Numbers()
    for subject, score_id, component_id, text, label, role in rows:
        inputs[subject].append(Input(component_id, (SCORE, score_id), label, value=values[text], role=role))


# -- results taken over --------------------------------------------------------------------------------------------
def _derived(cycle, rows, inputs):
    """What the subject's unit was given in a cycle decided before: its total, or the points of a component (S3-09)."""
    derived = cycle.scheme_id.sudo().component_ids.filtered(
        lambda one: one._method().takes == RESULT and one.derived_from != "own_component"
    )
    parts = {
        component.id: component.derived_code if component.derived_from == "unit_component" else None
        for component in derived
    }
    if not parts:
        return
    found = _decided_points(cycle, {code for code in parts.values() if code})
    for row in rows:
        for component_id, code in parts.items():
            for source, value, label in found.get((row.unit_id, code), ()):
                inputs[row.subject].append(Input(component_id, source, label, value=value))


def _taken_over(cycle, inputs):
    """What was recorded for one component counts for another as well, which says so (S3-57)."""
    components = cycle.scheme_id.sudo().component_ids
    copies = {one.id: one._read_as().id for one in components if one._read_as() != one}
    for copied, original in copies.items():
        for entries in inputs.values():
            entries += [entry._replace(component=copied) for entry in entries if entry.component == original]


def _decided_points(cycle, asked):
    """{(unit, code of a component or ``None``): [(source, published points, name)]} of the cycles decided before."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT a.subject_unit_id, c.code, a.id, CASE WHEN l.id IS NULL THEN a.total ELSE l.points END::text, a.name
              FROM cadre_cycle_prerequisite_rel before
              JOIN cadre_assessment a ON a.cycle_id = before.prerequisite_id
         LEFT JOIN (cadre_assessment_line l JOIN cadre_scheme_component c ON c.id = l.component_id
                    AND l.kind = 'component' AND c.code = ANY(%s)) ON l.assessment_id = a.id
             WHERE before.cycle_id = %s AND a.assessed AND a.state IN %s AND a.has_total
               AND a.subject_unit_id IS NOT NULL
             ORDER BY a.id, l.sequence
            """,
            list(asked),
            cycle.id,
            DECIDED,
        )
    )
    found = defaultdict(list)
    totals = {}
    for unit, code, assessment, text, name in rows:
        if code is not None:
            found[unit, code].append(((ASSESSMENT, assessment), figure(text), name))
        totals[assessment] = unit, name
    if rows:
        query = SQL("SELECT id, total::text FROM cadre_assessment WHERE id = ANY(%s) ORDER BY id", list(totals))
        for assessment, text in cycle.env.execute_query(query):
            unit, name = totals[assessment]
            found[unit, None].append(((ASSESSMENT, assessment), figure(text), name))
    return found


# -- ledger --------------------------------------------------------------------------------------------------------
class Posted(NamedTuple):
    """One posting: as the engine takes it, its points, the code of its tariff line, and how many things it counts."""

    posting: Posting
    points: Fraction
    code: str
    count: Fraction | Unusable = Fraction(1)


class Settled(NamedTuple):
    """What the last computation said of a posting."""

    subject: int
    points: Fraction
    settled: bool
    counted: bool
    counted_points: Fraction
    why_not: str | None


def postings_of(cycle, wanted):
    """{subject: postings of confirmed events, the oldest first} and {posting: :class:`Settled`}.

    Points booked in the record of a month are in its mark already (S1-48) and no part of the year's score.
    """
    field = cycle._subject_field()
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT %(subject)s, p.id, p.points::text, p.cap_id, p.dedupe_key, adjustment.code, adjustment.booking,
                   e.title, COALESCE(p.settled, false), COALESCE(p.counted, false), p.counted_points::text,
                   p.not_counted_reason, COALESCE(e.count, 1)::text
              FROM cadre_ledger_posting p
              JOIN cadre_ledger_event e ON e.id = p.event_id
              JOIN cadre_scheme_adjustment adjustment ON adjustment.id = p.adjustment_id
             WHERE p.cycle_id = %(cycle)s AND p.state = 'confirmed' AND e.state = 'confirmed' AND %(among)s
             ORDER BY %(subject)s, p.date, p.id
            """,
            subject=SQL.identifier("p", field),
            cycle=cycle.id,
            among=among(f"p.{field}", wanted),
        )
    )
    postings, settled, numbers = defaultdict(list), {}, Numbers()
    for subject, posting, text, cap, dedupe, code, booking, title, done, counted, counted_text, why_not, times in rows:
        points = numbers[text]
        if booking == "month":
            points = numbers[None]
        else:
            settled[posting] = Settled(subject, points, done, counted, numbers[counted_text], why_not)
        posted = Posting((POSTING, posting), points, cap, dedupe, title or "")
        postings[subject].append(Posted(posted, points, code, numbers[times]))
    _counted_facts(cycle, field, wanted, postings)
    return postings, settled


def _ledger_counts(cycle):
    """{code of a tariff line: what a component counts by its events}."""
    counts = cycle.scheme_id.sudo().component_ids.count_ids
    return {count.ledger_code: count for count in counts if count.ledger_code}


def _counted_facts(cycle, field, wanted, postings):
    """A figure that was entered for what the ledger counts is the same fact: it bars and rewards as its event does."""
    counts = _ledger_counts(cycle)
    if not counts:
        return
    lines = {count.id: code for code, count in counts.items()}
    rows = cycle.env.execute_query(
        SQL(
            "SELECT %(subject)s, id, count_id FROM cadre_score WHERE cycle_id = %(cycle)s AND state = 'confirmed' "
            "AND count_id = ANY(%(counts)s) AND value > 0 AND %(among)s ORDER BY id",
            subject=SQL.identifier(field),
            cycle=cycle.id,
            counts=list(lines),
            among=among(field, wanted),
        )
    )
    for subject, score, count in rows:
        if all(one.code != lines[count] for one in postings[subject]):
            zero = Fraction()
            postings[subject].append(Posted(Posting((SCORE, score), zero), zero, lines[count]))


def count_events(cycle, inputs, postings):
    """Add to ``inputs`` what the ledger counts for components: each confirmed event once, instead of what was entered
    for the same thing (S2B-19, S2B-28)."""
    counts = _ledger_counts(cycle)
    for subject, posted in postings.items() if counts else ():
        for code, count in counts.items():
            component, role = count.component_id.id, count._engine_role()
            found = [
                Input(component, one.posting.source, one.posting.label, value=one.count, role=role)
                for one in posted
                if one.code == code and one.posting.source[0] == POSTING
            ]
            if found:
                others = [one for one in inputs[subject] if (one.component, one.role) != (component, role)]
                inputs[subject] = others + found
