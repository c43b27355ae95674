"""Read people and units as of a day: the reading half of the roster, plain dictionaries."""

from collections import defaultdict

from odoo.tools import SQL

from ..organization.membership import leaders_of, posts_on
from .roster_place import Posting

READ = (
    "hr.version", "hr.employee", "hr.department", "hr.job", "cadre.category", "cadre.rank", "res.users",
    "cadre.posting", "hr.departure.reason",
)  # fmt: skip


def flush(env):
    for model in READ:
        env[model].flush_model()


def postings_of(cycle, as_of):
    """{employee id: postings} that touch the cycle up to ``as_of`` (1 query)."""
    query = SQL(
        """
        SELECT p.employee_id, p.kind, p.level, p.host_unit_id, host.unit_id, p.date_from, p.date_to,
               COALESCE(p.is_main, FALSE)
          FROM cadre_posting p
     LEFT JOIN hr_department host ON host.id = p.host_unit_id
         WHERE p.company_id = %s AND p.date_from <= %s AND (p.date_to IS NULL OR p.date_to >= %s)
      ORDER BY p.employee_id, p.date_from, p.id
        """,
        cycle.sudo().company_id.id,
        as_of,
        cycle.date_from,
    )
    found = defaultdict(list)
    for row in cycle.env.execute_query(query):
        found[row[0]].append(Posting(*row))
    return found


def places_of(cycle, department_ids):
    """{department id: what a row takes over of the place where somebody is assessed} (1 query)."""
    query = SQL(
        """
        SELECT d.id, d.id AS department_id, d.unit_id, kind.code AS unit_category_code, unit.comparison_group_id,
               grp.code AS comparison_group_code, COALESCE(unit.has_team, FALSE) AS has_team,
               d.manager_id AS section_head_id, d.parent_path LIKE %s AS inside
          FROM hr_department d
     LEFT JOIN hr_department unit ON unit.id = d.unit_id
     LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
     LEFT JOIN cadre_category grp ON grp.id = unit.comparison_group_id
         WHERE d.id = ANY(%s)
        """,
        f"{cycle.sudo().unit_id.parent_path}%",
        list(department_ids),
    )
    names = (
        "department_id", "unit_id", "unit_category_code", "comparison_group_id", "comparison_group_code", "has_team",
        "section_head_id", "inside",
    )  # fmt: skip
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in cycle.env.execute_query(query)}


def _leading(cycle, as_of):
    """Who sits in the body that decides, and its head, who is the leader of a member that has none (A1-5)."""
    members = cycle.sudo().leading_body_id._members_on(as_of)
    chair = members.filtered(lambda member: member.role == "chair")[:1].employee_id
    return {"body": members.employee_id.ids, "chair": chair.id or None}


def people(cycle, as_of, guests, retired):
    """Everybody with a post in the cycle's unit on ``as_of``, and the ``guests`` (employee ids) from elsewhere.

    ``guests``: ``None`` adds whoever's supervising unit lies in the cycle's unit too. ``retired``: also who retired in
    the cycle before that day (S3-20). Dictionaries by names of columns.
    """
    lang = cycle.sudo().scheme_id._text_lang()
    query = SQL(
        """
        SELECT v.employee_id, v.id AS version_id, e.name AS employee_name, e.staff_number, v.sex AS gender, e.birthday,
               COALESCE(e.birthday_month_only, FALSE) AS birthday_month_only, e.ethnicity,
               %(political)s AS political_status, COALESCE(political.party_member, FALSE) AS party_member,
               COALESCE(NULLIF(v.job_title, ''), %(job)s) AS post, %(rank)s AS rank_name, v.post_since, v.rank_since,
               v.duties, v.department_id, department.unit_id, kind.code AS unit_category_code,
               unit.comparison_group_id, v.post_class_id, post_class.code AS post_class_code, v.identity_id,
               identity.code AS identity_code, COALESCE(v.is_unit_head, FALSE) AS is_unit_head,
               COALESCE(v.is_team_member, FALSE) AS is_team_member, leader.id AS leader_id,
               leader.user_id AS leader_user_id, COALESCE(leader.active, FALSE) AS leader_active,
               department.manager_id AS section_head_id, e.user_id,
               (SELECT min(first.date_version) FROM hr_version first
                 WHERE first.employee_id = e.id AND first.active) AS entered,
               current.departure_date AS left,
               grp.code AS comparison_group_code, COALESCE(unit.has_team, FALSE) AS has_team,
               layer.code AS layer_code, own_kind.code AS department_kind,
               COALESCE(department.is_entrusted, FALSE) OR COALESCE(unit.is_entrusted, FALSE) AS entrusted,
               COALESCE(reason.is_retirement AND current.departure_date < %(as_of)s, FALSE) AS retired,
               COALESCE(department.supervisor_unit_id, unit.supervisor_unit_id, above.unit_id) AS superior_id,
               department.parent_path LIKE %(unit)s AS inside
          FROM (%(posts)s) v
          JOIN hr_employee e ON e.id = v.employee_id
          JOIN hr_department department ON department.id = v.department_id
     LEFT JOIN hr_version current ON current.id = e.current_version_id
     LEFT JOIN hr_departure_reason reason ON reason.id = current.departure_reason_id
     LEFT JOIN hr_department unit ON unit.id = department.unit_id
     LEFT JOIN hr_department above ON above.id = unit.parent_id
     LEFT JOIN hr_job job ON job.id = v.job_id
     LEFT JOIN cadre_rank rank ON rank.id = v.cadre_rank_id
     LEFT JOIN cadre_category layer ON layer.id = rank.layer_id
     LEFT JOIN cadre_category political ON political.id = e.political_status_id
     LEFT JOIN cadre_category post_class ON post_class.id = v.post_class_id
     LEFT JOIN cadre_category identity ON identity.id = v.identity_id
     LEFT JOIN cadre_category kind ON kind.id = unit.unit_category_id
     LEFT JOIN cadre_category own_kind ON own_kind.id = department.kind_id
     LEFT JOIN cadre_category grp ON grp.id = unit.comparison_group_id
     LEFT JOIN hr_employee leader ON leader.id = COALESCE(
               v.leader_in_charge_id,
               CASE WHEN v.employee_id = ANY(%(body)s::int[]) AND v.employee_id <> %(chair)s::int
                    THEN %(chair)s::int END,
               %(organizer)s)
     LEFT JOIN hr_department superior
            ON superior.id = COALESCE(department.supervisor_unit_id, unit.supervisor_unit_id)
         WHERE e.company_id = %(company)s
           AND (department.parent_path LIKE %(unit)s OR e.id = ANY(%(guests)s)
                OR (%(superiors)s AND superior.parent_path LIKE %(unit)s))
           AND CASE WHEN current.departure_date IS NULL THEN e.active
                    WHEN current.departure_date >= %(as_of)s THEN TRUE
                    ELSE %(retired)s AND COALESCE(reason.is_retirement, FALSE)
                         AND current.departure_date >= %(begin)s END
      ORDER BY post_class.sequence NULLS LAST, department.id, e.staff_number NULLS LAST, e.id
        """,
        political=_name(cycle, "cadre.category", "political", lang),
        job=_name(cycle, "hr.job", "job", lang),
        rank=_name(cycle, "cadre.rank", "rank", lang),
        posts=posts_on(as_of),
        as_of=as_of,
        begin=cycle.date_from,
        organizer=cycle.sudo().organizer_id.id or None,
        **_leading(cycle, as_of),
        company=cycle.sudo().company_id.id,
        unit=f"{cycle.sudo().unit_id.parent_path}%",
        guests=list(guests or ()),
        superiors=guests is not None,
        retired=retired,
    )
    return _dictionaries(cycle.env, query)


