"""What of a rule the regulation does not say, and the office has set itself.

A figure or a day that stands in no regulation is a choice of the house: it acts like any other, and wherever the rule
is shown or printed it is said to be ours, never as if it were quoted.
"""

from odoo import fields, models


class CadreOwnChoiceMixin(models.AbstractModel):
    _name = "cadre.own.choice.mixin"
    _description = "Rule with a choice of the house"

    own_choice = fields.Char(
        string="Our Own Choice", help="What of this line the regulation does not say and the office has set itself."
    )
