"""The post somebody had when a record was due, and whether it changed since the list in force (S0-13)."""

POST = ("job_id", "job_title", "department_id")
"""Fields of ``hr.version`` whose change is a change of post (岗位变动)."""
DUTIES = ("duties", "led_department_ids")
"""… whose change is one of the division of work (分工调整)."""


def changed(old, new):
    """What differs between two versions of a person's post: ``post``, ``duties``, or nothing (``None``)."""
    if any(old[name] != new[name] for name in POST):
        return "post"
    if any(old[name] != new[name] for name in DUTIES):
        return "duties"
    return None


def without_new_list(reports):
    """{report: (day, ``post`` or ``duties``)} of those whose person got another post or other duties by the end of the
    period, and whose approved list is still the one of before. Three queries, however many.

    What comes back to what it was needs no new list; who went to another unit has none here any more.
    """
    reports = reports.sudo().filtered(lambda report: report.cycle_id.scheme_id.plan_kind == "list")
    if not reports:
        return {}
    plans = reports.env["cadre.work.plan"].sudo()._current(reports.cycle_id, reports.employee_id)
    history, found = _history(reports.employee_id), {}
    for report in reports:
        plan = plans.get((report.cycle_id.id, report.employee_id.id))
        if not plan or not plan.hr_version_id:
            continue
        inside = report.cycle_id.unit_id.parent_path
        later = [
            version
            for version in _until(history, report)
            if version.date_version > plan.hr_version_id.date_version
            and (version.department_id.parent_path or "").startswith(inside)
        ]
        what = changed(plan.hr_version_id, later[-1]) if later else None
        if what:
            found[report] = (later[-1].date_version, what)
    return found


def posts_of_time(reports):
    """{report: values} of post and duties where those of the period's last day (or of today) are other ones than the
    record, or the list it begins from, has. Two queries, however many."""
    reports = reports.sudo()
    history, found = _history(reports.employee_id), {}
    for report in reports:
        held = _until(history, report)
        if not held:
            continue
        version, plan = held[-1], report.plan_id
        drawn_up = plan.hr_version_id
        lang = report.cycle_id.scheme_id._text_lang()
        values = {"post": version.job_title or version.job_id.with_context(lang=lang).name or report.post}
        if drawn_up:  # what the list says holds as long as the post history says the same
            same = [all(drawn_up[name] == version[name] for name in names) for names in (POST, ("duties",))]
            values = {"post": plan.post if same[0] else values["post"]}
            values["duties"] = plan.duties if same[1] else version.duties
        values = {name: value for name, value in values.items() if (report[name] or False) != (value or False)}
        if values:
            found[report] = values
    return found


def _history(employees):
    versions = employees.env["hr.version"].sudo()
    versions = versions.search([("employee_id", "in", employees.ids)], order="date_version, id")
    return versions.grouped("employee_id")


def _until(history, report):
    """Versions of the person up to the last day of the period, or to today as long as it runs, the oldest first."""
    day = min(report.period_id.date_to, report.cycle_id._today())
    return [version for version in history.get(report.employee_id, ()) if version.date_version <= day]
