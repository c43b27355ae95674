"""Files name people by staff number alone: of two 王伟, Odoo would take the first with a mere warning."""

from odoo import api, models

BY_NUMBER = "cadre_people_by_number"


class CadreByNumberMixin(models.AbstractModel):
    """For models whose files name people. Reading a file, an employee is looked up by number, never by name."""

    _name = "cadre.by.number.mixin"
    _description = "People of a File Are Found by Number"

    @api.model
    def load(self, fields, data):
        return super(CadreByNumberMixin, self.with_context(**{BY_NUMBER: True})).load(fields, data)
