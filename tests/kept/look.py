"""Whether a database that was updated is sound. Read inside ``odoo shell``; one line of JSON behind ``ANSWER``.

What was asked before the update as well stands in ``ask``; here is what an earlier release could not be asked.
"""

import ast
import json

from odoo.addons.cadre_assessment.models.ballot.proof import format_of

ROLES = ("officer", "officer2", "officer3", "manager", "decider", "person", "auditor", "plain")
SECRET = ("cadre.ballot.ticket", "cadre.ballot.receipt", "cadre.account", "cadre.case")
"""Who votes how, whose account is whose, whose case is open."""


def _as(env, login):
    user = env["res.users"].search([("login", "=", f"cadre_{login}")])
    return env(user=user.id, su=False, context={"lang": user.lang or "en_US"})


def hashes(env):
    """Of each archived result and sealed ballot: its hash, the number of its format, and whether it verifies."""
    found = []
    for model, state, name in (("cadre.result", None, "digest"), ("cadre.ballot", "sealed", "digest")):
        domain = [("state", "=", state)] if state else []
        for row in env[model].search(domain, order="id"):
            good = row.action_verify()["params"]["type"] == "success"
            found.append([model, row.id, row[name], format_of(row[name]), good])
    return found


def own(env):
    """{model: whose records each person reads}: for him, who is assessed and holds no office."""
    his = _as(env, "person")
    found = {}
    for model in ("cadre.assessment", "cadre.result", "cadre.progress.report", "cadre.work.plan"):
        rows = his[model].search([])
        found[model] = sorted(set(rows.sudo().employee_id.mapped("user_id.login")))
    return found


def writers(env):
    """{login: models of ours, kept ones, which he may create, write or delete in}."""
    names = [
        name
        for name, model in env.items()
        if name.startswith("cadre.") and not (model._abstract or model._transient) and model._auto
    ]
    found = {}
    for login in ROLES:
        model = _as(env, login)
        found[login] = [
            name for name in names if any(model[name].has_access(way) for way in ("create", "write", "unlink"))
        ]
    return found


def secrets(env):
    """{login: {model: how many of its records he reads, None where the model is closed to him}}."""
    found = {}
    for login in ROLES:
        his = _as(env, login)
        found[login] = {
            name: his[name].search_count([]) if his[name].has_access("read") else None for name in SECRET if name in env
        }
    return found


def papers(env):
    """{model: {report: kind, first bytes, whether there is something}}: one of each that its Print menu offers.

    None of a model when each of its forms says, by its own domain, that it is for other records than there are.
    """
    his, found = _as(env, "officer"), {}
    reports = his["ir.actions.report"].with_context(force_report_rendering=True)
    ours = [("report_name", "=like", "cadre_assessment_reports.%"), ("binding_model_id", "!=", False)]
    mine = reports.sudo().search(ours)
    mine = mine.filtered(lambda one: not one.group_ids or one.group_ids & his.user.all_group_ids)  # as the menu does
    for model, bound in mine.grouped(lambda one: one.binding_model_id.model).items():
        records = his[model].search([]) if his[model].has_access("read") else ()
        if not records:
            continue
        if not any(records.filtered_domain(ast.literal_eval(report.domain or "[]")) for report in bound):
            found[model] = None
            continue
        found[model] = {}
        for report in bound:
            record = next((one for one in records if _offered(reports, report, one)), None)
            if record is not None:
                found[model][report.report_name.split(".")[1]] = _printed(reports, report, record)
    return found


def _offered(reports, report, record):
    return not report.domain or report.id in reports.browse(report.ids).get_valid_action_reports(
        record._name, record.ids
    )


def _printed(reports, report, record):
    if report.report_type == "xlsx":
        content, kind = reports._render_xlsx(report.report_name, record.ids, {})
    else:
        content, kind = reports._render_qweb_pdf(report.report_name, record.ids)
    return [kind, content[:4].decode("latin-1"), len(content) > 2000]


def answer(env):
    found = {one.__name__: one(env) for one in (hashes, own, writers, secrets, papers)}
    env.cr.rollback()
    return "ANSWER " + json.dumps(found, ensure_ascii=False, sort_keys=True)
