"""By one rule it follows once for each subject of a year: what stands twice is cancelled or said, before the index."""

SUBJECT = ("employee_id", "subject_unit_id", "about_unit_id")
WHY = "同一规则对同一对象重复提出，保留先前的一项。"


def migrate(cr, version):
    if not version:
        return
    cr.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'cadre_consequence'")
    known = {name for [name] in cr.fetchall()}
    if not {"cycle_id", "rule_id", "employee_id", "state"} <= known:
        return
    cr.execute(
        "ALTER TABLE cadre_consequence ADD COLUMN IF NOT EXISTS question varchar,"
        " ADD COLUMN IF NOT EXISTS question_note varchar,"
        " ADD COLUMN IF NOT EXISTS validation_status varchar"
    )
    # none of them was approved step by step: said at once, so that Odoo does not compute it one by one
    cr.execute("UPDATE cadre_consequence SET validation_status = 'no' WHERE validation_status IS NULL")
    keys = ", ".join(f"COALESCE({name}, 0)" for name in SUBJECT if name in known)
    cr.execute(
        f"""
        SELECT id, state FROM (
               SELECT id, state, row_number() OVER (
                          PARTITION BY cycle_id, rule_id, {keys}
                          ORDER BY array_position(ARRAY['done', 'approved', 'proposed']::varchar[], state), id
                      ) AS place
                 FROM cadre_consequence
                WHERE rule_id IS NOT NULL AND state IN ('proposed', 'approved', 'done')
                  AND question IS DISTINCT FROM 'twice'
               ) twice
         WHERE place > 1
        """
    )  # the names of columns are those above; what is carried out already is not undone by an update
    twice = cr.fetchall()
    proposed = [number for number, state in twice if state == "proposed"]
    standing = [number for number, state in twice if state != "proposed"]
    cr.execute(
        "UPDATE cadre_consequence SET state = 'cancelled', cancel_reason = %s WHERE id = ANY(%s)", (WHY, proposed)
    )
    cr.execute(
        "UPDATE cadre_consequence SET question = 'twice', question_note = %s WHERE id = ANY(%s)", (WHY, standing)
    )
