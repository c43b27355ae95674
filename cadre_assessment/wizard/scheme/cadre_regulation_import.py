"""The file of a regulation that is brought in, and the code it gets."""

from odoo import fields, models
from odoo.exceptions import UserError

from ...files import bounds
from ...models import file_refusal


class CadreRegulationImport(models.TransientModel):
    _name = "cadre.regulation.import"
    _description = "Bring in a Regulation"

    file = fields.Binary(
        string="File of the Regulation",
        required=True,
        attachment=False,
        help="A file that was exported here or in another house.",
    )
    filename = fields.Char()
    code = fields.Char(help="Instead of the code in the file: where that one is in use here.")

    def action_import(self):
        """Bring it in, all or nothing, and open it; where it is here already, show what it says otherwise."""
        self.ensure_one()
        try:
            content = bounds.decoded(self.file, bounds.MAX_JSON_BYTES)
        except bounds.Refused as error:
            raise UserError(file_refusal.sentence(self.env, error)) from error
        Regulation = self.env["cadre.regulation"]
        known = Regulation._known_as(content, self.code)
        if known:
            edition = Regulation._tried(content)
            return edition._open_news(*known._following(edition))
        regulation = Regulation._import(content, self.code)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.regulation",
            "res_id": regulation.id,
            "views": [(False, "form")],
        }
