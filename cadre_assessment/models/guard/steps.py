"""Who may change what is decided?  One truth for what is allowed (law 4).

A model that inherits ``cadre.guard.mixin`` declares its *steps* and its *guarded* fields.  Buttons ask
``allowed_steps``, ``write()`` obeys the same table and so RPC meets it.  Guarded fields change only inside a step, or
in server code that is superuser already (:mod:`.trust`).  The parts of a locked record are locked with it
(:mod:`.parts`).
"""

from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..listing import listed
from .trust import OFFICE, guarded, is_trusted, readonly_names

SWITCHES = frozenset(
    {"tracking_disable", "mail_notrack", "mail_create_nolog", "tier_validation_defer_compute_can_review"}
)
"""Context keys that switch a trace or a check off; only server code may send them (and every ``skip_*``)."""

LOG_TOGETHER = 20
"""Beyond so many records the messages of a step are written together: Odoo's tracking costs two queries a record."""

Step = namedtuple("Step", "code sources target may", defaults=(None,))
"""A step of a record's life: its code, the states it starts from, the state it leads to (``None``: it stays), and the
name of the method that says whether the current user may take it (``None``: whoever may write the record)."""


class CadreGuardMixin(models.AbstractModel):
    _name = "cadre.guard.mixin"
    _description = "Guarded fields and one table of steps"

    # The tables of a model, of what it inherits and of its extensions in other rooms add up.
    _guarded = frozenset({"state"})
    """Fields that only a step may change. They are ``copy=False`` on the model as well."""
    _office_fields = frozenset()
    """Fields that only the assessment office may change, and not on a record about its own member."""
    _steps = ()
    _locked_states = frozenset()
    """States in which ordinary fields cannot be written either (superuser and steps apart)."""

    allowed_steps = fields.Char(
        compute="_compute_allowed_steps",
        help="Codes of the steps the current user may take now, with a blank on both sides of each.",
    )

    @api.depends_context("uid")
    def _compute_allowed_steps(self):
        table = self._all_steps().values()
        for record in self:
            codes = [step.code for step in table if record._may_take(step)] if record.id else []
            record.allowed_steps = f" {' '.join(codes)} " if codes else ""

    # -- the tables ------------------------------------------------------------------------------------------------
    @classmethod
    def _declared(cls, name):
        return [base.__dict__[name] for base in cls.__mro__ if name in base.__dict__]

    @classmethod
    def _all_guarded(cls):
        return frozenset().union(*cls._declared("_guarded"))

    @classmethod
    def _all_locked(cls):
        return frozenset().union(*cls._declared("_locked_states"))

    @classmethod
    def _all_steps(cls):
        """Steps by code, the latest declaration of a code first."""
        table = {}
        for steps in cls._declared("_steps"):
            for step in steps:
                table.setdefault(step.code, step)
        return table

    def _protected(self):
        """Names of the fields the current user must not write himself."""
        office = frozenset().union(*self._declared("_office_fields"))
        return self._all_guarded() | readonly_names(self) | (frozenset() if self._is_office() else office)

    # -- the one truth ---------------------------------------------------------------------------------------------
    def _may_take(self, step):
        """Whether the current user may take ``step`` on this record now."""
        self.ensure_one()
        if self.state not in step.sources:
            return False
        return True if step.may is None else bool(getattr(self, step.may)())

    def _may(self, code):
        return self._may_take(self._all_steps()[code])

    def _is_office(self):
        return self.env.user.has_group(OFFICE)

    def _is_own(self):
        """Whether the record is about the current user himself."""
        return "user_id" in self._fields and bool(self.user_id) and self.user_id == self.env.user

    def _step(self, code):
        return self._all_steps()[code]

    def _take(self, code, **values):
        """Take the step ``code`` on every record (all or nothing), with further guarded ``values``.

        :raises UserError: the state of a record does not allow it.
        :raises AccessError: the current user is not the one to take it.
        """
        step = self._step(code)
        records = self._clean_context()
        records.check_access("write")
        for record in records:
            if record.state not in step.sources:
                raise UserError(
                    self.env._(
                        "%(record)s: this step is not possible in the state “%(state)s”.",
                        record=record.display_name,
                        state=record._state_label(),
                    )
                )
            if not record._may_take(step):
                raise AccessError(
                    self.env._("%(record)s: you are not the one to take this step.", record=record.display_name)
                )
        if step.target is not None:
            values = {**values, "state": step.target}
        if values:
            records._write_step(values)
        return True

    def _write_step(self, values):
        """As superuser, for after the step the record may be out of the sight of who took it (a returned draft)."""
        records = guarded(self.sudo())
        if len(self) <= LOG_TOGETHER or "state" not in values or not hasattr(self, "_message_log_batch"):
            records.write(values)
            return
        labels = dict(self._fields["state"]._description_selection(self.env))
        bodies = {
            record.id: f"{self._fields['state']._description_string(self.env)}: "
            f"{labels.get(record.state)} → {labels.get(values['state'])}"
            for record in records
        }
        records.with_context(tracking_disable=True).write(values)
        self._message_log_batch(bodies)

    def _ask_reason(self, code):
        """The dialog that asks for the reason of the step ``code`` and then calls :meth:`_take_with_reason`."""
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Reason"),
            "res_model": "cadre.step.reason",
            "view_mode": "form",
            "target": "new",
            "context": {"default_res_model": self._name, "default_res_ids": self.ids, "default_step": code},
        }

    def _take_with_reason(self, code, reason):
        """Take a step that needs a reason. Models that offer such steps say here which, and what becomes of the reason.

        Reached by any user with any code: an implementation goes through :meth:`_take`.
        """
        raise UserError(self.env._("This step asks for no reason."))

    def _state_label(self):
        return dict(self._fields["state"]._description_selection(self.env)).get(self.state)

    # -- the guard -------------------------------------------------------------------------------------------------
    def _is_trusted(self):
        return is_trusted(self.env)

    def _clean_context(self):
        """Without the context keys by which a client could bear a decided record or switch a check off."""
        if self._is_trusted():
            return self
        protected = self._protected()
        bad = {
            key
            for key in self.env.context
            if key.startswith("skip_") or key in SWITCHES or (key.startswith("default_") and key[8:] in protected)
        }
        if not bad:
            return self
        context = {key: value for key, value in self.env.context.items() if key not in bad}
        return self.with_env(self.env(context=context))

    @api.model
    def default_get(self, fields):
        clean = self._clean_context()
        values = super(CadreGuardMixin, clean).default_get(fields)
        # Everybody may store personal default values, and they are found for superuser code on his behalf too.
        personal = self.env["ir.default"]._get_model_defaults(self._name)
        for name in self._protected() & personal.keys() & values.keys():
            if "default_" + name not in clean.env.context:
                default = self._fields[name].default
                values.pop(name)
                if default:
                    values[name] = default(self)
        return values

    @api.model_create_multi
    def create(self, vals_list):
        clean = self._clean_context()
        if not self._is_trusted():
            protected = self._protected()
            for vals in vals_list:
                clean._refuse_protected(k for k in vals.keys() & protected if not clean._is_default(k, vals[k]))
        return super(CadreGuardMixin, clean).create(vals_list)

    def _is_default(self, name, value):
        """A client may send a guarded field back as the default it was given."""
        default = self._fields[name].default
        return (value == default(self)) if default else not value

    def write(self, vals):
        clean = self._clean_context()
        if not self._is_trusted():
            clean._refuse_protected(vals.keys() & self._protected())
            office = vals.keys() & frozenset().union(*self._declared("_office_fields"))
            if office and any(record._is_own() for record in clean):
                clean._refuse_protected(office)
            clean._refuse_locked(vals)
        return super(CadreGuardMixin, clean).write(vals)

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        if not self._is_trusted():  # this way in does not pass through write()
            self._refuse_protected({field_name} & self._protected())
            self._refuse_locked({field_name: translations})
        return super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)

    def _refuse_protected(self, names):
        labels = listed(self.env, sorted(self._fields[name]._description_string(self.env) for name in names))
        if labels:
            raise AccessError(
                self.env._(
                    "%(model)s: %(fields)s change only through their own buttons or the assessment office.",
                    model=self.env["ir.model"]._get(self._name).name,
                    fields=labels,
                )
            )

    def _open_when_locked(self):
        """Names of fields that the current user may write on this record although its state locks it."""
        return frozenset({"message_main_attachment_id"})

    def _refuse_locked(self, vals):
        """Raise UserError when a record is in a state in which ``vals`` (``None``: the record itself) must stay."""
        locked = self._all_locked()
        for record in self:
            if record.state in locked and (vals is None or vals.keys() - record._open_when_locked()):
                raise UserError(
                    self.env._(
                        "%(record)s can no longer be changed in the state “%(state)s”.",
                        record=record.display_name,
                        state=record._state_label(),
                    )
                )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_locked(self):
        if not self._is_trusted():
            self._refuse_locked(None)
