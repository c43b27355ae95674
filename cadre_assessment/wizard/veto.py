"""Ask in which field there is a veto, and on which facts (S0-32)."""

from odoo import fields, models


class CadreVetoWizard(models.TransientModel):
    """Asks; the assessment checks who may conclude."""

    _name = "cadre.veto.wizard"
    _description = "Veto"

    assessment_id = fields.Many2one("cadre.assessment", required=True, ondelete="cascade")
    allowed_field_ids = fields.Many2many(related="assessment_id.scheme_id.veto_field_ids")
    veto_field_id = fields.Many2one(
        "cadre.category", string="Field of the Veto", required=True, domain="[('id', 'in', allowed_field_ids)]"
    )
    note = fields.Char(string="Facts", required=True)

    def action_confirm(self):
        self.ensure_one()
        self.assessment_id._conclude("vetoed", self.veto_field_id, self.note)
        return {"type": "ir.actions.act_window_close"}
