"""What the score is made of: a tree of components with weight, method and rater."""

from fractions import Fraction

from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ... import engine
from ...engine import exact
from ...engine.methods import METHODS, PARTS, RESULT, method_of
from ...engine.weights import weight_in


class CadreSchemeComponent(models.Model):
    _name = "cadre.scheme.component"
    _description = "Component of a Score"
    _inherit = ["cadre.scheme.part.mixin", "cadre.own.choice.mixin"]
    _order = "scheme_id, sequence, id"

    scheme_id = fields.Many2one("cadre.scheme", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="scheme_id.company_id", store=True, index=True)
    parent_id = fields.Many2one(
        "cadre.scheme.component",
        string="Part of",
        ondelete="cascade",
        index=True,
        copy=False,  # the twin of the scheme's copy, not the old one: copying.complete_copy()
        domain="[('scheme_id', '=', scheme_id)]",
    )
    child_ids = fields.One2many("cadre.scheme.component", "parent_id")
    depth = fields.Integer(compute="_compute_depth", recursive=True)
    indented_name = fields.Char(string="Component", compute="_compute_depth", recursive=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    weight = fields.Float(digits=(12, 4), required=True, help="Points in the whole score.")
    step_from = fields.Integer(
        string="Changes from the Year",
        high=2200,
        help="The first year in which it weighs more, or less, than the points above (S4-P6-02); 0 = it stays.",
    )
    step = fields.Float(
        string="More Each Year", digits=(12, 4), low=None, help="Points; below 0: less. The parts must still add up."
    )
    step_until = fields.Integer(string="Until the Year", high=2200, help="The last year in which it changes.")
    method = fields.Selection([(one.code, one.title) for one in METHODS.values()], required=True)
    asks = fields.Char(compute="_compute_asks", help="What has to be said for its method; the form shows no more.")
    rater = fields.Selection(
        [
            ("self", "The Person Assessed"),
            ("section_head", "Section Head"),
            ("leader", "Leader in Charge"),
            ("office", "Assessment Office"),
            ("body", "Body"),
            ("voters", "Voters"),
            ("unit", "Result of the Unit"),
        ]
    )
    rater_text = fields.Char(help="As the regulation says it (表1).")
    scale_id = fields.Many2one("cadre.scale", help="Scale of the grade or of the ballot.")
    period_level = fields.Selection(
        [("week", "Week"), ("month", "Month"), ("quarter", "Quarter"), ("half", "Half-year"), ("year", "Year")],
        help="The records of this level are its input.",
    )
    maximum = fields.Float(digits=(12, 4), default=100, help="Mark that earns the whole weight.")
    has_floor = fields.Boolean()
    floor = fields.Float(digits=(12, 4), low=None)
    has_cap = fields.Boolean()
    cap = fields.Float(digits=(12, 4), low=None)
    missing = fields.Selection(
        [
            ("renormalise", "Share its Weight among the Others"),
            ("zero", "Counts as Zero"),
            ("full", "Earns its Whole Weight"),
        ],
        default="renormalise",
        required=True,
        help="What a component counts for whom nothing was recorded (G12).",
    )
    tie_break = fields.Integer(string="Tie-break Place", help="1 = compared first on a tie; 0 = not compared (G6).")
    post_class_ids = fields.Many2many(
        "cadre.category", domain="[('kind', '=', 'post_class')]", help="Empty: everybody."
    )
    unit_category_ids = fields.Many2many(
        "cadre.category",
        "cadre_scheme_component_unit_rel",
        string="Kinds of Units",
        domain="[('kind', '=', 'unit')]",
        help="Empty: every unit. Who is of no kind named here has no such component (S2B-12).",
    )
    organ = fields.Char(
        help="Who gives it, as the regulation names it (S2A-18: 市委组织部). Each cycle says which body that is.",
    )
    annex = fields.Char(help="The table by which it is scored, as the regulation numbers it (S2A-18: 附表1).")
    scoring_body_id = fields.Many2one(
        "cadre.body",
        string="Scoring Organ",
        ondelete="restrict",
        help="The body that gives it in every cycle (S2A-18). Empty: the body that the cycle names for it; where the "
        "regulation names no organ, the deciding body of the cycle.",
    )
    self_scored = fields.Boolean(
        string="Self Score", help="The subject scores itself first; only the final score counts (S2B-02)."
    )
    verified_by = fields.Selection(
        [("leader", "Leader in Charge"), ("organ", "Organ")],
        string="Approved by",
        help="Who says yes to a mark after whoever gave it, and is never the same person (S2A-17, S2A-44).",
    )
    verifier = fields.Char(
        string="Approved by (as Named)",
        help="As the regulation names it (S2A-44: 市统计局). Of an organ each cycle says which body that is.",
    )
    from_letter = fields.Boolean(
        string="Items of the Letter",
        help="Its items are those of the letter of responsibility; their points add up to the maximum (S2A-03).",
    )

    # What the counting methods need; everything else is no part of them.
    count_ids = fields.One2many("cadre.scheme.count", "component_id", string="What Is Counted", copy=True)
    per_item = fields.Float(
        string="Points per Missing Item", digits=(12, 4), help="Checklist: deducted for each item missing (S2B-16)."
    )
    target = fields.Integer(help="Step count: so many earn the whole weight (S2B-18).")
    per_extra = fields.Float(string="Points per Further One", digits=(12, 4))
    has_extra_cap = fields.Boolean(string="Limit on Further Ones")
    extra_cap = fields.Float(string="Further Ones at Most", digits=(12, 4), help="In points.")
    below = fields.Selection(
        [("nothing", "Nothing"), ("proportional", "Its Share")], string="Below the Target", default="nothing"
    )
    has_bonus_cap = fields.Boolean(string="Limit on Bonuses")
    bonus_cap = fields.Float(string="Bonuses at Most", digits=(12, 4), help="In points (S2B-09).")
    trim = fields.Integer(string="Marks Left out", help="Judges: so many of the highest and of the lowest marks.")
    derived_from = fields.Selection(
        [
            ("unit_total", "Total of the Unit"),
            ("unit_component", "A Component of the Unit"),
            ("own_component", "Another Component of the Subject"),
        ],
        default="unit_total",
        help="Whose published points it takes: those of the person's unit, in a cycle decided before (S3-09), or what "
        "was recorded for another component of the subject itself (S3-57).",
    )
    derived_code = fields.Char(string="Code of the Component", help="In the scheme of the unit, or in this one.")
    rule_ref = fields.Char(string="Rules")

    _code_uniq = models.Constraint("UNIQUE(scheme_id, code)", "This code is in use in this scheme.")

    @api.constrains("parent_id", "scheme_id")
    def _check_parent(self):
        if self._has_cycle():
            raise ValidationError(self.env._("A component cannot be a part of itself."))
        for component in self:
            if component.parent_id and component.parent_id.scheme_id != component.scheme_id:
                raise ValidationError(
                    self.env._(
                        "%(component)s: the component above it belongs to another scheme.", component=component.name
                    )
                )

    @api.depends("name", "parent_id.depth")
    def _compute_depth(self):
        for component in self:
            component.depth = component.parent_id.depth + 1 if component.parent_id else 0
            component.indented_name = "\u3000" * component.depth + (component.name or "")

    def _engine_component(self, scale, digits, year=None):
        """This component as the engine takes it in ``year``; ``scale``: its engine scale.

        ``classes``: ids of post classes; ``kinds``: ids of kinds of units.
        """
        self.ensure_one()
        read = self._read_as()
        return engine.Component(
            self.id,
            self.code,
            self.name,
            read.method,
            self._exact_weight(year),
            self.parent_id.id or None,
            scale,
            maximum=exact(read.maximum),
            floor=exact(self.floor) if self.has_floor else None,
            cap=exact(self.cap) if self.has_cap else None,
            missing=self.missing,
            tie_break=self.tie_break,
            classes=frozenset(self.post_class_ids.ids),
            params={"digits": digits, **read._engine_params()},
            kinds=frozenset(self.unit_category_ids.ids),
        )

    def _weight_in(self, year):
        """Its points in a year (S4-P6-02), as a number to be read; ``None``: as the regulation names them."""
        return float(self._stepped(year))

    def _stepped(self, year):
        self.ensure_one()
        return weight_in(year, exact(self.weight), self.step_from, exact(self.step), self.step_until)

    def _years_of_change(self):
        """The years in which one of these weighs otherwise than the year before."""
        return sorted({year for one in self if one.step_from for year in range(one.step_from, one.step_until + 1)})

    def _exact_weight(self, year=None):
        """Its points, exact. Equal parts that four decimals cannot hold (33.3333 of 100, thrice) are equal parts."""
        self.ensure_one()
        parent = self.parent_id
        scheme = self.scheme_id
        parts = parent.child_ids if parent else scheme.component_ids.filtered(lambda one: not one.parent_id)
        parts = parts.filtered(  # those that the same subjects have
            lambda one: (one.post_class_ids, one.unit_category_ids) == (self.post_class_ids, self.unit_category_ids)
        )
        whole, weight = parent._stepped(year) if parent else exact(scheme.full_score), self._stepped(year)
        gap = abs(whole - weight * len(parts))
        equal = all(part._stepped(year) == weight for part in parts)
        return whole / len(parts) if equal and 0 < gap <= Fraction(len(parts), 20_000) else weight

    @api.depends("method")
    def _compute_asks(self):
        for component in self:
            component.asks = " ".join(sorted(component._method().asks))

    def _method(self):
        """Its scoring method, as the engine's registry has it (:mod:`...engine.methods`)."""
        self.ensure_one()
        return method_of(self.method)

    def _read_as(self):
        """The component whose records this one reads, by its method: itself, but for a copy of another one (S3-57)."""
        self.ensure_one()
        if self._method().takes != RESULT or self.derived_from != "own_component":
            return self
        same = self.scheme_id.component_ids.filtered(lambda one: one.code == self.derived_code)
        return same.filtered(lambda one: one._method().takes not in (PARTS, RESULT))[:1] or self

    def _engine_params(self):
        """The numbers of this component's method, exact; nothing of another method."""
        found = {name: getattr(self, f"_param_{name}")() for name in self._method().params}
        return {name: value for name, value in found.items() if value is not None}

    def _param_trim(self):
        return self.trim

    def _param_per_item(self):
        return exact(self.per_item)

    def _param_target(self):
        return self.target

    def _param_per_extra(self):
        return exact(self.per_extra)

    def _param_extra_cap(self):
        return exact(self.extra_cap) if self.has_extra_cap else None

    def _param_below(self):
        return self.below or "nothing"

    def _param_rates(self):
        return {count.code: count._engine_rate() for count in self.count_ids if not count.void}

    def _param_ranges(self):
        return {count.code: (exact(count.low), exact(count.high)) for count in self.count_ids if count.has_range}

    def _param_void(self):
        return frozenset(count.code for count in self.count_ids if count.void)

    def _param_rest(self):
        rest, whole, parts = (
            [one.code for one in self.count_ids if one.share == share] for share in ("rest", "whole", "part")
        )
        return (rest[0], whole[0], tuple(parts)) if rest and whole else None

    def _param_bonus_cap(self):
        return exact(self.bonus_cap) if self.has_bonus_cap else None
