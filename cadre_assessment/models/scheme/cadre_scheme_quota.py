"""How many may get a grade, counted over whom."""

from fractions import Fraction
from math import ceil

from odoo import api, fields, models

from ... import engine
from ...engine import exact
from ...engine.quota import seats_of
from .figures import number


class CadreSchemeQuota(models.Model):
    _name = "cadre.scheme.quota"
    _description = "Quota"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    use = fields.Selection([("result", "Result"), ("period", "Rating of a Period")], default="result", required=True)
    period_level = fields.Selection(
        [("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")]
    )
    grade_id = fields.Many2one("cadre.scale.grade", help="The grade that is limited; empty: an award.")
    award_id = fields.Many2one(
        "cadre.category",
        domain="[('kind', '=', 'award')]",
        ondelete="restrict",
        help="Instead of a grade: an award beside it (先进集体 S2A-29, 表彰 S2A-63).",
    )
    among_grade_id = fields.Many2one(
        "cadre.scale.grade", string="Only among", help="An award: only who is proposed for this grade (S2A-75)."
    )
    post_class_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_quota_class_rel",
        string="Post Classes",
        domain="[('kind', '=', 'post_class')]",
        help="Only they compete and count in the base; empty: everybody (S2A-63 and S2A-67).",
    )
    basis = fields.Selection([("ratio", "Ratio"), ("number", "Fixed Number")], default="ratio", required=True)
    ratio = fields.Float(digits=(12, 6), help="0.2 = 20 %")
    number = fields.Integer(string="Fixed Number")
    ratio_line_ids = fields.One2many(
        "cadre.scheme.quota.ratio",
        "quota_id",
        string="Ratio by the Team's Grade",
        copy=True,
        help="Where the team of the unit was graded in a cycle decided before (S3-43 … S3-46).",
    )
    entrusted_ratio = fields.Float(
        digits=(12, 6),
        help="Of those whom a supervising unit assesses apart, whatever the grade of its team (S3-12); 0 = the ratio.",
    )
    has_minimum = fields.Boolean(
        string="Minimum",
        help="Only who has at least this score competes (S3-39). A binding quota keeps the body to it (A3-14).",
    )
    minimum_score = fields.Float(digits=(12, 2))
    minimum_component_id = fields.Many2one(
        "cadre.scheme.component",
        string="Score of",
        ondelete="restrict",
        copy=False,  # the twin of the scheme's copy: copying.complete_copy()
        domain="[('scheme_id', '=', scheme_id)]",
        help="Whose score is asked for; empty: the total.",
    )
    top_share = fields.Float(
        string="Only the First", digits=(12, 6), help="0.3 = only the first 30 % of the pool compete (S1-52); 0 = all."
    )
    rounding = fields.Selection(
        [("floor", "Down"), ("half_up", "Half Up"), ("ceil", "Up")],
        default="floor",
        required=True,
        help="20 % of 13 people are 2.6: down 2, half up and up 3. Only down never exceeds the share (G3).",
    )
    pooled_by = fields.Selection(
        [("cycle", "The Whole Cycle"), ("unit", "Each Unit"), ("group", "Each Comparison Group")],
        default="cycle",
        required=True,
    )
    apart_category_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_quota_apart_rel",
        string="Units Apart",
        domain="[('kind', '=', 'unit')]",
        help="Counted by comparison group: yet each unit of these kinds, with all below it, has seats of its own. Who "
        "is ranked with whom is another question (S2A-62, S2A-63: each 区（市）).",
    )
    hard = fields.Boolean(string="Binding", default=True, help="Not set: may be overrun with a reason and an approver.")
    rule_ref = fields.Char(string="Rules")

    seats_text = fields.Char(compute="_compute_seats_text", string="Seats")
    seats_from = fields.Integer(
        compute="_compute_seats_text",
        string="First Seat at",
        help="So many people in a pool are needed for one seat; with fewer nobody can have it (A2-1).",
    )

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")
    _grade_or_award = models.Constraint(
        "CHECK(num_nonnulls(grade_id, award_id) = 1)", "A quota limits a grade or an award: choose one of them."
    )

    @api.depends("basis", "ratio", "number", "rounding", "ratio_line_ids.ratio")
    def _compute_seats_text(self):
        for quota in self:
            by_ratio = quota.basis == "ratio"
            ratios = [quota.ratio, *quota.ratio_line_ids.mapped("ratio")]
            shown = [f"{number(ratio * 100)} %" for ratio in dict.fromkeys(ratios)]
            quota.seats_text = " / ".join(shown) if by_ratio else str(quota.number)
            whole = {"floor": 1, "half_up": Fraction(1, 2)}.get(quota.rounding)
            first = by_ratio and whole and 0 < quota.ratio <= 1
            quota.seats_from = ceil(whole / exact(quota.ratio)) if first else 1

    def _engine_quota(self):
        """This quota as the engine takes it: of a grade, or of an award (id of its word)."""
        self.ensure_one()
        by_ratio = self.basis == "ratio"
        return engine.Quota(
            self.id,
            self.code,
            self.name,
            self.grade_id.id or None,
            exact(self.ratio) if by_ratio else None,
            award=self.award_id.id or None,
            number=None if by_ratio else self.number,
            rounding=self.rounding,
            hard=self.hard,
            minimum_score=exact(self.minimum_score) if self.has_minimum else None,
            ratio_by={line.team_grade_code: exact(line.ratio) for line in self.ratio_line_ids} if by_ratio else {},
            minimum_of=self.minimum_component_id.id or None if self.has_minimum else None,
            top_share=exact(self.top_share) if self.top_share else None,
            among=self.among_grade_id.id or None,
            entrusted_ratio=exact(self.entrusted_ratio) if by_ratio and self.entrusted_ratio else None,
        )

    def _seats(self, base, pool=None):
        """Seats for ``base`` people (G3: 20 % of 13 = 2), in an engine's ``pool`` when something is known of it."""
        return seats_of(self._engine_quota(), base, pool).number


class CadreSchemeQuotaRatio(models.Model):
    """The ratio in a unit whose team has a certain grade (S3-43 … S3-46); without a line: the quota's own."""

    _name = "cadre.scheme.quota.ratio"
    _description = "Ratio by the Team's Grade"
    _inherit = ["cadre.scheme.part.mixin"]
    _rec_names_search = ["quota_id", "team_grade_code"]
    _order = "quota_id, sequence, id"

    quota_id = fields.Many2one("cadre.scheme.quota", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="quota_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    team_grade_code = fields.Char(string="Team's Grade", required=True, help="Code of a grade in the teams' scheme.")
    ratio = fields.Float(digits=(12, 6), required=True, help="0.25 = 25 %")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(quota_id, team_grade_code)", "This grade stands once in a quota.")

    def _compute_display_name(self):
        for line in self:
            line.display_name = f"{line.quota_id.display_name} · {line.team_grade_code or ''}"

    def _schemes(self):
        return self.quota_id.scheme_id
