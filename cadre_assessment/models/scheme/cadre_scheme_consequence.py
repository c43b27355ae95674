"""What follows from a result."""

from odoo import api, fields, models
from odoo.exceptions import ValidationError

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
    ("pool_priority", "Priority in a Pool"),
    ("pool_removal", "Removal from a Pool"),
    ("nomination", "May Be Nominated"),
    ("rectification", "Rectification"),
]


APPROVALS = [
    ("none", "Nobody"),
    ("head", "Head of the Body"),
    ("member", "A Member of the Body"),
    ("two_members", "Two Members of the Body"),
    ("body", "Decision of the Body"),
    ("tiers", "Step by Step"),
]
USUAL = {"convert": "none", "nomination": "none", "dismissal": "body", "post_adjustment": "body"}
"""Who approves where the rule does not say: a member of the body, of these kinds otherwise."""
MANY = {"dismissal": frozenset({"body"}), "post_adjustment": frozenset({"body", "two_members", "tiers"})}
"""What never passes by one member alone: action -> the ways to approve it. By steps: two people at least say yes."""
RESPONSIBLE = [
    ("office", "Assessment Office"),
    ("chair", "Head of the Body"),
    ("organizer", "Leader Who Organizes the Assessment"),
    ("leader", "Leader in Charge"),
    ("head", "Head of the Unit"),
]


class CadreSchemeConsequence(models.Model):
    _name = "cadre.scheme.consequence"
    _description = "Consequence Rule"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"
    _free_fields = frozenset({"off", "first_year"})

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    criterion_id = fields.Many2one("cadre.criterion", ondelete="restrict", help="Empty: for everybody.")
    action = fields.Selection(ACTIONS, required=True)
    award_id = fields.Many2one("cadre.category", domain="[('kind', '=', 'award')]", ondelete="restrict")
    amount = fields.Float(digits=(12, 2), help="Money, in yuan (S2A-33); 0 = none or not said.")
    amount_by = fields.Selection(
        [
            ("fixed", "As It Stands"),
            ("score", "For Each Point of the Score"),
            ("base", "A Base, Times the Multiplier"),
        ],
        string="Amount Is",
        default="fixed",
        required=True,
        help="By the score: what each archives as his total, times the amount (S1-53). A base: the amount is "
        "everybody's base; where it is 0 the office says it for each.",
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
    off = fields.Boolean(string="Switched Off", help="Proposes nothing from now on; what it proposed stays.")
    first_year = fields.Integer(
        aggregator=None, high=2200, help="The first year of whose results it speaks; 0 = of every year."
    )
    multiplier = fields.Float(
        digits=(6, 3),
        high=100,
        help="Of the base: above 1 raises it, 0.5 halves it, 0 takes it away (S4-P8-15).",
    )
    award_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_consequence_award_rel",
        string="Awards to Choose From",
        domain="[('kind', '=', 'award')]",
        help="Which awards the body may give by this rule, e.g. 嘉奖, 三等功, 二等功 (S2A-75). Empty: any.",
    )
    approval = fields.Selection(
        APPROVALS,
        string="Approved By",
        help="Empty: a member of the body; a dismissal or an adjustment of the post by its decision. Step by step: by "
        "the approval steps that are defined for consequences, one after the other.",
    )
    deadline_days = fields.Integer(
        string="To Be Done Within (Days)", high=3660, help="Calendar days from the archiving on; 0 = no day is set."
    )
    responsible = fields.Selection(RESPONSIBLE, help="Who sees to it. Empty: the assessment office.")
    needs_document = fields.Boolean(
        string="With a Document", help="Its number and day are noted before it counts as carried out."
    )
    needs_criticism = fields.Boolean(
        string="With a Written Self-criticism", help="It is handed in before it counts as carried out (O-09)."
    )
    period_from = fields.Char(compute="_compute_period_from", string="In Use")

    @api.constrains("action", "approval")
    def _check_approval(self):
        """A dismissal or an adjustment never passes by one member's click."""
        for rule in self:
            if rule.approval and rule.action in MANY and rule.approval not in MANY[rule.action]:
                raise ValidationError(
                    self.env._(
                        "“%(rule)s”: nobody is dismissed or moved by one person's word. Leave the approval empty: the "
                        "deciding body decides.",
                        rule=rule.name,
                    )
                )

    @api.constrains("award_id", "award_ids")
    def _check_awards(self):
        for rule in self:
            if strange := (rule.award_id | rule.award_ids).filtered(lambda word: word.kind != "award"):
                raise ValidationError(self.env._("“%(name)s” is no award.", name=strange[0].name))

    @api.depends("off", "first_year")
    @api.depends_context("lang")
    def _compute_period_from(self):
        for rule in self:
            if rule.off:
                rule.period_from = self.env._("switched off")
            elif rule.first_year:
                rule.period_from = self.env._("from %(year)s on", year=rule.first_year)
            else:
                rule.period_from = self.env._("yes")

    def write(self, vals):
        """The switch and the first year are the office's to change, also of a scheme in use: it is written down."""
        before = {rule: rule.period_from for rule in self} if vals.keys() & self._free_fields else {}
        result = super().write(vals)
        for rule, said in before.items():
            if said != rule.period_from:
                rule.scheme_id.sudo().message_post(
                    body=self.env._(
                        "“%(rule)s”: in use: %(before)s → %(after)s",
                        rule=rule.name,
                        before=said,
                        after=rule.period_from,
                    )
                )
        return result

    # -- business --------------------------------------------------------------------------------------------------
    def _approval(self):
        """Who approves what this rule proposes."""
        self.ensure_one()
        return self.approval or USUAL.get(self.action, "member")

    def _in_use(self, year):
        """Those of these rules that speak of the results of ``year``."""
        return self.filtered(lambda rule: not rule.off and rule.first_year <= year)

    def _amount(self, total):
        """Yuan for a result of ``total`` points, exact and rounded half-up to two decimals."""
        self.ensure_one()
        if self.amount_by == "score":
            return float(publish(exact(total) * exact(self.amount)))
        return self._of_base(self.amount) if self.amount_by == "base" else self.amount

    def _of_base(self, base):
        """Yuan for a bonus of ``base``, exact and rounded half-up to two decimals."""
        return float(publish(exact(base) * exact(self.multiplier)))
