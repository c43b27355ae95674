"""Keep what nobody writes by hand: read-only, computed and related values, on every model of ours.

Odoo shows them as read-only and takes them from any client over RPC all the same: a stored related user decided who
sits in a body.  The rule stands here once, below every model: for all fields of our models, and for our fields on
Odoo's own.  A value that is what stands there already is no change (an import may bring it); any other is refused.

Here as well: rows of another record are not reached through a one2many, and what the server makes follows from the
rules, never from ``default_*`` in a client's context nor from a personal default value (``ir.default``).

Wizards are left out: they belong to whoever opened them and decide nothing.
"""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.fields import Command
from odoo.tools import ormcache

from ..listing import listed
from .trust import MAGIC, is_trusted

MODULES = frozenset({"cadre_assessment", "cadre_assessment_reports"})
PREFIX = "cadre."


class Base(models.AbstractModel):
    _inherit = "base"

    # -- which ones ------------------------------------------------------------------------------------------------
    @api.model
    @ormcache("self._name")
    def _kept_names(self):
        """Names of the stored fields of this model that only the server writes."""
        if self._transient or self._abstract:
            return frozenset()
        ours = self._name.startswith(PREFIX)
        return frozenset(
            name
            for name, field in self._fields.items()
            if field.store and field.readonly and name not in MAGIC and (ours or MODULES.issuperset(field._modules))
        )

    @api.model
    @ormcache("self._name")
    def _part_fields(self):
        """The one2many fields of a model of ours whose rows are records of ours: {name: name of their inverse}."""
        if self._transient or not self._name.startswith(PREFIX):
            return {}
        return {
            name: field.inverse_name
            for name, field in self._fields.items()
            if field.type == "one2many" and field.store and field.comodel_name.startswith(PREFIX)
        }

    @api.model
    def _closed_defaults(self):
        """Names of the fields for which neither the context nor ``ir.default`` may give a value."""
        return self._fields.keys() if is_trusted(self.env) else self._kept_names()

    @api.model
    def _without_defaults(self, names):
        bad = {key for key in self.env.context if key.startswith("default_") and key[8:] in names}
        if not bad:
            return self
        context = {key: value for key, value in self.env.context.items() if key not in bad}
        return self.with_env(self.env(context=context))

    # -- refusing --------------------------------------------------------------------------------------------------
    def _stands(self, name, value):
        """Whether ``value`` is what stands in the field ``name`` of this record."""
        field = self._fields[name]
        if field.type in ("one2many", "many2many"):
            return not value
        try:
            given = field.convert_to_record(field.convert_to_cache(value, self), self)
        except (TypeError, ValueError):
            return False
        return (given or False) == (self[name] or False)

    def _refuse_kept(self, asked):
        """Raise AccessError where a record does not stand as ``asked`` (a list of dicts, one a record) says."""
        for name in {name for values in asked for name in values}:
            self._check_field_access(self._fields[name], "write")
        for record, values in zip(self.sudo(), asked, strict=True):
            self._refuse_by_hand([name for name, value in values.items() if not record._stands(name, value)])

    @api.model
    def _refuse_invented(self, asked):
        """The same before there is a record, for what has neither a rule nor a default to follow from."""
        for values in asked:
            fields_of = {name: self._fields[name] for name, value in values.items() if value}
            self._refuse_by_hand([name for name, field in fields_of.items() if not (field.compute or field.default)])

    def _refuse_by_hand(self, names):
        if names:
            labels = sorted(self._fields[name]._description_string(self.env) for name in names)
            raise AccessError(
                self.env._(
                    "%(model)s: %(fields)s follow from what was entered and decided; nobody writes them by hand. "
                    "Leave them out.",
                    model=self.env["ir.model"]._get(self._name).name,
                    fields=listed(self.env, labels),
                )
            )

    def _refuse_foreign_rows(self, vals):
        """Raise AccessError where a command changes, removes or brings in a row of another record than these."""
        parts = self._part_fields()
        for name in parts.keys() & vals.keys():
            brought, reached = set(), set()
            for command in vals[name] or ():
                if isinstance(command, int):
                    brought.add(command)
                elif command and command[0] == Command.LINK:
                    brought.add(command[1])
                elif command and command[0] == Command.SET:
                    brought.update(command[2] or ())
                elif command and command[0] in (Command.UPDATE, Command.DELETE, Command.UNLINK):
                    reached.add(command[1])
            ids = {one for one in brought | reached if isinstance(one, int) and one}
            rows = self.env[self._fields[name].comodel_name].sudo().browse(ids).exists() if ids else ()
            for row in rows:
                owner = row[parts[name]]
                if owner not in self if owner else row.id in reached:  # who has no record yet may be taken in
                    raise AccessError(
                        self.env._(
                            "%(model)s: a line stays with its record, and is changed with that record only.",
                            model=self.env["ir.model"]._get(row._name).name,
                        )
                    )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model
    def default_get(self, fields):
        if self._transient or not self._name.startswith(PREFIX):
            return super().default_get(fields)
        closed = self._closed_defaults()
        clean = self._without_defaults(closed)
        # Everybody may store personal default values, and they are found for superuser code on his behalf too.
        personal = closed & self.env["ir.default"]._get_model_defaults(self._name).keys()
        values = super(Base, clean).default_get([name for name in fields if name not in personal])
        for name in personal.intersection(fields):
            default = self._fields[name].default
            if default:
                values[name] = default(clean)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        kept = self._kept_names()
        if self._transient or not (kept or self._name.startswith(PREFIX)):
            return super().create(vals_list)
        clean = self._without_defaults(self._closed_defaults())
        if is_trusted(self.env):
            return super(Base, clean).create(vals_list).with_env(self.env)
        asked = [{name: vals[name] for name in kept & vals.keys()} for vals in vals_list]
        if any(asked):
            self.browse().check_access("create")
            self._refuse_invented(asked)
            vals_list = [{name: value for name, value in vals.items() if name not in kept} for vals in vals_list]
        for vals in vals_list:
            self.browse()._refuse_foreign_rows(vals)
        records = super(Base, clean).create(vals_list).with_env(self.env)
        if any(asked):
            records._refuse_kept(asked)
        return records

    def write(self, vals):
        if not is_trusted(self.env):
            sent = self._kept_names() & vals.keys()
            if sent:
                self.check_access("write")
                self._refuse_kept([{name: vals[name] for name in sent}] * len(self))
                vals = {name: value for name, value in vals.items() if name not in sent}
            self._refuse_foreign_rows(vals)
        return super().write(vals)

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        if not is_trusted(self.env) and field_name in self._kept_names():  # this way in does not pass through write()
            self._refuse_by_hand([field_name])
        return super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)