def units(cycle, as_of, teams_only):
    """Every unit in the cycle's unit, itself included, with its head and leader in charge as of a day (3 queries)."""
    query = SQL(
        """
        SELECT u.id AS subject_unit_id, %(name)s AS employee_name, u.cadre_code AS staff_number, u.id AS department_id,
               u.id AS unit_id, kind.code AS unit_category_code, u.comparison_group_id,
               grp.code AS comparison_group_code, COALESCE(u.has_team, FALSE) AS has_team,
               kind.code AS department_kind, COALESCE(u.is_entrusted, FALSE) AS entrusted, head.id AS head_id,
               head.user_id
          FROM hr_department u
     LEFT JOIN cadre_category kind ON kind.id = u.unit_category_id
     LEFT JOIN cadre_category grp ON grp.id = u.comparison_group_id
     LEFT JOIN LATERAL (
               SELECT e.id, e.user_id
                 FROM hr_version v
                 JOIN hr_department place ON place.id = v.department_id AND place.unit_id = u.id
                 JOIN hr_employee e ON e.id = v.employee_id
            LEFT JOIN hr_version current ON current.id = e.current_version_id
            LEFT JOIN cadre_rank rank ON rank.id = v.cadre_rank_id
                WHERE v.active AND v.is_unit_head AND v.date_version <= %(as_of)s
                  AND NOT EXISTS (SELECT 1 FROM hr_version later
                                   WHERE later.employee_id = v.employee_id AND later.active
                                     AND later.date_version <= %(as_of)s AND later.date_version > v.date_version)
                  AND CASE WHEN current.departure_date IS NULL THEN e.active
                           ELSE current.departure_date >= %(as_of)s END
             ORDER BY (e.id = u.manager_id) DESC NULLS LAST, rank.sequence NULLS LAST, e.staff_number, e.id
                LIMIT 1) head ON TRUE
         WHERE u.is_unit AND u.active AND u.parent_path LIKE %(unit)s
           AND (u.company_id IS NULL OR u.company_id = %(company)s)
           AND (u.has_team OR NOT %(teams)s)
      ORDER BY kind.sequence NULLS LAST, u.cadre_code NULLS LAST, u.id
        """,
        name=_name(cycle, "hr.department", "u", cycle.sudo().scheme_id._text_lang()),
        as_of=as_of,
        unit=f"{cycle.sudo().unit_id.parent_path}%",
        company=cycle.sudo().company_id.id,
        teams=teams_only,
    )
    rows = _dictionaries(cycle.env, query)
    leaders = leaders_of(cycle.env, [row["unit_id"] for row in rows], as_of)
    default = cycle.sudo().organizer_id.id or None
    for row in rows:
        row["leader_id"] = next(iter(leaders.get(row["unit_id"], ())), default)
    known = _leaders(cycle.env, {row["leader_id"] for row in rows} - {None})
    for row in rows:
        row["leader_user_id"], row["leader_active"] = known.get(row["leader_id"], (None, False))
    return rows


def _leaders(env, employee_ids):
    query = SQL("SELECT id, user_id, active FROM hr_employee WHERE id = ANY(%s)", list(employee_ids))
    return {employee: (user, bool(active)) for employee, user, active in env.execute_query(query)}


def _dictionaries(env, query):
    env.cr.execute(query)
    return env.cr.dictfetchall()


def _name(cycle, model, alias, lang):
    """The column ``name`` of a model, in the language of the scheme's texts where it is translated."""
    return cycle.env[model].sudo().with_context(lang=lang)._field_to_sql(alias, "name")
