"""Add a paper of the office, and say of which unit (S1-05: 随时抽查; S3-36: 个别谈话)."""

from odoo import api, fields, models


class CadreDocumentAdd(models.TransientModel):
    """Asks which paper the office adds; the cycle checks whether it may."""

    _name = "cadre.document.add"
    _description = "Add a Paper of the Office"

    cycle_id = fields.Many2one("cadre.cycle", required=True, ondelete="cascade", domain="[('takes_papers', '=', True)]")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    rule_id = fields.Many2one(
        "cadre.scheme.document",
        string="Paper",
        required=True,
        ondelete="cascade",
        domain="[('scheme_id', '=', scheme_id), ('more', '=', True), ('author', '=', 'office')]",
    )
    each = fields.Selection(related="rule_id.each")
    unit_id = fields.Many2one("hr.department", ondelete="cascade", domain="[('is_unit', '=', True)]")

    @api.model
    def default_get(self, fields):
        """Where there is one choice, it is made already."""
        values = super().default_get(fields)
        cycles = self.env["cadre.cycle"].search([("takes_papers", "=", True)], limit=2)
        if len(cycles) == 1 and not values.get("cycle_id"):
            values["cycle_id"] = cycles.id
        return values

    def action_add(self):
        self.ensure_one()
        paper = self.cycle_id._add_paper(self.rule_id, self.unit_id)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.document",
            "res_id": paper.id,
            "views": [(False, "form")],
        }
