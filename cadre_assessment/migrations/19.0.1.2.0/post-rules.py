"""Rules of the shipped schemes that were put right; copies that an office made of them stay its own.

Heads who are posted elsewhere stand in one list (S3-03, S3-06, S3-10, S3-49); the entrusted have 20 % of their own
(S3-12); each 区（市） has seats of its own, whoever it is ranked with (S2A-62, S2A-63); a breach, an AO experience
and an approved change of the plan are entered once (S2B-05, S2B-19, S2B-28).
"""


def migrate(cr, version):
    record = "FROM ir_model_data d WHERE d.module = 'cadre_assessment' AND d.res_id = one.id AND d.name = %s"
    cr.execute(
        f"UPDATE cadre_scheme_scope one SET sequence = 45 {record} AND one.sequence = 60",
        ["scheme_s3_person_scope_heads"],
    )
    cr.execute(
        f"UPDATE cadre_scheme_quota one SET entrusted_ratio = 0.2 {record} AND COALESCE(one.entrusted_ratio, 0) = 0",
        ["scheme_s3_person_quota_annual_top"],
    )
    for quota in ("scheme_s2a_county_quota_annual_top", "scheme_s2a_county_quota_praise"):
        cr.execute(
            "INSERT INTO cadre_scheme_quota_apart_rel (cadre_scheme_quota_id, cadre_category_id)"
            " SELECT quota.res_id, kind.res_id FROM ir_model_data quota, ir_model_data kind"
            "  WHERE quota.module = 'cadre_assessment' AND quota.name = %s"
            "    AND kind.module = 'cadre_assessment' AND kind.name = 'category_unit_district'"
            " ON CONFLICT DO NOTHING",
            [quota],
        )
    for name, share in (("planned", "whole"), ("done", "part"), ("approved_change", "part"), ("missing", "rest")):
        cr.execute(
            f"UPDATE cadre_scheme_count one SET share = %s {record} AND one.share IS NULL",
            [share, f"scheme_s2b_plan_{name}"],
        )
    for name, line in (("ao_expert_expert", "adjustment_expert"), ("other_4_integrity", "adjustment_integrity")):
        cr.execute(
            "UPDATE cadre_scheme_count one SET ledger_code = line.code"
            "  FROM ir_model_data d, ir_model_data l JOIN cadre_scheme_adjustment line ON line.id = l.res_id"
            " WHERE d.module = 'cadre_assessment' AND d.res_id = one.id AND d.name = %s AND one.ledger_code IS NULL"
            "   AND l.module = 'cadre_assessment' AND l.name = %s",
            [f"scheme_s2b_{name}", f"scheme_s2b_{line}"],
        )
