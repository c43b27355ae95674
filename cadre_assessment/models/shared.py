"""Records that several companies share: changed by the administrator of the database alone.

Schemes, regulations, scales, words of lists and ranks without a company are read by every company. An office, or an
organization department, of one of them would change by them what the others assess by: it copies and changes the copy.
"""

from odoo import api, models
from odoo.exceptions import AccessError

from .listing import listed

ADMINISTRATOR = "base.group_system"
"""Who answers for the whole database."""
NAMED = 5
"""So many records are named in a refusal."""


class CadreSharedMixin(models.AbstractModel):
    """A record with a ``company_id`` that may be empty: shared by all companies."""

    _name = "cadre.shared.mixin"
    _description = "Shared by All Companies, or of One"

    @api.model
    def _may_share(self):
        """Whether the current user may make, change and delete what all companies share."""
        return self.env.su or self.env.user.has_group(ADMINISTRATOR)

    @api.model
    def _default_company_id(self):
        """Whoever may not share makes things for his own company."""
        return self.env["res.company"] if self._may_share() else self.env.company

    def _refuse_shared(self):
        """Raise AccessError naming what is shared by all companies, unless the user may change that."""
        if self._may_share():
            return
        shared = self.sudo().filtered(lambda one: not one.company_id)
        if shared:
            raise AccessError(
                self.env._(
                    "%(names)s: shared by all companies, and so changed by the administrator of the whole database "
                    "only. Make a copy for your company and change that.",
                    names=listed(self.env, shared[:NAMED].mapped("display_name")),
                )
            )

    @api.model_create_multi
    def create(self, vals_list):
        records = super().create(vals_list)
        records._refuse_shared()
        return records

    def write(self, vals):
        self._refuse_shared()
        result = super().write(vals)
        self._refuse_shared()  # nothing of a company becomes shared, or a part of what is
        return result

    @api.ondelete(at_uninstall=False)
    def _unlink_except_shared(self):
        self._refuse_shared()

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        self._refuse_shared()  # this way in does not pass through write()
        return super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)

    def copy_data(self, default=None):
        """A copy of what is shared is the company's own, for whoever may not share."""
        data = super().copy_data(default)
        own = self._default_company_id()
        if own and not self._fields["company_id"].compute:
            for vals in data:
                vals["company_id"] = vals.get("company_id") or own.id
        return data
