"""Seconds and memory of a long file, in a process and a database of its own, beside one COPY.

Called by ``./cadre bench imports`` inside the environment: ``python tools/bench/imports.py DATABASE KIND SIZE``. Prints
one JSON object in the last line. A file is made as a workbook, checked and taken by the dialog as its clerk does; what
it wrote is then written once more by COPY alone, the same rows of the same columns: those of results into the real
tables, with their references; those of people, which name one another, into tables like theirs.
"""

import base64
import io
import json
import pathlib
import resource
import sys
import time

import peer  # beside this script

DEPARTMENTS, LEADERS = 40, 50
PEOPLE = ("工号", "姓名", "生效日期", "性别", "出生年月", "民族", "籍贯", "政治面貌", "参加工作时间", "部门编号",
          "职务", "职务类别", "职级", "任现职时间", "分管领导工号")  # fmt: skip
RESULTS = ("工号", "姓名", "年度", "考核依据", "等次", "得分", "名次", "单位", "职务", "结果来源")
EVENTS = ("日期", "项目编码", "事项", "对象", "人员工号", "发文机关", "文号", "发文日期", "主观原因")
REGULATION = "往年考核办法"
TABLES = {
    "people": ("res_partner", "resource_resource", "hr_version", "hr_employee"),
    "results": ("cadre_result", "cadre_archive_entry"),
    "ledger": ("cadre_ledger_event", "cadre_ledger_event_employee_rel", "cadre_ledger_posting"),
}
"""What a file of each kind writes."""
REAL = ("results",)
"""Kinds whose rows are written once more into the real tables."""
TURNS = 5
"""Of these kinds: import and peer in turn, the middle one by processor counts; the first pays for a new process."""


def main(database, kind, size):
    sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[2])]
    import odoo
    from odoo import SUPERUSER_ID, api
    from odoo.modules.registry import Registry

    odoo.tools.config.parse_config(["-d", database, "--no-http", "--log-level=error"])
    registry = Registry(database)
    with registry.cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {"tracking_disable": True, "no_reset_password": True})
        content, cycle = {"people": _people, "results": _results, "ledger": _ledger}[kind](env, size)
        cr.commit()
        office = env["res.users"].search([("login", "=", "bench_importer")])
        own = api.Environment(cr, office.id, {"lang": "zh_CN"})
        report = {"kind": kind, "size": size, **_measure(own, kind, content, cycle)}
    print(json.dumps(report))


# -- inputs ------------------------------------------------------------------------------------------------------------
def _people(env, size):
    _office(env)
    env["hr.department"].create([{"name": f"第{n}科", "cadre_code": f"BI-{n:02d}"} for n in range(DEPARTMENTS)])
    rows = [
        (f"BI{n:05d}", f"人员{n}", "2025-03-01", "女" if n % 2 else "男", "1990.05", "汉族", "浙江淳安", "中共党员",
         "2012.07", f"BI-{n % DEPARTMENTS:02d}", "科员", "中层以下干部", "一级科员", "2025.03",
         f"BI{n % LEADERS:05d}" if n >= LEADERS else "")
        for n in range(size)
    ]  # fmt: skip
    return _workbook(PEOPLE, rows), None


def _results(env, size):
    _office(env)
    env["cadre.regulation"].create({"name": REGULATION, "code": "BENCH-IMPORT", "issuer": "市委"})
    env["cadre.archive.chain"].sudo()._of(env.company)  # there from the first result on
    numbers = _staff(env, size)
    rows = [
        (number, name, 2023, REGULATION, "称职", f"{70 + n % 2500 / 100:.2f}", n + 1, "青溪镇", "科员", "〔2024〕2号")
        for n, (number, name) in enumerate(numbers)
    ]
    return _workbook(RESULTS, rows), None


def _ledger(env, size):
    """Three events a person."""
    from tools.bench import rows_s1

    cycle = rows_s1.make_cycle(env)
    _office(env)
    from tools.bench import rows

    count = size // 3
    pattern = cycle.assessment_ids.filtered("assessed")[:1]
    env.flush_all()
    rows.people(env, cycle, pattern, count - len(cycle.assessment_ids.filtered("assessed")))
    env.cr.execute(
        "UPDATE hr_employee e SET staff_number = 'BL' || e.id FROM cadre_assessment a"
        " WHERE a.employee_id = e.id AND a.cycle_id = %s AND e.staff_number IS NULL",
        [cycle.id],
    )
    env.invalidate_all()
    people = cycle.assessment_ids.filtered("assessed").employee_id.mapped("staff_number")
    lines = cycle.scheme_id.adjustment_ids.filtered(
        lambda line: line.sign == "bonus" and line.computed == "none" and line.points and not line.has_range
    )
    made = [
        (f"{cycle.year}-{1 + n % 9:02d}-{1 + n % 27:02d}", lines[n % len(lines)].code, f"事项{n}", "个人",
         people[n % len(people)], "州住房和城乡建设局", f"州建发〔{cycle.year}〕{n}号", f"{cycle.year}-06-10", "否")
        for n in range(size)
    ]  # fmt: skip
    return _workbook(EVENTS, made), cycle


def _office(env):
    groups = ("cadre_assessment.group_cadre_officer", "cadre_assessment.group_cadre_manager")
    env["res.users"].create(
        {
            "name": "导入经办",
            "login": "bench_importer",
            "lang": "zh_CN",
            "group_ids": [(6, 0, [env.ref(group).id for group in groups])],
        }
    )


