"""Cards of the first page. Each counts what its own list shows: the domain is the one of the action it opens.

Each section is a generator of cards; ``None`` stands for one with nothing to count.
"""

from datetime import timedelta

from odoo.fields import Domain
from odoo.tools.safe_eval import safe_eval

from ..clock import today_of
from ..states import RUNNING

OFFICE = "cadre_assessment.group_cadre_officer"
NEAR = timedelta(days=10)
"""So long before its day something outside of the office stands on the first page."""


def card(env, code, xmlid, extra=(), due=None, level="warning", by=None, label="", urge=False, together=""):
    """A card that counts what its list shows; ``None`` when the user may not read the list or nothing is in it.

    :param xmlid: the action ``cadre_assessment.<xmlid>`` that the card opens, narrowed by ``extra``.
    :param due: name of a date field: the earliest day stands on the card, and a day that is over turns it red.
    :param urge: the office may remind those who owe it, from the card.
    :param together: the dialog ``cadre_assessment.<together>`` in which all that the card counts is done in one go.
    :param by: the stored field to the record whose ``due`` it is, where it is not stored with what is counted.
    """
    name, own = env["cadre.home"]._list_behind(xmlid)
    model = env[name]
    if not model.has_access("read"):
        return None
    domain = list(Domain(safe_eval(own, {"uid": env.uid})) & Domain(list(extra)))
    if by:
        groups = model._read_group(domain, [by], ["__count"])
        count = sum(number for _of, number in groups)
        days = [of.sudo()[due] for of, _number in groups]
    else:
        [(count, *days)] = model._read_group(domain, [], ["__count", *([f"{due}:min"] if due else ())])
    shown = _shown(env, code, xmlid, domain, count, min(filter(None, days), default=False), level, label)
    return shown and {**shown, "urge": urge, "together": together and count > 1 and f"cadre_assessment.{together}"}


def each(env, xmlid, by, cards, due=None):
    """Cards of one list that differ in the value of its field ``by``, counted in one query.

    :param cards: {value: (code, further domain, label)}
    :param due: as of :func:`card`.
    """
    name, own = env["cadre.home"]._list_behind(xmlid)
    model = env[name]
    if not model.has_access("read"):
        return
    base = Domain(safe_eval(own, {"uid": env.uid}))
    domains = {
        value: base & Domain(by, "=", value) & Domain(list(extra)) for value, (_code, extra, _label) in cards.items()
    }
    aggregates = ["__count", *([f"{due}:min"] if due else ())]
    found = {value: figures for value, *figures in model._read_group(Domain.OR(domains.values()), [by], aggregates)}
    for value, (code, _extra, label) in cards.items():
        count, *days = found.get(value, [0])
        yield _shown(
            env, code, xmlid, list(domains[value]), count, min(filter(None, days), default=False), "warning", label
        )


def _shown(env, code, xmlid, domain, count, first, level, label):
    """What the page shows of ``count`` records, the earliest of them due on the day ``first``; None without any."""
    if not count:
        return None
    note = False
    if first:
        level = "danger" if first < today_of(env.company) else level
        note = env._("by %(day)s", day=env["ir.qweb.field.date"].value_to_html(first, {}))
    return {
        "code": code,
        "label": label,
        "count": count,
        "value": str(count),
        "level": level,
        "model": env["cadre.home"]._list_behind(xmlid)[0],
        "action": f"cadre_assessment.{xmlid}",
        "domain": domain,
        "note": note,
        "urge": False,
        "together": False,
    }


def own(env):
    """What the user owes himself, and what waits for his signature."""
    running = [("cycle_id.state", "in", RUNNING)]
    draft = [("state", "=", "draft")]
    yield card(env, "plans", "cadre_work_plan_my_action", [*draft, *running], "due", label=env._("My lists to fill in"))
    yield card(
        env,
        "reports",
        "cadre_progress_report_my_action",
        [*draft, *running, ("period_id.state", "=", "open"), ("date_from", "<=", today_of(env.company))],
        "due",
        by="period_id",
        label=env._("My records to fill in"),
    )
    yield card(
        env, "papers", "cadre_document_my_action", [*draft, *running], "due", label=env._("My papers to hand in")
    )
    yield card(
        env, "scores", "cadre_score_self_action", [("state", "=", "self"), *running], label=env._("My self-evaluation")
    )
    yield card(
        env, "rectify", "cadre_rectification_my_action", [("state", "=", "open")], "due", label=env._("To put right")
    )
    yield card(
        env,
        "notice",
        "cadre_assessment_action_my",
        [("notified_on", "!=", False), ("received_on", "=", False)],
        label=env._("Written notice to acknowledge"),
    )
    yield _appeal_card(env)


