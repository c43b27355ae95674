"""A thousand forms F-21: seconds to gather, to lay out and to print them, and the queries of it.

Called by ``tools/bench/selection.py`` with the people it has made.
"""

import base64
import io
import time

FORM, TOGETHER = "cadre_assessment_reports.person_appointment_form", 40
"""So many as one job prints."""


def measure(env, people):
    """{"size", "queries", "gather", "print", "pages", "bytes", "ratio"} of the forms of ``people``.

    ``ratio``: seconds of the first file, from the click to the PDF, by those of the printer alone on the same pages.
    """
    from odoo.addons.cadre_assessment.models.clock import today_of
    from odoo.addons.cadre_assessment.models.selection.personal_form import forms_of
    from odoo.addons.cadre_assessment_reports.report.appointment_pages import sheets_of

    env.flush_all()
    env.invalidate_all()
    queries, begin = env.cr.sql_log_count, time.perf_counter()
    forms = forms_of(people, today_of(people[:1]))
    gathered = time.perf_counter() - begin
    queries = env.cr.sql_log_count - queries
    begin = time.perf_counter()
    pages = sum(len(sheet.pages) for form in forms.values() for sheet in sheets_of(form))
    laid = time.perf_counter() - begin
    report = env["ir.actions.report"].with_user(_manager(env)).with_context(force_report_rendering=True)
    begin, size, first = time.perf_counter(), 0, None
    for at in range(0, len(people), TOGETHER):
        size += len(report._render_qweb_pdf(FORM, people[at : at + TOGETHER].ids)[0])
        first = first or time.perf_counter() - begin
    printed = time.perf_counter() - begin
    alone = _printer_alone(report, people[:TOGETHER])
    return {
        "size": len(people), "queries": queries, "gather": round(gathered, 2), "lay_out": round(laid, 2),
        "print": round(printed, 1), "pages": pages, "bytes": size, "ratio": round(first / alone, 2),
    }  # fmt: skip


def _printer_alone(report, people):
    """Seconds in which the printer, and nothing else, prints the pages of ``people``."""
    from odoo.addons.cadre_assessment.printing import PAGE, _in_another_process

    html = report._render_qweb_html(FORM, people.ids)[0]
    style, *pages = report._get_report(FORM)._prepare_html(html)[0]
    begin = time.perf_counter()
    _in_another_process(PAGE.format(style + "".join(pages)))
    return time.perf_counter() - begin


def equip(env, people):
    """A CV of twelve lines, four relatives and a photograph for each of ``people``, made by the database."""
    from PIL import Image

    picture = io.BytesIO()
    Image.effect_noise((240, 320), 40).convert("RGB").save(picture, "JPEG")
    people[0].image_1920 = base64.b64encode(picture.getvalue())
    env.flush_all()
    company, first = env.company.id, people[0].id
    for statement, *values in (
        (
            "INSERT INTO cadre_resume_line (employee_id, company_id, sequence, date_from, date_to, text)"
            " SELECT id, %s, n, make_date(1990 + 2 * n, 7, 1), make_date(1992 + 2 * n, 7, 1),"
            " '云岭县某局办公室科员、副主任、主任' || n FROM unnest(%s) AS p(id), generate_series(1, 12) AS g(n)",
            company,
            people.ids,
        ),
        (
            "INSERT INTO cadre_family_member (employee_id, company_id, sequence, relation, name, work)"
            " SELECT id, %s, n, (ARRAY['妻子', '儿子', '父亲', '母亲'])[n], '王芳', '云岭县城关镇中心小学教师'"
            " FROM unnest(%s) AS p(id), generate_series(1, 4) AS g(n)",
            company,
            people.ids,
        ),
        (
            "INSERT INTO ir_attachment (name, type, res_model, res_field, res_id, store_fname, checksum, mimetype,"
            " file_size) SELECT name, type, res_model, res_field, p.id, store_fname, checksum, mimetype, file_size"
            " FROM ir_attachment, unnest(%s) AS p(id) WHERE res_model = 'hr.employee' AND res_field = 'image_512'"
            " AND res_id = %s AND p.id <> %s",
            people.ids,
            first,
            first,
        ),
    ):
        env.cr.execute(statement, values)
    env.invalidate_all()


def _manager(env):
    """Somebody of the organization department, who may print them."""
    groups = [(4, env.ref(f"cadre_assessment.group_cadre_{name}").id) for name in ("user", "manager")]
    return env["res.users"].create({"name": "测量", "login": "bench_forms", "group_ids": groups, "tz": "Asia/Shanghai"})
