"""Who belongs to a cycle as of a day, in which post, and what the scope rules say of each.

A number of queries that does not depend on the number of people. Raw reading: the caller has checked who may see it.
"""

from dataclasses import MISSING, dataclass, replace
from datetime import date

from odoo.tools import SQL

from ..rows import FEW
from . import roster_query
from .roster_place import main_posting
from .roster_scope import Scope

GENDERS = {"zh_CN": {"male": "男", "female": "女", "other": "其他"}}
"""Names in the language of the scheme's texts: they stand on the printed forms."""


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person, or one unit, as of a day. Ids are database ids or ``None``; ``problems`` are codes.

    A unit has ``subject_unit_id`` and no ``employee_id``; ``employee_name`` is its name, ``staff_number`` its number,
    ``user_id`` the user of its head. ``unit_id`` is where the subject is assessed and whose seats it competes for,
    ``home_unit_id`` the unit of the post held.
    """

    employee_id: int | None
    version_id: int | None
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
    layer_code: str | None = None
    comparison_group_code: str | None = None
    has_team: bool = False
    home_unit_id: int | None = None
    posting_host_id: int | None = None
    place: str = "home"
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
            "layer": self.layer_code,
            "unit_category": self.unit_category_code,
            "department_kind": self.department_kind,
            "comparison_group": self.comparison_group_code,
            "party_member": self.party_member,
            "unit_head": self.is_unit_head,
            "team_member": self.is_team_member,
            "has_team": self.has_team,
            "posting_kind": self.posting_kind,
            "posting_level": self.posting_level,
            "posting_months": self.posting_months,
            "entrusted": self.entrusted,
            "retired": self.retired,
        }


PROBLEMS = (
    "no_unit", "two_units", "no_post_class", "no_staff_number", "no_leader", "leader_is_self", "leader_left",
    "leader_without_user", "no_head", "no_user",
)  # fmt: skip
"""What may be wrong with a row."""
BLOCKING = frozenset({"no_unit", "two_units", "no_leader", "leader_is_self", "leader_left"})
"""What keeps a cycle from opening when the subject is assessed: nobody could rate, or nobody knows where."""
EMPTY = {name: None for name, field in RosterRow.__dataclass_fields__.items() if field.default is MISSING}
UNIT = dict.fromkeys(("birthday_month_only", "party_member", "is_unit_head", "is_team_member"), False)
"""What a unit has no value for."""


def roster(cycle, as_of):
    """Every subject of the cycle as of the date ``as_of``, assessed or not, as :class:`RosterRow` s (bounded queries).

    A person is there from the first version on and through the day of departure; who retired in the year stays when
    the scope asks for it (S3-20). The first line of the scope that holds speaks, also about the unit where a person is
    assessed (S3-03 … S3-19); without any line everybody is assessed; who matches no line is not (S0-01). In a cycle of
    units there is one row for each of them.
    """
    cycle.ensure_one()
    roster_query.flush(cycle.env)
    scope = Scope(cycle.sudo().scheme_id)
    if cycle.sudo().scheme_id.subject_kind == "person":
        return _people(cycle, as_of, scope)
    return [_judge(row, scope) for row in _units(cycle, as_of)]


def subjects(rows):
    """The rows of those who are assessed."""
    return [row for row in rows if row.assessed]


def days_of_leaving(cycles, employee_ids):
    """{(cycle id, employee id): last day in the cycle's unit} of those who left it, or the service (1 query).

    Whoever came back is not gone: only posts outside the unit after the last one inside count.
    """
    roster_query.flush(cycles.env)
    people = list(employee_ids)
    query = SQL(
        """
        WITH post AS (
             SELECT c.id AS cycle_id, v.employee_id, max(v.date_version) AS latest,
                    max(v.date_version) FILTER (WHERE d.parent_path LIKE unit.parent_path || '%%') AS inside
               FROM cadre_cycle c
               JOIN hr_department unit ON unit.id = c.unit_id
               JOIN hr_version v ON %(versions)s AND v.active
          LEFT JOIN hr_department d ON d.id = v.department_id
              WHERE c.id = ANY(%(cycles)s)
           GROUP BY c.id, v.employee_id
        )
        SELECT c.id, e.id, LEAST(current.departure_date, elsewhere.day)
          FROM cadre_cycle c
          JOIN hr_employee e ON %(employees)s
     LEFT JOIN hr_version current ON current.id = e.current_version_id
     LEFT JOIN post ON post.cycle_id = c.id AND post.employee_id = e.id AND post.latest > post.inside
     LEFT JOIN LATERAL (
               SELECT min(v.date_version) - 1 AS day
                 FROM hr_version v
                WHERE v.employee_id = post.employee_id AND v.active AND v.date_version > post.inside
               ) elsewhere ON TRUE
         WHERE c.id = ANY(%(cycles)s) AND LEAST(current.departure_date, elsewhere.day) IS NOT NULL
        """,
        versions=SQL("v.employee_id = ANY(%s)", people) if len(people) <= FEW else SQL("TRUE"),
        employees=SQL("e.id = ANY(%s)", people) if len(people) <= FEW else SQL("TRUE"),
        cycles=cycles.ids,
    )
    asked = set(people)
    return {(cycle, one): day for cycle, one, day in cycles.env.execute_query(query) if one in asked}


def days_of_entering(cycles, employee_ids):
    """{(cycle id, employee id): first day in the cycle's unit} (1 query).

    Whoever is inside as the cycle begins has the day of his first post; else it is the first post inside after that.
    Who is assessed here without a post inside (a guest) has his first post as well.
    """
    roster_query.flush(cycles.env)
    people = list(employee_ids)
    query = SQL(
        """
        SELECT cycle_id, employee_id,
               COALESCE(CASE WHEN (array_agg(inside ORDER BY day DESC) FILTER (WHERE day <= date_from))[1] THEN min(day)
                             ELSE min(day) FILTER (WHERE inside AND day > date_from) END, min(day))
          FROM (SELECT c.id AS cycle_id, c.date_from, v.employee_id, v.date_version AS day,
                       COALESCE(d.parent_path LIKE unit.parent_path || '%%', FALSE) AS inside
                  FROM cadre_cycle c
                  JOIN hr_department unit ON unit.id = c.unit_id
                  JOIN hr_version v ON %(versions)s AND v.active
             LEFT JOIN hr_department d ON d.id = v.department_id
                 WHERE c.id = ANY(%(cycles)s)) post
      GROUP BY cycle_id, employee_id
        """,
        versions=SQL("v.employee_id = ANY(%s)", people) if len(people) <= FEW else SQL("TRUE"),
        cycles=cycles.ids,
    )
    asked = set(people)
    return {(cycle, one): day for cycle, one, day in cycles.env.execute_query(query) if one in asked}


# -- the scope -----------------------------------------------------------------------------------------------------
def _judge(row, scope):
    """The row with what the scope says of it."""
    if not scope.lines:
        return replace(row, problems=_problems(row, True))
    line = scope.line(row.facts)
    if line is None:
        return replace(row, assessed=False, in_base=False, uses_seat=False, problems=_problems(row, False))
    return replace(
        row,
        assessed=line.assessed,
        in_base=line.in_base,
        uses_seat=line.uses_seat,
        scope_id=line.id,
        scope_reason=line.name,
        place=line.place,
        problems=_problems(row, line.assessed),
    )


def _problems(row, assessed):
    is_person = row.employee_id is not None
    found = {
        "no_post_class": is_person and not row.post_class_id,
        "no_staff_number": is_person and not row.staff_number,
    }
    if assessed:
        found |= {
            "no_unit": not row.unit_id,
            "two_units": "two_units" in row.problems,
            "no_leader": not row.leader_id,
            "leader_is_self": bool(row.leader_id) and row.leader_id in (row.employee_id, row.head_id),
            "leader_left": bool(row.leader_id) and not row.leader_active,
            "leader_without_user": bool(row.leader_id) and not row.leader_user_id,
            "no_head": not is_person and not row.head_id,
            "no_user": not row.user_id,
        }
    return tuple(code for code in PROBLEMS if found.get(code))


# -- units ---------------------------------------------------------------------------------------------------------
def _units(cycle, as_of):
    only_teams = cycle.sudo().scheme_id.subject_kind == "team"
    for values in roster_query.units(cycle, as_of, only_teams):
        yield RosterRow(**{**EMPTY, **UNIT, **values, "entered": cycle.date_from, "home_unit_id": values["unit_id"]})


# -- people --------------------------------------------------------------------------------------------------------
def _people(cycle, as_of, scope):
    postings = roster_query.postings_of(cycle, as_of)
    found = []
    for values in roster_query.people(
        cycle, as_of, postings if scope.places - {"home"} else None, "retired" in scope.asks
    ):
        superior, inside = values.pop("superior_id"), values.pop("inside")
        row = _judge(_person(cycle, as_of, values, postings.get(values["employee_id"], ())), scope)
        found.append((row, inside, superior))
    return _placed(cycle, found)


def _person(cycle, as_of, values, postings):
    genders = GENDERS.get(cycle.sudo().scheme_id.lang, {})
    values["gender"] = genders.get(values["gender"], values["gender"])
    if values["section_head_id"] == values["employee_id"]:
        values["section_head_id"] = None
    row = RosterRow(**values, home_unit_id=values["unit_id"])
    if not postings:
        return row
    posting, months, claims = main_posting(postings, cycle.date_from, as_of, cycle.cut_off)
    if posting:
        row = replace(
            row,
            posting_kind=posting.kind,
            posting_level=posting.level,
            posting_months=months,
            posting_host_id=posting.host
            if posting.is_main or posting.kind != "concurrent"
            else values["department_id"],
            entrusted=row.entrusted or posting.kind == "entrusted",
        )
    return replace(row, problems=("two_units",)) if len(claims) > 1 else row


def _placed(cycle, found):
    """Every row at the unit where its subject is assessed; rows that concern this cycle in no way are left out."""
    wanted = {
        id(row): {"host": row.posting_host_id, "superior": superior}[row.place]
        for row, _inside, superior in found
        if row.place != "home"
    }
    places = roster_query.places_of(cycle, set(wanted.values()) - {None}) if wanted else {}
    rows = []
    for row, inside, _superior in found:
        if id(row) in wanted:
            row, here = _at(cycle, row, places.get(wanted[id(row)]))
            if not here and not inside:
                continue
        elif not inside:
            continue
        rows.append(row)
    return rows


def _at(cycle, row, place):
    """(row assessed at ``place``, whether that lies in the cycle's unit)."""
    if place is None:
        row = replace(row, unit_id=None, comparison_group_id=None)
        return replace(row, problems=_problems(row, row.assessed)), True
    values = dict(place)
    here = values.pop("inside")
    if values["section_head_id"] == row.employee_id:
        values["section_head_id"] = None
    row = replace(row, **values)
    if not row.assessed:
        return row, here
    if not here:
        texts = cycle.with_context(lang=cycle.sudo().scheme_id._text_lang()).env
        name = texts["hr.department"].sudo().browse(row.unit_id).name
        reason = texts._("%(reason)s (assessed at %(unit)s)", reason=row.scope_reason, unit=name)
        return replace(row, assessed=False, in_base=False, uses_seat=False, scope_reason=reason), False
    return replace(row, problems=_problems(row, True)), True