def _appeal_card(env):
    """Results of the user for which the days of asking for a review still run."""
    if not env["cadre.assessment"].has_access("read"):
        return None
    mine = env["cadre.assessment"].search([("user_id", "=", env.uid), ("received_on", "!=", False)])
    still = mine.filtered(lambda one: one.appeal_until and one.appeal_until >= today_of(env.company))
    return card(
        env,
        "appeal",
        "cadre_assessment_action_my",
        [("id", "in", still.ids)],
        level="info",
        label=env._("Results whose review may be asked for"),
    )


def led(env):
    """What waits for the user as leader in charge or section head."""
    yield card(env, "led_plans", "cadre_work_plan_review_action", (), "due", label=env._("Lists to approve"))
    yield card(
        env,
        "led_reports",
        "cadre_progress_report_review_action",
        (),
        "due",
        by="period_id",
        label=env._("Records to approve"),
        together="cadre_progress_approve_action",
    )
    yield card(
        env,
        "led_rating",
        "cadre_progress_report_rate_action",
        [("state", "=", "submitted")],
        "due",
        by="period_id",
        label=env._("Records to rate"),
    )
    yield card(
        env,
        "led_ledger",
        "cadre_ledger_event_confirm_action",
        [("state", "=", "submitted")],
        label=env._("Bonuses and deductions to approve"),
    )
    yield card(
        env,
        "led_consequences",
        "cadre_consequence_review_action",
        [
            ("state", "=", "proposed"),
            ("review_ids", "any", [("status", "=", "pending"), ("reviewer_ids", "in", env.uid)]),
        ],
        "deadline",
        label=env._("Consequences to approve"),
    )
    yield card(
        env,
        "led_scores",
        "cadre_score_action",
        [("entry_user_id", "=", env.uid), ("state", "=", "draft"), ("entered", "=", False)],
        label=env._("Marks to enter"),
    )
    yield card(
        env,
        "verify_scores",
        "cadre_score_verify_action",
        [("cycle_id.state", "in", RUNNING)],
        label=env._("Marks to approve"),
    )
    yield card(
        env,
        "approve_papers",
        "cadre_document_approve_action",
        [("cycle_id.state", "in", RUNNING)],
        label=env._("Papers to approve"),
    )


def deciding(env):
    """What waits for the head or a member of a deciding body; vetoes are reviewed when the year is over (S0-32)."""
    if not env.user.has_group("cadre_assessment.group_cadre_decider"):
        return
    today = today_of(env.company)
    yield card(
        env,
        "decide",
        "cadre_decision_action",
        [("state", "=", "submitted"), ("selection_id", "=", False), ("chair_user_id", "=", env.uid)],
        label=env._("Decisions to confirm"),
    )
    yield card(
        env,
        "appeals_head",
        "cadre_appeal_action",
        [("state", "=", "requested"), ("level", "=", "head"), ("cycle_id.leading_body_id.mine", "=", True)],
        "raised_due",
        label=env._("Review requests that went up to the head"),
    )
    yield card(
        env,
        "vetoes",
        "cadre_assessment_action_veto",
        ["&", ("veto_state", "=", "pending"), "|", ("cycle_id.state", "!=", "open"), ("cycle_id.date_to", "<=", today)],
        label=env._("Veto reviews to decide"),
    )
    yield card(
        env,
        "consequences",
        "cadre_consequence_action",
        [("state", "=", "proposed"), ("approval", "!=", "tiers")],
        label=env._("Consequences to approve"),
    )


