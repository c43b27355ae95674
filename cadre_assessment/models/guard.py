"""Who may change what is decided?  One truth for what is allowed (law 4).

A model that inherits :class:`CadreGuardMixin` declares its *steps* and its *guarded* fields.  Buttons ask
``allowed_steps``, ``write()`` obeys the same table and so RPC meets it.  Guarded fields change only inside a step (or in
server code that is superuser already): the permission is the identity of :data:`GUARD`, an ``object()`` that no client
can send.
"""

from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

GUARD = object()
GUARD_KEY = "cadre_guard"

Step = namedtuple("Step", "code sources target may", defaults=(None,))
"""A step of a record's life: its code, the states it starts from, the state it leads to, and the name of the method
that says whether the current user may take it (``None``: whoever may write the record)."""


def guarded(records):
    """``records`` with the right to write guarded fields. Server code only: the value cannot travel over RPC."""
    return records.with_context(**{GUARD_KEY: GUARD})


class CadreGuardMixin(models.AbstractModel):
    _name = "cadre.guard.mixin"
    _description = "Guarded fields and one table of steps"

    _guarded = frozenset({"state"})
    """Fields that only a step may change. They are ``copy=False`` on the model as well."""
    _steps = ()
    _locked_states = frozenset()
    """States in which ordinary fields cannot be written either (superuser and steps apart)."""

    allowed_steps = fields.Char(
        compute="_compute_allowed_steps",
        help="Codes of the steps the current user may take now, with a blank on both sides of each.",
    )

    @api.depends_context("uid")
    def _compute_allowed_steps(self):
        for record in self:
            codes = [step.code for step in record._steps if record._may_take(step)] if record.id else []
            record.allowed_steps = " %s " % " ".join(codes) if codes else ""

    # -- the one truth ---------------------------------------------------------------------------------------------
    def _may_take(self, step):
        """Whether the current user may take ``step`` on this record now."""
        self.ensure_one()
        if self.state not in step.sources:
            return False
        return True if step.may is None else bool(getattr(self, step.may)())

    def _step(self, code):
        return next(step for step in self._steps if step.code == code)

    def _take(self, code, **values):
        """Take the step ``code`` on every record (all or nothing), with further guarded ``values``.

        Raises UserError when the state does not allow it, AccessError when the user may not.
        """
        step = self._step(code)
        self.check_access("write")
        for record in self:
            if record.state not in step.sources:
                raise UserError(
                    self.env._(
                        "%(record)s: this step is not possible in the state “%(state)s”.",
                        record=record.display_name,
                        state=dict(record._fields["state"]._description_selection(self.env)).get(record.state),
                    )
                )
            if not record._may_take(step):
                raise AccessError(
                    self.env._("%(record)s: you are not the one to take this step.", record=record.display_name)
                )
        guarded(self).write({**values, "state": step.target})
        return True

    # -- the guard -------------------------------------------------------------------------------------------------
    def _is_trusted(self):
        return self.env.su or self.env.context.get(GUARD_KEY) is GUARD

    @api.model
    def _clean_context(self):
        """Context keys by which a client could bear a record in a decided state."""
        bad = [key for key in self.env.context if key.startswith("default_") and key[8:] in self._guarded]
        return self.with_context({k: v for k, v in self.env.context.items() if k not in bad}) if bad else self

    @api.model
    def default_get(self, fields):
        if self._is_trusted():
            return super().default_get(fields)
        return super(CadreGuardMixin, self._clean_context()).default_get(fields)

    @api.model_create_multi
    def create(self, vals_list):
        if self._is_trusted():
            return super().create(vals_list)
        clean = self._clean_context()
        for vals in vals_list:
            clean._refuse_guarded({k: v for k, v in vals.items() if k in self._guarded and not clean._is_default(k, v)})
        return super(CadreGuardMixin, clean).create(vals_list)

    def _is_default(self, name, value):
        """A client may send a guarded field back as the default it was given."""
        default = self._fields[name].default
        return not value or (default is not None and default(self) == value)

    def write(self, vals):
        if not self._is_trusted():
            self._refuse_guarded(vals.keys() & self._guarded)
            if self._locked_states:
                self._refuse_locked(vals)
        return super().write(vals)

    def _refuse_guarded(self, names):
        if names:
            labels = ", ".join(sorted(self._fields[name]._description_string(self.env) for name in names))
            raise AccessError(
                self.env._("%(model)s: %(fields)s change only through their own buttons.", model=self._description, fields=labels)
            )

    def _refuse_locked(self, vals):
        for record in self:
            if record.state in record._locked_states:
                raise UserError(
                    self.env._(
                        "%(record)s can no longer be changed in the state “%(state)s”.",
                        record=record.display_name,
                        state=dict(record._fields["state"]._description_selection(self.env)).get(record.state),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        if not self._is_trusted():
            self._refuse_locked({})
