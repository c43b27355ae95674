"""Say why a record cannot be deleted: name what hangs on it, and offer a way out.

Odoo words the error of a foreign key after it has rolled back: the record stands again, and can be asked what hangs on
it. Who may not know that a record exists does not learn it here: what he may not read is neither named nor counted.
"""

import re

from odoo import api, models
from odoo.exceptions import AccessError

from .listing import listed, titled
from .naming import HANGS_ON_IT

KEY = re.compile(r"\(id\)=\((\d+)\)")
"""The record in the detail of the error, whatever language the database speaks."""
KINDS, NAMES = 6, 3
"""So many kinds of records are said, and so many records of each kind."""


class Base(models.AbstractModel):
    _inherit = "base"

    @api.model
    def _sql_error_to_message_generic(self, exc):
        used = self._still_used(exc) if isinstance(exc, HANGS_ON_IT) else None
        kinds = used._used_by() if used else []
        return used._used_message(kinds) if kinds else super()._sql_error_to_message_generic(exc)

    @api.model
    def _still_used(self, exc):
        """The record that another one keeps from being deleted, where the reader may read it."""
        found = KEY.search(exc.diag.message_detail or "")
        self.env.cr.execute(
            "SELECT r.relname FROM pg_constraint c"
            " JOIN pg_class t ON t.oid = c.conrelid JOIN pg_class r ON r.oid = c.confrelid"
            " WHERE c.conname = %s AND t.relname = %s AND t.relnamespace = current_schema::regnamespace",
            (exc.diag.constraint_name, exc.diag.table_name),
        )
        tables = {row[0] for row in self.env.cr.fetchall()}
        name = next((one._name for one in self.env.registry.values() if one._auto and one._table in tables), None)
        if not (found and name):
            return None
        record = self.env[name].browse(int(found[1])).exists()
        return record if record and record.has_access("read") else None

    def _referring_fields(self):
        """The stored many2one fields that keep a record of this model from being deleted."""
        return [
            field
            for model in self.env.registry.values()
            if model._auto and not model._abstract and not model._transient
            for field in model._fields.values()
            if field.type == "many2one" and field.store and field.ondelete == "restrict"
            and field.comodel_name == self._name and field.model_name == model._name
        ]  # fmt: skip

    def _used_by(self):
        """["Cycles: 2025, 2026 and others", …]: what hangs on this record and may be read; one query a kind."""
        said = []
        for field in self._referring_fields():
            model = self.env[field.model_name].with_context(active_test=False)
            try:
                found = model.search([(field.name, "=", self.id)], limit=NAMES + 1)
            except AccessError:  # of the model or of the field
                continue
            if found:
                # a version of an employee is called by its day: the person says more
                shown = found.employee_id if model._name == "hr.version" else found
                names = listed(self.env, shown[:NAMES].mapped("display_name"))
                if len(found) > NAMES:
                    names = self.env._("%(names)s and others", names=names)
                said.append(titled(self.env, self.env["ir.model"]._get(model._name).name, names))
        return said

    def _used_message(self, kinds):
        lines = "\n".join(f"– {line}" for line in kinds[:KINDS])
        name = self.display_name
        if "active" in self._fields:
            return self.env._(
                "“%(name)s” cannot be deleted, it is in use:\n%(lines)s\n"
                "Archive it instead, in the actions menu: it is offered no more, and what rests on it stays.",
                name=name,
                lines=lines,
            )
        return self.env._(
            "“%(name)s” cannot be deleted, it is in use:\n%(lines)s\nDelete these first, or leave it as it is.",
            name=name,
            lines=lines,
        )
