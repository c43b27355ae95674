"""Rows about a record, by its model and number (a review, a follower, a step), read by its readers."""

from odoo import api, models
from odoo.exceptions import AccessError

from .documents import hidden, our_models, visible


class CadreAboutMixin(models.AbstractModel):
    """Rows that are read by whoever may read the record they are about, as far as that is one of ours."""

    _name = "cadre.about.mixin"
    _description = "Read like the record it is about"

    _about = ("res_model", "res_id")
    """The fields that name the record: its model, its number."""

    @api.model
    def _about_models(self):
        """The models whose records hide their rows."""
        return our_models(self.env)

    def _about_hidden(self):
        """Those of these rows whose record the reader may not read."""
        return hidden(self, self._about_models(), *self._about)

    @api.model
    def _about_visible(self, domain):
        """``domain`` without the rows of such records."""
        return visible(self, domain, self._about_models(), *self._about)

    def _check_access(self, operation):
        result = super()._check_access(operation)
        if self.env.su or not any(self._ids):
            return result
        unread = self._about_hidden()
        if not unread:
            return result
        forbidden = (result[0] | unread) if result else unread
        return forbidden, lambda: AccessError(self.env._("These rows are about records that you may not read."))

    @api.model
    def _search(self, domain, offset=0, limit=None, order=None, *, bypass_access=False, **kwargs):
        if not (self.env.su or bypass_access):
            domain = self._about_visible(domain)
        return super()._search(domain, offset, limit, order, bypass_access=bypass_access, **kwargs)
