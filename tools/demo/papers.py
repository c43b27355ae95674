"""What a year of letters leaves on paper: half-year reports, written notices, a review asked for and answered."""

from . import texts
from .clock import on
from .troupe import MANAGER

DONE = ("上半年完成全年任务的55%，进度快于时序。", "全年任务全面完成。")
PROBLEM = "个别项目要素保障仍需加强。"
SHORT = "任现职不足半年，只报告任职以来的情况。"
OFFICE = "已按规定办理，详见所附材料。"
GROUNDS = "述职中汇报的一项中心工作未计入目标完成情况，请予复核。"
REPLY = "经核对，该项工作已在“中心工作和临时工作”中计分，原结果依据充分。"


def report(play, day, half):
    """Every unit reports on its items, and its report goes to everybody who gets one (S2A-10, S2A-11)."""
    play.fresh()
    papers = play.env["cadre.document"].search(
        [
            ("cycle_id", "=", play.cycle.id),
            ("state", "=", "draft"),
            ("rule_id.with_items", "=", True),
            ("period_id.number", "=", half),
        ]
    )
    written = papers.filtered(lambda paper: paper.line_ids)
    with on(day, 10):
        for paper in written:
            account = play.company.of(paper.employee_id or paper.head_id) or play.office
            account["cadre.document.line"].write(paper.line_ids.ids, {"done": DONE[half - 1], "problem": PROBLEM})
            account["cadre.document"].action_submit([paper.id])
            account["cadre.document"].action_send([paper.id])
    with on(day, 16):
        if written:
            play.for_everybody("cadre.document", "action_file", written.ids)


def notify(play, day, received):
    """Written notice to everybody; who has an account confirms the receipt himself (S2A-70)."""
    play.fresh()
    waiting = play.cycle.assessment_ids.filtered(lambda one: one.assessed and not one.notified_on)
    with on(day, 9):
        if waiting:
            play.office["cadre.assessment"].action_notify(waiting.ids)
    with on(received, 9):
        play.fresh()
        for one in play.cycle.assessment_ids.filtered(lambda one: one.notified_on and not one.received_on):
            account = play.company.of(one.employee_id or one.head_id)
            if account:
                account["cadre.assessment"].action_receive([one.id])


def review(play, asked, answered):
    """One asks for a review in time and is answered in time by somebody else (S2A-71, S2A-72)."""
    play.fresh()
    appeals = play.env["cadre.appeal"].search([("cycle_id", "=", play.cycle.id)])
    known = play.cycle.assessment_ids.filtered(
        lambda one: one.received_on and one.user_id.id not in (play.office.uid, 0)
    )
    if not appeals and known:
        person = known.sorted("total")[0]
        account = play.company(person.user_id.login)
        with on(asked, 10):
            request = account["cadre.assessment"].action_appeal([person.id])["res_id"]
            account["cadre.appeal"].write([request], {"grounds": GROUNDS})
            account["cadre.appeal"].action_request([request])
        play.fresh()
        appeals = play.env["cadre.appeal"].browse(request)
    with on(answered, 10):
        if appeals.state == "requested":
            dialog = play.company(MANAGER)["cadre.step.reason"]  # the office wrote the decision down
            values = {"res_model": "cadre.appeal", "res_ids": appeals.ids, "step": "reject", "reason": REPLY}
            dialog.action_confirm([dialog.create(values)])


def hand_in(play, day, after=False):
    """Everybody's other papers: written by the person or the head of the unit, filed by the office (S3-13, S2A-66).

    ``after``: those that come after a paper of the office (S3-38), else the others.
    """
    play.fresh()
    if play.state() not in ("open", "computed"):
        return
    owed = [("cycle_id", "=", play.cycle.id), ("state", "=", "draft"), ("author", "=", "subject")]
    papers = play.env["cadre.document"].search(owed).filtered(lambda paper: bool(paper.rule_id.after_code) == after)
    sections = papers.section_ids.grouped(lambda section: section.document_id.user_id)
    with on(day, 10):
        for user, mine in papers.grouped("user_id").items():
            account = play.company(user.login) if user else play.office
            for name, same in sections.get(user, papers.section_ids.browse()).grouped("name").items():
                account["cadre.document.section"].write(same.ids, {"text": texts.duty_section(name, 4, "年度重点工作")})
            if items := mine.line_ids.ids:
                account["cadre.document.line"].write(items, {"done": DONE[1], "problem": PROBLEM})
            if short := mine.filtered("rule_id.length").ids:
                account["cadre.document"].write(short, {"length_reason": SHORT})
            account["cadre.document"].action_submit(mine.ids)
    with on(day, 16):
        if papers:
            play.for_everybody("cadre.document", "action_file", papers.ids)


def office(play, day):
    """What the office writes itself, in its order, and sends; leaders approve what they are asked."""
    play.fresh()
    if play.state() not in ("open", "computed"):
        return
    ours = [("cycle_id", "=", play.cycle.id), ("state", "=", "draft"), ("author", "=", "office")]
    for _rule, papers in play.env["cadre.document"].search(ours).sorted("id").grouped("rule_id").items():
        with on(day, 11):
            empty = papers.section_ids.filtered(lambda section: not section.text)
            if empty:
                play.office["cadre.document.section"].write(empty.ids, {"text": OFFICE})
            play.for_everybody("cadre.document", "action_submit", papers.ids)
            if papers.recipient_ids:
                play.for_everybody("cadre.document", "action_send", papers.ids)
    play.fresh()
    asked = play.env["cadre.document"].search([*ours[:1], ("state", "=", "submitted"), ("author", "=", "office")])
    with on(day, 15):
        for paper in asked:
            for user in paper.recipient_ids.user_id:
                play.company(user.login)["cadre.document"].action_agree([paper.id])


def approve_marks(play, day):
    """The leaders in charge approve what the committees gave (S2A-17)."""
    play.fresh()
    waiting = [("cycle_id", "=", play.cycle.id), ("state", "=", "confirmed"), ("verified_on", "=", False)]
    marks = play.env["cadre.score"].search([*waiting, ("leader_user_id", "!=", False)])
    with on(day, 16):
        for user, some in marks.grouped("leader_user_id").items():
            allowed = some.filtered(lambda mark, user=user: user not in mark.given_by_id | mark.confirmed_by_id)
            if allowed:
                play.company(user.login)["cadre.score"].action_verify(allowed.ids)
