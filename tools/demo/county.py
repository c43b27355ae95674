"""How does the sample county come into the database?  Through Odoo's own import, by the accounts whose work that is."""

import csv

BY_ADMINISTRATOR = {"cadre.category", "hr.department", "res.users"}
"""Lists, units and logins are made by the administrator; the organization department imports the people."""


def files(data):
    """(path, model) in the order of data/load_order.txt; ``hr.department-managers.csv`` belongs to hr.department."""
    for name in (data / "load_order.txt").read_text(encoding="utf-8").split():
        yield data / name, name.removesuffix(".csv").split("-")[0]


def load(account, path, model):
    """Import one file, all of it or nothing. Returns the number of records."""
    with path.open(encoding="utf-8", newline="") as stream:
        heads, *rows = csv.reader(stream)
    result = account.call(model, "load", heads, rows)
    if not result["ids"]:
        first = result["messages"][0]
        raise RuntimeError(f"{path.name}, row {first.get('rows', {}).get('from', 0) + 2}: {first['message']}")
    return len(result["ids"])
