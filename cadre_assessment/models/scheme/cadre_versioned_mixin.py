"""Rules that are put in force, frozen once they are used, and followed by a next version: schemes, procedures."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import Step, guarded


class CadreVersionedMixin(models.AbstractModel):
    """What is in use says :meth:`_in_use`; what keeps it from being put in force :meth:`_refuse_problems`."""

    _name = "cadre.versioned.mixin"
    _description = "Rules in Versions"
    _inherit = ["cadre.shared.mixin", "mail.thread", "cadre.guard.mixin"]

    _guarded = frozenset({"state", "version", "previous_id"})
    _locked_states = frozenset({"retired"})
    _steps = (
        Step("activate", ("draft",), "active", "_may_manage"),
        Step("retire", ("active",), "retired", "_may_manage"),
    )
    _free_fields = frozenset({"sequence"})
    """What is no rule: may be written on frozen rules too."""

    name = fields.Char(required=True, tracking=True)
    code = fields.Char(required=True)
    sequence = fields.Integer(default=10)
    version = fields.Integer(default=1, copy=False, readonly=True)
    state = fields.Selection(
        [("draft", "Draft"), ("active", "In Force"), ("retired", "Retired")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    frozen = fields.Boolean(
        compute="_compute_frozen", help="Used or retired: it can no longer be changed, only followed."
    )

    @api.depends("name", "version")
    def _compute_display_name(self):
        for rules in self:
            rules.display_name = (
                self.env._("%(name)s (version %(version)s)", name=rules.name, version=rules.version)
                if rules.version > 1
                else rules.name
            )

    @api.depends("state")
    def _compute_frozen(self):
        frozen = self._frozen()
        for rules in self:
            rules.frozen = rules._origin in frozen

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def write(self, vals):
        if not self._is_trusted() and not vals.keys() <= self._free_fields | self._guarded:
            self._refuse_frozen()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_in_force(self):
        if self._is_trusted():
            return
        for rules in self:
            if rules.state != "draft":
                raise UserError(self.env._("%(name)s has been in force: retire it instead.", name=rules.display_name))
        self._refuse_frozen()

    def copy_data(self, default=None):
        """A copy stands for itself (another code); a new version is made by :meth:`action_new_version`.

        A code or a name that is asked for is taken as it is; otherwise the first that is free.
        """
        default = default or {}
        data = super().copy_data(default)
        if "version" in default:
            return data
        taken = self._codes_in_use()
        for rules, vals in zip(self, data, strict=True):
            number = 1
            if "code" in default:
                if vals["code"] in taken:
                    raise UserError(self.env._("The code “%(code)s” is in use: choose another.", code=vals["code"]))
            else:
                own = vals["code"] = self.env._("%(code)s-copy", code=rules.code)
                while vals["code"] in taken:
                    number += 1
                    vals["code"] = f"{own}-{number}"
            taken.add(vals["code"])
            if "name" not in default:
                vals["name"] = (
                    self.env._("%(name)s (copy %(number)s)", name=rules.name, number=number)
                    if number > 1
                    else self.env._("%(name)s (copy)", name=rules.name)
                )
        return data

    def _codes_in_use(self):
        """Codes of all of them, of other companies too: a code says the same everywhere."""
        return {code for [code] in self.sudo().with_context(active_test=False)._read_group([], ["code"])}

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_activate(self):
        """Put it in force. The version before it retires: what was begun by it goes on, what is new takes this."""
        for rules in self:
            rules._refuse_problems()
        self._take("activate")
        followed = self.previous_id.filtered(lambda one: one.state == "active")
        return followed._take("retire") if followed else True

    def action_retire(self):
        return self._take("retire")

    def action_new_version(self):
        """Copy the whole as the next version, in draft, and open it."""
        self.ensure_one()
        self._refuse_shared()
        self.check_access("write")
        family = [("code", "=", self.code), ("company_id", "=", self.company_id.id)]
        latest = self.search(family, order="version desc", limit=1)
        if latest.state == "draft":
            raise UserError(self.env._("%(name)s is still a draft: change that one.", name=latest.display_name))
        return guarded(self).copy({"version": latest.version + 1, "previous_id": latest.id})._open()

    def _open(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
        }

    # -- business --------------------------------------------------------------------------------------------------
    def _may_manage(self):
        """An officer, of what his company has for itself; the administrator of the database, of what all share."""
        return self._is_office() and (bool(self.company_id) or self._may_share())

    def _in_use(self):
        """Those by which something was begun. The rooms that begin it know."""
        return self.browse()

    def _frozen(self):
        """Those that can no longer be changed."""
        origins = self._origin
        return origins.filtered(lambda rules: rules.state == "retired") | origins._in_use()

    def _refuse_problems(self):
        """Raise UserError when it cannot be put in force."""

    def _refuse_frozen(self):
        """Raise UserError when one of these is frozen."""
        if frozen := self.sudo()._frozen():
            raise UserError(self._frozen_text(frozen))

    def _frozen_text(self, frozen):
        """Why ``frozen`` stay as they are, and what to do instead."""
        raise NotImplementedError
