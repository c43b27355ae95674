"""Freeze the roster on the assessments as of the cut-off day: made at once, refreshed at once (S3-02)."""

import json
from operator import attrgetter

from odoo.tools import SQL

from ..computation import bulk
from ..cycle.roster import roster
from ..guard import guarded
from ..states import RUNNING

COPIED = (
    "staff_number", "gender", "birthday", "birthday_month_only", "ethnicity", "political_status", "party_member",
    "post", "rank_name", "post_since", "rank_since", "duties", "department_id", "unit_id", "comparison_group_id",
    "post_class_id", "identity_id", "is_unit_head", "is_team_member", "leader_id", "head_id", "assessed", "in_base",
    "uses_seat", "entrusted", "scope_reason",
)  # fmt: skip
"""Fields of the roster that stand under the same name on the assessment."""
FROZEN = ("name", *COPIED, "scope_facts")
BOOLEANS = frozenset(
    {
        "birthday_month_only", "party_member", "is_unit_head", "is_team_member", "assessed", "in_base", "uses_seat",
        "entrusted",
    }
)  # fmt: skip
SOURCES = (
    "cadre_body_member", "cadre_category", "cadre_criterion", "cadre_posting", "cadre_rank", "cadre_scheme_scope",
    "hr_department", "hr_departure_reason", "hr_employee", "hr_job", "hr_version",
)  # fmt: skip
"""Tables a roster is read from."""


_copied = attrgetter("employee_name", *COPIED)
_texts = {}


def _taken(row):
    return (*_copied(row), facts_text(row.facts))


def facts_text(facts):
    """Facts of the cut-off day as text, always in the same order: equal facts are equal text.

    >>> facts_text({"unit_head": False, "posting_months": 6, "layer": None})
    '{"posting_months": 6, "unit_head": false}'
    """
    key = tuple(facts.items())
    text = _texts.get(key)
    if text is None:
        if len(_texts) > 100_000:
            _texts.clear()
        known = {name: value for name, value in facts.items() if value is not None}
        text = _texts[key] = json.dumps(known, ensure_ascii=False, sort_keys=True)
    return text


def _values(row):
    """The frozen values of one row of the roster, in the order of :data:`FROZEN`: what is empty is ``None``."""
    return tuple([_value(name, value) for name, value in zip(FROZEN, _taken(row), strict=True)])


def _value(name, value):
    return bool(value) if name in BOOLEANS else value or None


def subject_of(row):
    """What a row of the roster is about: (id of the employee or ``None``, id of the unit assessed or ``None``)."""
    return row.employee_id or None, row.subject_unit_id or None


def create_assessments(cycle, rows):
    """One assessment for each row of the roster, also for those who are not assessed (with their reason)."""
    Assessment = cycle.env["cadre.assessment"].sudo().with_context(tracking_disable=True, mail_create_nolog=True)
    review = cycle.scheme_id.veto_review
    values = []
    for row in rows:
        frozen = dict(zip(FROZEN, _values(row), strict=True))
        frozen["veto_state"] = "pending" if needs_veto(review, frozen) else "none"
        person, unit = subject_of(row)
        values.append({"cycle_id": cycle.id, "employee_id": person, "subject_unit_id": unit, **frozen})
    return Assessment.create(values)


def needs_veto(review, frozen):
    """Whether the deciding body must come to a conclusion about this person (S0-32)."""
    return bool(frozen["assessed"] and (review == "all" or (review == "party" and frozen["party_member"])))


def refresh(cycle, day):
    """Bring the snapshot of a cycle under way to ``day``. Returns the assessments that are new or changed.

    Whoever is not on the roster of the day is no longer assessed here; a row that did not change is not written.
    """
    Assessment = cycle.env["cadre.assessment"].sudo()
    stamp = _stamp(cycle, day)
    if stamp and stamp == cycle.sudo().snapshot_stamp:
        return Assessment
    changed, newcomers = _differences(cycle, day)
    guarded(cycle.sudo()).write({"snapshot_stamp": stamp})
    if changed:
        names = [*FROZEN, "veto_state"]
        bulk.update_from(Assessment, names, changed.values())
        bulk.refreshed(Assessment.browse(changed), names)
    touched = Assessment.browse(changed)
    return touched | create_assessments(cycle, newcomers) if newcomers else touched


def _stamp(cycle, day):
    """A hash over the write dates of everything a roster is made of; the same hash, the same roster. One query.

    ``None`` when a row was written by this very transaction: another write in it would bear the same date.
    """
    cycle.env.flush_all()
    parts = [
        SQL(
            "SELECT %s AS source, count(*) AS rows, max(write_date) AS latest, "
            "sum(extract(epoch FROM write_date)) AS dates FROM %s",
            table,
            SQL.identifier(table),
        )
        for table in SOURCES
    ]
    query = SQL(
        "SELECT md5(string_agg(source || ':' || rows || ':' || dates, ' ' ORDER BY source)), "
        "max(latest) >= now() AT TIME ZONE 'UTC' FROM (%s) parts",
        SQL(" UNION ALL ").join(parts),
    )
    [(digest, too_fresh)] = cycle.env.execute_query(query)
    known = cycle.sudo()
    people = (known.organizer_id.id, known.leading_body_id.id)
    settings = (day, known.unit_id.id, *people, known.scheme_id.id, known.scheme_id.lang, known.scheme_id._text_lang())
    return None if too_fresh else f"{digest} {' '.join(map(str, settings))}"


def outdated(cycle):
    """Ids of the assessments whose snapshot is not that of the cut-off day."""
    return list(_differences(cycle, cycle.cut_off)[0])


def _differences(cycle, day):
    """{id: row of cells} of the assessments that a refresh would change, and the rows of people without one."""
    rows = {subject_of(row): row for row in roster(cycle, day)}
    review = cycle.scheme_id.veto_review
    changed = {}
    for subject, (assessment_id, veto_state, old) in _known(cycle).items():
        row = rows.pop(subject, None)
        if row and _taken(row) == old:
            continue
        new = _values(row) if row else _gone(cycle, day, old)
        needed = needs_veto(review, dict(zip(FROZEN, new, strict=True)))
        veto = {("none", True): "pending", ("pending", False): "none"}.get((veto_state, needed), veto_state)
        if new != old or veto != veto_state:
            changed[assessment_id] = bulk.row(assessment_id, *new, veto)
    return changed, list(rows.values())


def _known(cycle):
    """{subject: (assessment, veto review, frozen values)} of a cycle's assessments that still follow it."""
    cycle.env["cadre.assessment"].flush_model()
    columns = SQL(", ").join(SQL.identifier(name) for name in FROZEN)
    query = SQL(
        "SELECT employee_id, subject_unit_id, id, veto_state, %s FROM cadre_assessment "
        "WHERE cycle_id = %s AND state IN %s",
        columns,
        cycle.id,
        RUNNING,
    )
    return {row[:2]: (row[2], row[3], row[4:]) for row in cycle.env.execute_query(query)}


def _gone(cycle, day, old):
    """The last known values of a person who is not on the roster of the day."""
    values = dict(zip(FROZEN, old, strict=True))
    values.update(assessed=False, in_base=False, uses_seat=False)
    text = cycle.with_context(lang=cycle.scheme_id._text_lang()).env
    values["scope_reason"] = text._("Not in the unit on %(day)s.", day=day)
    return tuple(values.values())
