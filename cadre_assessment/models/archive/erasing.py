"""Take a person out of the database: what is his is emptied, what names him elsewhere names nobody any more.

Rows stay, for ranks, seats and sums of others rest on them; they hang on a staff record without a name. Statements are
written here by hand and not through the models: nobody's rules, hashes or chatter may keep what the law wants gone.
"""

from odoo.tools import SQL
from odoo.tools.sql import TableKind, table_kind

from ..clock import today_of

NOBODY = "已清除"
"""What stands where his name stood."""
TEXTS = ("char", "text", "html")
KEPT = frozenset(
    [
        "state",
        "kind",
        "code",
        "lang",
        "tz",
        "type",
        "regulation",
        "grade_code",
        "grade_name",
        "annual_grade_name",
        "annual_grade",
        "award_codes",
        "award_names",
        "origin",
        "evidence",
        "digest",
        "login",
        "res_model",
        "step",
        "state_from",
        "state_to",
        "source",
        "level",
        "notification_type",
    ]
)
"""Texts that say nothing of whose they are."""
NAMES = frozenset({"name", "complete_name"})
"""What has to be called something."""
OF_LIFE = frozenset(
    ["birthday", "party_date", "work_start", "date_birthday", "passport_expiration_date", "visa_expire"]
)
"""Days that tell who somebody is."""
HR = ("hr.employee", "hr.version")


def erase(person):
    """Empty all that is about ``person``, an employee who left.

    :returns: {table: rows emptied}
    """
    env = person.env
    env.flush_all()
    known = known_words(person)
    own = _own_rows(person)
    done = {}
    for model, ids in own.items():
        _forget(env, model, ids)
        done[model] = len(ids)
    for name, ids in own.items():
        _empty(env[name], ids)
    _unname(person)
    _elsewhere(env, known)
    env.invalidate_all()
    return done


def known_words(person):
    """The words by which he is known; his name only where nobody else has it."""
    Employee = person.env["hr.employee"].with_context(active_test=False)
    words = {person.staff_number, person.identification_id, person.work_email, person.private_email}
    words |= {person.mobile_phone, person.private_phone}
    if person.name and Employee.search_count([("name", "=", person.name)]) == 1:
        words.add(person.name)
    return sorted((word for word in words if word and len(word) > 1), key=len, reverse=True)


def _own_rows(person):
    """{model: ids of what is about him}: what names him as its person, and the parts of it."""
    env, found = person.env, {}
    for name, model in env.registry.models.items():
        field = model._fields.get("employee_id")
        if not _stored(env, name) or not (name.startswith("cadre.") or name in HR):
            continue
        if field and field.store and field.comodel_name == "hr.employee":
            query = SQL("SELECT id FROM %s WHERE employee_id = %s", SQL.identifier(model._table), person.id)
            found[name] = {key for (key,) in env.execute_query(query)}
    found["hr.employee"] = {person.id}
    found["resource.resource"] = set(person.resource_id.ids)
    users = env["res.users"].with_context(active_test=False).search([("employee_ids", "in", person.ids)])
    found["res.users"] = set(users.ids)
    found["res.partner"] = set((users.partner_id | person.work_contact_id).ids)
    waiting = [name for name in found if name.startswith("cadre.")]
    while waiting:
        parent = waiting.pop()
        if not found[parent]:
            continue
        for name, model in env.registry.models.items():
            if not name.startswith("cadre.") or not _stored(env, name):
                continue
            for field in model._fields.values():
                if (
                    field.type == "many2one"
                    and field.store
                    and field.comodel_name == parent
                    and field.ondelete == "cascade"
                ):
                    query = SQL(
                        "SELECT id FROM %s WHERE %s = ANY(%s)",
                        SQL.identifier(model._table),
                        SQL.identifier(field.name),
                        list(found[parent]),
                    )
                    fresh = {key for (key,) in env.execute_query(query)} - found.get(name, set())
                    if fresh:
                        found.setdefault(name, set()).update(fresh)
                        waiting.append(name)
    return {name: sorted(ids) for name, ids in found.items() if ids}


def _stored(env, name):
    model = env[name]
    return (
        model._auto
        and not model._abstract
        and not model._transient
        and table_kind(env.cr, model._table) == TableKind.Regular
    )


