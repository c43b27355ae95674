"""Refuse numbers that are not finite or out of bounds, by whatever door: RPC, form, table, file, default.

JSON carries ``Infinity``, ``NaN`` and ``1e999``, the columns of PostgreSQL hold them, and no comparison with NaN is
true: one such mark went into a total. So every number that is created or written on a model of ours meets one check,
the server's own included. Bounds are said where the field is declared::

    points = fields.Float(digits=(12, 4))                     # 0 … 10^8: nothing is negative unless it says so
    limit = fields.Float(digits=(12, 4), low=None)            # signed
    year = fields.Integer(low=1900, high=2200)

Without ``high`` a float takes what its ``digits`` have room for, a whole number what its column has. The bound of one
item (the maximum of an indicator, the range of a tariff line) depends on the record and stays with its model, which
asks after this check and so compares numbers only.
"""

from decimal import Decimal
from fractions import Fraction
from math import isfinite
from typing import NamedTuple

from odoo import api, models, tools
from odoo.exceptions import ValidationError

NUMBERS = frozenset({"integer", "float", "monetary"})
LARGEST = 2**31 - 1
"""The largest number of a whole column."""
WITHOUT_DIGITS = 12
"""Places before the point of a float that declares none."""
SHOWN = 40
"""Characters of a value that a refusal repeats."""


class Bounds(NamedTuple):
    """Lowest and highest value, both included; whether only whole numbers are meant."""

    low: int | float
    high: int | float
    whole: bool

    def holds(self, value):
        """Whether ``value`` is a number within the bounds. Text and truth values are none.

        >>> marks = Bounds(0, 100, False)
        >>> [marks.holds(value) for value in (0, 99.5, 100.1, -1, float("nan"), float("inf"), "5", True)]
        [True, True, False, False, False, False, False, False]
        >>> [Bounds(0, 9, True).holds(value) for value in (3, 3.0, 3.5, 10**400)]
        [True, True, False, False]
        """
        if isinstance(value, bool) or not isinstance(value, (int, float, Decimal, Fraction)):
            return False
        if isinstance(value, (float, Decimal)) and not isfinite(value):
            return False
        return self.low <= value <= self.high and (not self.whole or value == int(value))

    def hold_all(self, rows, name):
        """Whether :meth:`holds` is true of ``name`` in each of ``rows`` that has it; equal ones are asked about once.

        >>> marks = Bounds(0, 100, False)
        >>> [marks.hold_all(rows, "a") for rows in ([{"a": 1}, {}], [{"a": 1}, {"a": True}], [{"a": 1}, {"a": -1}])]
        [True, False, False]
        """
        values = [row[name] for row in rows if name in row]
        return set(map(type, values)) <= {int, float} and all(map(self.holds, set(values)))


def bounds_of(field):
    """The :class:`Bounds` of a numeric field."""
    whole = field.type == "integer"
    if whole:
        most = LARGEST
    else:
        places, after = getattr(field, "_digits", None) or (WITHOUT_DIGITS, 0)
        most = 10 ** (places - after)
    low = getattr(field, "low", None if field.name == "sequence" else 0)
    high = getattr(field, "high", None)
    return Bounds(-most if low is None else low, most if high is None else high, whole)


class Base(models.AbstractModel):
    _inherit = "base"

    def _valid_field_parameter(self, field, name):
        return name in ("low", "high") or super()._valid_field_parameter(field, name)

    @tools.ormcache("self._name")
    def _number_bounds(self):
        """{name: :class:`Bounds`} of the numbers this model stores; of models that are not ours none."""
        if not self._name.startswith("cadre."):
            return {}
        return {
            name: bounds_of(field)
            for name, field in self._fields.items()
            if field.type in NUMBERS and field.store and not field.related
        }

    def _number_problem(self, name, value):
        """Why ``value`` cannot be the number ``name`` of this record, or False. Nothing at all is 0."""
        bounds = self._number_bounds().get(name)
        if bounds is None or value is None or value is False or value == "" or bounds.holds(value):
            return False
        return self.env._(
            "“%(value)s” is not possible for “%(field)s”: a number from %(low)s to %(high)s is expected.",
            value=str(value)[:SHOWN],
            field=self._fields[name]._description_string(self.env),
            low=f"{bounds.low:.15g}",
            high=f"{bounds.high:.15g}",
        )

    def _refuse_numbers(self, vals_list):
        """Raise ValidationError when a number of ``vals_list`` is none, or out of its bounds.

        It names the record: by its name where it may be read, by what is to become of it where it is new.
        """
        bounds = self._number_bounds()
        if len(vals_list) > 1:  # a column at a time: what is in order is not asked about row by row
            bounds = {name: its for name, its in bounds.items() if not its.hold_all(vals_list, name)}
            if not bounds:
                return
        for vals in vals_list:
            for name in vals.keys() & bounds.keys():
                problem = not bounds[name].holds(vals[name]) and self._number_problem(name, vals[name])
                if problem:
                    raise ValidationError(
                        self.env._("%(record)s: %(problem)s", record=self._named_in(vals), problem=problem)
                    )

    def _named_in(self, vals):
        if len(self) == 1 and self.id:
            self.check_access("read")
            return self.display_name
        name = vals.get(self._rec_name or "name")
        kind = self.env["ir.model"]._get(self._name).name
        return f"{kind} {name}" if isinstance(name, str) and name else kind

    @api.model
    def default_get(self, fields):
        """A client names default values in the context; the ORM would turn text and truth values into numbers."""
        context = self.env.context
        given = {name: context["default_" + name] for name in self._number_bounds() if "default_" + name in context}
        if given:
            self._refuse_numbers([given])
        return super().default_get(fields)

    def _prepare_create_values(self, vals_list):
        """Twice: what was sent, and what default values and precomputed fields add to it."""
        if not self._number_bounds():
            return super()._prepare_create_values(vals_list)
        self._refuse_numbers(vals_list)
        completed = super()._prepare_create_values(vals_list)
        self._refuse_numbers(completed)
        return completed

    def write(self, vals):
        if self._number_bounds():
            self._refuse_numbers([vals])
        return super().write(vals)
