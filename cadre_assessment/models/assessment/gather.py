"""What goes into the engine?  Everything a scheme may ask of all subjects of a cycle, in a fixed number of queries.

Numbers leave the database as text and become exact fractions: a numeric column read through Odoo is a float.
"""

from collections import defaultdict
from fractions import Fraction
from typing import NamedTuple

from odoo.tools import SQL

from ...engine.model import Input, Pool, Scheme, Subject

REPORT, SCORE = "cadre.progress.report", "cadre.score"


class Stored(NamedTuple):
    """What the last computation left on an assessment."""

    state: str
    total: str | None
    grade_id: int | None
    pending: bool
    previous: tuple
    """Total and grade of the time before that, whether there was a total, and the run that changed it."""
    verdict_digest: str | None
    trace_digest: str | None


class Gathered(NamedTuple):
    scheme: Scheme
    subjects: list[Subject]
    pools: list[Pool]
    stored: dict[int, Stored]
    names: dict[int, str]
    homeless: bool
    """Somebody's unit or group has no pool of seats yet."""


def gather(cycle, only=None):
    """Everything about the subjects of ``cycle``; with ``only`` (ids of assessments) about those, whatever their state.

    Subjects are keyed by the id of their assessment, pools by the id of their record.
    """
    cycle.env.flush_all()
    scheme = cycle.scheme_id.with_context(lang=cycle.scheme_id.lang)._engine_scheme()
    rows = _subjects(cycle, only)
    inputs = _inputs(cycle, scheme, None if only is None else [row["employee_id"] for row in rows])
    pools = _pools(cycle)
    places = _places(pools)
    subjects = [_subject(row, inputs.get(row["employee_id"], ()), places(row)) for row in rows]
    stored = {
        row["id"]: Stored(
            row["state"],
            row["total"],
            row["grade_id"],
            row["pending"],
            (row["previous_total"], row["previous_grade_id"], row["has_previous"], row["changed_run"]),
            row["verdict_digest"],
            row["trace_digest"],
        )
        for row in rows
    }
    homeless = any(len(subject.pools) < len(scheme.quotas) for subject in subjects if subject.in_base)
    return Gathered(scheme, subjects, [], stored, {row["id"]: row["name"] for row in rows}, homeless)


# -- subjects ------------------------------------------------------------------------------------------------------
def _subjects(cycle, only):
    which = SQL("a.state IN ('open', 'computed')") if only is None else SQL("a.id = ANY(%s)", list(only))
    cycle.env.cr.execute(
        SQL(
            """
            SELECT a.id, a.employee_id, a.name, a.state, a.party_member, a.is_unit_head, a.is_team_member, a.unit_id,
                   a.comparison_group_id, a.in_base, a.uses_seat, a.veto_state, a.advanced, a.unfit, a.extremely_poor,
                   a.post_class_id, post_class.code AS post_class, identity.code AS identity,
                   kind.code AS unit_category,
                   CASE WHEN a.has_total THEN a.total::text END AS total, a.proposed_grade_id AS grade_id,
                   COALESCE(a.pending, false) AS pending, a.previous_total::text AS previous_total, a.previous_grade_id,
                   COALESCE(a.has_previous, false) AS has_previous, a.changed_run, a.verdict_digest, a.trace_digest
              FROM cadre_assessment a
              LEFT JOIN cadre_category post_class ON post_class.id = a.post_class_id
              LEFT JOIN cadre_category identity ON identity.id = a.identity_id
              LEFT JOIN hr_department unit ON unit.id = a.unit_id
              LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
             WHERE a.cycle_id = %s AND a.assessed AND %s
             ORDER BY a.id
            """,
            cycle.id,
            which,
        )
    )
    return cycle.env.cr.dictfetchall()


def _subject(row, inputs, pools):
    return Subject(
        key=row["id"],
        group=row["comparison_group_id"],
        classes=frozenset({row["post_class_id"]}) if row["post_class_id"] else frozenset(),
        inputs=tuple(inputs),
        facts=facts(row),
        pools=pools,
        in_base=bool(row["in_base"]),
        uses_seat=bool(row["uses_seat"]),
    )


def facts(row):
    """The facts that criteria may ask about (``cadre.criterion.fact``), from one row of the subjects' query."""
    return {
        "post_class": row["post_class"],
        "identity": row["identity"],
        "unit_category": row["unit_category"],
        "party_member": bool(row["party_member"]),
        "unit_head": bool(row["is_unit_head"]),
        "team_member": bool(row["is_team_member"]),
        "veto": row["veto_state"] == "vetoed",
        "advanced": bool(row["advanced"]),
        "unfit": bool(row["unfit"]),
        "extremely_poor": bool(row["extremely_poor"]),
    }


