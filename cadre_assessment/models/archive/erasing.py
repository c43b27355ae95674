"""Take a person out of the database: what is his is emptied, what names him elsewhere names nobody any more.

Rows stay, for ranks, seats and sums of others rest on them; they hang on a staff record without a name. Statements are
written here by hand and not through the models: nobody's rules, hashes or chatter may keep what the law wants gone.
"""

import re
from typing import NamedTuple

from odoo.tools import SQL
from odoo.tools.sql import TableKind, table_kind

from ..ballot import proof
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
        "digest",
        "login",
        "res_model",
        "step",
        "state_from",
        "state_to",
        "notification_type",
    ]
)
"""Texts that say nothing of whose they are."""
KEPT_OF = {"cadre.result": frozenset({"evidence"}), "cadre.assessment.line": frozenset({"source"})}
"""The same, of one model: elsewhere a field of that name is somebody's words (of a check: what was looked at)."""
ABOUT = frozenset({"candidate_id", "assessment_id"})
"""By what a row is about him although it stays when he goes: a talk, the votes on him, the line of a decision."""
NAMES = frozenset({"name", "complete_name"})
"""What has to be called something."""
OF_LIFE = frozenset(
    [
        "birthday",
        "party_date",
        "work_start",
        "date_birthday",
        "spouse_birthdate",
        "passport_expiration_date",
        "visa_expire",
        "work_permit_expiration_date",
    ]
)
"""Days that tell who somebody is."""
HR = ("hr.employee", "hr.version")


APART = frozenset({"cadre.case"})
"""Cases are the discipline body's: it keeps them as long as it must, and nobody learns here whether there is one."""
HASHED = frozenset({"cadre_result", "cadre_archive_entry", "cadre_archive_chain", *proof.HASHED})
"""Tables of others' rows that a hash holds: a word changed there would look like a forgery."""

PUT = "UPDATE %s SET %s = %s::%s WHERE strpos(%s::text, %s) > 0"
BOUND = r"(?<![0-9A-Za-z]){}(?![0-9A-Za-z])"
"""A number as a word of its own, as Python and PostgreSQL both read it."""


class Known(NamedTuple):
    """The words by which somebody is known: a name that means nobody else (or none), numbers and addresses."""

    name: str
    numbers: tuple[str, ...]

    def taken_out(self, text):
        """``text`` without him.

        >>> Known("蔺如松", ("E7788",)).taken_out("蔺如松（E7788）满12个月，另见E77881")
        '已清除（已清除）满12个月，另见E77881'
        """
        text = text.replace(self.name, NOBODY) if self.name else text
        for number in self.numbers:
            text = re.sub(BOUND.format(re.escape(number)), NOBODY, text)
        return text


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
    _from_ballots(person, known)
    _elsewhere(env, known)
    env.invalidate_all()
    return done


def known_words(person):
    """The words by which he is known; his name only where it is no part of anybody else's (王伟 of 王伟明)."""
    Employee = person.env["hr.employee"].with_context(active_test=False)
    alone = person.name and Employee.search_count([("name", "like", person.name)]) == 1
    numbers = {person.staff_number, person.identification_id, person.work_email, person.private_email}
    numbers |= {person.mobile_phone, person.private_phone}
    sure = [number for number in numbers if number and is_sure(number)]
    return Known(person.name if alone else "", tuple(sorted(sure, key=len, reverse=True)))


def is_sure(number):
    """Whether a number means him alone wherever it stands: a short one stands by chance for a year, a code, a document.

    >>> [is_sure(number) for number in ("E7788", "13900001111", "2025", "10001", "E1")]
    [True, True, False, False, False]
    """
    return len(number) >= 8 or (len(number) >= 5 and not number.isdecimal())


def _own_rows(person):
    """{model: ids of what is about him}: what names him as its person, and the parts of it."""
    env, found = person.env, {}
    for name, model in env.registry.models.items():
        field = model._fields.get("employee_id")
        if name in APART or not _stored(env, name) or not (name.startswith("cadre.") or name in HR):
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
                    and (field.ondelete == "cascade" or field.name in ABOUT)
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
        if not (field.store and field.column_type) or field.name in KEPT | KEPT_OF.get(model._name, frozenset()):
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
    # what was archived of him: the link of the chain stays, what it kept goes
    run(
        "UPDATE cadre_archive_entry SET salt = NULL, row_digest = NULL, payload = NULL"
        " WHERE result_id IN (SELECT id FROM cadre_result WHERE employee_id = %s)",
        (person.id,),
    )


def _from_ballots(person, known):
    """Ballots he stood on, or whose voters wrote his name in, say that they cannot be computed again."""
    run, written = person.env.cr.execute, "cadre_ballot_writein"
    run(
        "UPDATE cadre_ballot SET erased_on = %s WHERE state = 'sealed' AND id IN"
        " (SELECT ballot_id FROM cadre_ballot_subject WHERE employee_id = %s"
        f"  UNION SELECT ballot_id FROM {written} WHERE name = %s)",
        (today_of(person), person.id, known.name),
    )
    run(f"UPDATE {written} SET name = %s WHERE name = %s AND name <> ''", (NOBODY, known.name))


def _elsewhere(env, known):
    """Put :data:`NOBODY` for him in every other text of ours, in messages, tasks and files' names."""
    names = [name for name in env.registry.models if name.startswith("cadre.") and name not in APART]
    names = [name for name in names if _stored(env, name) and env[name]._table not in HASHED]
    for name in (*names, "mail.message", "mail.activity", "mail.tracking.value", "ir.attachment"):
        model = env.registry[name]
        for field in model._fields.values():
            if field.store and field.column_type and not field.translate and field.type in (*TEXTS, "json"):
                _from_column(env, model._table, field, known)


def _from_column(env, table, field, known):
    """The same in one column: a name wherever it stands, a number as a word of its own."""
    table, column, kind = SQL.identifier(table), SQL.identifier(field.name), SQL(field.column_type[0])
    changes = [(known.name, SQL("replace(%s::text, %s, %s)", column, known.name, NOBODY))] if known.name else []
    changes += [
        (number, SQL("regexp_replace(%s::text, %s, %s, 'g')", column, BOUND.format(re.escape(number)), NOBODY))
        for number in known.numbers
    ]
    for word, text in changes:
        env.cr.execute(SQL(PUT, table, column, text, kind, column, word))
