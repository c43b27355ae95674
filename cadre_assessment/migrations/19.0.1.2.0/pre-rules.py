"""Who is a head of the county's list is now asked by three conditions: the shipped one makes room for them (S3-49)."""


def migrate(cr, version):
    cr.execute(
        "UPDATE cadre_criterion c SET kind = 'all', fact = NULL, value = NULL FROM ir_model_data d"
        " WHERE d.module = 'cadre_assessment' AND d.name = 'criterion_s3_heads' AND d.model = 'cadre.criterion'"
        "   AND c.id = d.res_id AND c.kind = 'fact'"
    )
