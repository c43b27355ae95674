"""Who belongs to a cycle as of a day, in which post, and what do the scope rules say of each?

A number of queries that does not depend on the number of people. Raw reading: the caller has checked who may see it.
"""

from dataclasses import dataclass, replace
from datetime import date

from odoo.tools import SQL

from ...engine.criteria import prepare

GENDERS = {"zh_CN": {"male": "男", "female": "女", "other": "其他"}}
"""Names in the language of the scheme's texts: they stand on the printed forms."""
READ = ("hr.version", "hr.employee", "hr.department", "hr.job", "cadre.category", "cadre.rank", "res.users")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as of a day. Ids are database ids or ``None``; ``problems`` are codes (see :data:`PROBLEMS`)."""

    employee_id: int
    version_id: int
    employee_name: str
    staff_number: str | None
    gender: str | None
    birthday: date | None
    birthday_month_only: bool
    ethnicity: str | None
    political_status: str | None
    party_member: bool
    post: str | None
    rank_name: str | None
    post_since: date | None
    rank_since: date | None
    duties: str | None
    department_id: int | None
    unit_id: int | None
    unit_category_code: str | None
    comparison_group_id: int | None
    post_class_id: int | None
    post_class_code: str | None
    identity_id: int | None
    identity_code: str | None
    is_unit_head: bool
    is_team_member: bool
    leader_id: int | None
    leader_user_id: int | None
    leader_active: bool
    section_head_id: int | None
    user_id: int | None
    entered: date
    left: date | None
    subject_unit_id: int | None = None
    head_id: int | None = None
    entrusted: bool = False
    retired: bool = False
    posting_kind: str | None = None
    posting_level: str | None = None
    posting_months: int | None = None
    department_kind: str | None = None
    assessed: bool = True
    in_base: bool = True
    uses_seat: bool = True
    scope_id: int | None = None
    scope_reason: str = ""
    problems: tuple[str, ...] = ()

    @property
    def facts(self):
        """What the criteria of the scope may ask; codes of categories, not their ids."""
        return {
            "post_class": self.post_class_code,
            "identity": self.identity_code,
            "unit_category": self.unit_category_code,
            "party_member": self.party_member,
            "unit_head": self.is_unit_head,
            "team_member": self.is_team_member,
        }


PROBLEMS = (
    "no_post_class", "no_unit", "no_staff_number", "no_leader", "leader_is_self", "leader_left", "leader_without_user",
    "no_user",
)  # fmt: skip
"""What may be wrong with a row."""
BLOCKING = frozenset({"no_leader", "leader_is_self", "leader_left"})
"""What keeps a cycle from opening when the person is assessed: nobody could approve or rate."""


def roster(cycle, as_of):
    """Everybody of the cycle's unit as of the date ``as_of``, assessed or not, as :class:`RosterRow` s (5 queries).

    A person is there from the first version on and through the day of departure. The first line of the scope that holds
    speaks; without any line everybody is assessed; who matches no line is not (S0-01).
    """
    cycle.ensure_one()
    scope = _scope(cycle.sudo().scheme_id)
    return [_judge(row, scope) for row in _people(cycle, as_of)]


def subjects(rows):
    """The rows of those who are assessed."""
    return [row for row in rows if row.assessed]


def days_of_leaving(cycles, employee_ids):
    """{(cycle id, employee id): last day in the cycle's unit} of those who left it, or the service (1 query).

    Whoever came back is not gone: only posts outside the unit after the last one inside count.
    """
    for model in READ:
        cycles.env[model].flush_model()
    query = SQL(
        """
        SELECT c.id, e.id, LEAST(current.departure_date, elsewhere.day)
          FROM cadre_cycle c
          JOIN hr_department unit ON unit.id = c.unit_id
          JOIN hr_employee e ON e.id = ANY(%(people)s)
     LEFT JOIN hr_version current ON current.id = e.current_version_id
     LEFT JOIN LATERAL (
               SELECT min(v.date_version) - 1 AS day
                 FROM hr_version v
                WHERE v.employee_id = e.id AND v.active
                  AND v.date_version > (
                      SELECT max(inside.date_version)
                        FROM hr_version inside
                        JOIN hr_department d ON d.id = inside.department_id
                       WHERE inside.employee_id = e.id AND inside.active
                         AND d.parent_path LIKE unit.parent_path || '%%')
               ) elsewhere ON TRUE
         WHERE c.id = ANY(%(cycles)s) AND LEAST(current.departure_date, elsewhere.day) IS NOT NULL
        """,
        people=list(employee_ids),
        cycles=cycles.ids,
    )
    return {(cycle, employee): day for cycle, employee, day in cycles.env.execute_query(query)}


def _scope(scheme):
    """(line, test) pairs in the order in which they are asked."""
    lines = scheme.scope_ids.sorted("sequence")
    criteria = lines.criterion_id._engine_criteria()
    return [
        (line, prepare(criteria[line.criterion_id.id]) if line.criterion_id else lambda _facts: True) for line in lines
    ] or None


def _judge(row, scope):
    if scope is None:
        return replace(row, problems=_problems(row, True))
    line = next((line for line, test in scope if test(row.facts)), None)
    if line is None:
        return replace(row, assessed=False, in_base=False, uses_seat=False, problems=_problems(row, False))
    return replace(
        row,
        assessed=line.assessed,
        in_base=line.in_base,
        uses_seat=line.uses_seat,
        scope_id=line.id,
        scope_reason=line.name,
        problems=_problems(row, line.assessed),
    )


def _problems(row, assessed):
    found = {
        "no_post_class": not row.post_class_id,
        "no_unit": not row.unit_id,
        "no_staff_number": not row.staff_number,
    }
    if assessed:
        found |= {
            "no_leader": not row.leader_id,
            "leader_is_self": row.leader_id == row.employee_id,
            "leader_left": bool(row.leader_id) and not row.leader_active,
            "leader_without_user": bool(row.leader_id) and not row.leader_user_id,
            "no_user": not row.user_id,
        }
    return tuple(code for code in PROBLEMS if found.get(code))


def _people(cycle, as_of):
    env = cycle.env
    for model in READ:
        env[model].flush_model()
    lang = cycle.sudo().scheme_id.lang
    unit = cycle.sudo().unit_id
    genders = GENDERS.get(lang, {})
    for row in env.execute_query(_query(cycle, unit, lang, as_of)):
        values = dict(zip(_COLUMNS, row, strict=True))
        values["gender"] = genders.get(values["gender"], values["gender"])
        if values["section_head_id"] == values["employee_id"]:
            values["section_head_id"] = None
        yield RosterRow(**values)


_COLUMNS = tuple(name for name in RosterRow.__dataclass_fields__ if name not in {
    "assessed", "in_base", "uses_seat", "scope_id", "scope_reason", "problems", "subject_unit_id", "head_id",
    "entrusted", "retired", "posting_kind", "posting_level", "posting_months", "department_kind",
})  # fmt: skip


def _name(cycle, model, alias, lang):
    """The column ``name`` of a model, in the language of the scheme's texts where it is translated."""
    return cycle.env[model].sudo().with_context(lang=lang)._field_to_sql(alias, "name")


def _query(cycle, unit, lang, as_of):
    """The columns are those of :data:`_COLUMNS`, in their order."""
    return SQL(
        """
        SELECT v.employee_id, v.id, e.name, e.staff_number, v.sex, e.birthday, COALESCE(e.birthday_month_only, FALSE),
               e.ethnicity, %(political)s, COALESCE(political.party_member, FALSE),
               COALESCE(NULLIF(v.job_title, ''), %(job)s), %(rank)s, v.post_since, v.rank_since, v.duties,
               v.department_id, department.unit_id, kind.code, unit.comparison_group_id,
               v.post_class_id, post_class.code, v.identity_id, identity.code,
               COALESCE(v.is_unit_head, FALSE), COALESCE(v.is_team_member, FALSE),
               leader.id, leader.user_id, COALESCE(leader.active, FALSE), department.manager_id, e.user_id,
               (SELECT min(first.date_version) FROM hr_version first WHERE first.employee_id = e.id AND first.active),
               current.departure_date
          FROM (SELECT DISTINCT ON (employee_id) *
                  FROM hr_version
                 WHERE active AND employee_id IS NOT NULL AND date_version <= %(as_of)s
              ORDER BY employee_id, date_version DESC) v
          JOIN hr_employee e ON e.id = v.employee_id
          JOIN hr_department department ON department.id = v.department_id
     LEFT JOIN hr_version current ON current.id = e.current_version_id
     LEFT JOIN hr_department unit ON unit.id = department.unit_id
     LEFT JOIN hr_job job ON job.id = v.job_id
     LEFT JOIN cadre_rank rank ON rank.id = v.cadre_rank_id
     LEFT JOIN cadre_category political ON political.id = e.political_status_id
     LEFT JOIN cadre_category post_class ON post_class.id = v.post_class_id
     LEFT JOIN cadre_category identity ON identity.id = v.identity_id
     LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
     LEFT JOIN hr_employee leader ON leader.id = COALESCE(v.leader_in_charge_id, %(organizer)s)
         WHERE e.company_id = %(company)s
           AND department.parent_path LIKE %(unit)s
           AND CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= %(as_of)s END
      ORDER BY post_class.sequence NULLS LAST, department.id, e.staff_number NULLS LAST, e.id
        """,
        political=_name(cycle, "cadre.category", "political", lang),
        job=_name(cycle, "hr.job", "job", lang),
        rank=_name(cycle, "cadre.rank", "rank", lang),
        as_of=as_of,
        organizer=cycle.sudo().organizer_id.id or None,
        company=cycle.sudo().company_id.id,
        unit=f"{unit.parent_path}%",
    )
