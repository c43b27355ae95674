"""Reader of a regulation's file: every line is held against the fields of the models before anything is written.

Whoever sends the file is not trusted: unknown names, wrong types, codes that nobody knows, sizes beyond reason are
refused, each with its place in the file; nothing of the file is ever evaluated.
"""

import math
from datetime import date

from ...files import bounds, tree
from ..listing import titled
from .exchange import BODY, CATEGORY, CRITERION, FORMAT, LATE, PLAIN, QUOTED, READS, REF, travelling

MAX_RECORDS = 20_000
MAX_DEPTH = 12
"""Levels of conditions in conditions."""
MAX_TEXT = 20_000
MAX_NUMBER = 10_000_000


class Refused(ValueError):
    """The file is no regulation at all; the text says why (an argument of ``env._``)."""


def parse(env, content):
    """The file as plain values.

    :raises Refused: ``files.tree`` refuses it, or it is no regulation.
    """

    try:
        data = tree.read(content)
    except bounds.Refused as error:
        raise Refused(_why(env, error)) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise Refused(env._("it is not a regulation that was exported here"))
    if data.get("format_version") not in READS:
        raise Refused(env._("it was written by another version of this program"))
    return data


def _why(env, refused):
    """A refusal of ``files.tree`` as the end of a sentence."""
    figures = refused.figures
    reasons = {
        "too_big": lambda: env._("the file is larger than %(size)s MB", size=figures["limit"]),
        "too_deep": lambda: env._(
            "it cannot be read as JSON: brackets stand in brackets more than %(limit)s deep", **figures
        ),
        "too_many_values": lambda: env._("there are more than %(limit)s values in it", **figures),
        "no_json": lambda: env._("it cannot be read as JSON"),
        "twice": lambda: env._("“%(name)s” stands twice in one place", **figures),
        "no_figure": lambda: env._("%(text)s is no figure", **figures),
    }
    return reasons[refused.code]()


