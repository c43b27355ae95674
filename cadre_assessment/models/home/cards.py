"""Cards of the first page. Each counts what its own list shows: the domain is the one of the action it opens."""

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ..clock import today_of
from ..work.cadre_work_plan import RUNNING

OFFICE = "cadre_assessment.group_cadre_officer"


def _card(env, code, label, xmlid, extra=(), due=None, level="warning", order=None):
    """A card that counts what its list shows; ``None`` when the user may not read the list or nothing is in it.

    :param xmlid: the action ``cadre_assessment.<xmlid>`` that the card opens, narrowed by ``extra``.
    :param due: name of a date field: the earliest day stands on the card, and a day that is over turns it red.
    :param order: the stored field that finds the earliest, where ``due`` itself is not stored.
    """
    name, own = env["cadre.home"]._list_behind(xmlid)
    model = env[name]
    if not model.has_access("read"):
        return None
    domain = list(Domain(safe_eval(own, {"uid": env.uid})) & Domain(list(extra)))
    count = model.search_count(domain)
    if not count:
        return None
    note = False
    if due:
        first = model.search_fetch([*domain, (due, "!=", False)], [due], order=f"{order or due}, id", limit=1)[due]
        if first:
            level = "danger" if first < today_of(env.company) else level
            note = env._("by %(day)s", day=env["ir.qweb.field.date"].value_to_html(first, {}))
    return {
        "code": code,
        "label": label,
        "count": count,
        "value": str(count),
        "level": level,
        "model": name,
        "action": f"cadre_assessment.{xmlid}",
        "domain": domain,
        "note": note,
    }


def _shown(*found):
    return [card for card in found if card]


def own(env):
    """What the user owes himself, and what waits for his signature."""
    running = [("cycle_id.state", "in", RUNNING)]
    draft = [("state", "=", "draft")]
    return env._("To Do"), _shown(
        _card(env, "plans", env._("My lists to fill in"), "cadre_work_plan_my_action", [*draft, *running], "due"),
        _card(
            env,
            "reports",
            env._("My records to fill in"),
            "cadre_progress_report_my_action",
            [*draft, *running, ("period_id.state", "=", "open"), ("date_from", "<=", today_of(env.company))],
            "due",
            order="date_to",
        ),
        _card(env, "papers", env._("My papers to hand in"), "cadre_document_my_action", [*draft, *running], "due"),
        _card(
            env, "scores", env._("My self-evaluation"), "cadre_score_self_action", [("state", "=", "self"), *running]
        ),
        _card(env, "rectify", env._("To put right"), "cadre_rectification_my_action", [("state", "=", "open")], "due"),
        _card(
            env,
            "notice",
            env._("Written notice to acknowledge"),
            "cadre_assessment_action_my",
            [("notified_on", "!=", False), ("received_on", "=", False)],
        ),
        _appeal_card(env),
    )


def _appeal_card(env):
    """Results of the user for which the days of asking for a review still run."""
    if not env["cadre.assessment"].has_access("read"):
        return None
    mine = env["cadre.assessment"].search([("user_id", "=", env.uid), ("received_on", "!=", False)])
    still = mine.filtered(lambda one: one.appeal_until and one.appeal_until >= today_of(env.company))
    label = env._("Results whose review may be asked for")
    return _card(env, "appeal", label, "cadre_assessment_action_my", [("id", "in", still.ids)], level="info")


def led(env):
    """What waits for the user as leader in charge or section head."""
    return env._("My People"), _shown(
        _card(env, "led_plans", env._("Lists to approve"), "cadre_work_plan_review_action", (), "due"),
        _card(
            env,
            "led_reports",
            env._("Records to approve"),
            "cadre_progress_report_review_action",
            (),
            "due",
            order="date_to",
        ),
        _card(
            env,
            "led_rating",
            env._("Records to rate"),
            "cadre_progress_report_rate_action",
            [("state", "=", "submitted")],
            "due",
            order="date_to",
        ),
        _card(
            env,
            "led_ledger",
            env._("Bonuses and deductions to approve"),
            "cadre_ledger_event_confirm_action",
            [("state", "=", "submitted")],
        ),
        _card(
            env,
            "led_scores",
            env._("Marks to enter"),
            "cadre_score_action",
            [("entry_user_id", "=", env.uid), ("state", "=", "draft"), ("entered", "=", False)],
        ),
    )


def deciding(env):
    """What waits for the head or a member of a deciding body."""
    if not env.user.has_group("cadre_assessment.group_cadre_decider"):
        return env._("To Decide"), []
    return env._("To Decide"), _shown(
        _card(
            env,
            "decide",
            env._("Decisions to confirm"),
            "cadre_decision_action",
            [("state", "=", "submitted"), ("chair_user_id", "=", env.uid)],
        ),
        _card(
            env,
            "vetoes",
            env._("Veto reviews to decide"),
            "cadre_assessment_action_veto",
            [("veto_state", "=", "pending")],
        ),
        _card(
            env,
            "consequences",
            env._("Consequences to approve"),
            "cadre_consequence_action",
            [("state", "=", "proposed")],
        ),
    )


def office(env):
    """What waits for the assessment office in all its running cycles."""
    if not env.user.has_group(OFFICE):
        return env._("The Office"), []
    mine = [("cycle_id.of_my_office", "=", True)]
    running = [("cycle_id.state", "in", RUNNING), *mine]
    today = today_of(env.company)
    late = [("state", "=", "draft"), ("due", "<", today), *running]
    return env._("The Office"), _shown(
        _card(env, "late_plans", env._("Lists overdue"), "cadre_work_plan_action", late, "due", "danger"),
        _card(
            env,
            "late_reports",
            env._("Records overdue"),
            "cadre_progress_report_action",
            late,
            "due",
            "danger",
            "date_to",
        ),
        _card(env, "late_papers", env._("Papers overdue"), "cadre_document_action", late, "due", "danger"),
        _card(
            env,
            "file_plans",
            env._("Lists to file"),
            "cadre_work_plan_action",
            [("state", "=", "approved"), *running],
            "due",
        ),
        _card(
            env,
            "file_reports",
            env._("Records to file"),
            "cadre_progress_report_action",
            [("state", "=", "approved"), *running],
        ),
        _card(
            env,
            "file_papers",
            env._("Papers to file"),
            "cadre_document_action",
            [("state", "=", "submitted"), *running],
        ),
        _card(
            env,
            "ledger",
            env._("Bonuses and deductions to confirm"),
            "cadre_ledger_event_action",
            [("state", "in", ("draft", "submitted")), *running],
        ),
        _card(
            env,
            "appeals",
            env._("Review requests to answer"),
            "cadre_appeal_action",
            [("state", "=", "requested"), *mine],
            "reply_due",
        ),
        _card(
            env,
            "notices",
            env._("Public notices to end"),
            "cadre_notice_action",
            [("state", "=", "posted"), ("date_to", "<", today), *mine],
        ),
    )


def discipline(env):
    """Cases still open, for the discipline staff alone."""
    return env._("Discipline"), _shown(
        _card(env, "cases", env._("Open cases"), "cadre_case_action", [("state", "=", "open")], level="info")
    )


def audit(env):
    """What was decided and can be looked into."""
    if not env.user.has_group("cadre_assessment.group_cadre_auditor"):
        return env._("To Look Into"), []
    return env._("To Look Into"), _shown(
        _card(
            env,
            "decided",
            env._("Decisions confirmed"),
            "cadre_decision_action",
            [("state", "=", "approved")],
            level="info",
        ),
        _card(env, "archived", env._("Archived results"), "cadre_result_action", (), level="info"),
    )
