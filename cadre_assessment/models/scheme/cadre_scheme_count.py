"""What is counted for a component, and for how many points each (S2B-07 … S2B-33)."""

from odoo import fields, models

from ...engine import exact


class CadreSchemeCount(models.Model):
    """One thing that is counted. Its code is the role of the engine's input.

    With a range each figure is a number of points between ``low`` and ``high`` set by whoever rates (A2B-4), and of
    ``points`` only the sign speaks: 酌情扣除2–3分 is points -1, range 2 … 3.
    """

    _name = "cadre.scheme.count"
    _description = "Counted Thing"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "component_id, sequence, id"

    component_id = fields.Many2one("cadre.scheme.component", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="component_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True, help="Of a proportional component: required, done or missing; otherwise free.")
    name = fields.Char(required=True, help="As the regulation says it.")
    points = fields.Float(
        digits=(12, 4), low=None, help="For each one counted; negative: a deduction; 0: recorded, no more."
    )
    has_range = fields.Boolean(string="Discretionary", help="Whoever rates sets the points, within bounds (酌情).")
    low = fields.Float(string="At Least", digits=(12, 4))
    high = fields.Float(string="At Most", digits=(12, 4))
    void = fields.Boolean(string="Empties It", help="One of these and the whole component is worth nothing (S2B-28).")
    share = fields.Selection(
        [("whole", "The Whole"), ("part", "Part of It"), ("rest", "What Is Left")],
        string="In a Sum",
        help="What is left is the whole less its parts and is entered by nobody (S2B-05: planned projects less those "
        "done and those whose change was approved).",
    )
    ledger_code = fields.Char(
        string="From the Ledger",
        help="Code of a line of the tariff: its confirmed events are what is counted, and nothing is entered here. "
        "Entered once, an event is points, bar and reward (S2B-19, S2B-28).",
    )
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(component_id, code)", "This code is in use in this component.")

    def _by_hand(self):
        """Those that somebody enters: not what is left of a sum, nor what the ledger knows."""
        return self.filtered(lambda count: count.share != "rest" and not count.ledger_code)

    def _schemes(self):
        return self.component_id.scheme_id

    def _engine_role(self):
        """The role an input of this row has: a checklist only knows what is missing (S2B-16)."""
        return self.component_id._method().role or self.code

    def _engine_rate(self):
        """Points for each unit; of a discretionary row the unit is a point."""
        if self.has_range:
            return exact(-1 if self.points < 0 else 1)
        return exact(self.points)
