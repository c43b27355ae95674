"""What the web client asks the server for when somebody opens a menu, or a record in a form.

The same calls with the same arguments: action, views, and the rows of the first view, with the filters that the action
switches on. Used by ``./cadre bench pages`` and by the test that counts the queries of every menu.
"""

from collections import namedtuple

from dateutil.relativedelta import relativedelta
from lxml import etree
from odoo.tools.safe_eval import datetime, safe_eval

Entry = namedtuple("Entry", "path xmlid model action_id")
"""A menu of the user: its names from the top, its XML id, and model and id of the action behind it."""
ROWS, CARDS, GRID, COUNTED = 80, 40, 50, 10_001
"""Rows of the first page of a list, cards, lines of a grid, and how far the client lets the server count."""
_VALUES = {"many2one", "reference", "many2one_reference"}


def entries(env, root="cadre_assessment.menu_cadre_root"):
    """Every menu below ``root`` that the user sees and that opens something, as the client loads them."""
    menus = env["ir.ui.menu"].load_web_menus(False)
    by_xmlid = {menu["xmlid"]: menu for menu in menus.values()}

    def walk(menu, path):
        if menu["actionID"] and path:
            yield Entry(" / ".join(path), menu["xmlid"], menu["actionModel"], menu["actionID"])
        for child in menu["children"]:
            yield from walk(menus[child], [*path, menus[child]["name"]])

    return list(walk(by_xmlid[root], [])) if root in by_xmlid else []


def open_menu(env, entry):
    """Open ``entry``. Returns the number of rows that came back."""
    if entry.model == "ir.actions.client":
        return _client_action(env, env[entry.model].browse(entry.action_id).sudo())
    action = env["ir.actions.act_window"].browse(entry.action_id).sudo()._get_action_dict()
    return open_action(env, action)


def _client_action(env, action):
    page = action.tag.replace("_", ".")
    if page in env:  # a page of ours is called as its model is
        return len(env[page].page())
    model = env[action.params["model"]].with_env(env)
    places = model.grid_places()
    return len(model.grid(places[0]["key"], offset=0, limit=GRID, search="")["rows"]) if places else 0


def open_action(env, action):
    """Views and first rows of a window action. Returns the number of rows (groups, cells)."""
    context = {**env.context, **_evaluated(env, action.get("context") or {})}
    model = env[action["res_model"]].with_context(context)
    views = [(view_id, kind) for view_id, kind in action["views"]]
    search = (action.get("search_view_id") or [False])[0]
    archs = model.get_views([*views, (search, "search")], {"toolbar": True})["views"]
    domain, groups = _searched(env, model, archs["search"]["arch"], context)
    domain = [*_evaluated(env, action.get("domain") or []), *domain]
    kind = views[0][1]
    arch = etree.fromstring(archs[kind]["arch"])
    if kind == "form":
        return len(open_new(model, arch))
    if kind in ("graph", "pivot"):
        return _cells(model, arch, domain, kind)
    groups = groups or [name for name in (arch.get("default_group_by") or "").split(",") if name]
    spec = _specification(model, arch)
    if groups:
        limit = int(arch.get("groups_limit") or ROWS)
        sums = [f"{name}:sum" for name in _summed(model, arch)]
        return len(model.web_read_group(
            domain, groups[:1], [*sums, "__count"], limit=limit, auto_unfold=kind == "kanban",
            unfold_read_specification=spec,
        )["groups"])  # fmt: skip
    limit = int(arch.get("limit") or (CARDS if kind == "kanban" else ROWS))
    order = arch.get("default_order")
    found = model.web_search_read(domain, spec, limit=limit, order=order, count_limit=COUNTED)
    return len(found["records"])


def open_form(record, view_id=False):
    """Read a record into its form, as a click on its row does. Returns the number of values."""
    arch = record.get_views([(view_id, "form")], {"toolbar": True})["views"]["form"]["arch"]
    return len(record.web_read(_specification(record, etree.fromstring(arch)))[0])


