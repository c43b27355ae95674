"""Ask for what a consequence needs now: award, amount, look at the protection, certificate, record (S2A-75, O-03)."""

from odoo import api, fields, models

from ..models.consequence.cadre_consequence_kinds import NOTED, PAPER

RECORD = tuple(dict.fromkeys([*(name for names in NOTED.values() for name in names), *PAPER]))
"""What is noted of an approved consequence, of whatever kind."""


class CadreConsequenceWizard(models.TransientModel):
    """Asks; the consequence checks who may say so."""

    _name = "cadre.consequence.wizard"
    _description = "Details of a Consequence"

    consequence_id = fields.Many2one("cadre.consequence", required=True, ondelete="cascade")
    action = fields.Selection(related="consequence_id.action")
    company_id = fields.Many2one(related="consequence_id.company_id")
    award_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'award')]")
    protection = fields.Selection(
        lambda self: self.env["cadre.consequence"]._fields["protection"]._description_selection(self.env)[1:],
        string="Protected by Law",
    )
    state = fields.Selection(related="consequence_id.state")
    needs_amount = fields.Boolean(related="consequence_id.needs_amount")
    amount_by = fields.Selection(related="consequence_id.amount_by")
    certificate = fields.Boolean(related="consequence_id.certificate")
    needs_document = fields.Boolean(related="consequence_id.needs_document")
    needs_criticism = fields.Boolean(related="consequence_id.needs_criticism")
    amount = fields.Float(digits=(12, 2), help="In yuan; of a bonus by a multiplier its base.")
    certificate_number = fields.Char()
    certificate_on = fields.Date(string="Certificate Given On")
    note = fields.Char(string="Evidence", help="What the statement rests on.")
    held_on = fields.Date()
    place = fields.Char()
    held_by_id = fields.Many2one("hr.employee", domain="[('company_id', '=', company_id)]")
    content = fields.Text(help="What was said, and what the person answered.")
    signature = fields.Selection(
        lambda self: self.env["cadre.consequence"]._fields["signature"]._description_selection(self.env),
        string="Signature of the Person",
    )
    signed_on = fields.Date()
    self_criticism = fields.Text(string="Written Self-criticism")
    self_criticism_on = fields.Date(string="Self-criticism Handed In On")
    moved_to = fields.Char(string="New Unit and Post")
    date_from = fields.Date(string="From")
    date_to = fields.Date(string="Until")
    course = fields.Char()
    outcome = fields.Char(help="Of the training: certificate, mark.")
    reserve_category_id = fields.Many2one("cadre.category", string="Reserve", domain="[('kind', '=', 'reserve')]")
    document = fields.Char(string="Document Number")
    document_date = fields.Date(string="Day of the Document")

    @api.model
    def default_get(self, fields):
        """What was noted already, for who may read it."""
        values = super().default_get(fields)
        consequence = self.env["cadre.consequence"].browse(values.get("consequence_id")).exists()
        if consequence:
            consequence.check_access("read")
            known = {name: consequence[name] for name in RECORD if name in fields}
            values |= {
                name: value.id if isinstance(value, models.BaseModel) else value for name, value in known.items()
            }
        return values

    def action_confirm(self):
        self.ensure_one()
        consequence = self.consequence_id
        if self.award_id:
            consequence._choose(self.award_id)
        if self.protection:
            consequence._look(self.protection, self.note)
        if self.amount:
            consequence._set_amount(self.amount)
        if self.certificate_number:
            consequence._certify(self.certificate_number, self.certificate_on)
        if noted := self._noted():
            consequence._note(noted)
        return {"type": "ir.actions.act_window_close"}

    def _noted(self):
        """The record as it is changed here; an empty one says nothing."""
        known = self.consequence_id.sudo()
        if known.state == "proposed":
            return {}
        values = {}
        for name in RECORD:
            value, stands = self[name], known[name]
            if isinstance(value, models.BaseModel):
                value, stands = value.id, stands.id
            if (value or False) != (stands or False):
                values[name] = value or False
        return values
