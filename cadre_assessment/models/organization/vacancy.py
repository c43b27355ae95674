"""Places of a headcount that are free on a day: approved, less who holds one, less what is reserved.

Everybody's post of the day is read once: the number of queries does not grow with rows, units or people.
"""

from typing import NamedTuple

from odoo.tools import SQL, format_date

from ..listing import listed
from .membership import posts_on

READ = ("cadre.headcount", "hr.version", "hr.employee", "hr.department", "hr.job", "cadre.rank")
NAMED = 12
"""So many holders are named; all of them stand in the list behind the number."""


class Vacancy(NamedTuple):
    """``holders``: ids of employees; ``reserved``: (what keeps them, how many places)."""

    approved: int
    holders: tuple[int, ...]
    reserved: tuple[tuple[str, int], ...]

    @property
    def kept(self):
        """How many places are reserved."""
        return sum(number for _name, number in self.reserved)

    @property
    def free(self):
        """Places left; below zero where more hold one than are approved.

        >>> Vacancy(3, (11, 12), (("竞争上岗", 1),)).free, Vacancy(1, (11, 12), ()).free
        (0, -1)
        """
        return self.approved - len(self.holders) - self.kept


POST = SQL(
    """
    post.layer_id IS NOT DISTINCT FROM COALESCE(hc.layer_id, post.layer_id)
    AND post.post_class_id IS NOT DISTINCT FROM COALESCE(hc.post_class_id, post.post_class_id)
    AND post.ladder IS NOT DISTINCT FROM COALESCE(hc.ladder, post.ladder)
    """
)
"""The headcount ``hc`` is of such posts as ``post``."""
PLACE = SQL(
    "CASE WHEN whole.is_unit THEN part.unit_id = whole.id ELSE part.parent_path LIKE whole.parent_path || '%%' END"
)
"""The department ``part`` counts in the headcount of the department ``whole``: a unit's number is of its own people."""


def vacancies(rows, on):
    """{row: :class:`Vacancy`} of these rows of ``cadre.headcount`` on the date ``on``: 1 query, and what is reserved.

    The layer, class and rank of somebody's post are those of the post (``hr.job``), else of the person on that day; a
    post that uses no number is not counted, a person who has left neither. Postings and concurrent posts use none.
    """
    rows = rows.sudo()
    if not rows:
        return {}
    _flush(rows.env)
    query = SQL(
        """
        WITH held AS MATERIALIZED (%(posts)s),
        post AS MATERIALIZED (
             SELECT held.employee_id, held.department_id,
                    COALESCE(job.layer_id, ranked.layer_id, rank.layer_id) AS layer_id,
                    COALESCE(job.post_class_id, held.post_class_id) AS post_class_id,
                    COALESCE(ranked.kind, rank.kind) AS ladder
               FROM held
               JOIN hr_employee e ON e.id = held.employee_id
          LEFT JOIN hr_version current ON current.id = e.current_version_id
          LEFT JOIN hr_job job ON job.id = held.job_id
          LEFT JOIN cadre_rank ranked ON ranked.id = job.cadre_rank_id
          LEFT JOIN cadre_rank rank ON rank.id = held.cadre_rank_id
              WHERE CASE WHEN current.departure_date IS NULL THEN e.active ELSE current.departure_date >= %(on)s END
                AND job.counts_in_headcount IS NOT FALSE
        )
        SELECT hc.id, array_agg(post.employee_id ORDER BY post.employee_id)
          FROM cadre_headcount hc
          JOIN hr_department whole ON whole.id = hc.department_id
          JOIN hr_department part ON %(place)s
          JOIN post ON post.department_id = part.id AND %(like)s
         WHERE hc.id = ANY(%(rows)s)
      GROUP BY hc.id
        """,
        posts=posts_on(on),
        on=on,
        place=PLACE,
        like=POST,
        rows=rows.ids,
    )
    holders = dict(rows.env.execute_query(query))
    reserved = rows._reservations(on, holders)
    return {row: Vacancy(row.approved, tuple(holders.get(row.id, ())), tuple(reserved.get(row, ()))) for row in rows}


def covering(jobs, on):
    """{id of a post: the rows of the headcount that cover it on ``on``}: 1 query.

    A post that uses no number, or for which none is approved, has no rows.
    """
    jobs = jobs.sudo()
    ids = [job.id for job in jobs._origin if job.id]
    if not ids:
        return {}
    _flush(jobs.env)
    query = SQL(
        """
        WITH post AS (
             SELECT job.id, job.department_id, job.layer_id, job.post_class_id, ranked.kind AS ladder
               FROM hr_job job
          LEFT JOIN cadre_rank ranked ON ranked.id = job.cadre_rank_id
              WHERE job.id = ANY(%(jobs)s) AND job.counts_in_headcount IS NOT FALSE
        )
        SELECT post.id, array_agg(hc.id ORDER BY hc.id)
          FROM cadre_headcount hc
          JOIN hr_department whole ON whole.id = hc.department_id
          JOIN hr_department part ON %(place)s
          JOIN post ON post.department_id = part.id AND %(like)s
         WHERE hc.date_from <= %(on)s AND COALESCE(hc.date_to, %(on)s) >= %(on)s
      GROUP BY post.id
        """,
        jobs=ids,
        place=PLACE,
        like=POST,
        on=on,
    )
    Headcount = jobs.env["cadre.headcount"]
    return {job: Headcount.browse(rows) for job, rows in jobs.env.execute_query(query)}


def cover(jobs, on):
    """{id of a post: {row of the headcount that covers it: its :class:`Vacancy`}}: 2 queries, and the hook."""
    rows = covering(jobs, on)
    known = vacancies(jobs.sudo().env["cadre.headcount"].union(*rows.values()), on)
    return {job: {row: known[row] for row in some} for job, some in rows.items()}


def said(env, row, vacancy):
    """The figures of a row in a sentence: approved by which document, held by whom, reserved for what, free."""
    people = env["hr.employee"].sudo().browse(vacancy.holders[:NAMED]).mapped("name")
    held = str(len(vacancy.holders))
    if people:
        more = ["…"] * (len(vacancy.holders) > NAMED)
        held = env._("%(number)s (%(names)s)", number=held, names=listed(env, [*people, *more]))
    reserved = str(vacancy.kept)
    if vacancy.reserved:
        kept = [env._("%(name)s: %(number)s", name=name, number=number) for name, number in vacancy.reserved]
        reserved = env._("%(number)s (%(names)s)", number=reserved, names=listed(env, kept))
    return env._(
        "%(headcount)s: approved %(approved)s (%(document)s, since %(day)s), held %(held)s, reserved %(reserved)s, "
        "free %(free)s.",
        headcount=row.sudo().display_name,
        approved=vacancy.approved,
        document=row.document or "",
        day=format_date(env, row.date_from),
        held=held,
        reserved=reserved,
        free=vacancy.free,
    )


def _flush(env):
    for model in READ:
        env[model].flush_model()
