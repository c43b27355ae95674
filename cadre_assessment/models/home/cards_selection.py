"""Cards of the first page about selections: what a leader, a clerk, the group and the discipline body have to do."""

from odoo.fields import Domain

from .cards import card

MINE = "author_body_id.mine"


def selecting(env):
    """What waits for the user in selections under way: to sign, to write, to answer, steps whose day has come."""
    if env.user.has_group("cadre_assessment.group_cadre_discipline"):
        yield card(
            env,
            "selection_opinions",
            "cadre_opinion_action",
            [("state", "=", "asked")],
            label=env._("Opinions on candidates to give"),
        )
    if env.user.has_group("cadre_assessment.group_cadre_selection"):
        yield card(
            env,
            "selection_nominations",
            "cadre_nomination_action",
            [("state", "=", "handed_in"), ("of_my_office", "=", True)],
            label=env._("Nominations to review"),
        )
        yield card(
            env,
            "reserve_reviews",
            "cadre_reserve_action",
            [("review_due", "=", True), ("of_my_office", "=", True)],
            label=env._("Entries of the reserve whose year is to be reviewed"),
        )
    # where nothing is under way nothing more is asked; that something is, nobody is told by it
    running = Domain("state", "=", "running") & Domain("company_id", "in", env.companies.ids)
    if not env["cadre.selection"].sudo().search(running, limit=1):
        return
    yield _marks(env)
    papers = env["cadre.candidate.paper"]
    if papers.has_access("read"):
        of_mine = Domain(MINE, "=", True) & Domain("selection_id.state", "=", "running")
        handed_in = of_mine & Domain("state", "=", "submitted") & Domain("rule_id.signatures", ">", 1)
        to_sign = papers.search(handed_in).filtered(
            lambda one: len(one.sudo().signer_ids) < one.signatures and one._may_sign()
        )
        yield card(
            env,
            "selection_sign",
            "cadre_candidate_paper_action",
            [("id", "in", to_sign.ids)],
            label=env._("Papers of selections to sign"),
        )
        yield card(
            env,
            "selection_write",
            "cadre_candidate_paper_action",
            list((of_mine | Domain("author_id", "=", env.uid)) & Domain("state", "=", "draft")),
            "due",
            label=env._("Papers of selections to write"),
        )
    selections = env["cadre.selection"]
    if not selections.has_access("read") or not selections.search([("state", "=", "running")], limit=1):
        return  # what can be taken now is looked for step by step
    steps = Domain("waiting", "=", True) & (
        Domain("selection_id.of_my_office", "=", True)
        | (Domain("actor", "=", "group") & Domain("selection_id.group_body_id.mine", "=", True))
    )
    yield card(
        env,
        "selection_steps",
        "cadre_selection_step_action_board",
        list(steps),
        "planned",
        label=env._("Steps that can be taken now"),
    )


def agenda(env):
    """What the members of a deciding body read before the meeting, and what its head confirms."""
    if not env.user.has_group("cadre_assessment.group_cadre_decider"):
        return
    yield card(
        env,
        "selection_decide",
        "cadre_decision_action_selection",
        [("state", "=", "submitted"), "|", ("chair_user_id", "=", env.uid), ("second_user_id", "=", env.uid)],
        label=env._("Decisions on selections to confirm"),
    )
    yield card(
        env,
        "selection_dossiers",
        "cadre_candidate_action_agenda",
        [("selection_id.body_id.mine", "=", True)],
        level="info",
        label=env._("Candidates on the agenda"),
    )


def _marks(env):
    """The candidates whom the user is asked to mark now, as a judge; the card opens their table."""
    marks = env["cadre.candidate.mark"]
    if not marks.has_access("read"):
        return None
    mine = [("judge_user_id", "=", env.uid), ("state", "=", "draft")]
    steps = [step.id for [step] in marks._read_group(mine, ["step_id"]) if step.sudo().state == "open"]
    domain = [*mine, ("step_id", "in", steps)]
    count = marks.search_count(domain) if steps else 0
    if not count:
        return None
    return {
        "code": "selection_marks",
        "label": env._("Candidates to mark"),
        "count": count,
        "value": str(count),
        "level": "warning",
        "model": marks._name,
        "action": "cadre_assessment.cadre_candidate_mark_action_grid",
        "domain": domain,
        "note": False,
        "urge": False,
        "together": False,
    }