class Reader:
    """Plain values -> values for ``create``; collects what is wrong with them, with the place of each fault.

    ``known``: model -> {name in the file: id} of what may be spoken of. Conditions are made at once, since a gate
    cannot be without one. What names another part of the same scheme, or another scheme, is kept aside in
    :attr:`links`: (path, model, name) with the path from the scheme to the field, places in lists included.
    Sentences that stand beside rules are gathered in :attr:`quoted`, code -> sentence.
    """

    def __init__(self, env, company, known):
        self.env, self.company, self.known = env, company, known
        self.faults = []
        self.links = []
        self.quoted = {}
        self.records = 0

    def fault(self, place, text):
        self.faults.append(titled(self.env, place, text))

    def record(self, model, data, place, inverse=None, path=(), depth=0):
        """Values of one record of ``model`` (and of the parts inside it)."""
        env = self.env
        self.records += 1
        if self.records > MAX_RECORDS:
            raise Refused(env._("there are more than %(count)s records", count=MAX_RECORDS))
        if not isinstance(data, dict):
            self.fault(place, env._("a record is expected here"))
            return {}
        if depth > MAX_DEPTH:
            self.fault(place, env._("conditions stand in conditions more than %(depth)s deep", depth=MAX_DEPTH))
            return {}
        names = travelling(model, inverse)
        if REF in names and QUOTED in data:
            self._quoted(data, f"{place}.{QUOTED}")
            data = {name: value for name, value in data.items() if name != QUOTED}
        for name in sorted(data.keys() - set(names)):
            self.fault(place, env._("“%(name)s” is not known", name=str(name)[:80]))
        values = {}
        for name in names:
            field = model._fields[name]
            if name in data:
                value = self._value(model, field, data[name], f"{place}.{name}", (*path, name), depth)
                if value is not None:
                    values[name] = value
            elif field.type in ("integer", "float") and not field.default:
                values[name] = 0
            elif field.required and field.type != "boolean" and not field.default:
                self.fault(place, env._("“%(name)s” is missing", name=name))
        company = model._fields.get("company_id")
        return values if company is None or company.related else {**values, "company_id": self.company.id}

    def _quoted(self, data, place):
        """Keep the sentences beside a rule: only those it names, and a code says one thing in the whole file."""
        env = self.env
        quoted, named = data[QUOTED], data.get(REF)
        if not isinstance(quoted, dict):
            self.fault(place, env._("a record is expected here"))
            return
        named = named.split() if isinstance(named, str) else ()
        for code, text in quoted.items():
            if code not in named:
                self.fault(place, env._("the rule beside it does not name “%(code)s”", code=code[:80]))
            elif self._text(text, place) and self.quoted.setdefault(code, text) != text:
                self.fault(place, env._("“%(code)s” says something else elsewhere in the file", code=code[:80]))

    def list_of(self, model, data, place, inverse, path, depth=0):
        """Values of the parts of one record, in their order; a code stands once."""
        if not isinstance(data, list):
            self.fault(place, self.env._("a list is expected here"))
            return []
        found, codes = [], set()
        for number, one in enumerate(data):
            here = f"{place}[{number + 1}]"
            values = self.record(model, one, here, inverse, (*path, number), depth)
            code = values.get("code", values.get("team_grade_code"))
            if code is not None and code in codes:
                self.fault(here, self.env._("the code “%(code)s” stands twice", code=code))
            codes.add(code)
            if "sequence" in model._fields:
                values["sequence"] = number + 1
            found.append(values)
        return found

    # -- values ----------------------------------------------------------------------------------------------------
    def _value(self, model, field, value, place, path, depth):
        if field.type in PLAIN:
            return self._plain(field, value, place)
        if field.type == "one2many":
            inner = depth + 1 if field.comodel_name == CRITERION else depth
            parts = self.list_of(self.env[field.comodel_name], value, place, field.inverse_name, path, inner)
            return [(0, 0, part) for part in parts]
        if field.type == "many2many":
            if not isinstance(value, list):
                return self.fault(place, self.env._("a list is expected here"))
            if field.comodel_name in LATE:
                self.links += [(path, field.comodel_name, code) for code in value if self._text(code, place)]
                return None
            found = [self._link(field, one, place, path, depth) for one in value]
            return [(6, 0, [one for one in found if one])]
        return self._link(field, value, place, path, depth)

    def _plain(self, field, value, place):
        env = self.env
        if field.type == "boolean":
            return value if isinstance(value, bool) else self.fault(place, env._("true or false is expected here"))
        if field.type in ("integer", "float"):
            whole = field.type == "integer"
            if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
                return self.fault(place, env._("a figure is expected here"))
            if not math.isfinite(value) or abs(value) > MAX_NUMBER:
                return self.fault(place, env._("this figure is out of all bounds"))
            problem = env[field.model_name]._number_problem(field.name, value)
            return self.fault(place, problem) if problem else value
        if not self._text(value, place):
            return None
        if field.type == "date":
            try:
                return date.fromisoformat(value)
            except ValueError:
                return self.fault(place, env._("a date like 2025-12-31 is expected here"))
        if field.type == "selection" and value not in field.get_values(env):
            return self.fault(place, env._("“%(value)s” is no possible value", value=value[:80]))
        return value

    def _text(self, value, place):
        if not isinstance(value, str) or len(value) > MAX_TEXT or "\x00" in value:
            self.fault(place, self.env._("a text is expected here"))
            return False
        return True

    def _link(self, field, value, place, path, depth):
        env = self.env
        model = field.comodel_name
        if model == CRITERION:
            before = len(self.faults)
            values = self.record(env[CRITERION], value, place, "parent_id", (), depth + 1)
            return env[CRITERION].create(values).id if len(self.faults) == before else None
        if not self._text(value, place):
            return None
        if model in LATE:
            self.links.append((path, model, value))
            return None
        if model == BODY:
            return self.known[BODY].get(value)  # a body of another house: to be chosen here
        known = self.known[model]
        if value not in known:
            return self.fault(place, env._("“%(value)s” is not known", value=value[:80]))
        if model == CATEGORY and not _fits(field, value):
            return self.fault(place, env._("“%(value)s” is a word of another list", value=value[:80]))
        return known[value]


def _fits(field, key):
    """Whether the word ``kind:code`` is one of the list the field chooses from."""
    domain = field.domain if isinstance(field.domain, str) else ""
    return "'kind', '='" not in domain or f"'{key.split(':', 1)[0]}'" in domain
