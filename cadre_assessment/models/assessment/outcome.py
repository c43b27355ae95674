"""How does an outcome of the engine become rows, and what is different from the last time?"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from fractions import Fraction
from hashlib import blake2b

from odoo.tools import SQL

from . import bulk
from .bulk import NULL, cell, decimal_text

VERDICT = (
    "total", "has_total", "exact_total", "rank", "band_grade_id", "proposed_grade_id", "may_top", "pending",
    "reason_code", "reason_figures", "flags", "gate_codes",
)  # fmt: skip
"""Fields of an assessment that say what the rules say, in the order of the cells."""
KEPT = ("state", "previous_total", "previous_grade_id", "has_previous", "changed_run", "verdict_digest", "trace_digest")
TRACE = (
    "assessment_id", "company_id", "sequence", "kind", "component_id", "name", "raw", "has_raw", "coefficient",
    "weight", "points", "exact_points", "source", "reason_code", "reason_figures",
)  # fmt: skip


@dataclass
class Changes:
    """What one computation changed: ids of assessments."""

    first: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    """Another total, grade or tie than the last time."""
    written: list[int] = field(default_factory=list)
    """Rows that were written at all (also for another rank or reason alone)."""
    traced: list[int] = field(default_factory=list)
    """Whose trace was replaced."""


def write(cycle, gathered, outcome, run, pools=True):
    """Write every verdict that differs from what stands there, and the pools. Returns :class:`Changes`."""
    env = cycle.env
    Assessment, Line = env["cadre.assessment"].sudo(), env["cadre.assessment.line"].sudo()
    changes, rows, lines = Changes(), [], []
    trace_of = trace_writer(cycle, gathered)
    for verdict in outcome.verdicts:
        stored = gathered.stored[verdict.subject]
        cells = verdict_cells(verdict)
        trace = trace_of(verdict)
        now = digests(cells, trace)
        if now == (stored.verdict_digest, stored.trace_digest) and stored.state == "computed":
            continue
        changes.written.append(verdict.subject)
        if now[1] != stored.trace_digest:
            changes.traced.append(verdict.subject)
            lines += trace
        rows.append(_row(verdict, stored, cells, now, run, changes))
    if rows:
        names = [*VERDICT, *KEPT]
        bulk.update_from(Assessment, names, rows)
        bulk.refreshed(Assessment.browse(changes.written), [*names, "line_ids"])
    if changes.traced:
        bulk.replace_children(Line, "assessment_id", TRACE, changes.traced, lines)
        Line.invalidate_model(flush=False)
    if pools:
        _write_pools(env, gathered, outcome)
    return changes


def _row(verdict, stored, cells, now, run, changes):
    """Cells of one assessment: id, verdict, and what is kept of the result before when there was one."""
    before = stored.total, stored.grade_id, stored.pending
    after = decimal_text(verdict.total) if verdict.total is not None else None, verdict.proposed, verdict.pending
    if stored.verdict_digest is None:
        changes.first.append(verdict.subject)
        kept = [NULL, NULL, "f", NULL]
    elif before != after:
        changes.moved.append(verdict.subject)
        kept = [cell(stored.total), cell(stored.grade_id), cell(stored.total is not None), cell(run)]
    else:
        kept = [cell(value) for value in stored.previous]
    return [str(verdict.subject), *cells, "computed", *kept, *now]


def digest(cells):
    """A short hash of what would be written; equal cells, equal hash.

    >>> digest(["a", "b"]) == digest(["a", "b"]) != digest(["ab"])
    True
    """
    return blake2b("\x1f".join(cells).encode(), digest_size=12).hexdigest()


def different(cycle, gathered, outcome):
    """Ids of the assessments on which something else stands than ``outcome`` says."""
    trace_of = trace_writer(cycle, gathered)
    return [
        verdict.subject
        for verdict in outcome.verdicts
        if digests(verdict_cells(verdict), trace_of(verdict))
        != (gathered.stored[verdict.subject].verdict_digest, gathered.stored[verdict.subject].trace_digest)
    ]


def digests(cells, trace):
    """What tells one result from another: hash of the verdict, hash of the trace."""
    return digest(cells), digest([part for line in trace for part in line])


def ranked_among(outcome, others, groups):
    """``outcome`` of a few subjects with their ranks among ``others``: (group, total as text) of everybody else.

    :param groups: subject -> comparison group.
    """
    totals = defaultdict(list)
    for group, total in others:
        totals[group].append(-Fraction(total))
    for entry in outcome.verdicts:
        if entry.total is not None:
            totals[groups[entry.subject]].append(-entry.total)
    for entry in totals.values():
        entry.sort()
    verdicts = []
    for entry in outcome.verdicts:
        if entry.total is not None:
            rank = bisect_left(totals[groups[entry.subject]], -entry.total) + 1
            figures = {**entry.reason.figures, "rank": rank} if "rank" in entry.reason.figures else entry.reason.figures
            entry = replace(entry, rank=rank, reason=replace(entry.reason, figures=figures))
        verdicts.append(entry)
    return replace(outcome, verdicts=tuple(verdicts))


def verdict_cells(verdict):
    """The cells of a verdict, in the order of :data:`VERDICT`."""
    total = verdict.total
    return [
        decimal_text(total) if total is not None else NULL,
        "t" if total is not None else "f",
        str(verdict.exact) if total is not None else NULL,
        cell(verdict.rank),
        cell(verdict.band),
        cell(verdict.proposed),
        "t" if verdict.may_top else "f",
        "t" if verdict.pending else "f",
        verdict.reason.code,
        cell(bulk.json_text(verdict.reason.figures)),
        cell(" ".join(verdict.flags)) if verdict.flags else NULL,
        " ".join(map(str, verdict.gates)) if verdict.gates else NULL,
    ]


def trace_writer(cycle, gathered):
    """The function from a verdict to the cells of its trace lines. What many subjects share is made into text once."""
    company = cell(cycle.company_id.id)
    grades_of = _grades_given(gathered)
    known = {}

    def text(value, digits):
        if value is None:
            return NULL
        key = value, digits
        if key not in known:
            known[key] = decimal_text(value, digits)
        return known[key]

    def cells(verdict):
        return [
            [
                str(verdict.subject),
                company,
                str(sequence),
                line.kind,
                cell(line.component),
                cell(line.label or line.kind),
                text(line.raw, 4),
                "t" if line.raw is not None else "f",
                text(line.coefficient, 6),
                text(line.weight, 4),
                text(line.shown, 2),
                str(line.points) if line.points is not None else NULL,
                " ".join([f"{model},{record}" for model, record in sources(line)]) or NULL,
                *reason_cells(verdict, line),
            ]
            for sequence, line in enumerate(verdict.lines, 1)
        ]

    def reason_cells(verdict, line):
        if line.reason:
            return line.reason.code, cell(bulk.json_text(line.reason.figures))
        given = grades_of(verdict.subject, line.component)
        if given not in known:
            known[given] = ("grades", cell(bulk.json_text({"grades": given}))) if given else (NULL, NULL)
        return known[given]

    return cells


def _grades_given(gathered):
    """The function from a subject and a component to the names of the grades given, in the order of the records."""
    names = {
        (component.key, grade.key): grade.name
        for component in gathered.scheme.components
        if component.scale
        for grade in component.scale.grades
    }
    given = defaultdict(list)
    for subject in gathered.subjects:
        for entry in subject.inputs:
            if entry.grade is not None:
                given[subject.key, entry.component].append(names.get((entry.component, entry.grade), ""))
    return lambda subject, component: tuple(given.get((subject, component), ()))


def sources(line):
    """The records a trace line came from: (model, id) pairs, each once."""
    pairs = line.sources or ((line.source,) if line.source is not None else ())
    return list(dict.fromkeys(pair for pair in pairs if isinstance(pair, tuple)))


def _write_pools(env, gathered, outcome):
    """Base, seats, seats used by the proposal and the names of those tied across the last one (待裁定)."""
    Pool = env["cadre.pool"].sudo()
    fresh = [
        (state.pool, state.base, state.seats, state.used, "、".join(gathered.names[key] for key in state.tied) or None)
        for state in outcome.pools
    ]
    columns = [list(column) for column in zip(*fresh, strict=True)] or [[]] * 5
    env.cr.execute(
        SQL(
            """
            UPDATE cadre_pool p SET base = v.base, seats = v.seats, used = v.used, tied_text = v.tied,
                   write_uid = %s, write_date = now() AT TIME ZONE 'UTC'
              FROM unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::text[]) AS v(id, base, seats, used, tied)
             WHERE p.id = v.id
               AND (p.base, p.seats, p.used, p.tied_text) IS DISTINCT FROM (v.base, v.seats, v.used, v.tied)
            RETURNING p.id
            """,
            env.uid,
            *columns,
        )
    )
    bulk.refreshed(Pool.browse([row[0] for row in env.cr.fetchall()]), ["base", "seats", "used", "tied_text"])
