"""A rule in preview: whom it would have hit in each archived year, before it is switched on."""

from odoo import fields, models

from ..models.consequence.preview import preview
from ..models.listing import listed
from .dialog import dialog


class CadreConsequencePreview(models.TransientModel):
    """Reads and says; nothing of it is kept, nothing is proposed."""

    _name = "cadre.consequence.preview"
    _description = "Preview of a Rule"

    rule_id = fields.Many2one("cadre.scheme.consequence", required=True, readonly=True, ondelete="cascade")
    condition = fields.Char(related="rule_id.criterion_id.definition")
    year_from = fields.Integer(string="From the Year", help="Empty: the first archived one.")
    year_to = fields.Integer(string="Until the Year", help="Empty: the last archived one.")
    line_ids = fields.One2many("cadre.consequence.preview.line", "preview_id", readonly=True)
    said = fields.Text(readonly=True)
    count = fields.Integer(readonly=True, string="Would Have Been Hit")
    looked = fields.Boolean(readonly=True)

    def action_look(self):
        """Ask the archive, with the rights of the reader: whom he may not read he is not shown."""
        self.ensure_one()
        self.rule_id.check_access("read")
        hits, said = preview(self.rule_id, self.year_from, self.year_to)
        lines = [
            {
                "year": hit.year,
                "name": hit.result.name,
                "unit_name": hit.result.unit_name,
                "grade_name": hit.result.grade_name,
                "amount": hit.amount,
                "behind": listed(self.env, hit.behind.sudo().mapped(lambda one: f"{one.year} {one.grade_name}")),
            }
            for hit in hits
        ]
        self.line_ids.unlink()
        self.write(
            {
                "line_ids": [(0, 0, line) for line in lines],
                "said": "\n".join(said),
                "count": len(lines),
                "looked": True,
            }
        )
        return dialog(self, self.env._("Preview"))


class CadreConsequencePreviewLine(models.TransientModel):
    _name = "cadre.consequence.preview.line"
    _description = "Line of a Preview"
    _order = "year, id"

    preview_id = fields.Many2one("cadre.consequence.preview", required=True, ondelete="cascade")
    year = fields.Integer(readonly=True, aggregator=None)
    name = fields.Char(string="Person or Unit", readonly=True)
    unit_name = fields.Char(string="Unit", readonly=True)
    grade_name = fields.Char(string="Grade", readonly=True)
    amount = fields.Float(digits=(12, 2), readonly=True)
    behind = fields.Char(string="Results Behind It", readonly=True)
