"""Ask for the award, or for the look at protection from dismissal (S2A-75, O-03)."""

from odoo import fields, models


class CadreConsequenceWizard(models.TransientModel):
    """Asks; the consequence checks who may say so."""

    _name = "cadre.consequence.wizard"
    _description = "Details of a Consequence"

    consequence_id = fields.Many2one("cadre.consequence", required=True, ondelete="cascade")
    action = fields.Selection(related="consequence_id.action")
    award_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'award')]")
    protection = fields.Selection(
        lambda self: self.env["cadre.consequence"]._fields["protection"]._description_selection(self.env)[1:],
        string="Protected by Law",
    )
    state = fields.Selection(related="consequence_id.state")
    needs_amount = fields.Boolean(related="consequence_id.needs_amount")
    certificate = fields.Boolean(related="consequence_id.certificate")
    amount = fields.Float(digits=(12, 2), help="In yuan.")
    certificate_number = fields.Char()
    certificate_on = fields.Date(string="Certificate Given On")
    note = fields.Char(string="Evidence", help="What the statement rests on.")

    def action_confirm(self):
        self.ensure_one()
        if self.award_id:
            self.consequence_id._choose(self.award_id)
        if self.protection:
            self.consequence_id._look(self.protection, self.note)
        if self.amount:
            self.consequence_id._set_amount(self.amount)
        if self.certificate_number:
            self.consequence_id._certify(self.certificate_number, self.certificate_on)
        return {"type": "ir.actions.act_window_close"}
