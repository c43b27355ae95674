"""Parts of a scheme stay as they were once a cycle was opened with it."""

from odoo import api, models


class CadreSchemePartMixin(models.AbstractModel):
    """A record whose content is part of the rules of one or more schemes (component, gate, scale …).

    Superuser code apart, nothing of a frozen scheme (``cadre.scheme._frozen``) can be written, added or deleted: a
    subject must find next year the very numbers it was assessed by.
    """

    _name = "cadre.scheme.part.mixin"
    _description = "Part of a Scheme"
    _inherit = ["cadre.shared.mixin"]

    _free_fields = frozenset()
    """Fields that are no rule and may always be written."""

    def _schemes(self):
        """The schemes these records are a part of."""
        return self.scheme_id

    def _refuse_frozen(self):
        if not self.env.su:
            self._schemes()._refuse_frozen()

    @api.model_create_multi
    def create(self, vals_list):
        parts = super().create(vals_list)
        parts._refuse_frozen()
        return parts

    def write(self, vals):
        if vals.keys() <= self._free_fields:
            return super().write(vals)
        self._refuse_frozen()
        done = super().write(vals)
        self._refuse_frozen()  # a part may have been moved into a frozen scheme
        return done

    @api.ondelete(at_uninstall=False)
    def _unlink_except_frozen(self):
        self._refuse_frozen()

    def _update_field_translations(self, field_name, translations, digest=None, source_lang=""):
        self._refuse_frozen()  # this way in does not pass through write()
        return super()._update_field_translations(field_name, translations, digest=digest, source_lang=source_lang)
