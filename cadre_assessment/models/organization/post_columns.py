"""What is read of the posts of people for the facts that are asked: thousands of posts for two or three facts."""

from typing import NamedTuple

from odoo.tools import SQL


class Part(NamedTuple):
    """What is read where one of the facts ``asked`` is: ``columns``, and the tables they stand in."""

    asked: frozenset[str]
    columns: SQL
    joins: SQL = SQL()


def _word(name, column, *asked):
    joins = SQL(f"LEFT JOIN cadre_category {name} ON {name}.id = {column}")
    return Part(frozenset({name, *asked}), SQL(f"{name}.code AS {name}"), joins)


SINCE_RANK = frozenset(
    ("rank", "layer", "rank_since", "promoted_months", "rank_months", "layer_months", "layer_up_months")
)
SINCE_POST = frozenset(("post_since", "post_months", "post_kind_months", "grassroots_months", "grassroots_lead_months"))
PARTS = (
    Part(
        SINCE_RANK,
        SQL(
            "v.rank_since, v.rank_since_month_only, rank.code AS rank, rank.sequence, layer.code AS layer,"
            " layer.sequence AS high, rank.kind, (rank.kind = 'leading' OR lowest.sequence = rank.sequence) AS opens"
        ),
        SQL(
            "LEFT JOIN cadre_rank rank ON rank.id = v.cadre_rank_id"
            " LEFT JOIN (SELECT layer_id, kind, max(sequence) AS sequence FROM cadre_rank WHERE active"
            " GROUP BY layer_id, kind) lowest ON lowest.layer_id = rank.layer_id AND lowest.kind = rank.kind"
            " LEFT JOIN cadre_category layer ON layer.id = rank.layer_id"
        ),
    ),
    Part(SINCE_POST, SQL("v.post_since, v.post_since_month_only")),
    Part(frozenset({"sex"}), SQL("v.sex")),
    Part(frozenset({"unit_head"}), SQL("v.is_unit_head")),
    Part(frozenset({"team_member"}), SQL("v.is_team_member")),
    Part(frozenset(("leading_post", "grassroots_lead_months")), SQL("v.is_leading_post")),
    Part(frozenset(("grassroots_post", "grassroots_months", "grassroots_lead_months")), SQL("v.is_grassroots")),
    _word("post_class", "v.post_class_id", "post_since", "post_months"),
    _word("identity", "v.identity_id"),
    _word("staffing", "v.staffing_id"),
    Part(
        frozenset(("post_kind", "post_kind_months")),
        SQL("post_kind.code AS post_kind"),
        SQL(
            "LEFT JOIN hr_job job ON job.id = v.job_id"
            " LEFT JOIN cadre_category post_kind ON post_kind.id = job.post_kind_id"
        ),
    ),
    Part(
        frozenset({"unit_category"}),
        SQL("unit_category.code AS unit_category"),
        SQL(
            "LEFT JOIN hr_department department ON department.id = v.department_id"
            " LEFT JOIN hr_department unit ON unit.id = department.unit_id"
            " LEFT JOIN cadre_category unit_category ON unit_category.id = unit.unit_category_id"
        ),
    ),
)


def read_of(names):
    """(columns, joins) of a post ``v`` (``hr_version``), for the facts ``names``.

    >>> columns, joins = read_of({"sex", "identity"})
    >>> columns.code, joins.code
    ('v.sex, identity.code AS identity', 'LEFT JOIN cadre_category identity ON identity.id = v.identity_id')
    """
    parts = [part for part in PARTS if not names.isdisjoint(part.asked)]
    joins = [part.joins for part in parts if part.joins]
    return SQL(", ").join(part.columns for part in parts), SQL(" ").join(joins)
