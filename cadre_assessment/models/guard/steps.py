"""Steps and guarded fields: one truth for what is allowed (law 4).

A model that inherits ``cadre.guard.mixin`` declares its *steps* and its *guarded* fields.  Buttons ask
``allowed_steps``, ``write()`` obeys the same table and so RPC meets it.  Guarded fields change only inside a step, or
in server code that is superuser already (:mod:`.trust`).  The parts of a locked record are locked with it
(:mod:`.parts`).
"""

from collections import namedtuple

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..listing import listed
from .messages import log_each
from .trust import guarded, is_trusted

FOLLOW_LATER = "cadre_follow_later"
"""Context key: whoever is given a task becomes a follower afterwards, with all others (:mod:`.activities`)."""

SWITCHES = frozenset(
    {"tracking_disable", "mail_notrack", "mail_create_nolog", "tier_validation_defer_compute_can_review", FOLLOW_LATER}
)
"""Context keys that switch a trace or a check off; only server code may send them (and every ``skip_*``)."""

LOG_TOGETHER = 20
"""Beyond so many records the messages of a step are written together: Odoo's tracking costs two queries a record."""

Step = namedtuple("Step", "code sources target may reason own whose method", defaults=(None, False, False, None, None))
"""A step of a record's life.

``code``, the states it starts from (``sources``), the state it leads to (``target``, ``None``: it stays) and

* ``may``: name of the method that says whether the current user may take it (``None``: whoever may write the record);
* ``reason``: it is taken with a reason, which the kit asks for and hands to the method ``_reason_<code>(reason)``;
* ``own``: whom the record is about may take it himself; every other step is somebody else's;
* ``whose``: name of the method that returns the users whose turn it is, for the refusal of all others;
* ``method``: the public method that takes it, where it is not called ``action_<code>`` (:mod:`.steps_told`).
"""


