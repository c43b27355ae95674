"""At least so many of those taken are of a kind: 女干部不少于2名, 每个县市区不少于6名 (S4-P9-03 … S4-P9-09)."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...engine import exact
from ...engine.structure import least_of


class CadreProcedureMinimum(models.Model):
    """Over the whole, or in each of the selections below it (the counties of a city)."""

    _name = "cadre.procedure.minimum"
    _description = "Minimum of a Procedure"
    _inherit = ["cadre.procedure.part.mixin"]
    _order = "procedure_id, sequence, id"

    procedure_id = fields.Many2one("cadre.procedure", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="procedure_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(string="Kind of People", required=True, help="As the regulation says it (女干部, 党外干部).")
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Who Counts",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('parent_id', '=', False)]",
        help="Empty: everybody (每个县市区不少于6名).",
    )
    number = fields.Integer(string="At Least", high=10000)
    share = fields.Float(digits=(6, 4), high=100, help="Of the places, rounded up: 0.2 = 20 % (S4-P9-09).")
    of_figure = fields.Boolean(
        string="Of the Figure",
        help="The share is one of the figure entered on the selection (乡镇总数), not of its places.",
    )
    within = fields.Selection(
        [("whole", "Over the Whole"), ("each", "In Each Selection below It")], default="whole", required=True
    )
    soft = fields.Boolean(string="In Principle", help="原则上: said where it is not met, and nobody is moved for it.")
    rule_ref = fields.Char(string="Rules")

    @api.constrains("number", "share")
    def _check_number(self):
        for minimum in self:
            if bool(minimum.number) == bool(minimum.share):
                raise ValidationError(
                    self.env._("“%(kind)s”: enter a number, or a share of the places.", kind=minimum.name)
                )

    def _of(self, places, figure):
        """How many it asks for, of so many ``places``; ``figure``: what was entered on the selection (S4-P9-08)."""
        return self.number or least_of(exact(self.share), figure if self.of_figure else places)
