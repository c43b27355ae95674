"""Regulations are files: what the addon has loaded as its data until now is the office's own, and no update touches it.

Its external ids go, so that nothing is taken for data that the addon does not ship any more. A scheme of the edition
that lies in the gallery knows that it was made of that file; one from before editions were numbered does not.
"""

MODELS = (
    "cadre.regulation",
    "cadre.regulation.clause",
    "cadre.scheme",
    "cadre.scheme.adjustment",
    "cadre.scheme.cap",
    "cadre.scheme.component",
    "cadre.scheme.consequence",
    "cadre.scheme.count",
    "cadre.scheme.document",
    "cadre.scheme.document.recipient",
    "cadre.scheme.document.section",
    "cadre.scheme.gate",
    "cadre.scheme.heading",
    "cadre.scheme.indicator",
    "cadre.scheme.period",
    "cadre.scheme.quota",
    "cadre.scheme.quota.ratio",
    "cadre.scheme.route",
    "cadre.scheme.scope",
    "cadre.scheme.voters",
    "cadre.scale",
    "cadre.scale.grade",
    "cadre.criterion",
)


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
    cr.execute(
        """
        UPDATE cadre_scheme AS scheme SET source_id = edition.id
          FROM cadre_regulation_edition AS edition
         WHERE edition.company_id IS NULL AND edition.active AND edition.edition = scheme.edition_taken
           AND scheme.origin = ANY (string_to_array(edition.scheme_codes, ' ')) AND scheme.source_id IS NULL
        """
    )
    cr.execute("DELETE FROM ir_model_data WHERE module = 'cadre_assessment' AND model = ANY (%s)", (list(MODELS),))
