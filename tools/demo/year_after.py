"""After the archive: a review upheld, a grade set after a closed case, money paid, files printed, a rule in preview."""

import base64

from . import texts, year_city, year_county
from .cast import DISCIPLINE, MANAGER
from .clock import on
from .troupe import YEAR, vote_for

GROUNDS = "承担的乡村振兴包联任务未计入“中心工作”，附包联通知和考勤记录，请予复核。"
UPHELD = "经核查，所附材料属实，原审定时未予反映，请求有理，按程序重新审定。"
PAYROLL, FILES = "cadre_assessment_reports.payroll_xlsx", "cadre_assessment_reports.cycle_person_files"


# -- once more from the computation to the archive ------------------------------------------------------------------
def again(play, why, days):
    """Who was taken up again is computed, decided, posted and archived as everybody was: a second version.

    :param why: what the decision and the notice are called
    :param days: of the computation, the decision, the notice, its end and the archive
    """
    computed, decided, posted, ended, archived = days
    if not _taken_up(play):
        return
    play.findings(computed)
    play.review(computed)
    with on(computed, 15):
        if living := _taken_up(play).filtered(lambda one: one.state in ("open", "computed")):
            play.for_everybody("cadre.assessment", "action_recompute", living.ids)
    _decide(play, why, decided)
    _publish(play, why, posted, ended)
    with on(archived):
        if _taken_up(play):
            play.office["cadre.cycle"].action_archive_results([play.cycle.id])


def _taken_up(play):
    play.fresh()
    return play.cycle.assessment_ids.filtered(lambda one: one.assessed and one.state != "archived")


def _decide(play, why, day):
    """Of the same body, as an item of its own."""
    decisions = play.office["cadre.decision"]
    name = f"{why}结果审定"
    with on(day, 10):
        known = decisions.find([("cycle_id", "=", play.cycle.id), ("name", "=", name)])
        if not known:
            values = {"name": name, "cycle_id": play.cycle.id, "body_id": play.body.id, "date": day}
            known = [decisions.create({**values, "minutes": f"<p>会议听取{why}情况汇报，同意所提意见。</p>"})]
            vote_for(decisions, known[0])
        if decisions.read(known, ["state"])[0]["state"] == "draft":
            play._settle(known[0], None)
            gaps = play.office["cadre.decision.gap"]
            if missing := gaps.find([("decision_id", "=", known[0]), ("reason", "=", False)]):
                gaps.write(missing, {"reason": texts.GAP_REASON})
            decisions.action_submit(known)
    with on(day, 16):
        [decision] = decisions.read(known, ["chair_user_id", "second_user_id"])
        for user in (decision["chair_user_id"], decision["second_user_id"]):
            if user and decisions.read(known, ["state"])[0]["state"] == "submitted":
                login = play.env["res.users"].browse(user[0]).login
                play.company(login)["cadre.decision"].action_approve(known)


def _publish(play, why, day, end):
    notices, name = play.office["cadre.notice"], f"{why}结果公示"
    with on(day):
        found = notices.find([("cycle_id", "=", play.cycle.id), ("name", "=", name)])
        if not found:
            values = {"kind": "result", "name": name, "cycle_id": play.cycle.id, "contact": "考核办公室"}
            found = [notices.create({**values, "phone": "0000-7654321"})]
        if notices.read(found, ["state"])[0]["state"] == "draft":
            notices.action_post(found)
    with on(end):
        if notices.read(found, ["state"])[0]["state"] == "posted":
            notices.write(found, {"objections": "none"})
            notices.action_end(found)


# -- scenes ------------------------------------------------------------------------------------------------------------
def upheld(env, _data):
    """An official asks for a review and is right: his result is computed again, and notified anew (S2A-71, S2A-72)."""
    play = year_city.play(env, "staff")
    play.fresh()
    appeals = env["cadre.appeal"].search([("cycle_id", "=", play.cycle.id), ("grounds", "=", GROUNDS)])
    if not appeals:
        asked = env["cadre.appeal"].search([("cycle_id", "=", play.cycle.id)]).assessment_id
        known = play.cycle.assessment_ids.filtered(
            lambda one: one.received_on and one.user_id.id not in (play.office.uid, 0)
        )
        person = (known - asked).sorted("total")[0]
        account = play.company(person.user_id.login)
        with on("2026-02-20", 11):
            request = account["cadre.assessment"].action_appeal([person.id])["res_id"]
            account["cadre.appeal"].write([request], {"grounds": GROUNDS})
            account["cadre.appeal"].action_request([request])
        play.fresh()
        appeals = env["cadre.appeal"].browse(request)
    with on("2026-02-26", 11):
        if appeals.state == "requested":
            dialog = play.company(MANAGER)["cadre.step.reason"]  # the office wrote the decision down
            values = {"res_model": "cadre.appeal", "res_ids": appeals.ids, "step": "uphold", "reason": UPHELD}
            dialog.action_confirm([dialog.create(values)])
    again(play, f"{YEAR}年度考核复核", ("2026-02-27", "2026-03-02", "2026-03-03", "2026-03-11", "2026-03-12"))
    with on("2026-03-13", 9):
        if not appeals.assessment_id.notified_on:
            play.office["cadre.assessment"].action_notify(appeals.assessment_id.ids)


