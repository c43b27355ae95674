"""The clicks of a year that are measured by ``./cadre bench year`` alone: records, computation, archive, files.

As in ``steps.py``: functions from the environment and a number of subjects to the plain statements, of which there are
none here (``peer_rows.py`` finds out what was written), and the click.
"""

from tools.bench import imports, rows
from tools.bench.steps import OTHERS, _assessed, _cycle, _lists, _set, _user, open_cycle


def _month(cycle):
    return cycle.period_ids.filtered(lambda period: period.level == "month")[:1]


def _records(env, size, state, **values):
    cycle = _cycle(env, 0, "open")
    domain = [("period_id", "=", _month(cycle).id), OTHERS]
    return _set(env, env["cadre.progress.report"].search(domain, limit=size), state=state, **values)


def begin_records(env, size):
    """The records of a month, for so many people who have none yet."""
    cycle = _cycle(env, 0, "open")
    month = _month(cycle)
    people = _lists(env, cycle, size).employee_id
    env.cr.execute(
        "DELETE FROM cadre_progress_report WHERE period_id = %s AND employee_id = ANY(%s)", [month.id, people.ids]
    )
    _set(env, month, state="open")
    return [], month.with_user(_user(env, "officer")).action_make_drafts


def submit_records(env, size):
    person = _user(env, "person")
    reports = _records(env, size, "draft", user_id=person.id)
    env.cr.execute("UPDATE cadre_progress_report SET state = 'filed' WHERE cycle_id = %s AND level = 'week'",
                   [reports.cycle_id.id])  # fmt: skip
    env.cr.execute(
        "INSERT INTO cadre_progress_line (report_id, company_id, sequence, name, result)"
        " SELECT id, company_id, 10, '工作', '完成' FROM cadre_progress_report WHERE id = ANY(%s)",
        [reports.ids],
    )
    env.invalidate_all()
    return [], reports.with_user(person).action_submit


def file_records(env, size):
    return [], _records(env, size, "approved").with_user(_user(env, "officer")).action_file


def compute(env, size):
    """Next year's cycle of so many people, opened, with the records of half a year and the year."""
    click = open_cycle(env, size)[1]
    click()
    env.flush_all()
    cycle = click.__self__
    rows._reports(env, cycle)
    env.invalidate_all()
    return [], cycle.action_compute


def archive(env, size):
    cycle = _cycle(env, 0, "published")
    people = _assessed(env, cycle, size)
    grade = cycle.scheme_id.result_scale_id.grade_ids[1]
    env.cr.execute("UPDATE cadre_assessment SET state = 'decided' WHERE cycle_id = %s", [cycle.id])
    _set(env, people, state="published", decided_grade_id=grade.id, total=90, has_total=True)
    return [], cycle.with_user(_user(env, "officer")).action_archive_results


def _file(kind):
    def step(env, size):
        content, cycle = {"people": imports._people, "results": imports._results}[kind](env, size)
        return [], _taken(env, kind, content, cycle)

    return step


def _taken(env, kind, content, cycle=None):
    """The dialog with a checked file, and the click that takes it."""
    office = env["res.users"].search([("login", "=", "bench_importer")])
    own = env(user=office, context={"lang": "zh_CN"})
    dialog = imports._dialog(own, kind, content, cycle)
    imports._check(own, dialog)
    return dialog._take


def changed_posts(env, size):
    """A file that gives so many people of a running year another post."""
    imports._office(env)
    people = _lists(env, _cycle(env, 0, "open"), size).employee_id
    headings = ("工号", "姓名", "生效日期", "部门编号", "职务", "职务类别")
    made = [
        (one.staff_number, one.name, f"{_cycle(env, 0, 'open').year}-06-01", "BENCH", "副主任", "中层以下干部")
        for one in people
    ]
    return [], _taken(env, "people", imports._workbook(headings, made))


STEPS = {
    "begin records of a month": begin_records,
    "hand in records of a month": submit_records,
    "file records of a month": file_records,
    "compute": compute,
    "archive results": archive,
    "import of people": _file("people"),
    "import of changed posts": changed_posts,
    "import of earlier results": _file("results"),
}
