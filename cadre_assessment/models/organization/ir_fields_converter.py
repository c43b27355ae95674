"""What Chinese forms write otherwise than Odoo's Chinese says it."""

from odoo import models

from .studies import degree_of, kind_of, level_of


class IrFieldsConverter(models.AbstractModel):
    _inherit = "ir.fields.converter"

    def _str_to_selection(self, model, field, value, savepoint):
        """Every Chinese form says 男 or 女, Odoo's Chinese 男性 and 女性.

        A file may say 大学本科, 在职教育 or 自考 where a level or a kind of studies is asked for.
        """
        if field.name == "sex":
            value = {"男": "male", "女": "female"}.get(value, value)
        if model._name == "cadre.education" and isinstance(value, str):
            found = {"kind": kind_of, "level_code": level_of, "degree_code": degree_of}.get(field.name)
            value = (found and value not in dict(field.selection) and found(value)) or value
        return super()._str_to_selection(model, field, value, savepoint)
