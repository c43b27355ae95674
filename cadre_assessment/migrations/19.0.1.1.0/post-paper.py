"""Forms bear the numbers of their regulation: written into the schemes that were delivered before they had a field."""

ANNEXES = {
    "scheme_s2a_unit_integrity": "附表1",
    "scheme_s2a_unit_party": "附表2",
    "scheme_s2a_unit_civility": "附表3",
    "scheme_s2a_unit_investment": "附表4",
}
FORMS = {"form_5": "daily", "form_8": "proposals", "form_9": "checklist"}


def migrate(cr, version):
    if not version:
        return
    # of districts the number stood in the words of who scores; of departments nowhere
    cr.execute(
        r"""
        UPDATE cadre_scheme_component AS component
           SET annex = COALESCE(component.annex, substring(component.rater_text FROM '（(附表\d)）$')),
               rater_text = regexp_replace(component.rater_text, '（附表[\d—]+）$', '')
          FROM ir_model_data AS data
         WHERE data.model = 'cadre.scheme.component' AND data.res_id = component.id
           AND data.module = 'cadre_assessment' AND data.name LIKE 'scheme\_s2a\_%'
           AND component.rater_text ~ '（附表[\d—]+）$'
        """
    )
    for name, annex in ANNEXES.items():
        cr.execute(
            """
            UPDATE cadre_scheme_component AS component SET annex = %s
              FROM ir_model_data AS data
             WHERE data.model = 'cadre.scheme.component' AND data.res_id = component.id
               AND data.module = 'cadre_assessment' AND data.name = %s AND component.annex IS NULL
            """,
            (annex, name),
        )
    for code, form in FORMS.items():
        cr.execute(
            r"""
            UPDATE cadre_scheme_document AS paper SET form = %s
              FROM ir_model_data AS data
             WHERE data.model = 'cadre.scheme.document' AND data.res_id = paper.id
               AND data.module = 'cadre_assessment' AND data.name LIKE 'scheme\_s3\_%%'
               AND paper.code = %s AND paper.form IS NULL
            """,
            (form, code),
        )
