"""What an appointment writes into the history of posts, and what it takes back. Server code: the caller has checked."""

from odoo import SUPERUSER_ID

POST = (
    "job_id", "job_title", "department_id", "cadre_rank_id", "post_class_id", "is_unit_head", "is_team_member",
    "is_leading_post", "is_grassroots", "post_since", "post_since_month_only", "rank_since", "rank_since_month_only",
)  # fmt: skip
"""What an appointment may change of somebody's post."""
OF_JOB = ("post_class_id", "is_unit_head", "is_leading_post", "is_grassroots")
"""What the post itself says."""


def in_force(person, day):
    """The version of ``person`` in force on ``day``, or none where his first post begins later."""
    held = person.version_ids.filtered(lambda version: version.active and version.date_version <= day)
    return held.sorted("date_version")[-1:]


def later(person, day):
    """Posts on file that begin after ``day``."""
    return person.version_ids.filtered(lambda version: version.active and version.date_version > day)


def values_of(version):
    """What of a post an appointment may change, as it stands: {field: plain value}."""
    return {name: _plain(version, name) for name in POST}


def _plain(version, name):
    value = version[name]
    if version._fields[name].type == "many2one":
        return value.id
    return str(value) if version._fields[name].type == "date" and value else value


def change(person, day, values, appointment):
    """Write ``values`` into the post of ``person`` from ``day`` on, and return the version.

    A post that begins on that very day is the same version: two changes on one day are one.
    """
    same = person.version_ids.filtered(lambda version: version.active and version.date_version == day)
    values = {**values, "appointment_id": appointment.id}
    if same:
        same[:1].write(values)
        return same[:1]
    server = person.with_user(SUPERUSER_ID)  # whatever right was given up on the way: Odoo asks the user again in there
    return server.create_version({**values, "date_version": day}).with_env(person.env)


def of_post(appointment, former):
    """What the version says of the new post; ``former``: the version in force until then."""
    job = appointment.job_id
    values = {
        "job_id": job.id,
        "job_title": appointment.post_name,
        "department_id": appointment.department_id.id or former.department_id.id,
        "post_since": appointment.counted_from,
        "post_since_month_only": False,
    }
    if job:
        values |= {name: _plain(job, name) for name in OF_JOB}
        values["post_class_id"] = job.post_class_id.id or former.post_class_id.id
    rank = appointment.rank_id
    if rank and rank != former.cadre_rank_id:
        values |= {"cadre_rank_id": rank.id, "rank_since": appointment.counted_from, "rank_since_month_only": False}
    return values


def of_lapse(env):
    """What is left of a post that lapses: the unit and the rank, no post (A4-18)."""
    return {
        "job_id": False,
        "job_title": env._("To Be Assigned"),
        "is_unit_head": False,
        "is_team_member": False,
        "is_leading_post": False,
        "post_since": False,
        "post_since_month_only": False,
    }


def overfull(before, after):
    """Sentences for the rows of a headcount in which more hold a place than are approved, by this change.

    :param before: {row: :class:`..organization.vacancy.Vacancy`} and ``after`` it
    """
    return [
        row.env._(
            "%(headcount)s: %(approved)s approved (%(document)s), %(held)s held, %(reserved)s reserved. No place is "
            "free.",
            headcount=row.display_name,
            approved=one.approved,
            document=row.document,
            held=len(one.holders),
            reserved=one.kept,
        )
        for row, one in after.items()
        if one.free < 0 and len(one.holders) > len(before[row].holders)
    ]