def _forget(env, model, ids):
    """Messages, tasks, followers, files and steps of these records."""
    where = [("model", "=", model), ("res_id", "in", ids)]
    env["mail.message"].search(where).unlink()
    where = [("res_model", "=", model), ("res_id", "in", ids)]
    env["mail.activity"].with_context(active_test=False).search(where).unlink()
    env["mail.followers"].search(where).unlink()
    env["ir.attachment"].search([*where, "|", ("res_field", "=", False), ("res_field", "!=", False)]).unlink()
    env.flush_all()
    env.cr.execute(
        "UPDATE cadre_step_log SET name = %s, reason = NULL, before = NULL WHERE res_model = %s AND res_id = ANY(%s)",
        (NOBODY, model, list(ids)),
    )


def _empty(model, ids):
    """Empty the columns that tell anything in words."""
    sets = []
    for field in model._fields.values():
        if not (field.store and field.column_type) or field.name in KEPT or field.name.endswith("_id"):
            continue
        if field.type in TEXTS:
            if field.translate:
                continue
            sets.append(
                SQL("%s = %s", SQL.identifier(field.name), NOBODY if field.required or field.name in NAMES else None)
            )
        elif (field.type in ("json", "properties") or field.name in OF_LIFE) and not field.required:
            sets.append(SQL("%s = NULL", SQL.identifier(field.name)))
    if sets:
        model.env.cr.execute(
            SQL("UPDATE %s SET %s WHERE id = ANY(%s)", SQL.identifier(model._table), SQL(", ").join(sets), list(ids))
        )


def _unname(person):
    """The staff record, its account and its address get a number for a name; the account is shut."""
    env, label = person.env, f"{NOBODY}{person.id}"
    users = env["res.users"].with_context(active_test=False).search([("employee_ids", "in", person.ids)])
    partners = (users.partner_id | person.work_contact_id).ids
    run = env.cr.execute
    run("UPDATE hr_employee SET name = %s WHERE id = %s", (label, person.id))
    run("UPDATE resource_resource SET name = %s WHERE id = %s", (label, person.resource_id.id))
    run("UPDATE res_partner SET name = %s, complete_name = %s WHERE id = ANY(%s)", (label, label, partners))
    run(
        "UPDATE res_users SET login = 'erased-' || id, active = FALSE, password = NULL WHERE id = ANY(%s)", (users.ids,)
    )
    run(
        "UPDATE cadre_ballot SET erased_on = %s WHERE state = 'sealed' AND id IN"
        " (SELECT ballot_id FROM cadre_ballot_subject WHERE employee_id = %s)",
        (today_of(person), person.id),
    )
    # what was archived of him: the link of the chain stays, what it kept goes
    run(
        "UPDATE cadre_archive_entry SET salt = NULL, row_digest = NULL, payload = NULL"
        " WHERE result_id IN (SELECT id FROM cadre_result WHERE employee_id = %s)",
        (person.id,),
    )


def _elsewhere(env, words):
    """Put :data:`NOBODY` for each of ``words`` in every other text of ours, in messages, tasks and files' names."""
    tables = [(model._table, model) for name, model in env.registry.models.items() if name.startswith("cadre.")]
    tables = [(table, model) for table, model in tables if _stored(env, model._name)]
    tables += [(env[name]._table, env.registry[name]) for name in ("mail.message", "mail.activity", "ir.attachment")]
    tables.append(("mail_tracking_value", env.registry["mail.tracking.value"]))
    for table, model in tables:
        if table == "cadre_archive_entry":  # what others' entries keep is hashed; they name officials by number
            continue
        for field in model._fields.values():
            if not (field.store and field.column_type) or field.translate or field.type not in (*TEXTS, "json"):
                continue
            column, kind = SQL.identifier(field.name), SQL(field.column_type[0])
            for word in words:
                env.cr.execute(
                    SQL(
                        "UPDATE %s SET %s = replace(%s::text, %s, %s)::%s WHERE strpos(%s::text, %s) > 0",
                        SQL.identifier(table), column, column, word, NOBODY, kind, column, word,
                    )
                )  # fmt: skip
