"""Rules that stood in a note alone are carried by fields: written where the shipped schemes are there already.

S1-14, S1-19 meetings; S2A-56 who draws up letters; S0-37 who may be nominated; S3-25 party members' weight.
"""

FIELDS = (
    ("cadre_scheme_period", "scheme_s1_period_week", {"meeting": "工作例会"}),
    ("cadre_scheme_period", "scheme_s1_period_month", {"meeting": "干部职工大会"}),
    ("cadre_scheme", "scheme_s2a_city", {"plan_writer": "office"}),
    ("cadre_scheme", "scheme_s2a_county", {"plan_writer": "office"}),
    ("cadre_scheme_consequence", "scheme_s0_consequence_promotion", {"action": "nomination"}),
    (
        "cadre_scheme_heading",
        "scheme_s3_person_ballot_heading_ji",
        {"party_weight": 2, "own_choice": "党员领导干部“绩”（含抓党建工作的成效）按2倍计（原文未规定数值）"},
    ),
)


def migrate(cr, version):
    if not version:
        return
    for table, name, values in FIELDS:
        columns = ", ".join(f"{column} = %s" for column in values)
        cr.execute(
            f"UPDATE {table} SET {columns} FROM ir_model_data AS data "
            f"WHERE data.module = 'cadre_assessment' AND data.name = %s AND data.res_id = {table}.id",
            (*values.values(), name),
        )
