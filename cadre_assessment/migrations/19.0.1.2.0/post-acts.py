"""Rules that stood in a text of the shipped schemes act: their fields are written where the schemes are there already.

New papers come with the data of the addon; what an office changed in a scheme of its own stays as it is.
"""

FIELDS = (
    ("cadre_scheme_component", "scheme_s2a_unit_business", {"verified_by": "leader", "verifier": "市分管领导"}),
    ("cadre_scheme_period", "scheme_s1_period_quarter", {"summary_plan": True, "summary_reported": True}),
    ("cadre_scheme_period", "scheme_s1_period_year", {"summary_reported": True}),
    ("cadre_scheme_period", "scheme_s1_period_month", {"own_choice": "“次月初”定为月末后5个工作日内；各项指标分值"}),
    ("cadre_scheme_quota", "scheme_s1_quota_result", {"own_choice": "优秀等次不超过参加考核人数的20%（原文未规定）"}),
    ("cadre_scheme_document", "scheme_s3_team_document_form_8", {"after_code": "ballot_feedback"}),
    ("cadre_scheme_document", "scheme_s3_person_document_form_6", {"own_choice": "份数（原文只规定附件1一式3份）"}),
    (
        "cadre_scheme_consequence",
        "scheme_s1_consequence_bonus",
        {
            "amount_by": "score",
            "needs_amount": True,
            "own_choice": "奖金按得分计算，每分金额由本单位确定（原文未列办法）",
        },
    ),
    *(
        (
            "cadre_scheme_consequence",
            f"scheme_s2a_{name}_consequence_praise",
            {"certificate": True, "needs_amount": True, "own_choice": "奖金金额（原文未列）"},
        )
        for name in ("county", "staff")
    ),
    *(
        ("cadre_scheme", f"scheme_s2a_{name}", {"own_choice": "个人目标责任书的时限3月31日和一式两份"})
        for name in ("county", "staff")
    ),
    *(
        ("cadre_scheme_component", f"scheme_s3_team_{name}", {"own_choice": "权重（原文未列）"})
        for name in ("own", "leaders", "peers")
    ),
    # meetings (S1-14, S1-19); who draws up letters (S2A-56), may be nominated (S0-37); party members' weight (S3-25)
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
    cr.execute(
        r"""
        UPDATE cadre_scheme_component AS part SET verified_by = 'organ', verifier = '市统计局'
          FROM ir_model_data AS data
         WHERE data.module = 'cadre_assessment' AND data.name LIKE 'scheme\_s2a\_district\_%' AND data.res_id = part.id
           AND data.model = 'cadre.scheme.component' AND part.rule_ref LIKE '%S2A-44%' AND part.method <> 'group'
        """
    )
    cr.execute(
        r"""
        UPDATE cadre_scheme_document AS paper SET own_choice = '与2500字相差20%以内视为“左右”'
          FROM ir_model_data AS data
         WHERE data.module = 'cadre_assessment' AND data.name LIKE 'scheme\_s3\_%' AND data.res_id = paper.id
           AND data.model = 'cadre.scheme.document' AND paper.length > 0
        """
    )
    cr.execute(
        r"""
        UPDATE cadre_scheme_indicator AS line SET own_choice = '分值（原文未列）'
          FROM ir_model_data AS data
         WHERE data.module = 'cadre_assessment' AND data.name LIKE 'scheme\_s1\_%' AND data.res_id = line.id
           AND data.model = 'cadre.scheme.indicator'
        """
    )
    # selections with a default that are asked for in every row
    for table, column, value in (
        ("cadre_scheme_document", "author", "subject"),
        ("cadre_scheme_document", "each", "cycle"),
        ("cadre_scheme_consequence", "amount_by", "fixed"),
    ):
        cr.execute(f"UPDATE {table} SET {column} = %s WHERE {column} IS NULL", (value,))
    cr.execute(
        "UPDATE cadre_document AS paper SET author = rule.author FROM cadre_scheme_document AS rule "
        "WHERE rule.id = paper.rule_id AND paper.author IS NULL"
    )
