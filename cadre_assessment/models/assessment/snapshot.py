"""Who was what on the cut-off day?  The roster, frozen on the assessments: made at once, refreshed at once (S3-02)."""

from odoo.tools import SQL

from ..cycle.roster import roster
from . import bulk

COPIED = (
    "staff_number", "gender", "birthday", "birthday_month_only", "ethnicity", "political_status", "party_member",
    "post", "rank_name", "post_since", "rank_since", "duties", "department_id", "unit_id", "comparison_group_id",
    "post_class_id", "identity_id", "is_unit_head", "is_team_member", "leader_id", "assessed", "in_base", "uses_seat",
    "scope_reason",
)  # fmt: skip
"""Fields of the roster that stand under the same name on the assessment."""
FROZEN = ("name", *COPIED)
BOOLEANS = frozenset(
    {"birthday_month_only", "party_member", "is_unit_head", "is_team_member", "assessed", "in_base", "uses_seat"}
)
LIVING = ("open", "computed")
"""States in which the snapshot still follows the cut-off day. Later it is what was decided on."""


def _values(row):
    """The frozen values of one row of the roster, in the order of :data:`FROZEN`: what is empty is ``None``."""
    return [row.employee_name, *[_value(name, getattr(row, name)) for name in COPIED]]


def _value(name, value):
    return bool(value) if name in BOOLEANS else value or None


def create_assessments(cycle, rows):
    """One assessment for each row of the roster, also for those who are not assessed (with their reason)."""
    Assessment = cycle.env["cadre.assessment"].sudo().with_context(tracking_disable=True, mail_create_nolog=True)
    review = cycle.scheme_id.veto_review
    values = []
    for row in rows:
        frozen = dict(zip(FROZEN, _values(row), strict=True))
        frozen["veto_state"] = "pending" if needs_veto(review, frozen) else "none"
        values.append({"cycle_id": cycle.id, "employee_id": row.employee_id, **frozen})
    return Assessment.create(values)


def needs_veto(review, frozen):
    """Whether the deciding body must come to a conclusion about this person (S0-32)."""
    return bool(frozen["assessed"] and (review == "all" or (review == "party" and frozen["party_member"])))


def refresh(cycle, day):
    """Bring the snapshot of a cycle under way to ``day``. Returns the assessments of newcomers.

    Whoever is not on the roster of the day is no longer assessed here; a row that did not change is not written.
    """
    Assessment = cycle.env["cadre.assessment"].sudo()
    changed, newcomers = _differences(cycle, day)
    if changed:
        names = [*FROZEN, "veto_state"]
        bulk.update_from(Assessment, names, changed)
        bulk.refreshed(Assessment.browse([int(row[0]) for row in changed]), names)
    return create_assessments(cycle, newcomers) if newcomers else Assessment


def outdated(cycle):
    """Ids of the assessments whose snapshot is not that of the cut-off day."""
    return [int(row[0]) for row in _differences(cycle, cycle.cut_off)[0]]


def _differences(cycle, day):
    """Cells of the assessments that a refresh would change (id, frozen values, veto review), and rows without one."""
    rows = {row.employee_id: row for row in roster(cycle, day)}
    review = cycle.scheme_id.veto_review
    changed = []
    for employee_id, (assessment_id, veto_state, old) in _known(cycle).items():
        row = rows.pop(employee_id, None)
        new = _values(row) if row else _gone(cycle, day, old)
        needed = needs_veto(review, dict(zip(FROZEN, new, strict=True)))
        veto = {("none", True): "pending", ("pending", False): "none"}.get((veto_state, needed), veto_state)
        cells = [bulk.cell(value) for value in new]
        if cells != [bulk.cell(value) for value in old] or veto != veto_state:
            changed.append([str(assessment_id), *cells, veto])
    return changed, list(rows.values())


def _known(cycle):
    """{employee id: (assessment id, veto review, frozen values)} of a cycle's assessments that still follow it."""
    cycle.env["cadre.assessment"].flush_model()
    columns = SQL(", ").join(SQL.identifier(name) for name in FROZEN)
    query = SQL(
        "SELECT employee_id, id, veto_state, %s FROM cadre_assessment WHERE cycle_id = %s AND state IN %s",
        columns,
        cycle.id,
        LIVING,
    )
    return {row[0]: (row[1], row[2], list(row[3:])) for row in cycle.env.execute_query(query)}


def _gone(cycle, day, old):
    """The last known values of a person who is not on the roster of the day."""
    values = dict(zip(FROZEN, old, strict=True))
    values.update(assessed=False, in_base=False, uses_seat=False)
    values["scope_reason"] = cycle.with_context(lang=cycle.scheme_id.lang).env._("Not in the unit on %(day)s.", day=day)
    return list(values.values())
