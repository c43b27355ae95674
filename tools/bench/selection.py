"""Eligibility of everybody: seconds and queries, beside the bare reading of the same rows; pages of a selection.

Called by ``./cadre bench selection`` inside the environment: ``python tools/bench/selection.py DATABASE N,N ROUNDS``.
Each person has three posts, two studies, a posting, a training and three annual grades. The last line is one JSON
object: ``people`` and ``pages``, a list each.
"""

import json
import pathlib
import statistics
import sys
import time
from datetime import date

ON = date(2025, 12, 13)
FIELDS = (20, 200)
"""Candidates of the selections whose pages are opened."""
FORMS = 1_000
BODIES = ("selection", "leading_body", "inspection", "discipline")
BARE = (
    "SELECT id, active, birthday, work_start, party_date, political_status_id, current_version_id FROM hr_employee"
    " WHERE id = ANY(%s)",
    "SELECT v.employee_id, v.date_version, v.rank_since, v.post_since, v.post_class_id, v.is_grassroots,"
    " v.is_leading_post, v.department_id, r.code, r.sequence, r.kind, s.code AS staffing, i.code AS identity"
    " FROM hr_version v LEFT JOIN cadre_rank r ON r.id = v.cadre_rank_id"
    " LEFT JOIN cadre_category s ON s.id = v.staffing_id LEFT JOIN cadre_category i ON i.id = v.identity_id"
    " WHERE v.active AND v.employee_id = ANY(%s) ORDER BY v.employee_id, v.date_version",
    "SELECT employee_id, kind, level_code, degree_code, date_from, date_to FROM cadre_education"
    " WHERE employee_id = ANY(%s)",
    "SELECT employee_id, kind, date_from, date_to, is_grassroots FROM cadre_posting WHERE employee_id = ANY(%s)",
    "SELECT employee_id, kind, date_to, days FROM cadre_training WHERE employee_id = ANY(%s)",
    "SELECT DISTINCT ON (employee_id, year, regulation) employee_id, year, grade_name, grade_code FROM cadre_result"
    " WHERE employee_id = ANY(%s) ORDER BY employee_id, year, regulation, version DESC",
)
"""The same rows, read and nothing else done with them."""


def main(database, sizes, rounds):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    found, pages = [], []
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"lang": "en_US", "tz": "Asia/Shanghai"})
        criterion = _conditions(env)
        everybody = _people(env, max(sizes))
        for size in sizes:
            found.append({"size": size, **_measure(env, criterion, everybody[:size], rounds)})
        for count in FIELDS:
            selection = _selection(env, criterion, everybody[:count])
            pages += [{"size": count, **page} for page in _pages(env, selection, rounds)]
        forms = _forms(env, everybody)
        cr.rollback()
    print(json.dumps({"people": found, "pages": pages, "forms": forms}))


def _measure(env, criterion, people, rounds):
    from odoo.addons.cadre_assessment.engine.criteria import explain, facts_asked
    from odoo.addons.cadre_assessment.models.organization.person_facts import facts_of

    bare, whole, queries, met = [], [], 0, 0
    for _round in range(rounds + 1):  # the first one warms up
        began = time.perf_counter()
        for statement in BARE:
            env.cr.execute(statement, [people.ids])
            env.cr.fetchall()
        bare.append(time.perf_counter() - began)
        env.invalidate_all()
        began, asked = time.perf_counter(), env.cr.sql_log_count
        tree = criterion._engine_criteria()[criterion.id]
        facts = facts_of(env, people, facts_asked([tree]), ON)
        answers = [explain(tree, facts[person]).holds for person in people.ids]
        whole.append(time.perf_counter() - began)
        queries, met = env.cr.sql_log_count - asked, answers.count(True)
    return {
        "bare": statistics.median(bare[1:]),
        "whole": statistics.median(whole[1:]),
        "queries": queries,
        "met": met,
    }


def _selection(env, criterion, people):
    """One by P2 in its inspection, with ``people`` in the field, each held against the conditions."""
    from odoo.addons.cadre_assessment.models.guard import guarded

    from tools import regulations

    regulations.take(env, "S4P2")
    procedure = env["cadre.procedure"].search([("code", "=", "S4P2")])
    unit, body = people[0].department_id, env["cadre.body"]
    bodies = {kind: body.create({"name": kind, "kind": kind, "unit_id": unit.id}) for kind in BODIES}
    selection = guarded(env["cadre.selection"]).create(
        {
            "name": f"{len(people)}",
            "procedure_id": procedure.id,
            "unit_id": unit.id,
            "office_body_id": bodies["selection"].id,
            "body_id": bodies["leading_body"].id,
            "group_body_id": bodies["inspection"].id,
            "discipline_body_id": bodies["discipline"].id,
            "date_from": ON,
            "state": "running",
            "begun_on": ON,
            "post_ids": [(0, 0, {"name": "主任科员", "number": 1, "criterion_id": criterion.id})],
        }
    )
    rows = [{"selection_id": selection.id, "post_id": selection.post_ids.id, "employee_id": one.id} for one in people]
    candidates = guarded(env["cadre.candidate"]).create(rows)
    candidates._check_conditions()
    candidates._advance("listed")
    inspect = selection.step_ids.filtered(lambda step: step.kind == "inspection")
    before = selection.step_ids.filtered(lambda step: step.rule_id in inspect.rule_id._all_before())
    guarded(before).write({"state": "done", "done_on": ON})
    (selection.step_ids - before)._prepare()
    env.flush_all()
    return selection


