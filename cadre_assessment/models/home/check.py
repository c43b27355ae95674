"""One line of the check-up."""

from collections import namedtuple

from ..listing import listed

Check = namedtuple("Check", "title ok text remedy action", defaults=("", "", False))
"""What was looked at (words), whether it is in order (``None``: cannot be seen from here), what was found, what to do
about it, and the action that opens what is concerned."""


def counted(env, title, model, domain, remedy, xmlid=None, context=None):
    """A check that is in order when no record of ``model`` fits ``domain``; the list of those opens in one click."""
    records = env[model]
    count = records.search_count(domain)
    if not count:
        return Check(title, True)
    names = records.search(domain, limit=5).mapped("display_name")
    found = listed(env, names)
    if count > len(names):
        found = env._("%(names)s and others, %(count)s in all", names=found, count=count)
    action = {
        "type": "ir.actions.act_window",
        "name": title,
        "res_model": model,
        "views": [(False, "list"), (False, "form")],
        "domain": list(domain),
        "context": context or {},
    }
    if xmlid:
        action = {**env["cadre.cycle"]._list_action(xmlid, list(domain), title, context)}
    return Check(title, False, found, remedy, action)
