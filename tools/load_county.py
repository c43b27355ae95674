"""The sample county into a database, through Odoo's own ``load()``, file by file, all or nothing each.

    ./cadre shell NAME        then:  import sys; sys.path.append("tools")
                                     from load_county import load; load(env, "data"); env.cr.commit()

Rows that are there already are left as they are, so an interrupted load goes on and a second one changes nothing. A
file ``model-what.csv`` that comes after ``model.csv`` (heads of sections, once people are there) completes its rows.
"""

import csv
import pathlib

CONTEXT = {
    "lang": "zh_CN",
    "tz": "Asia/Shanghai",
    "no_reset_password": True,  # invitations to people who do not exist
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_create_nosubscribe": True,
    "mail_notify_force_send": False,
}

MANAGER, STAND_IN = "county.user_sunliping", "base.user_admin"
"""The organization department, and who brings in what is about its own member: nobody sees to his own. No office below
it works for its unit, so that is the administrator, who is nobody's record here."""
OWN = ("cadre.result", "cadre.posting")
BY_ADMINISTRATOR = (
    "cadre.category.csv", "hr.department.csv", "res.users-people.csv", "res.users.csv", "hr.employee-accounts.csv",
)  # fmt: skip
"""Units, accounts, and whose account is whose: the administrator's. All else is the organization department's."""


class LoadError(Exception):
    """A row that Odoo refused: file, row, field, reason."""


def load(env, folder, say=lambda text: None):
    """Load every file of ``load_order.txt``. Returns {file: rows}; raises :class:`LoadError`. Nothing is committed."""
    folder = pathlib.Path(folder)
    counts = {}
    for name in (folder / "load_order.txt").read_text(encoding="utf-8").split():
        say(name)
        model = name.removesuffix(".csv").partition("-")[0]
        known = f"{model}.csv" in counts
        does = None if name in BY_ADMINISTRATOR else env.ref(MANAGER)
        counts[name] = load_file(env(user=does, su=False) if does else env, folder / name, known)
    return counts


def _shares(env, model, header, rows):
    """(env, rows): what is about the importing user himself goes to the account that stands in for him."""
    stand_in = env.ref(STAND_IN, raise_if_not_found=False)
    if model not in OWN or "employee_id/id" not in header or not stand_in:
        return [(env, rows)]
    mine = set(env.user.employee_id.get_external_id().values())
    place = header.index("employee_id/id")
    own = [row for row in rows if row[place] in mine]
    return [(env, [row for row in rows if row not in own]), (env(user=stand_in, su=False), own)]


def load_file(env, path, completes=False):
    """Load one CSV file into the model of its name; rows that are there are rewritten only when it ``completes`` them.

    Returns the number of rows.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        header, *rows = csv.reader(stream)
    model = path.stem.partition("-")[0]
    keep = {} if completes else {"mode": "update", "noupdate": True}
    missing = rows if completes else _missing(env, model, header, rows)
    for account, some in _shares(env, model, header, missing):
        if some:
            _load_rows(account, model, keep, header, some, path)
    return len(rows)


def _missing(env, model, header, rows):
    """The rows whose external id nobody bears yet."""
    known = env["ir.model.data"].sudo().search_fetch([("model", "=", model)], ["module", "name"])
    ids, place = set(known.mapped("complete_name")), header.index("id")
    return [row for row in rows if row[place] not in ids]


def _load_rows(env, model, keep, header, rows, path):
    # only what Odoo calls an import refuses an undated post and looks people up by number
    result = env[model].with_context(**CONTEXT, **keep, import_file=True).load(header, rows)
    if result["messages"] or not result["ids"]:
        lines = [
            f"{path.name}, row {message.get('rows', {}).get('from', message.get('record', 0)) + 2}"
            f"{', ' + message['field'] if message.get('field') else ''}: {message['message']}"
            for message in result["messages"][:10]
        ]
        raise LoadError("\n".join(lines) or path.name)
