"""Keys that make a record this record: set when it is made, changed by nobody afterwards.

A mark that can be moved to another person, part, period or rater is a mark that somebody else gave.
"""

from odoo import api, models
from odoo.exceptions import AccessError

from ..listing import listed
from .trust import is_trusted


def differing(record, vals):
    """Those of ``vals`` that would change ``record``: a client sends back what it has read, too. No x2many fields."""
    return {name: value for name, value in vals.items() if not record._stands(name, value)}


class CadreKeysMixin(models.AbstractModel):
    """Records whose keys stay, for the office too: a wrong one is deleted and made anew."""

    _name = "cadre.keys.mixin"
    _description = "Keys that stay"

    _keys = frozenset()
    """Names of the fields that say which record it is. Those of extensions in other rooms add up."""

    @classmethod
    def _all_keys(cls):
        return frozenset().union(*(base.__dict__["_keys"] for base in cls.__mro__ if "_keys" in base.__dict__))

    def _fixed_keys(self):
        """Names of the keys of this record that stay now."""
        return self._all_keys()

    def write(self, vals):
        if not is_trusted(self.env):
            self._refuse_keys(vals)
        return super().write(vals)

    @api.model
    def _instead(self):
        """What to do where a key is wrong, in a sentence."""
        return self.env._("Delete it, as long as it may be deleted, and make another one.")

    def _refuse_keys(self, vals):
        known = {name: value for name, value in vals.items() if name in self._all_keys()}
        for record in self if known else ():
            moved = differing(record, known).keys() & record._fixed_keys()
            if moved:
                raise AccessError(
                    self.env._(
                        "%(record)s: %(fields)s stay as they were when it was made. %(remedy)s",
                        record=record.display_name,
                        remedy=self._instead(),
                        fields=listed(
                            self.env, sorted(self._fields[name]._description_string(self.env) for name in moved)
                        ),
                    )
                )
