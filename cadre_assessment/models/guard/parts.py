"""Parts of a guarded record: locked with it, under a row lock, and never moved to another one."""

from odoo import api, models
from odoo.exceptions import AccessError
from odoo.tools import SQL

from .trust import is_trusted


class CadreGuardChildMixin(models.AbstractModel):
    """A part of a guarded record: changed only while its whole may be, and never moved to another one."""

    _name = "cadre.guard.child.mixin"
    _description = "Part of a guarded record"
    _inherit = ["cadre.own.mixin"]

    _guard_parent = None
    """Name of the many2one to the guarded record."""

    def _is_own(self):
        """A part is about whom its whole is about."""
        return self.sudo()[self._guard_parent]._is_own()

    def _is_subject(self):
        return self.sudo()[self._guard_parent]._is_subject()

    def _refuse_locked_parent(self):
        """Hold the parents until the end of the transaction and raise UserError when one of them is locked.

        FOR SHARE: who locks the parent in the same instant waits for us or makes us start again.
        """
        parents = self.sudo()[self._guard_parent]
        if parents:
            parents.flush_recordset(["state"])
            self.env.cr.execute(
                SQL("SELECT 1 FROM %s WHERE id IN %s FOR SHARE", SQL.identifier(parents._table), tuple(parents.ids))
            )
            parents._refuse_locked(None)

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        if not is_trusted(self.env):
            records._refuse_locked_parent()  # by what was created: the parent may come from the context
        return records

    def write(self, vals):
        if not is_trusted(self.env):
            self._refuse_locked_parent()
            if self._guard_parent in vals and any(
                part[self._guard_parent].id != vals[self._guard_parent] for part in self
            ):
                kind = self.env["ir.model"]._get(self._name).name
                raise AccessError(self.env._("%(model)s: a line stays with its record.", model=kind))
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked_parent(self):
        if not is_trusted(self.env):
            self._refuse_locked_parent()