# -- seats ---------------------------------------------------------------------------------------------------------
def _pools(cycle):
    """{quota id: function from a subject's row to the id of the pool it competes in} of the result's quotas."""
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT p.quota_id, q.pooled_by, p.id, p.unit_id, p.comparison_group_id
              FROM cadre_pool p JOIN cadre_scheme_quota q ON q.id = p.quota_id
             WHERE p.cycle_id = %s AND q.use = 'result'
            """,
            cycle.id,
        )
    )
    by_quota = defaultdict(dict)
    pooled_by = {}
    for quota, how, pool, unit, group in rows:
        pooled_by[quota] = how
        by_quota[quota][{"unit": unit, "group": group}.get(how)] = pool
    asked = {"unit": "unit_id", "group": "comparison_group_id"}

    def finder(quota):
        name, of = asked.get(pooled_by[quota]), by_quota[quota]
        return lambda row: of.get(row[name] if name else None)

    return {quota: finder(quota) for quota in by_quota}


def _places(pools):
    """The function from a subject's row to {quota: pool}; one dictionary for all in the same pools."""
    known = {}

    def places(row):
        key = tuple([of(row) for of in pools.values()])
        if key not in known:
            known[key] = {quota: pool for quota, pool in zip(pools, key, strict=True) if pool is not None}
        return known[key]

    return places


# -- inputs --------------------------------------------------------------------------------------------------------
def _inputs(cycle, scheme, employees):
    """{employee id: inputs}: grades of reports, confirmed marks, sealed ballots."""
    inputs = defaultdict(list)
    methods = {component.key: component.method for component in scheme.components}
    levels = defaultdict(list)
    for component_id, level in _levels(cycle):
        levels[level].append((component_id, methods.get(component_id)))
    if levels:
        _reports(cycle, levels, employees, inputs)
    _scores(cycle, employees, inputs)
    wanted = None if employees is None else set(employees)
    for component_id, tallies in cycle.env["cadre.ballot"].sudo()._tallies(cycle).items():
        for employee_id, (source, cells) in tallies.items():
            if wanted is None or employee_id in wanted:
                inputs[employee_id].append(Input(component_id, source, tallies=tuple(cells)))
    return inputs


def _levels(cycle):
    return cycle.env.execute_query(
        SQL(
            "SELECT id, period_level FROM cadre_scheme_component WHERE scheme_id = %s AND period_level IS NOT NULL "
            "AND method <> 'group' AND method <> 'ballot' ORDER BY sequence, id",
            cycle.scheme_id.id,
        )
    )


def _among(employees):
    return SQL("TRUE") if employees is None else SQL("employee_id = ANY(%s)", list(employees))


def _reports(cycle, levels, employees, inputs):
    """Grades and marks of approved or filed records; a component reads the records of its level (A0-2).

    A record rated by a grade has no mark: its empty column reads as 0 once a rating was taken back.
    """
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT r.employee_id, r.id, r.level, r.grade_id, r.mark::text, p.name
              FROM cadre_progress_report r JOIN cadre_period p ON p.id = r.period_id
             WHERE r.cycle_id = %s AND r.level IN %s AND r.state IN ('approved', 'filed') AND r.rated_on IS NOT NULL
               AND %s
             ORDER BY r.employee_id, p.date_from, p.date_to, r.id
            """,
            cycle.id,
            tuple(levels),
            _among(employees),
        )
    )
    for employee_id, report_id, level, grade_id, mark, label in rows:
        source = (REPORT, report_id)
        for component_id, method in levels[level]:
            if method == "coef_of_grade":
                if grade_id:
                    inputs[employee_id].append(Input(component_id, source, label, grade=grade_id))
            elif mark is not None and not grade_id:
                inputs[employee_id].append(Input(component_id, source, label, value=Fraction(mark)))


def _scores(cycle, employees, inputs):
    rows = cycle.env.execute_query(
        SQL(
            """
            SELECT s.employee_id, s.id, s.component_id, s.value::text, s.label
              FROM cadre_score s
             WHERE s.cycle_id = %s AND s.state = 'confirmed' AND %s
             ORDER BY s.employee_id, s.component_id, s.id
            """,
            cycle.id,
            _among(employees),
        )
    )
    for employee_id, score_id, component_id, value, label in rows:
        inputs[employee_id].append(Input(component_id, (SCORE, score_id), label or "", value=Fraction(value or 0)))
