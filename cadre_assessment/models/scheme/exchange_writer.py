"""Records of a regulation as plain values that know no ids."""

from .exchange import (
    BODY,
    CATEGORY,
    CRITERION,
    GRADE,
    PLAIN,
    QUOTED,
    REF,
    SCALE,
    SCHEME,
    travelling,
)

UNORDERED = frozenset({SCHEME, "cadre.procedure.step"})
"""What comes before something else: the order of such a list says nothing."""


class Writer:
    """Turns records into plain values and remembers the words and scales they speak of, in the order of first use.

    ``clauses``: code -> sentence of the regulation; :attr:`quoted` are the codes that stood beside a rule.
    """

    def __init__(self, env, clauses):
        self.env = env
        self.clauses = clauses
        self.quoted = set()
        self.words = {}
        self.scales = {}

    def record(self, record, inverse=None, skip=()):
        """The fields of one record that travel; what is empty is left out."""
        values = {}
        for name in travelling(record, inverse):
            if name in skip:
                continue
            value = self._value(record, name)
            if value not in (None, "", []) and not (value is False and not self._default(record, name)):
                values[name] = value
                if name == REF:
                    values.update(self._quoted(value))
        return values

    def _quoted(self, codes):
        """The sentences that a rule names, to stand beside it."""
        found = {code: self.clauses[code] for code in codes.split() if code in self.clauses}
        self.quoted.update(found)
        return {QUOTED: found} if found else {}

    def _default(self, record, name):
        default = record._fields[name].default
        return default(record) if default else False

    def _value(self, record, name):
        field = record._fields[name]
        value = record[name]
        if field.type == "date":
            return value.isoformat() if value else None
        if field.type in ("integer", "float"):
            return value if value or self._default(record, name) else None
        if field.type in PLAIN:
            if field.type == "boolean":
                return value
            return value or None
        if field.type == "one2many":
            return [self.record(part, field.inverse_name) for part in value]
        if field.type == "many2many":
            named = [self._link(one) for one in value]
            return sorted(named) if field.comodel_name in UNORDERED else named
        return self._link(value) if value else None

    def _link(self, record):
        if record._name == CATEGORY:
            key = f"{record.kind}:{record.code}"
            self.words.setdefault(key, record)
            return key
        if record._name == SCALE:
            return self._scale(record)
        if record._name == GRADE:
            return f"{self._scale(record.scale_id)}/{record.code}"
        if record._name == CRITERION:
            return self.record(record, "parent_id")
        return record.name if record._name == BODY else record.code

    def _scale(self, scale):
        """The name of a scale in the file: its code, numbered where two scales share it."""
        if scale.id not in self.scales:
            taken = {key for key, _scale in self.scales.values()}
            key, number = scale.code, 1
            while key in taken:
                number += 1
                key = f"{scale.code}~{number}"
            self.scales[scale.id] = key, scale
        return self.scales[scale.id][0]

    def list_of_words(self):
        return [{"kind": word.kind, "code": word.code, "name": word.name} for _key, word in sorted(self.words.items())]

    def list_of_scales(self, env):
        return [{"key": key, **self.record(scale.with_env(env))} for key, scale in self.scales.values()]
