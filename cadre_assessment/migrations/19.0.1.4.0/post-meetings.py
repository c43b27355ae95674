"""Each decision becomes the item of a meeting of its body on its day.

Who was there is taken over where the attendees were listed: they were present, and other members of the day absent.
Where only numbers were typed they stay on the decision, and the attendance of its meeting is empty: nobody knows it.
A draft is asked for its attendance before it is handed in.
"""

from odoo import SUPERUSER_ID, api
from odoo.tools.sql import table_exists

BEFORE = "参会名单建立以前的会议"


def migrate(cr, version):
    cr.execute("SELECT id, expected, present, state FROM cadre_decision WHERE meeting_id IS NULL ORDER BY id")
    typed = {key: rest for key, *rest in cr.fetchall()}
    attendees = {}
    if table_exists(cr, "cadre_former_attendee"):
        cr.execute("SELECT cadre_decision_id, hr_employee_id FROM cadre_former_attendee")
        for decision, employee in cr.fetchall():
            attendees.setdefault(decision, set()).add(employee)
        cr.execute("DROP TABLE cadre_former_attendee")
    env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
    for decision in env["cadre.decision"].browse(typed):
        _into_meeting(env, decision, attendees.get(decision.id, set()))
    env.flush_all()
    for key, (expected, present, state) in typed.items():
        if state != "draft":  # what was confirmed says what it said
            cr.execute("UPDATE cadre_decision SET expected = %s, present = %s WHERE id = %s", (expected, present, key))
    env.invalidate_all()


def _into_meeting(env, decision, there):
    """A meeting of its own for each: whether two decisions of a day were taken in one meeting nobody wrote down."""
    env.cr.execute("SELECT body_id, date FROM cadre_decision WHERE id = %s", [decision.id])
    body, day = env.cr.fetchone()
    office = decision.cycle_id.office_body_id.id
    meeting = env["cadre.meeting"].create({"body_id": body, "date": day, "office_body_id": office})
    if there:
        for row in meeting.member_ids:
            present = row.employee_id.id in there
            row.write({"presence": "present" if present else "absent", "reason": False if present else BEFORE})
    elif decision.state != "draft":
        meeting.member_ids.unlink()
    decision.meeting_id = meeting