def open_new(model, arch):
    """A new record in the form of ``arch``."""
    return model.onchange({}, [], _specification(model, arch))["value"]


def _evaluated(env, text):
    if not isinstance(text, str):
        return text
    today = datetime.date.today()
    names = {
        "uid": env.uid,
        "allowed_company_ids": env.companies.ids,
        "context_today": lambda: today,
        "datetime": datetime,
        "relativedelta": relativedelta,
        "current_date": today.isoformat(),
        "active_id": False,
        "context": {},
        "True": True,
    }
    return safe_eval(text, names)


def _searched(env, model, arch, context):
    """(domain, groups) of the filters that the context switches on; those of one part of the menu widen one another."""
    domain, groups, part = [], [], []
    tree = etree.fromstring(arch)
    for node in tree.iter("filter", "separator", "field"):
        value = context.get(f"search_default_{node.get('name')}")
        if node.tag == "separator":
            domain, part = [*domain, *part], []
        elif not value or any(one.tag == "searchpanel" for one in node.iterancestors()):
            continue
        elif node.tag == "field":
            domain += _field_domain(env, model, node, value)
        elif group := _evaluated(env, node.get("context") or "{}").get("group_by"):
            groups += [group] if isinstance(group, str) else group
        else:
            found = _evaluated(env, node.get("domain") or "[]")
            part = ["|", *_whole(part), *_whole(found)] if part else _whole(found)
    return [*domain, *part], groups


def _whole(domain):
    """``domain`` as one term."""
    terms = sum(not isinstance(one, str) for one in domain) - sum(one in ("|", "&") for one in domain)
    return ["&"] * (terms - 1) + list(domain)


def _field_domain(env, model, node, value):
    if node.get("filter_domain"):
        return safe_eval(node.get("filter_domain"), {"self": value, "uid": env.uid})
    operator = node.get("operator") or (
        "=" if model._fields[node.get("name")].type in ("many2one", "selection") else "ilike"
    )
    return [(node.get("name"), operator, value)]


def _specification(model, arch):
    """The fields a view asks for, with those of the lists inside it."""
    spec = {}
    for node in _own_fields(arch):
        name = node.get("name")
        field = model._fields.get(name)
        if field is None:
            continue
        spec.setdefault(name, {})
        if field.type in _VALUES:
            spec[name] = {"fields": {"display_name": {}}}
        elif field.type in ("one2many", "many2many"):
            inside = model.env[field.comodel_name]
            lines = node.find("list") if node.find("list") is not None else node.find("kanban")
            if lines is not None:
                spec[name] = {"fields": _specification(inside, lines), "limit": int(lines.get("limit") or 40)}
            elif "tags" in (node.get("widget") or "") or "checkboxes" in (node.get("widget") or ""):
                spec[name] = {"fields": {"display_name": {}}}
    return spec


def _own_fields(arch):
    """Fields of a view that are not those of a view inside it."""
    for node in arch:
        if node.tag == "field":
            yield node
        elif isinstance(node.tag, str):
            yield from _own_fields(node)


def _summed(model, arch):
    return [
        node.get("name") for node in arch.iter("field") if node.get("sum") and model._fields[node.get("name")].store
    ]


def _cells(model, arch, domain, kind):
    fields = arch.findall("field")
    measures = [node.get("name") for node in fields if node.get("type") == "measure"]
    aggregates = ["__count", *(f"{name}:{model._fields[name].aggregator}" for name in measures)]
    rows = [node.get("name") for node in fields if node.get("type") == "row"]
    columns = [node.get("name") for node in fields if node.get("type") == "col"]
    if kind == "graph":
        return len(
            model.formatted_read_group(
                domain, [n.get("name") for n in fields if n.get("type") != "measure"], aggregates
            )
        )
    sets = [[*rows[:n], *columns[:m]] for n in range(len(rows) + 1) for m in range(len(columns) + 1)]
    return sum(map(len, model.formatted_read_grouping_sets(domain, sets, aggregates)))
