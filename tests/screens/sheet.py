"""How a user fills in a record on the screen: a form, or a row written in place, with its choices and buttons."""

from datetime import date

from lxml import etree
from odoo.fields import Domain
from odoo.tests import Form
from odoo.tests.form import UpdateDict

ROUNDS = 4
"""What was just filled in may ask for more, so often."""
TEXT, NUMBER = ("char", "text", "html"), ("integer", "float", "monetary")
FALSE = ("False", "0", "false", "", None)


class Sheet(Form):
    """``odoo.tests.Form`` for a form or for an editable list, that knows what each field offers."""

    def __init__(self, screens, record, kind="form", view_id=False):  # pylint: disable=super-init-not-called
        put = object.__setattr__
        put(self, "_record", record)
        put(self, "_env", record.env)
        put(self, "_screens", screens)
        views = record.get_views([(view_id, kind)])
        put(self, "_models_info", views["models"])
        put(self, "_view", self._process_view(etree.fromstring(views["views"][kind]["arch"]), record))
        put(self, "_values", UpdateDict())
        if record:
            self._init_from_record()
        else:
            self._init_from_defaults()

    # -- fields ----------------------------------------------------------------------------------------------------
    def is_open(self, name):
        """Whether the user sees the field and may write it."""
        shut = ("invisible", "column_invisible", "readonly")
        return name != "id" and not any(self._get_modifier(name, modifier) for modifier in shut)

    def node_of(self, name):
        return next(node for node in self._view["tree"].iter("field") if node.get("name") == name)

    def choices(self, name, text="", limit=8):
        """The records that the field offers when ``text`` is typed."""
        info = self._view["fields"][name]
        domain = self.node_of(name).get("domain") or info.get("domain") or []
        domain = self._screens.evaluated(domain, self._get_eval_context()) if isinstance(domain, str) else domain
        model = self._env[info["relation"]].with_context(**self._get_context(name))
        found = model.name_search(text, Domain(domain or []), "ilike", limit)
        return self._env[info["relation"]].browse([row[0] for row in found])

    def is_empty(self, name):
        value = self._values[name]
        return not len(value) if hasattr(value, "_data") else value is False or value == ""

    def fill(self, given=()):
        """``given``: {name: what is typed}. Then whatever is required and still empty, as anybody would fill it in."""
        for name, text in dict(given).items():
            self.enter(name, text)
        for _round in range(ROUNDS):
            todo = [
                name
                for name, info in self._view["fields"].items()
                if name != "id"
                and info["type"] not in ("boolean", "one2many", *NUMBER)
                and self.is_open(name)
                and self._get_modifier(name, "required")
                and self.is_empty(name)
            ]
            for name in todo:
                if self.is_open(name) and self.is_empty(name):
                    self.enter(name, None)
            if not todo:
                break
        return self

    def enter(self, name, text):
        """Type ``text`` into a field; None: something that fits."""
        info = self._view["fields"][name]
        kind = info["type"]
        if kind in ("many2one", "many2many"):
            found = self.choices(name, text or "", 1)
            if not found:
                raise AssertionError(f"{self._record._name}.{name} offers nothing for {text or 'whoever looks'}")
            self[name] = found
        elif kind == "selection":
            options = info["selection"]
            self[name] = next(key for key, label in options if text in (None, label))
        elif kind in TEXT:
            self[name] = text or "试填"
        elif kind in NUMBER:
            self[name] = float(text) if kind != "integer" else int(text)
        elif kind in ("date", "datetime"):
            self[name] = text or date.today().isoformat()
        elif kind == "boolean":
            self[name] = bool(text)
        elif kind == "binary":
            self[name] = "6K+V"  # a file with one character
        else:
            self[name] = text

    def shown(self, name):
        """What stands in the field, as text."""
        value, info = self[name], self._view["fields"][name]
        if info["type"] == "selection":
            return dict(info["selection"]).get(value) or ""
        return value.display_name if info["type"] == "many2one" else str(value)

    # -- buttons ---------------------------------------------------------------------------------------------------
    def buttons(self):
        """(node, name) of the visible buttons that ask the server, but not those of lines."""
        level = self._view["tree"].xpath("count(ancestor::field)")
        for node in self._view["tree"].xpath(f".//button[count(ancestor::field) = {level}]"):
            if node.get("type") in ("object", "action") and not self.hidden(node):
                yield node, node.get("name")

    def hidden(self, node):
        """Whether the node, or what it stands in, is invisible now."""
        names = self._get_eval_context()
        for part in [node, *node.iterancestors()]:
            for modifier in ("invisible", "column_invisible"):
                expression = part.get(modifier)
                if expression not in FALSE and self._screens.evaluated(expression, names):
                    return True
        return False

    # -- texts -----------------------------------------------------------------------------------------------------
    def texts(self):
        """(name, value) of what is written on the form and on the rows of its lists, where it is seen."""
        for name, info in self._view["fields"].items():
            if name == "id" or self._get_modifier(name, "invisible"):
                continue
            node = self.node_of(name)
            value = self._values[name]
            if info["type"] in ("char", "text") and value and not node.get("widget"):
                yield name, value
            if info["type"] == "one2many" and hasattr(value, "_data"):
                shown = info["edition_view"]["fields"]
                for row in value._data.values():
                    for part, cell in row.items():
                        if isinstance(cell, str) and shown.get(part, {}).get("type") in ("char", "text"):
                            yield f"{name}.{part}", cell
