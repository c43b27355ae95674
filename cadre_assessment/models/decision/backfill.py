"""The grade that the rules give once a case is closed: computed, and taken back again (S3-22, O-13)."""

from ..guard import guarded


class _TakenBack(Exception):
    """Ends the trial: nothing of it stays."""


def tried_again(assessment, reason):
    """(grade, reason) that the rules propose for ``assessment`` (as superuser) if it is taken up again now.

    The computation is the one of a late event, in a savepoint that is always taken back.

    :param reason: text of the late event
    :return: a ``cadre.scale.grade`` (empty: still none) and a text
    """
    env, found = assessment.env, (None, "")
    try:
        with env.cr.savepoint():
            guarded(assessment)._reopen(reason)
            found = assessment.proposed_grade_id.id, assessment.reason or ""
            raise _TakenBack
    except _TakenBack:
        env.invalidate_all(flush=False)
    return env["cadre.scale.grade"].browse(found[0] or ()), found[1]
