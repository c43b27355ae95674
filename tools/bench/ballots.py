"""What the measurements of the voting need in a database, and the seconds of the tally.

Called by ``./cadre bench ballots``: ``python tools/bench/ballots.py DATABASE FOLDER fill|count|tally``. Prints one JSON
object in the last line.
"""

import json
import pathlib
import secrets
import statistics
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
SUBJECTS, VOTERS, ARRIVING, WARM = 10, 12_000, 500, 100
GROUPS, PAPERS, LINES, ROUNDS = 4, 5_000, 60, 5
LEVELS = (("优秀", 100), ("称职", 80), ("基本称职", 60), ("不称职", 40))


def main(database, folder, what):
    sys.path[:0] = [str(HERE.parents[1])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True})
        report = {"fill": fill, "count": count, "tally": tally}[what](env, pathlib.Path(folder))
        cr.commit()
    print(json.dumps(report))


# -- what is voted on --------------------------------------------------------------------------------------------------
def fill(env, folder):
    """Open ballots of ten subjects for the hall and for those who arrive, and a survey of ten questions."""
    for name, voters in (("hall", VOTERS), ("arriving", ARRIVING), ("warm", WARM)):
        ballot = _ballot(env, SUBJECTS, (("全体人员", voters),))
        ballot.action_open()
        slips = env["cadre.ballot.ticket"]._issue(ballot.group_ids, voters)
        (folder / name).mkdir()
        (folder / name / "links").write_text("".join(f"{token}\n" for _number, token, _name in slips))
        (folder / name / "ballot").write_text(str(ballot.id))
    return {"survey": _survey(env, folder)}


def _ballot(env, subjects, groups):
    scale = env["cadre.scale"].create(
        {
            "name": f"测评等次 {secrets.token_hex(3)}",
            "code": secrets.token_hex(4),
            "grade_ids": [
                (0, 0, {"name": name, "code": str(n), "sequence": n, "ballot_value": value, "is_top": n == 1})
                for n, (name, value) in enumerate(LEVELS, 1)
            ],
        }
    )
    return env["cadre.ballot"].create(
        {
            "name": "年度考核民主测评表",
            "scale_id": scale.id,
            "instruction": "请在评价意见选项栏中，选择合适的一项打“√”。",
            "group_ids": [(0, 0, {"name": name, "expected": expected}) for name, expected in groups],
            "subject_ids": [(0, 0, {"name": f"测评对象{n}", "post": "办公室主任"}) for n in range(1, subjects + 1)],
            "criterion_ids": [(0, 0, {"name": "评价意见"})],
        }
    )


def _survey(env, folder):
    """Ten questions of four answers on one page, and an answer sheet for each voter."""
    survey = env["survey.survey"].create(
        {
            "title": "年度考核民主测评",
            "access_mode": "public",
            "questions_layout": "one_page",
            "users_login_required": False,
        }
    )
    questions = env["survey.question"].create(
        [
            {
                "survey_id": survey.id,
                "title": f"测评对象{n}",
                "question_type": "simple_choice",
                "sequence": n,
                "suggested_answer_ids": [(0, 0, {"value": name}) for name, _value in LEVELS],
            }
            for n in range(1, SUBJECTS + 1)
        ]
    )
    sheets = env["survey.user_input"].create([{"survey_id": survey.id} for _voter in range(1_500)])
    (folder / "answers").write_text("".join(f"{sheet.access_token}\n" for sheet in sheets))
    answers = {str(question.id): question.suggested_answer_ids[0].id for question in questions}
    (folder / "survey").write_text(json.dumps(answers))
    return survey.access_token


def count(env, folder):
    """What the database holds of each ballot and of the survey: papers, marks, receipts."""
    found = {}
    for name in ("hall", "arriving"):
        ballot = int((folder / name / "ballot").read_text())
        env.cr.execute(
            "SELECT (SELECT count(*) FROM cadre_ballot_ticket WHERE ballot_id = %(b)s AND used),"
            " (SELECT count(*) FROM cadre_ballot_receipt WHERE ballot_id = %(b)s),"
            " (SELECT count(*) FROM cadre_ballot_mark m JOIN cadre_ballot_group g ON g.id = m.group_id"
            "   WHERE g.ballot_id = %(b)s)",
            {"b": ballot},
        )
        found[name] = env.cr.fetchone()
    found["survey"] = env["survey.user_input"].search_count([("state", "=", "done")])
    return found


# -- the tally ---------------------------------------------------------------------------------------------------------
BARE = """
    SELECT m.subject_id, m.criterion_id, m.group_id, m.grade_id, count(*)
      FROM cadre_ballot_mark m JOIN cadre_ballot_group g ON g.id = m.group_id
     WHERE g.ballot_id = %s GROUP BY 1, 2, 3, 4"""


def tally(env, _folder):
    """300,000 marks turned into stored counts, beside the bare aggregate; each in turn, medians of five."""
    from odoo.addons.cadre_assessment.models.ballot import sealing

    ballot = _ballot(env, LINES, [(f"第{n}组", PAPERS) for n in range(1, GROUPS + 1)])
    ballot.action_open()
    env.flush_all()
    env.cr.execute(
        "INSERT INTO cadre_ballot_mark (group_id, subject_id, criterion_id, grade_id)"
        " SELECT (%(groups)s::int[])[1 + paper %% %(count)s], s.id, %(criterion)s,"
        "        (%(grades)s::int[])[1 + (random() * 4)::int]"
        "   FROM generate_series(1, %(papers)s) paper, unnest(%(subjects)s::int[]) AS s(id)",
        {
            "groups": ballot.group_ids.ids,
            "count": GROUPS,
            "criterion": ballot.criterion_ids.id,
            "grades": ballot.scale_id.grade_ids.ids,
            "papers": PAPERS,
            "subjects": ballot.subject_ids.ids,
        },
    )
    env.cr.execute("ANALYZE cadre_ballot_mark")
    env.cr.execute("SELECT count(*) FROM cadre_ballot_mark")
    marks = env.cr.fetchone()[0]
    times = {"bare": [], "tally": []}
    rows = 0
    for _round in range(ROUNDS):
        began = time.perf_counter()
        env.cr.execute(BARE, (ballot.id,))
        bare = env.cr.fetchall()
        times["bare"].append(time.perf_counter() - began)
        with env.cr.savepoint() as savepoint:
            began = time.perf_counter()
            sealing.tally(ballot)
            times["tally"].append(time.perf_counter() - began)
            env.cr.execute("SELECT count(*) FROM cadre_ballot_tally WHERE ballot_id = %s", (ballot.id,))
            rows = env.cr.fetchone()[0]
            savepoint.rollback()
        env.invalidate_all()
    return {
        "marks": marks,
        "cells": len(bare),
        "rows": rows,
        **{name: statistics.median(found) for name, found in times.items()},
    }


if __name__ == "__main__":
    main(*sys.argv[1:4])
