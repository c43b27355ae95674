"""The list of a year as one click each: handed in, confirmed, put up as a public notice, taken down.

A part of ``steps.py``: functions from the environment and a number of subjects to the plain statements and the click.
"""

from tools.bench.steps import _assessed, _cycle, _set, _to, _user


def hand_in_decision(env, size):
    decision = _decision(env, size)
    return _to(decision, "submitted"), decision.with_user(_user(env, "officer")).action_submit


def confirm_decision(env, size):
    decision = _decision(env, size)
    decision.with_user(_user(env, "officer")).action_submit()
    people = decision.line_ids.assessment_id
    plain = [
        (
            """UPDATE cadre_assessment a SET state = 'decided', decided_grade_id = line.grade_id, decision_id = %s
                 FROM cadre_decision_line line WHERE line.assessment_id = a.id AND line.decision_id = %s""",
            [decision.id, decision.id],
        ),
        *_to(people, "decided"),
    ]
    return plain, decision.with_user(_user(env, "decider")).action_approve


def put_up_notice(env, size):
    notice = _notice(env, size)
    people = notice._waiting()
    plain = [
        (
            """INSERT INTO cadre_notice_line (notice_id, employee_id, name, post, rank, total)
               SELECT %s, employee_id, name, post, rank, total FROM cadre_assessment WHERE id = ANY(%s)""",
            [notice.id, people.ids],
        ),
        *_to(people, "published"),
    ]
    return plain, notice.with_user(_user(env, "officer")).action_post


def end_notice(env, size):
    notice = _notice(env, size)
    notice.with_user(_user(env, "officer")).action_post()
    env.flush_all()
    _set(env, notice, date_from="2026-01-05", date_to="2026-01-09", objections="none")
    return _to(notice, "ended"), notice.with_user(_user(env, "officer")).action_end


def _on_the_list(env, size, state, others):
    """So many people of the year in ``state``, everybody else in ``others``; the cycle and the people."""
    cycle = _cycle(env, 0, "decided")
    people = _assessed(env, cycle, size)
    env.cr.execute(
        "UPDATE cadre_assessment SET state = CASE WHEN id = ANY(%s) THEN %s ELSE %s END"
        " WHERE cycle_id = %s AND assessed",
        [people.ids, state, others, cycle.id],
    )
    env.invalidate_all()
    return cycle, people


def _decision(env, size):
    """The draft on so many that were put off: all get one grade, whatever was proposed, with a reason for each."""
    cycle, people = _on_the_list(env, size, "computed", "decided")
    cycle._recompute(people)  # seats and ranks beside those who are decided
    env.flush_all()
    decision = env["cadre.decision"].search([("cycle_id", "=", cycle.id), ("state", "=", "draft")], limit=1)
    run = env.cr.execute
    others = "DELETE FROM cadre_decision_line WHERE decision_id = %s AND NOT assessment_id = ANY(%s)"
    run(others, [decision.id, people.ids])
    run("UPDATE cadre_finding SET positive = '无', negative = '无' WHERE cycle_id = %s", [cycle.id])
    given = (
        "UPDATE cadre_decision_line SET reason = '研究', authorised_by_id = %s, grade_id = %s WHERE decision_id = %s"
    )
    run(given, [cycle.organizer_id.id, cycle.scheme_id.result_scale_id.grade_ids[1].id, decision.id])
    env.invalidate_all()
    decision.action_all_present()
    decision._fill_gaps()
    decision.gap_ids.write({"reason": "会议研究，不影响评定"})
    decision.write({"votes_for": decision.present, "minutes": "<p>会议审定。</p>", "overrun_reason": "会议研究"})
    return decision


def _notice(env, size):
    """The draft of a notice of so many, with a grade each."""
    cycle, people = _on_the_list(env, size, "decided", "published")
    _set(env, people, decided_grade_id=cycle.scheme_id.result_scale_id.grade_ids[1].id)
    office = env["cadre.notice"].with_user(_user(env, "officer"))
    return office.create({"name": "公示", "cycle_id": cycle.id, "days": 5})


STEPS = {
    "hand in a decision": hand_in_decision,
    "confirm a decision": confirm_decision,
    "put up a notice": put_up_notice,
    "end a notice": end_notice,
}