def late(env):
    """What is overdue in the running cycles of the user's office: (code, action, domain, whose days, label)."""
    running = [("cycle_id.state", "in", RUNNING), ("cycle_id.of_my_office", "=", True)]
    draft = [("state", "=", "draft"), ("due", "<", today_of(env.company)), *running]
    yield "late_plans", "cadre_work_plan_action", draft, None, env._("Lists overdue")
    yield (
        "late_reports",
        "cadre_progress_report_action",
        [("overdue", "=", True), *running],
        "period_id",
        env._("Records overdue"),
    )
    yield "late_papers", "cadre_document_action", draft, None, env._("Papers overdue")


def office(env):
    """What waits for the assessment office in all its running cycles."""
    if not env.user.has_group(OFFICE):
        return
    mine = [("cycle_id.of_my_office", "=", True)]
    running = [("cycle_id.state", "in", RUNNING), *mine]
    today = today_of(env.company)
    for code, xmlid, domain, by, label in late(env):
        yield card(env, code, xmlid, domain, "due", "danger", by, label, urge=True)
    yield card(
        env,
        "file_plans",
        "cadre_work_plan_action",
        [("state", "=", "approved"), *running],
        "due",
        label=env._("Lists to file"),
    )
    yield card(
        env,
        "file_reports",
        "cadre_progress_report_action",
        [("state", "=", "approved"), *running],
        label=env._("Records to file"),
    )
    yield card(
        env,
        "file_papers",
        "cadre_document_action",
        [("state", "=", "submitted"), *running],
        label=env._("Papers to file"),
    )
    yield card(
        env,
        "ledger",
        "cadre_ledger_event_action",
        [("state", "in", ("draft", "submitted")), *running],
        label=env._("Bonuses and deductions to confirm"),
    )
    yield card(
        env,
        "appeals",
        "cadre_appeal_action",
        [("state", "=", "requested"), *mine],
        "reply_due",
        label=env._("Review requests to answer"),
    )
    yield card(
        env,
        "appeals_raised",
        "cadre_appeal_action",
        [("state", "=", "requested"), ("level", "!=", "office"), *mine],
        "raised_due",
        "danger",
        label=env._("Review requests that went up"),
    )
    yield card(
        env,
        "further_appeals",
        "cadre_further_appeal_action",
        [("state", "=", "lodged"), ("due", "<=", today + NEAR), *mine],
        "due",
        label=env._("Further appeals near their day"),
    )
    by_steps = [("approval", "=", "tiers"), ("submitted_on", "=", False), *mine]
    hand_in = env._("Consequences to hand in for approval")
    carry_out = env._("Consequences to carry out")
    follows = {"proposed": ("hand_in_consequences", by_steps, hand_in), "approved": ("carry_out", mine, carry_out)}
    yield from each(env, "cadre_consequence_action", "state", follows, "deadline")
    yield card(
        env,
        "objections",
        "cadre_objection_action",
        [("state", "=", "received")],
        label=env._("Objections to look into"),
    )
    yield card(
        env,
        "notices",
        "cadre_notice_action",
        [("state", "=", "posted"), ("date_to", "<", today), *mine],
        label=env._("Public notices to end"),
    )
    posted = env["cadre.notice"].search_fetch([("state", "=", "posted"), *mine], ["cycle_id"]).cycle_id
    own_work = ("of_my_office", "=", True)
    publish = env._("Results to publish")
    archive = env._("Results to archive")
    cycles = {
        "decided": ("publish", [own_work], publish),
        "published": ("archive", [("id", "not in", posted.ids), own_work], archive),
    }
    yield from each(env, "cadre_cycle_action", "state", cycles)


def discipline(env):
    """Cases still open, for the discipline staff alone."""
    yield card(env, "cases", "cadre_case_action", [("state", "=", "open")], level="info", label=env._("Open cases"))


def audit(env):
    """What was decided and can be looked into."""
    if not env.user.has_group("cadre_assessment.group_cadre_auditor"):
        return
    yield card(
        env,
        "decided",
        "cadre_decision_action",
        [("state", "=", "approved")],
        level="info",
        label=env._("Decisions confirmed"),
    )
    yield card(env, "archived", "cadre_result_action", (), level="info", label=env._("Archived results"))
