"""A rule of a file in the reader's words: labels instead of names of fields, names instead of codes."""

from ..listing import listed, titled
from .exchange import CATEGORY, CRITERION, GRADE, LINKS, REF, SCALE, SCHEME

SCALES = "scales"
"""In the wording of a scheme (:meth:`Teller.wording`): the scales that it speaks of, as parts of it."""
TITLE = frozenset({"name", "code", "key", REF})
"""What the title of a rule says already, or what stands beside it."""


class Teller:
    """Words for the rules of files; ``files``: what :func:`exchange_reader.parse` and ``_export`` give.

    ``root``: the model of what is told: schemes, or procedures. Parts that others name by their code (:data:`LINKS`)
    are told by their names.
    """

    def __init__(self, env, *files, root=SCHEME):
        self.env, self.root = env, root
        self.words, self.names, self.sentences, self.parts = {}, {}, {}, {}
        for data in files:
            self.words |= {f"{word['kind']}:{word['code']}": word["name"] for word in data.get("words", ())}
            for scale in data.get(SCALES, ()):
                self.names[scale["key"]] = scale["name"]
                self.names |= {f"{scale['key']}/{one['code']}": one["name"] for one in scale.get("grade_ids", ())}
            self.sentences |= sentences(data)
            self.parts |= {(SCHEME, one["code"]): one["name"] for one in data.get("schemes", ())}
            for found in {"schemes", env[root]._listed}:
                for one in data.get(found, ()):
                    for model, parts in LINKS.items():
                        self.parts |= {(model, part["code"]): part["name"] for part in one.get(parts, ())}

    # -- titles ----------------------------------------------------------------------------------------------------
    def title(self, found, place):
        """``Part of the Score: 年终评议``; inside another rule that one stands before."""
        said = ""
        for length in range(1, len(place) + 1):
            where = place[:length]
            name, key = where[-1]
            of = self.model(place[: length - 1])
            label = self.env._("Scale") if name == SCALES else self._label(of._fields[name])
            said += (" / " if said else "") + titled(self.env, label, self._name(found.get(where, {}), where, key))
        if said:
            return said
        return self.env._("The scheme itself") if self.root == SCHEME else self.env._("The procedure itself")

    def _name(self, values, place, key):
        if values.get("name"):
            return values["name"]
        field = self.model(place)._fields.get("level")
        return dict(field._description_selection(self.env)).get(key, key) if field else key

    def model(self, place):
        """The model of the rules at a place of a wording."""
        model = self.env[self.root]
        for name, _key in place:
            model = self.env[SCALE] if name == SCALES else self.env[model._fields[name].comodel_name]
        return model

    def _label(self, field):
        return field._description_string(self.env)

    # -- values ----------------------------------------------------------------------------------------------------
    def said(self, model, values, names=None):
        """What the fields ``names`` of one rule say, a line each; without ``names``: those beyond what is usual."""
        shown = names or [name for name in values if name not in TITLE and not self._usual(model, name, values[name])]
        return "\n".join(
            titled(self.env, self._label(model._fields[name]), self.value(model, name, values.get(name)))
            for name in shown
            if name in model._fields and (names or not isinstance(values[name], tuple))
        )

    def _usual(self, model, name, value):
        field = model._fields.get(name)
        return field is None or bool(field.default and not field.relational and field.default(model) == value)

    def value(self, model, name, value):
        """One value of the file as people say it."""
        env, field = self.env, model._fields[name]
        if isinstance(value, dict):
            return self._condition(value)
        if isinstance(value, (list, tuple)):
            return listed(env, [self._one(field, one) for one in value]) or "—"
        if field.type == "boolean":
            return env._("yes") if value else env._("no")
        if value in (None, ""):
            return "—"
        if field.type == "selection":
            return dict(field._description_selection(env)).get(value, value)
        if field.type in ("integer", "float"):
            return f"{value:.10g}"
        return self._one(field, value)

    def _one(self, field, value):
        if field.comodel_name == CATEGORY:
            return self.words.get(value, value)
        if field.comodel_name in (SCHEME, *LINKS):
            return self.parts.get((field.comodel_name, value)) or str(value)
        return self.names.get(value, value) if field.comodel_name in (SCALE, GRADE) else str(value)

    def _condition(self, value):
        criterion = self.env[CRITERION].new(self._plain(value))
        said = criterion._sentence({}, criterion._words_of_facts())
        return titled(self.env, value["name"], said) if value.get("name") else said

    def _plain(self, value):
        known = {name: one for name, one in value.items() if name in self.env[CRITERION]._fields}
        known["child_ids"] = [(0, 0, self._plain(child)) for child in value.get("child_ids", ())]
        return known

    def quoted(self, codes):
        """The sentences that a rule names, one below the other."""
        return "\n".join(self.sentences[code] for code in (codes or "").split() if code in self.sentences)


def sentences(data):
    """{code: sentence} of a whole file, wherever it stands."""
    found = {clause["code"]: clause["text"] for clause in data.get("regulation", {}).get("clause_ids", ())}
    todo = [data]
    while todo:
        one = todo.pop()
        if isinstance(one, dict):
            found |= one.get("quoted", {})
            todo += [value for name, value in one.items() if name != "quoted"]
        elif isinstance(one, list):
            todo += one
    return found


def wording(env, data, one, model=SCHEME):
    """One scheme (procedure: ``model``) of a file with the scales that it speaks of as its parts: what ``engine.diff``
    compares."""
    named = set(_scales(env[model], one))
    scales = [scale for scale in data.get(SCALES, ()) if scale["key"] in named]
    return {**{name: value for name, value in one.items() if name != "code"}, SCALES: scales}


def _scales(model, values):
    """Keys of the scales that a record of a file names, at whatever depth."""
    for name, value in values.items():
        field = model._fields.get(name)
        if field is None:
            continue
        if field.comodel_name in (SCALE, GRADE) and isinstance(value, str):
            yield value.split("/", 1)[0]
        elif field.type == "one2many" and isinstance(value, list):
            for part in value:
                yield from _scales(model.env[field.comodel_name], part)
