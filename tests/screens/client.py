"""What the web client puts on the screen of one user: menus, views and choices, asked with his rights.

The client decides by the server's answers which buttons it shows and which records it offers. The same answers are
read here, so that a sweep over all screens needs no browser. Forms are Odoo's own ``odoo.tests.Form``.
"""

from lxml import etree
from odoo.addons.web.controllers.utils import clean_action
from odoo.tools.safe_eval import datetime, dateutil, safe_eval, time

ROOT = "cadre_assessment.menu_cadre_root"
NEVER = ("False", "0", "false")
LISTS = ("list", "kanban", "calendar")


class Screens:
    """The screens of the user of ``env``: in his language, with his company."""

    def __init__(self, env):
        user = env.user
        context = {"lang": user.lang, "tz": user.tz, "uid": user.id, "allowed_company_ids": user.company_ids.ids}
        self.env = env(context=context)

    def evaluated(self, expression, values=None):
        """A domain, context or modifier of a view, as the client evaluates it."""
        if not isinstance(expression, str):
            return expression
        today = datetime.date.today()
        names = {
            "uid": self.env.uid,
            "context": dict(self.env.context),
            "context_today": lambda: today,
            "current_date": today.isoformat(),
            "allowed_company_ids": self.env.companies.ids,
            "current_company_id": self.env.company.id,
            "relativedelta": dateutil.relativedelta.relativedelta,
            "datetime": datetime,
            "time": time,
            "self": "试",
            "raw_value": "试",
            **(values or {}),
        }
        return safe_eval(expression, names) if expression.strip() else False

    # -- menus and actions -----------------------------------------------------------------------------------------
    def menus(self):
        """(path of names, xmlid of the menu, action) of every entry below the app, in its order."""
        entries = self.env["ir.ui.menu"].load_menus(False)

        def walk(entry, path):
            if entry["action_id"]:
                yield path, entry["xmlid"].split(".")[-1], self.action(entry["action_model"], entry["action_id"])
            for child in entry["children"]:
                yield from walk(entries[child], [*path, entries[child]["name"]])

        root = self.env.ref(ROOT).id
        if root in entries:
            yield from walk(entries[root], [])

    def action(self, model, action_id):
        """An action as the client gets it; one of the server is run."""
        if model == "ir.actions.server":
            return self.prepared(self.env[model].browse(action_id).run() or {})
        action = self.env[model].sudo().browse(action_id)
        return self.prepared(action._get_action_dict() if model == "ir.actions.act_window" else action.read()[0])

    def prepared(self, action):
        """An action that a button returned, as it reaches the client."""
        if action.get("type") == "ir.actions.act_window":
            action = clean_action(dict(action), self.env)
        return {**action, "context": self.evaluated(action.get("context") or {}) or {}}

    # -- views -----------------------------------------------------------------------------------------------------
    def model(self, action):
        """The model of a window action, with the context in which its records are read."""
        shown = {key: value for key, value in action["context"].items() if not key.startswith("search_default_")}
        return self.env[action["res_model"]].with_context(**shown)

    def views(self, action):
        """{kind: arch} of the views of a window action, its search view among them."""
        search = action.get("search_view_id") or [False]
        asked = [*action["views"], (search[0] if isinstance(search, (list, tuple)) else search, "search")]
        found = self.model(action).get_views(asked)
        return {kind: etree.fromstring(view["arch"]) for kind, view in found["views"].items()}

    def view_id(self, action, kind="form"):
        """The id of the view of a kind in which a record of this action opens."""
        return next((view for view, one in action["views"] if one == kind), False)

    def domain(self, action):
        return self.evaluated(action.get("domain") or [], action["context"]) or []

    def offers_new(self, action, views=None):
        """Where New leads from here: to a ``form``, to a ``list`` (a row written in place) or nowhere."""
        if action["type"] != "ir.actions.act_window" or action["views"][0][1] not in LISTS:
            return None
        views = views or self.views(action)
        first = views[action["views"][0][1]]
        if first.get("create") in NEVER or not action["context"].get("create", True):
            return None
        if first.get("editable"):
            return "list"
        return "form" if "form" in views and views["form"].get("create") not in NEVER else None
