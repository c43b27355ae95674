"""Write an outcome of the engine as rows: only what differs from the last time."""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from odoo.tools import SQL

from ...engine import Unusable, Verdict, figure
from . import bulk
from .bulk import NULL, cell, decimal_text
from .cells import AWARD, TRACE, VERDICT, Cells, digest
from .gather import Stored
from .settle import settle

KEPT = ("state", "previous_total", "previous_grade_id", "has_previous", "changed_run", "verdict_digest", "trace_digest")
"""What a computation keeps of itself beside the verdict, in the order of the cells."""


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
    Award = env["cadre.assessment.award"].sudo()
    changes, rows, lines, awards = Changes(), [], [], []
    for one in _texts(cycle, gathered, outcome):
        verdict, stored = one.verdict, one.stored
        changes.written.append(verdict.subject)
        if one.trace_digest != stored.trace_digest:
            changes.traced.append(verdict.subject)
            lines += one.text.rows(verdict, one.trace)
        awards += one.text.rows(verdict, one.awards)
        kept = _kept(verdict, stored, run, changes)
        rows.append(f"{verdict.subject}\t{one.cells}\tcomputed\t{kept}\t{one.verdict_digest}\t{one.trace_digest}")
    if rows:
        names = [*VERDICT, *KEPT]
        bulk.update_from(Assessment, names, rows)
        bulk.refreshed(Assessment.browse(changes.written), [*names, "line_ids", "award_ids"])
    if rows and any(quota.award is not None for quota in gathered.scheme.quotas):
        bulk.replace_children(Award, "assessment_id", AWARD, changes.written, awards)
        Award.invalidate_model(flush=False)
    if changes.traced:
        bulk.replace_children(Line, "assessment_id", TRACE, changes.traced, lines)
        Line.invalidate_model(flush=False)
    settle(env, gathered, outcome)
    if pools:
        _write_pools(env, gathered, outcome)
    return changes


def different(cycle, gathered, outcome):
    """Ids of the assessments on which something else stands than ``outcome`` says."""
    return [one.verdict.subject for one in _texts(cycle, gathered, outcome)]


class Different(NamedTuple):
    """A verdict that is not what is stored: its cells, the lines of its trace, its awards, and their hashes."""

    verdict: Verdict
    stored: Stored
    cells: str
    trace: list[str]
    awards: list[str]
    verdict_digest: str
    trace_digest: str
    text: Cells


def _texts(cycle, gathered, outcome):
    """A :class:`Different` for every verdict that differs from what is stored."""
    text = Cells(cycle, gathered)
    for verdict in outcome.verdicts:
        stored = gathered.stored[verdict.subject]
        cells, trace, awards = text.verdict(verdict), text.trace(verdict), text.awards(verdict)
        trace_digest = digest("\n".join(trace))
        verdict_digest = digest("\n".join((cells, *awards)))
        same = trace_digest == stored.trace_digest and verdict_digest == stored.verdict_digest
        same = same and stored.total == _total_text(verdict)  # unless it was altered behind our back
        if same and stored.state == "computed":
            continue
        yield Different(verdict, stored, cells, trace, awards, verdict_digest, trace_digest, text)


def _total_text(verdict):
    return None if verdict.total is None else decimal_text(verdict.total)


def _kept(verdict, stored, run, changes):
    """Cells of what is kept of the result before, when there was one and it was another one."""
    if stored.verdict_digest is None:
        changes.first.append(verdict.subject)
        return f"{NULL}\t{NULL}\tf\t{NULL}"
    after = _total_text(verdict), verdict.proposed, verdict.pending
    if (stored.total, stored.grade_id, stored.pending) != after:
        changes.moved.append(verdict.subject)
        kept = stored.total, stored.grade_id, stored.total is not None, run
    else:
        kept = stored.previous
    return "\t".join([cell(value) for value in kept])


def ranked_among(outcome, others, groups):
    """``outcome`` of a few subjects with their ranks among ``others``: (group, total as text) of everybody else.

    :param groups: subject -> comparison group.
    """
    totals = defaultdict(list)
    for group, text in others:
        total = figure(text)
        if type(total) is not Unusable:
            totals[group].append(-total)
    for entry in outcome.verdicts:
        if entry.total is not None:
            totals[groups[entry.subject]].append(-entry.total)
    for entry in totals.values():
        entry.sort()
    verdicts = []
    for entry in outcome.verdicts:
        if entry.total is not None:
            rank = bisect_left(totals[groups[entry.subject]], -entry.total) + 1
            entry = entry._replace(rank=rank)
        verdicts.append(entry)
    return replace(outcome, verdicts=tuple(verdicts))


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
