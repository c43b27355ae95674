"""The tariff: events, who gets their points, how much counts (S1-31 … S1-50, S2A-19 … 24)."""

from odoo import api, fields, models

from .figures import number


class CadreSchemeAdjustment(models.Model):
    """One line of the tariff. ``points`` are never negative: ``sign`` says which way they go."""

    _name = "cadre.scheme.adjustment"
    _description = "Tariff Line"
    _inherit = ["cadre.scheme.part.mixin"]
    _order = "scheme_id, sequence, id"

    _free_fields = frozenset({"leave_type_ids"})
    """Which of the database's leaves is meant is no number of the regulation: the office may say so later."""

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True, help="As the regulation says it.")
    sign = fields.Selection(
        [("bonus", "Bonus"), ("deduction", "Deduction")], string="Plus or Minus", default="bonus", required=True
    )
    fact_only = fields.Boolean(
        string="Recorded Only", help="No points: a fact that gates and consequences ask for (S3-51 … S3-54)."
    )
    points = fields.Float(digits=(12, 4), help="Points for each one; never negative.")
    has_range = fields.Boolean(string="Discretionary", help="Whoever records it sets the points, within bounds.")
    low = fields.Float(string="At Least", digits=(12, 4))
    high = fields.Float(string="At Most", digits=(12, 4))
    per = fields.Char(string="For Each", help="What one is, e.g. 次 or 天")
    level_id = fields.Many2one(
        "cadre.category",
        string="Level of the Issuer",
        domain="[('kind', '=', 'level')]",
        help="Who issued the document.",
    )
    incident_id = fields.Many2one("cadre.category", string="Kind of Incident", domain="[('kind', '=', 'incident')]")
    recipients_individual = fields.Selection(
        [("self", "The Person"), ("self_leader", "The Person and the Leader in Charge")],
        string="If One Person",
        help="Who gets the points of an event about one person or one unit; empty: there is no such event.",
    )
    recipients_collective = fields.Selection(
        [
            ("section", "The Staff of the Sections"),
            ("section_leader", "The Staff of the Sections and their Leader in Charge"),
            ("unit", "The Unit"),
        ],
        string="If Collective",
        help="Who gets the points of an event about sections or a unit, as of the document's date; "
        "empty: there is no such event.",
    )
    booking = fields.Selection(
        [("year", "Score of the Year"), ("month", "Record of the Month")], default="year", required=True
    )
    needs_document = fields.Boolean(string="Needs a Document", default=True, help="An official document (S1-35).")
    needs_fault = fields.Boolean(help="Only where the person is at fault himself (S1-42).")
    dedupe = fields.Boolean(string="Once per Project", help="Of one project only the highest counts (S2A-24).")
    cap_id = fields.Many2one(
        "cadre.scheme.cap",
        ondelete="restrict",
        index=True,
        copy=False,  # the twin of the scheme's copy: copying.complete_copy()
        domain="[('scheme_id', '=', scheme_id)]",
        help="Empty: without limit.",
    )
    computed = fields.Selection(
        [
            ("none", "Recorded by Hand"),
            ("unused_leave", "Days of Leave Not Taken"),
            ("excess_leave", "Days of Leave beyond the Allowance"),
        ],
        string="Where From",
        default="none",
        required=True,
    )
    leave_type_ids = fields.Many2many(
        "hr.leave.type",
        "cadre_scheme_adjustment_leave_rel",
        string="Leaves",
        copy=True,
        help="The kinds of leave that are meant (S1-39: 年休假; S1-49: 事假). May be chosen later.",
    )
    rule_ref = fields.Char(string="Rules")

    points_text = fields.Char(compute="_compute_points_text", string="Points as Booked")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")

    @api.depends("sign", "fact_only", "points", "has_range", "low", "high", "per")
    def _compute_points_text(self):
        for line in self:
            mark = "−" if line.sign == "deduction" else "+"
            figure = f"{number(line.low)} … {number(line.high)}" if line.has_range else number(line.points)
            per = f" / {line.per}" if line.per else ""
            line.points_text = "" if line.fact_only else f"{mark}{figure}{per}"

    def _signed(self, points=None):
        """Points as they are booked: negative for a deduction; ``points``: those chosen within the range."""
        self.ensure_one()
        points = self.points if points is None else points
        return -points if self.sign == "deduction" else points
