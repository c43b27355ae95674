"""Name a record to its readers alone; to others by the neutral name of its kind.

Odoo computes ``display_name`` as superuser for everybody who knows a number: activities, messages, followers,
attachments, many2one fields, references and the errors of the ORM all ask for it.  A name that tells whom a record is
about, or what came of it, is therefore given to its readers alone: the reader is ``env.uid``, also where the server
works as superuser on his behalf.  The server itself (OdooBot, scheduled jobs) knows every name.
"""

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import MissingError
from odoo.fields import Command, Domain
from odoo.tools import exception_to_unicode
from psycopg2 import errors

HANGS_ON_IT = (errors.ForeignKeyViolation, errors.RestrictViolation)
"""The second one since PostgreSQL 18."""


def own_depends(model):
    """What the name of ``model`` depends on, by all its ``_compute_display_name``."""
    depends = []
    for base in type(model).__mro__:
        declared = getattr(vars(base).get("_compute_display_name"), "_depends", ())
        depends += declared(model) if callable(declared) else declared
    return depends


def readable(records):
    """Those of ``records`` that the reader may read (no query a record). Missing ones are nobody's to read."""
    if records.env.uid == SUPERUSER_ID:
        return records
    known = records.sudo(False)
    try:
        return known._filtered_access("read").with_env(records.env)
    except MissingError:
        return known.exists()._filtered_access("read").with_env(records.env)


def by_word(model, field, operator, value):
    """Domain of the records of ``model`` whose choice ``field`` is shown by a word fitting ``operator`` and ``value``.

    A choice is stored as its code, but looked for by the word on the screen. NotImplemented for negative operators:
    the ORM turns the positive answer round.
    """
    if operator in Domain.NEGATIVE_OPERATORS:
        return NotImplemented
    asked = [str(one or "").casefold() for one in ([value] if isinstance(value, (str, bool)) else value)]
    fits = (lambda word: word in asked) if operator in {"=", "in", "=ilike"} else (lambda word: asked[0] in word)
    words = model._fields[field]._description_selection(model.env)
    return Domain(field, "in", [code for code, word in words if fits(word.casefold())])


def _chosen(value):
    """Ids of records that a client names: by a number, or by commands that link them."""
    if isinstance(value, int):
        return [value] if value and value is not True else []
    found = []
    for command in value if isinstance(value, (list, tuple)) else ():
        if isinstance(command, (list, tuple)) and command and command[0] in (Command.LINK, Command.SET):
            found += [command[1]] if command[0] == Command.LINK else command[2] or []
        elif isinstance(command, int) and command is not True:
            found.append(command)
    return [number for number in found if isinstance(number, int) and number]


class CadreDiscreetMixin(models.AbstractModel):
    _name = "cadre.discreet.mixin"
    _description = "Named before its readers only"

    display_name = fields.Char(compute="_compute_discreet_name", search="_search_display_name")

    @api.depends(own_depends)
    @api.depends_context("uid", "lang", "allowed_company_ids")
    def _compute_discreet_name(self):
        """The name that the model gives its records, for those who may read them."""
        saved = self._origin
        allowed = set(readable(saved)._ids)
        may_read_some = self.env.uid == SUPERUSER_ID or self.sudo(False).browse().has_access("read")
        named = self.filtered(
            lambda record: record._origin.id in allowed if record._origin else may_read_some,
        )
        hidden = self - named
        if hidden:
            kind = self.env["ir.model"]._get(self._name).name
            for record in hidden:
                record.display_name = kind
        if named:
            named._compute_display_name()

    def _full_name(self):
        """The name itself, for a text that the server writes to those who may read the record."""
        self.ensure_one()
        return self.with_user(SUPERUSER_ID).display_name


class Base(models.AbstractModel):
    _inherit = "base"

    def onchange(self, values, field_names, fields_spec):
        """A form is not filled in from a record of ours that the reader may not read: related fields come as superuser.

        What is stored already stays as it is.
        """
        if self._name.startswith("cadre."):
            self._refuse_unread(values)
        return super().onchange(values, field_names, fields_spec)

    def _refuse_unread(self, values):
        given = {key[8:]: value for key, value in self.env.context.items() if key.startswith("default_")} | values
        for name, value in given.items():
            field = self._fields.get(name)
            if not field or field.type not in ("many2one", "many2many") or not field.comodel_name.startswith("cadre."):
                continue
            chosen = self.env[field.comodel_name].browse(_chosen(value)) - self.sudo()[name].sudo(False)
            chosen.check_access("read")

    @api.model
    def _sql_error_to_message(self, exc):
        """The database's own words stay in the log of the server.

        Its detail names the row that stands in the way, and of a failing row every column, also those the user may not
        read; they travel to him in the traceback of the answer.
        """
        message = super()._sql_error_to_message(exc)
        if message == exception_to_unicode(exc):  # Odoo has no words for it
            message = exc.diag.message_primary
        exc.args = (message,)
        return message

    @api.model
    def _sql_error_to_message_generic(self, exc):
        """Who may not know that a record of ours exists does not learn it from what he cannot delete."""
        if self._name.startswith("cadre.") and isinstance(exc, HANGS_ON_IT):
            return self.env._("Records of the assessment hang on this one. Archive it instead of deleting it.")
        if self._name.startswith("cadre.") and isinstance(exc, errors.UniqueViolation):
            return self.env._("This is there already. Look at the records of the same kind, and change one of them.")
        return super()._sql_error_to_message_generic(exc)
