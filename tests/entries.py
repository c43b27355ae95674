"""Entries of the menu that show their reader nothing. Asked inside ``odoo shell`` of the sample county."""

import json

from lxml import etree

from tools.bench import web
from tools.demo.cast import ROLES

TO_DO = ("cadre_assessment.menu_cadre_led", "cadre_assessment.menu_cadre_my_tasks")
"""Headings of what waits for the reader: empty when everything is done."""


def answer(env):
    """``{"seen": number, "empty": [[login, entry, whether a list of things to do, whether New is there, words]]}``."""
    seen, empty = 0, []
    for user in env["res.users"].search([("login", "in", ["admin", *(login for login, _role in ROLES)])]):
        own = env(user=user.id, su=False, context={"lang": "zh_CN", "tz": "Asia/Shanghai"})
        for entry in web.entries(own):
            seen += 1
            action = entry.model == "ir.actions.act_window" and own[entry.model].browse(entry.action_id).sudo()
            if action and action.target != "new" and not _shows(own, action):
                to_do = env.ref(entry.xmlid).parent_id in [env.ref(one) for one in TO_DO]
                empty.append([user.login, entry.path, to_do, _offers_new(own, action), _words(action)])
    return "ANSWER " + json.dumps({"seen": seen, "empty": empty})


def _shows(env, action):
    """Whether there is anything in it, whatever filter it opens with. A page that is written on is no list."""
    if action.views[0][1] == "form":
        return True
    domain = web._evaluated(env, action.domain or [])
    return bool(env[action.res_model].search_count(domain, limit=1))


def _offers_new(env, action):
    context = web._evaluated(env, action.context or {})
    model = env[action.res_model].with_context(context)
    view = model.get_views([tuple(action.views[0])])["views"][action.views[0][1]]
    closed = context.get("create", True) is False or etree.fromstring(view["arch"]).get("create") in ("0", "false")
    return not closed and model.has_access("create")


def _words(action):
    return "".join(etree.HTML(action.help).itertext()).strip() if action.help else ""