def backfilled(env, _data):
    """The case of a member of a township's team is closed without a sanction: his grade is set now (S3-22, O-13)."""
    play = year_county.play(env, "person")
    cases = play.company(DISCIPLINE)["cadre.case"]
    with on("2026-03-16", 9):
        opened = cases.find([("kind", "=", "investigation"), ("state", "=", "open")])
        if opened:
            cases.write(opened, {"closed_on": "2026-03-16"})
            cases.action_close(opened)
    with on("2026-03-17", 9):
        play.fresh()
        waiting = play.cycle.assessment_ids.filtered(lambda one: one.state == "archived" and one.backfill_grade_id)
        if waiting:
            play.office["cadre.assessment"].action_backfill(waiting.ids)
    again(play, f"{YEAR}年度考核补定等次", ("2026-03-17", "2026-03-18", "2026-03-19", "2026-03-27", "2026-03-30"))


def paid(env, _data):
    """The advanced collectives get their money: approved by the body, paid, and the payroll reconciled (S2A-33)."""
    play = year_city.play(env, "unit")
    play.fresh()
    money = [("cycle_id", "=", play.cycle.id), ("action", "=", "money")]
    with on("2026-03-20", 10):
        body = play.chair["cadre.consequence"]
        if proposed := body.find([*money, ("state", "=", "proposed")]):
            body.action_approve(proposed)
    with on("2026-03-24", 10):
        office = play.office["cadre.consequence"]
        if approved := office.find([*money, ("state", "=", "approved")]):
            office.action_done(approved)
    with on("2026-03-24", 15):
        workbook = play.office["ir.actions.report"].cadre_form(PAYROLL, [play.cycle.id])
    if not base64.b64decode(workbook["content"]).startswith(b"PK"):
        raise RuntimeError("the payroll is no workbook")


def filed(env, _data):
    """The office prints everybody's file of the year, one volume a unit."""
    play = year_county.play(env, "person")
    with on("2026-03-31", 10):
        play.fresh()
        orders = play.office["cadre.batch"]
        if orders.find([("cycle_id", "=", play.cycle.id), ("kind", "=", "forms")]):
            return
        context = {"active_id": play.cycle.id, "force_report_rendering": True}
        dialog = play.office["cadre.print.set"]
        made = dialog.create({}, context=context)
        [lines] = [one["line_ids"] for one in dialog.read([made], ["line_ids"])]
        for line in play.office["cadre.print.set.line"].read(lines, ["form"]):
            chosen = line["form"] == f"report.{FILES}"
            play.office["cadre.print.set.line"].write([line["id"]], {"chosen": chosen})
        dialog.action_print([made], context=context)


def previewed(env, _data):
    """Whom would a rule have hit?  The organization department looks, and lets it speak from the next year on."""
    play = year_city.play(env, "staff")
    rules = play.scheme.consequence_ids.filtered(lambda one: one.criterion_id and one.action == "pool_entry")
    manager = play.company(MANAGER)
    with on("2026-04-01", 10):
        previews = manager["cadre.consequence.preview"]
        made = previews.create({"rule_id": rules[:1].id, "year_from": YEAR, "year_to": YEAR})
        previews.action_look([made])
        [found] = previews.read([made], ["count"])
        if not found["count"]:
            raise RuntimeError(f"the preview of “{rules[:1].name}” shows nobody")
        manager["cadre.scheme.consequence"].write(rules[:1].ids, {"first_year": YEAR})


STEPS = [
    ("after_upheld", "云州市: a review is upheld, the result archived once more", upheld),
    ("after_case", "县管干部: a case is closed, the open grade is set", backfilled),
    ("after_money", "云州市: money for the advanced, with its payroll", paid),
    ("after_files", "县管干部: everybody's file, one volume a unit", filed),
    ("after_preview", "云州市: a rule is previewed before it speaks", previewed),
]
