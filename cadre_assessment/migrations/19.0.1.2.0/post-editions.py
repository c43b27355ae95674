"""Schemes that came with the addon say which file they are the beginning of; what they say themselves stays theirs.

They are from before editions were numbered (edition 0).
"""


def migrate(cr, version):
    if not version:
        return
    cr.execute(
        """
        UPDATE cadre_scheme AS scheme SET origin = scheme.code
          FROM ir_model_data AS data
         WHERE data.module = 'cadre_assessment' AND data.model = 'cadre.scheme' AND data.res_id = scheme.id
           AND scheme.origin IS NULL
        """
    )