def _pages(env, selection, rounds):
    """Board, candidates and dossier as the web client asks for them, nothing being kept from before."""
    from tools.bench import web

    mine = [("selection_id", "=", selection.id)]
    dossier = env.ref("cadre_assessment.cadre_candidate_view_form_dossier")
    board, people = (
        env.ref(f"cadre_assessment.{name}")._get_action_dict()
        for name in ("cadre_selection_step_action_board", "cadre_candidate_action")
    )
    for name, open_page in (
        ("board", lambda: web.open_action(env, {**board, "domain": mine})),
        ("candidates", lambda: web.open_action(env, {**people, "domain": mine})),
        ("candidate", lambda: web.open_form(selection.candidate_ids[0])),
        ("dossier", lambda: web.open_form(selection.candidate_ids[0], dossier.id)),
    ):
        seconds, queries = [], 0
        for _round in range(rounds + 1):
            env.invalidate_all()
            began, asked = time.perf_counter(), env.cr.sql_log_count
            open_page()
            seconds.append(time.perf_counter() - began)
            queries = env.cr.sql_log_count - asked
        yield {"page": name, "s": statistics.median(seconds[1:]), "queries": queries}


def _forms(env, everybody):
    """The printed appointment forms (F-21) of as many of ``everybody`` as are printed in one order."""
    from tools.bench import appointment_forms

    people = everybody[:FORMS]
    appointment_forms.equip(env, people)
    return appointment_forms.measure(env, people)


def _conditions(env):
    def leaf(fact, operator, value, **values):
        return (0, 0, {"fact": fact, "operator": operator, "value": value, **values})

    return env["cadre.criterion"].create(
        {
            "kind": "all",
            "child_ids": [
                leaf("serving", "=", "yes"),
                leaf("education_before_work", ">=", "college"),
                leaf("rank_months", ">=", "36", argument="section_deputy"),
                leaf("grassroots_months", ">=", "24", with_postings=True),
                leaf("annual_grades", ">=", "able", has_window=True, window=3),
                leaf("trained", "=", "yes", argument="appointment"),
                leaf("birthday", ">=", "1970-01-01"),
            ],
        }
    )


def _people(env, count):
    """One person with his file, and ``count`` more like him, made by the database."""
    from tests.crowd import clone_employee

    ranks = {rank.code: rank.id for rank in env["cadre.rank"].search([])}
    unit = env["hr.department"].create({"name": "测量局", "is_unit": True})
    person = env["hr.employee"].create(
        {
            "name": "测量",
            "staff_number": "M0",
            "department_id": unit.id,
            "birthday": "1980-05-01",
            "work_start": "2003-07-01",
            "date_version": "2003-07-01",
            "cadre_rank_id": ranks["clerk_1"],
            "is_grassroots": True,
        }
    )
    people = clone_employee(person, count, "M")
    later = (("2010-03-01", ranks["section_deputy"]), ("2019-06-01", ranks["section_head"]))
    for day, rank in later:
        columns = ", ".join(_columns(env.cr, "hr_version", {"date_version", "cadre_rank_id", "rank_since"}))
        env.cr.execute(
            f"INSERT INTO hr_version (date_version, cadre_rank_id, rank_since, {columns})"
            f" SELECT %s, %s, %s, {columns} FROM hr_version"
            " WHERE date_version = '2003-07-01' AND employee_id = ANY(%s)",
            [day, rank, day, people.ids],
        )
    company = env.company.id
    for statement in (
        "INSERT INTO cadre_education (employee_id, company_id, kind, level, level_code, date_from, date_to)"
        " SELECT id, %s, 'full_time', '大学', 'bachelor', '1999-09-01', '2003-07-01' FROM unnest(%s) AS p(id)",
        "INSERT INTO cadre_education (employee_id, company_id, kind, level, level_code, date_from, date_to)"
        " SELECT id, %s, 'party_school', '研究生', 'master', '2010-09-01', '2013-07-01' FROM unnest(%s) AS p(id)",
        "INSERT INTO cadre_posting (employee_id, company_id, kind, place, date_from, date_to, is_grassroots)"
        " SELECT id, %s, 'village', '村', '2015-01-01', '2016-12-31', true FROM unnest(%s) AS p(id)",
        "INSERT INTO cadre_training (employee_id, company_id, name, kind, date_from, date_to, days)"
        " SELECT id, %s, '班', 'appointment', '2020-03-01', '2020-03-20', 20 FROM unnest(%s) AS p(id)",
    ):
        env.cr.execute(statement, [company, people.ids])
    for year in (2022, 2023, 2024):
        env.cr.execute(
            "INSERT INTO cadre_result (employee_id, company_id, year, name, regulation, grade_code, grade_name,"
            " annual_grade, version, origin)"
            " SELECT id, %s, %s, 'x', '公务员年度考核', 'able', '称职', 'able', 1, 'imported' FROM unnest(%s) AS p(id)",
            [company, year, people.ids],
        )
    env.cr.execute("ANALYZE hr_version, hr_employee, cadre_education, cadre_posting, cadre_training, cadre_result")
    env.invalidate_all()
    return people


def _columns(cr, table, but):
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'", [table]
    )
    return [f'"{name}"' for (name,) in cr.fetchall() if name not in but | {"id"}]


if __name__ == "__main__":
    main(sys.argv[1], [int(size) for size in sys.argv[2].split(",")], int(sys.argv[3]))
