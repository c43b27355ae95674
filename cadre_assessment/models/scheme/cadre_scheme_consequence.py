"""What follows from a result."""

from odoo import fields, models

from ...engine import exact, publish

ACTIONS = [
    ("convert", "Becomes the Annual Grade"),
    ("talk", "Talk"),
    ("admonition", "Admonition"),
    ("award", "Award"),
    ("money", "Money"),
    ("post_adjustment", "Adjustment of Post"),
    ("accountability", "Accountability"),
    ("standby", "Standby"),
    ("dismissal", "Proposal of Dismissal"),
    ("training", "Training"),
    ("pool_entry", "Entry into a Pool"),
    ("nomination", "May Be Nominated"),
    ("rectification", "Rectification"),
]


class CadreSchemeConsequence(models.Model):
    _name = "cadre.scheme.consequence"
    _description = "Consequence Rule"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    criterion_id = fields.Many2one("cadre.criterion", ondelete="restrict", help="Empty: for everybody.")
    action = fields.Selection(ACTIONS, required=True)
    award_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'award')]", ondelete="restrict")
    amount = fields.Float(digits=(12, 2), help="Money, in yuan (S2A-33); 0 = none or not said.")
    amount_by = fields.Selection(
        [("fixed", "As It Stands"), ("score", "For Each Point of the Score")],
        string="Amount Is",
        default="fixed",
        required=True,
        help="By the score: what each archives as his total, times the amount (S1-53).",
    )
    needs_amount = fields.Boolean(
        string="Amount Must Be Said",
        help="Without it nothing is approved; where the rule has none, the office says it.",
    )
    certificate = fields.Boolean(
        string="With a Certificate", help="Its number is noted before it counts as carried out (S2A-77)."
    )
    to_head = fields.Boolean(
        string="For the Head", help="Of a unit: it follows for its head, not for the unit (S2A-34, S2A-49)."
    )
    hard = fields.Boolean(
        string="Binding", default=True, help="Not set: “in principle”; another outcome needs a reason."
    )
    rule_ref = fields.Char(string="Rules")

    def _amount(self, total):
        """Yuan for a result of ``total`` points, exact and rounded half-up to two decimals."""
        self.ensure_one()
        if self.amount_by == "score":
            return float(publish(exact(total) * exact(self.amount)))
        return self.amount
