"""The seat rule a second time, as a condition of the database: what :mod:`seats` finds is held against it."""

from odoo.tools import SQL

UNIT_OF = SQL("COALESCE(a.subject_unit_id, a.unit_id)")

IN_POOL = SQL(
    """
    (COALESCE(a.entrusted, FALSE) = COALESCE(p.entrusted, FALSE)
     AND (q.pooled_by = 'cycle'
          OR (q.pooled_by = 'unit' AND p.set_id IS NULL AND %(unit)s = p.unit_id)
          OR (q.pooled_by = 'group' AND p.unit_id = %(apart)s)
          OR (q.pooled_by = 'group' AND p.set_id IS NULL AND p.unit_id IS NULL AND %(apart)s IS NULL
              AND a.comparison_group_id IS NOT DISTINCT FROM p.comparison_group_id)
          OR (q.pooled_by = 'unit' AND %(unit)s IN (
                SELECT s.unit_id FROM cadre_pool_set_unit_rel s WHERE s.set_id = p.set_id))
          OR (q.pooled_by = 'group' AND %(apart)s IS NULL AND a.comparison_group_id IN (
                SELECT s.group_id FROM cadre_pool_set_group_rel s WHERE s.set_id = p.set_id)))
     AND (NOT EXISTS (SELECT 1 FROM cadre_scheme_quota_class_rel r WHERE r.cadre_scheme_quota_id = q.id)
          OR a.post_class_id IN (SELECT r.cadre_category_id FROM cadre_scheme_quota_class_rel r
                                  WHERE r.cadre_scheme_quota_id = q.id)))
    """,
    unit=UNIT_OF,
    apart=SQL(
        """
        (SELECT up.id FROM hr_department one
           JOIN hr_department up ON up.is_unit AND one.parent_path LIKE up.parent_path || '%%'
           JOIN cadre_scheme_quota_apart_rel r ON r.cadre_category_id = up.unit_category_id
          WHERE one.id = %s AND r.cadre_scheme_quota_id = q.id ORDER BY length(up.parent_path) DESC LIMIT 1)
        """,
        UNIT_OF,
    ),
)
"""An assessment ``a`` competes for the seats of the pool ``p`` of the quota ``q`` (S3-11, S2A-63, A2-1)."""
