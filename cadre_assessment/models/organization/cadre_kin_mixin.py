"""Relatives of whom a record is about: they neither read it nor write it, whatever else they are (回避)."""

from odoo import api, fields, models
from odoo.fields import Domain


class CadreKinMixin(models.AbstractModel):
    """Before the guard in ``_inherit``. The rule of access of the model asks ``of_kin``, the guard :meth:`_is_own`."""

    _name = "cadre.kin.mixin"
    _description = "Kept from Relatives"

    _about_whom = ("employee_id",)
    """Paths to the employees whom the record is about; they may lead to nobody."""

    of_kin = fields.Boolean(
        string="About a Relative of Mine", compute="_compute_of_kin", search="_search_of_kin", compute_sudo=True
    )

    @api.depends_context("uid")
    def _compute_of_kin(self):
        for one in self:
            one.of_kin = one._is_of_kin()

    @api.model
    def _search_of_kin(self, operator, value):
        if operator != "in":
            return NotImplemented
        kin = self.env.user.sudo().cadre_kin_ids.ids
        found = Domain.OR([Domain(path, "in", kin) for path in self._about_whom])
        return found if True in value else ~found

    def _is_of_kin(self):
        """Whether one of these records is about a relative of the current user."""
        kin = self.env.user.sudo().cadre_kin_ids
        return bool(kin) and any(self.sudo().mapped(path) & kin for path in self._about_whom)

    def _is_own(self):
        """A relative is kept from it as whom it is about."""
        return super()._is_own() or self._is_of_kin()

    def _own_refusal(self):
        if not self._is_of_kin():
            return super()._own_refusal()
        return self.env._(
            "%(record)s: this is about a relative of yours. Somebody else of the office sees to it.",
            record=self.display_name,
        )
