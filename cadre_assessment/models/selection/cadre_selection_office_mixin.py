"""A person's record that a selection office keeps outside any selection: whose work it is."""

from odoo import api, fields, models
from odoo.fields import Domain

from ..office import SELECTION, own_office


class CadreSelectionOfficeMixin(models.AbstractModel):
    """Before the guard in ``_inherit``: the record itself says which office keeps it."""

    _name = "cadre.selection.office.mixin"
    _description = "Kept by a Selection Office"
    _inherit = ["cadre.office.mixin"]

    _office_groups = (SELECTION,)
    _office_paths = ("office_body_id", "company_id")

    company_id = fields.Many2one("res.company", required=True, default=lambda self: self.env.company, index=True)
    office_body_id = fields.Many2one(
        "cadre.body",
        string="Selection Office",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        domain="[('kind', '=', 'selection')]",
        default=lambda self: self._default_office(),
    )

    @api.model
    def _default_office(self):
        return own_office(self.env, "selection")

    @api.model
    def _office_domain(self):
        return Domain("office_body_id.mine", "=", True)

    def _office_of(self):
        return self
