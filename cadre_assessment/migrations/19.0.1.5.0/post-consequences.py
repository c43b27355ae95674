"""What follows rests on the result after which it was proposed, and says who approves it."""


def migrate(cr, version):
    if not version:
        return
    cr.execute(
        """
        INSERT INTO cadre_consequence_result_rel (consequence_id, result_id)
             SELECT id, result_id FROM cadre_consequence WHERE result_id IS NOT NULL
        ON CONFLICT DO NOTHING
        """
    )
    cr.execute(
        """
        UPDATE cadre_consequence SET approval = CASE WHEN action IN ('dismissal', 'post_adjustment') THEN 'body'
                                                     WHEN action = 'convert' OR report_id IS NOT NULL THEN 'none'
                                                     ELSE 'member' END
         WHERE approval IS NULL
        """
    )