def _staff(env, size):
    """(number, name) of ``size`` people who are there."""
    from odoo.addons.cadre_assessment.models.organization.many_people import together

    made = together(env["hr.employee"]).create(
        [{"staff_number": f"BR{n:05d}", "name": f"人员{n}", "date_version": "2020-01-01"} for n in range(size)]
    )
    return [(person.staff_number, person.name) for person in made]


def _workbook(headings, rows):
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (headings, *rows):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# -- measuring ---------------------------------------------------------------------------------------------------------
def _measure(env, kind, content, cycle):
    from odoo.addons.cadre_assessment.files import table
    from odoo.tools.translate import code_translations

    # a server has read the Chinese of its sentences once; here the first sentence of the import would
    code_translations.get_python_translations("cadre_assessment", env.lang)
    cr = env.cr
    started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    dialog = _dialog(env, kind, content, cycle)
    began = time.perf_counter()
    table.read(content)
    report = {"base_mb": started, "read": time.perf_counter() - began}
    report |= _step(env, dialog, "check", _check)
    cr.commit()
    before = {table: _ids(cr, table) for table in TABLES[kind]}
    turns = [_turn(env, kind, dialog, before) for _turn_of in range(TURNS if kind in REAL else 1)]
    turns.sort(key=lambda turn: turn["import_processor"] / turn["copy_processor"])
    report["turns"] = [round(turn["import_processor"] / turn["copy_processor"], 2) for turn in turns]
    report |= turns[(len(turns) - 1) // 2]
    report["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return report


def _turn(env, kind, dialog, before):
    """One import and its peer; nothing of it is left."""
    report = _step(env, dialog, "import", _take)
    for name, step in {"ledger": [("confirm", _confirm)], "results": [("chain", _chain)]}.get(kind, ()):
        report |= _step(env, dialog, name, step)
    report["rows"], report["copy"], report["copy_processor"] = (_real if kind in REAL else _copy)(env, kind, before)
    env.cr.rollback()
    if kind in REAL:
        peer.vacuum(env, TABLES[kind])
    return report


def _step(env, dialog, name, step):
    cr = env.cr
    spent = peer.processor(cr)
    began, count = time.perf_counter(), cr.sql_log_count
    step(env, dialog)
    env.flush_all()
    report = {
        name: time.perf_counter() - began,
        f"{name}_queries": cr.sql_log_count - count,
        f"{name}_processor": peer.processor(cr) - spent,
    }
    env.invalidate_all()
    return report


def _dialog(env, kind, content, cycle):
    file = {"file": base64.b64encode(content), "filename": f"{kind}.xlsx"}
    if kind == "ledger":
        return env["cadre.ledger.import"].create({**file, "cycle_id": cycle.id})
    return env["cadre.staff.import"].create({**file, "kind": kind})


def _check(_env, dialog):
    dialog.action_check()
    _refuse(dialog)


def _take(_env, dialog):
    """As the job does it."""
    dialog._take()


def _confirm(env, dialog):
    """As the job does it."""
    drafts = env["cadre.ledger.event"].search([("cycle_id", "=", dialog.cycle_id.id), ("state", "=", "draft")])
    drafts._go_now("confirm")


def _chain(env, _dialog):
    """The check of the archive's chain, every entry of it."""
    if broken := env["cadre.archive.chain"].sudo().search([])._check():
        raise SystemExit(str(broken[:5]))


def _refuse(dialog):
    if dialog.problem_ids:
        raise SystemExit(str([(one.row, one.column, one.reason) for one in dialog.problem_ids[:5]]))


def _ids(cr, table):
    """The highest number there is; of a table without numbers how many rows."""
    cr.execute(f"SELECT {'count(*)' if table.endswith('_rel') else 'COALESCE(max(id), 0)'} FROM {table}")
    return cr.fetchone()[0]


def _real(env, kind, before):
    """(rows, seconds, seconds of processor) of one COPY a table of the rows that came, into the tables themselves."""
    cr = env.cr
    came = [peer.written(cr, table, before[table]) for table in TABLES[kind]]
    cr.rollback()
    peer.vacuum(env, TABLES[kind])
    spent, seconds = peer.processor(cr), peer.write(cr, came)
    return sum(rows.getvalue().count("\n") for _table, rows in came), seconds, peer.processor(cr) - spent


def _copy(env, kind, before):
    """The same of tables like them, with their indexes."""
    cr, rows, seconds, spent = env.cr, 0, 0, 0
    for table in TABLES[kind]:
        fresh = "" if table.endswith("_rel") else f" WHERE id > {before[table]}"
        out = io.StringIO()
        cr._obj.copy_expert(f"COPY (SELECT * FROM {table}{fresh}) TO STDOUT", out)
        out.seek(0)
        rows += out.getvalue().count("\n")
        cr.execute(f"CREATE TEMP TABLE copied_{table} (LIKE {table} INCLUDING INDEXES)")
        began, before_it = time.perf_counter(), peer.processor(cr)
        cr._obj.copy_expert(f"COPY copied_{table} FROM STDIN", out)
        seconds += time.perf_counter() - began
        spent += peer.processor(cr) - before_it
    return rows, seconds, spent


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
