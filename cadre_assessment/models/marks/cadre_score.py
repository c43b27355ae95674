"""Marks, counts and figures that are neither a report, an event nor a ballot."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, ValidationError

from ...engine.methods import FIGURE, MARKS, PERIODS, codes
from ..company import company_of
from ..cycle.cadre_cycle_body import ORGANS
from ..guard import Step, guarded
from ..listing import listed, of_year

COUNTED = ("done", "missing")
ENTERED = codes(entered=True)
"""Methods whose input is a score."""
SINGLE = codes(entered=True, each="")
"""Methods that take one mark a subject."""
SELF_FIELDS = frozenset({"self_value", "self_note", "has_self"})
"""What the subject says himself, in the phase of self-evaluation (S2B-02)."""
NOT_VERIFIED = {"verified_by_id": False, "verified_on": False, "verified_text": False}
"""Values of a mark that waits for a second hand, or needs none."""


class CadreScore(models.Model):
    """One input of one component for one subject (A0-1: the committee's mark out of 100).

    Where the scheme asks for it the subject gives his own mark first (S2B-02): in the state ``self``, in which nobody
    has entered the final one yet. Later he sees the line no more until the result is published.
    """

    _name = "cadre.score"
    _description = "Entered Mark"
    _inherit = [
        *("cadre.offered.mixin", "cadre.keys.mixin", "cadre.guard.mixin", "cadre.subject.mixin", "mail.thread"),
        "cadre.absent.mixin",
        "cadre.grid.mixin",
    ]
    _rec_names_search = ["employee_id", "subject_unit_id", "component_id", "label"]
    _absent = {"value": "entered"}
    _check_company_auto = True
    _order = "cycle_id, component_id, employee_id, subject_unit_id, id"

    _chosen = ("cadre.cycle", "takes_scores")
    _guarded = frozenset({"entry_user_id", "head_id"})
    _keys = frozenset({"cycle_id", "component_id", "employee_id", "subject_unit_id", "count_id", "item_id"}) | {
        *("rater_id", "label")
    }
    _locked_states = frozenset({"confirmed"})
    _steps = (
        Step("hand_in", ("self",), "draft", "_may_hand_in", own=True, whose="_subjects"),
        Step("ask_self", ("draft",), "self", "_may_ask_self"),
        Step("confirm", ("draft",), "confirmed", "_may_enter"),
        Step("reopen", ("confirmed",), "draft", "_may_enter"),
    )

    cycle_id = fields.Many2one(
        "cadre.cycle", required=True, ondelete="restrict", index=True, check_company=True,
        domain="[('takes_scores', '=', True)]",
    )  # fmt: skip
    company_id = company_of("cycle_id")
    scheme_id = fields.Many2one(related="cycle_id.scheme_id")
    subject_kind = fields.Selection(related="cycle_id.scheme_id.subject_kind")
    component_id = fields.Many2one(
        "cadre.scheme.component",
        required=True,
        ondelete="restrict",
        index=True,
        domain=f"[('scheme_id', '=', scheme_id), ('method', 'in', {list(ENTERED)})]",
    )
    head_id = fields.Many2one(readonly=True, copy=False, help="A unit's mark is the mark of its head as well.")
    count_id = fields.Many2one(
        "cadre.scheme.count",
        string="What Is Counted",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('component_id', '=', component_id)]",
        help="Of a component that counts several things: which one the figure is of (S2B-07 … S2B-33).",
    )
    item_id = fields.Many2one(
        "cadre.work.item", string="Item of the Letter", ondelete="restrict", index=True, help="The item it is about."
    )
    value = fields.Float(digits=(16, 4), string="Mark", aggregator="avg", low=None)
    maximum = fields.Float(related="component_id.maximum", aggregator=None)
    entered = fields.Boolean(readonly=True, copy=False, help="A mark was entered: no mark is not a zero (G12).")
    self_value = fields.Float(digits=(16, 4), string="Own Mark", aggregator=None, low=None, help="自评分 (S2B-02)")
    has_self = fields.Boolean(string="Own Mark Given", readonly=True, copy=False)
    self_only = fields.Boolean(
        string="Own Mark Only",
        readonly=True,
        help="The subject's own points for a component of several figures: shown beside the final ones, never counted.",
    )
    self_note = fields.Char(string="Own Grounds", help="What the subject's own mark rests on.")
    label = fields.Char(help="What it is about, where a component has several: a project, a judge, a month.")
    rater_id = fields.Many2one("hr.employee", help="The judge, where a component takes the mean of several.")
    entry_user_id = fields.Many2one(
        "res.users",
        string="Entered By",
        readonly=True,
        copy=False,
        index=True,
        help="Leader in charge or section head who gives this mark. The assessment office may enter it as well.",
    )
    scoring_body_id = fields.Many2one(
        "cadre.body",
        string="Scoring Organ",
        compute="_compute_scoring_body_id",
        store=True,
        compute_sudo=True,
        index=True,
        help="Its members enter this mark (S2A-14, S2A-18).",
    )
    evidence = fields.Char(help="Document or minutes it rests on.")
    state = fields.Selection(
        [("self", "Self-evaluation"), ("draft", "Draft"), ("confirmed", "Confirmed")],
        default="draft",
        required=True,
        copy=False,
        tracking=True,
    )
    confirmed_by_id = fields.Many2one("res.users", readonly=True, copy=False)
    confirmed_on = fields.Datetime(readonly=True, copy=False)

    # -- computed --------------------------------------------------------------------------------------------------
    @api.depends("component_id.scoring_body_id", "subject_unit_id.comparison_group_id", *ORGANS)
    def _compute_scoring_body_id(self):
        """What the cycle says, for the group of the unit; else the scheme."""

        def place(score):
            return score.cycle_id, score.component_id, score.subject_unit_id.comparison_group_id

        for (cycle, component, group), scores in self.grouped(place).items():
            scores.scoring_body_id = cycle._organ_of(component, group) if cycle else False  # none yet in a new form

    @api.depends(
        "cycle_id", "employee_id", "subject_unit_id", "component_id.name", "item_id.name", "count_id.name", "label"
    )
    @api.depends_context("lang")
    def _compute_display_name(self):
        for score in self:
            what = score.item_id.sudo().name or score.count_id.name or score.component_id.name or ""
            name = ", ".join(filter(None, (score._subject_name(), what, score.label)))
            score.display_name = of_year(score, name)

    # -- what fits -------------------------------------------------------------------------------------------------
    @api.constrains("component_id", "cycle_id", "value", "self_value", "item_id", "count_id")
    def _check_mark(self):
        for score in self:
            component = score.component_id
            if component.scheme_id != score.cycle_id.scheme_id:
                raise ValidationError(
                    self.env._("%(score)s: the component belongs to another scheme.", score=score.display_name)
                )
            if score.count_id and score.count_id.component_id != component:
                raise ValidationError(
                    self.env._("%(score)s: this is not counted for the component.", score=score.display_name)
                )
            if problem := score._range_problem(score.value) or score._range_problem(score.self_value):
                raise ValidationError(self.env._("%(score)s: %(problem)s", score=score.display_name, problem=problem))

    def _range_problem(self, value):
        """What is wrong with ``value`` as a mark of this line, or False."""
        low, high = self._range()
        if low <= value <= high or not value:
            return False
        if high == float("inf"):
            return self.env._("it cannot be less than 0.")
        return self.env._(
            "a mark is between %(minimum)g and %(maximum)g, not %(value)g.", minimum=low, maximum=high, value=value
        )

    def _range(self):
        """The lowest and the highest mark this line takes."""
        component = self.component_id
        if self.count_id.has_range:  # 0: it did not happen
            return self.count_id.low, self.count_id.high
        takes = component._method().takes
        if takes in (MARKS, PERIODS):
            return 0, self.item_id.points if self.item_id else component.maximum
        return (float("-inf") if takes == FIGURE else 0), float("inf")

    def _fixed_keys(self):
        """What the line is about may be named as long as nothing is entered: a project, a month."""
        return super()._fixed_keys() - (frozenset() if self.entered or self.has_self else {"label"})

    # -- create, write ---------------------------------------------------------------------------------------------
    def _refuse_others(self):
        """Nobody enters his own mark, and nobody one that another gives: the rules of access are wider than that."""
        if self._is_trusted():
            return
        for score in self:
            if score._is_own():
                raise AccessError(self.env._("%(score)s: nobody enters his own mark.", score=score.display_name))
            if problem := score._nobody_scores():
                raise AccessError(self.env._("%(score)s: %(problem)s", score=score.display_name, problem=problem))
            if not score._is_enterer():
                raise AccessError(
                    self.env._("%(score)s: you are not the one to enter this mark.", score=score.display_name)
                )

    @api.model_create_multi
    def create(self, vals_list):
        scores = super().create(vals_list)
        headless = scores.sudo().filtered(lambda score: score.subject_unit_id and not score.head_id)
        for unit, lines in headless.grouped("subject_unit_id").items():
            guarded(lines).write({"head_id": unit.manager_id.id})
        scores._refuse_others()
        given = [score.id for score, vals in zip(scores, vals_list, strict=True) if "value" in vals]
        if given:
            guarded(scores.sudo().browse(given)).write({"entered": True})
        return scores

    def write(self, vals):
        """The final mark by who enters it, the own one by the subject while he is asked for it."""
        if self._is_trusted():
            return super().write(vals)
        if vals.keys() <= SELF_FIELDS:
            return self._write_self(vals)
        self._refuse_others()
        if vals.keys() & {"value", "self_value"}:
            self._refuse_in_self_phase(vals)
        result = super().write(vals)
        self._refuse_others()
        if "value" in vals:
            guarded(self.sudo()).filtered(lambda score: not score.entered).write({"entered": True})
        return result

    def _write_self(self, vals):
        self._refuse_step("hand_in")
        values = {name: value for name, value in vals.items() if name != "has_self"}
        if "self_value" in vals:
            values["has_self"] = True
        guarded(self.sudo()).write(values)
        return True

    def _refuse_in_self_phase(self, vals):
        for score in self:
            if score.state == "self" or "self_value" in vals:
                raise AccessError(
                    self.env._(
                        "%(score)s: the subject's own mark comes first; the final one is entered after it.",
                        score=score.display_name,
                    )
                )

    # -- items of letters ----------------------------------------------------------------------------------------------
    def _move_to(self, item):
        """Go on as the line of ``item``; a mark that the new points do not bear is to be entered again."""
        self.ensure_one()
        values = {"item_id": item.id, "label": item.name, "component_id": item.component_id.id, **NOT_VERIFIED}
        if self.value > item.points or self.self_value > item.points:
            self.write({"value": 0, "self_value": 0, "confirmed_by_id": False, "confirmed_on": False})
            values |= {"entered": False, "has_self": False, "state": "draft"}
        self.write(values)

    def _drop(self):
        """Remove lines of items that are gone; what was entered is kept in words."""
        for plan, scores in self.grouped(lambda score: score.item_id.plan_id).items():
            given = scores.filtered("entered")
            if given:
                note = self.env._(
                    "Marks of items that the new version no longer has: %(marks)s",
                    marks=listed(self.env, [f"{one.label} {one.value:g}" for one in given]),
                )
                plan.sudo().message_post(body=note)
                self.env["cadre.step.log"]._write_down(plan, "drop", {}, None, {plan.id: note})
        self.unlink()

    @api.constrains("value", "entered", "count_id")
    def _check_proportion(self):
        """No more is done or missing than was required: refused with both figures, by whichever is entered last."""
        lines = self.filtered(lambda score: score.entered and score.component_id._method().roles)
        for sums in lines._sums_of_counts().values():
            required = sums.get("required")
            for code in COUNTED:
                if not required or code not in sums or sums[code][0] <= required[0]:
                    continue
                raise ValidationError(
                    self.env._(
                        "%(score)s: %(value)g, but %(label)s: %(required)g. No more can be done or missing than was "
                        "required: correct the figure that is wrong.",
                        score=sums[code][1].display_name,
                        value=sums[code][0],
                        label=required[1].count_id.name,
                        required=required[0],
                    )
                )

    def _sums_of_counts(self):
        """{(cycle, component, subject): {code of what is counted: (sum of what was entered, one line of it)}} of the
        subjects of these lines. One query."""
        found = {}
        if not self:
            return found
        mine = {line._counted_for() for line in self}
        lines = self.sudo().search(
            [
                ("cycle_id", "in", self.cycle_id.ids),
                ("component_id", "in", self.component_id.ids),
                ("entered", "=", True),
                ("self_only", "=", False),
                "|",
                ("employee_id", "in", self.employee_id.ids),
                ("subject_unit_id", "in", self.subject_unit_id.ids),
            ]
        )
        for line in lines:
            key = line._counted_for()
            if key in mine:
                sums = found.setdefault(key, {})
                before, _line = sums.get(line.count_id.code, (0, None))
                sums[line.count_id.code] = (before + line.value, line)
        return found

    def _counted_for(self):
        return self.cycle_id.id, self.component_id.id, self.employee_id.id, self.subject_unit_id.id

    def _cells_written(self):
        result = super()._cells_written()
        self._check_proportion()
        return result