class CadreGuardMixin(models.AbstractModel):
    _name = "cadre.guard.mixin"
    _description = "Guarded fields and one table of steps"
    _inherit = ["cadre.own.mixin"]

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
        help="Codes of the steps the current user may take now, with a space on both sides of each.",
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

    @classmethod
    def _all_office(cls):
        return frozenset().union(*cls._declared("_office_fields"))

    def _protected(self):
        """Names of the fields the current user must not write himself, beside those that the server keeps."""
        return self._all_guarded() | (frozenset() if self._is_office() else self._all_office())

    @api.model
    def _closed_defaults(self):
        return super()._closed_defaults() | self._protected()

    # -- the one truth ---------------------------------------------------------------------------------------------
    def _may_take(self, step):
        """Whether the current user may take ``step`` on this record now."""
        self.ensure_one()
        if self.state not in step.sources or self._kept_from(step):
            return False
        return True if step.may is None else bool(getattr(self, step.may)())

    def _kept_from(self, step):
        """Whether he is kept from ``step`` whatever his office: it is about himself; rooms know what else keeps him."""
        return self._is_own() and not step.own

    def _may(self, code):
        return self._may_take(self._all_steps()[code])

    def _step(self, code):
        return self._all_steps()[code]

    def _refusal(self, step):
        """Why the current user may not take ``step`` on this record now, as an exception; ``None``: he may."""
        self.ensure_one()
        known = {"record": self.display_name}
        if self.state not in step.sources:
            text = self.env._(
                "%(record)s: this step is not possible in the state “%(state)s”.", state=self._state_label(), **known
            )
            return UserError(text)
        if self._may_take(step):
            return None
        if self._is_own() and not step.own:
            text = self.env._("%(record)s: this is about yourself. Somebody else takes this step.", **known)
        elif turn := self._turn_names(step):
            text = self.env._("%(record)s: it is not your turn. This step is taken by %(names)s.", names=turn, **known)
        elif step.may in ("_is_office", "_in_office"):
            text = self.env._("%(record)s: this step is taken by the assessment office.", **known)
        else:
            text = self.env._("%(record)s: you are not the one to take this step, or not now.", **known)
        return AccessError(text)

    def _turn_names(self, step):
        """Whose turn it is, for who reads the record anyhow; an empty text where nobody else is waited for."""
        if not step.whose:
            return ""
        waiting = getattr(self.sudo(), step.whose)() - self.env.user
        return listed(self.env, [user._cadre_name() for user in waiting])

    def _take(self, code, **values):
        """Take the step ``code`` on every record (all or nothing), with further guarded ``values``.

        :raises UserError: the state of a record does not allow it.
        :raises AccessError: the current user is not the one to take it.
        """
        step = self._step(code)
        records = self._clean_context()
        records._refuse_step(code)
        if step.target is not None:
            values = {**values, "state": step.target}
        if values:
            records._write_step(values)
        return True

    def _refuse_step(self, code, access="write"):
        """Raise why the current user cannot take the step ``code`` on every one of these records now.

        :param access: ``read`` for steps of a subject that may only read the record
        :raises UserError: as :meth:`_take`
        :raises AccessError: as :meth:`_take`
        """
        step = self._step(code)
        self.check_access(access)
        for record in self:
            if refusal := record._refusal(step):
                raise refusal

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
        log_each(self, bodies)

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
        """Take a step that needs a reason, by its own ``_reason_<code>``: what becomes of the reason is said there.

        Reached by any user with any code: each of those methods goes through :meth:`_take`.
        """
        step = self._all_steps().get(code)
        if step is None or not step.reason:
            raise UserError(self.env._("This step asks for no reason."))
        reason = (reason or "").strip()
        if not reason:
            raise UserError(self.env._("Please give a reason."))
        return getattr(self, f"_reason_{code}")(reason)

    def _step_effect(self, code):
        """What the step ``code`` will do to people, in sentences, for the dialog that asks for its reason."""
        return []

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

    @api.model_create_multi
    def create(self, vals_list):
        clean = self._clean_context()
        if not self._is_trusted():
            protected = self._protected()
            for vals in vals_list:
                clean._refuse_protected(k for k in vals.keys() & protected if not clean._is_default(k, vals[k]))
        records = super(CadreGuardMixin, clean).create(vals_list)
        if not self._is_trusted():
            records._refuse_office_on_own(vals_list)
        return records

    def _refuse_office_on_own(self, vals_list):
        """What the office alone writes, its member does not write about himself."""
        office = self._all_office()
        for record, vals in zip(self, vals_list, strict=True):
            if record._is_own():
                record._refuse_protected(k for k in vals.keys() & office if not record._is_default(k, vals[k]))

    @api.model
    def _create_as_server(self, asked, filled):
        """Create records of which a client says a part and the server the rest: two writes, with the rights of each.

        What a client sends in x2many fields reaches rows by their ids, also those of other records: it is written
        afterwards, with his own rights, so that the guard of each row and of its record answers.

        :param asked: a list of dicts, what the client sent (checked by the caller for what he must not say)
        :param filled: a list of dicts, one for each: what the server says where the client says nothing, and of
            guarded fields always
        """
        many = {name for name, field in self._fields.items() if field.type in ("one2many", "many2many")}
        kept, guarded_names = self._kept_names(), self._all_guarded()
        sent = [{name: client[name] for name in kept & client.keys()} for client in asked]
        commands = [{name: client[name] for name in client.keys() & many - kept} for client in asked]
        whole = [
            {**server, **{name: value for name, value in client.items() if name not in many | kept | guarded_names}}
            for client, server in zip(asked, filled, strict=True)
        ]
        for values, rows in zip(whole, commands, strict=True):
            for name in rows:
                values.pop(name, None)
        records = guarded(self).create(whole).with_env(self.env)
        records._refuse_kept(sent)
        for record, values in zip(records, commands, strict=True):
            if values:
                record.write(values)
        return records

    def _is_default(self, name, value):
        """A client may send a guarded field back as the default it was given."""
        default = self._fields[name].default
        return (value == default(self)) if default else not value

    def write(self, vals):
        clean = self._clean_context()
        if not self._is_trusted():
            clean._refuse_protected(vals.keys() & self._protected())
            clean._refuse_locked(vals)
        result = super(CadreGuardMixin, clean).write(vals)
        if not self._is_trusted() and "cycle_id" in vals:
            clean.check_access("write")  # moved to the cycle of another office: rules are asked before a write only
        return result

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
