"""A procedure by which posts are filled: steps, their order, days and papers, as data (law 3)."""

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...engine.methods import MARKS, VOTES
from ...engine.schedule import StepError, Task, schedule
from ..clock import today_of
from ..guard import guarded
from ..listing import listed, titled
from ..office import OFFICE, SELECTION
from .words import AUTHORS


class CadreProcedurePartMixin(models.AbstractModel):
    """Part of a procedure: frozen with it."""

    _name = "cadre.procedure.part.mixin"
    _description = "Part of a Procedure"
    _inherit = ["cadre.scheme.part.mixin"]

    def _schemes(self):
        return self.procedure_id


class CadreProcedure(models.Model):
    """Belongs to a regulation and travels in its file; once a selection was begun by it, it stays as it is."""

    _name = "cadre.procedure"
    _description = "Procedure of Selection"
    _inherit = ["cadre.followed.mixin"]
    _listed = "procedures"
    _of_line = "procedure_id"
    _check_company_auto = True
    _order = "regulation_id, sequence, version desc, id"

    _office_groups = (OFFICE, SELECTION)
    regulation_id = fields.Many2one(
        "cadre.regulation", required=True, ondelete="restrict", index=True, check_company=True
    )
    company_id = fields.Many2one(
        "res.company", default=lambda self: self._default_company_id(), help="Empty: shared by all companies."
    )
    previous_id = fields.Many2one("cadre.procedure", string="Previous Version", copy=False, readonly=True)
    subject = fields.Selection(
        [("post", "Posts"), ("rank", "Ranks"), ("reserve", "Reserve"), ("double", "Double Selection")],
        string="What Is Filled",
        default="post",
        required=True,
    )
    criterion_id = fields.Many2one(
        "cadre.criterion",
        string="Conditions",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('parent_id', '=', False)]",
        help="What a candidate must meet. Empty: the office checks by hand.",
    )
    scheme_id = fields.Many2one(
        "cadre.scheme",
        string="Composite Score",
        check_company=True,
        ondelete="restrict",
        index="btree_not_null",
        domain="[('subject_kind', '=', 'candidate'), ('state', '!=', 'retired')]",
        help="How marks, examination and ballot become one total (综合成绩). Empty: nothing is added up.",
    )
    reserve_category_id = fields.Many2one(
        "cadre.category",
        string="Enters the Category",
        ondelete="restrict",
        domain="[('kind', '=', 'reserve')]",
        help="Of a procedure of the reserve: whoever is decided on stands in it once the filing is done.",
    )
    component_ids = fields.One2many(related="scheme_id.component_ids", string="Parts of the Composite Score")
    ratio = fields.Float(
        string="Contenders for a Post", digits=(6, 2), high=100, help="1.5: three for two posts. 0: not asked for."
    )
    differential = fields.Boolean(
        string="More Candidates than Places", help="全程差额: at every step up to the decision (S4-P9-27)."
    )
    time_counts_from = fields.Selection(
        [("decision", "The Decision"), ("announcement", "The Announcement")],
        string="Time in Post Counts from",
        default="decision",
        required=True,
        help="Likewise time in rank (A4-21).",
    )
    cut_off_month = fields.Integer(
        string="Counted to the End of Month",
        high=12,
        help="Time in a post and the like are counted to the last day of this month (1 to 12) of the year in which the "
        "selection begins (S4-P9-24: August). 0: to the day of the check, or as the selection says.",
    )
    probation_months = fields.Integer(
        string="Months of Probation", high=120, help="From the announcement on (S4-P10-36); 0: none."
    )
    term_months = fields.Integer(
        string="Months of the Term of Office", high=240, help="From the announcement on (S4-P10-25); 0: none."
    )
    handover_days = fields.Integer(
        string="Days for the Handover", high=365, help="After the announcement (S4-P10-40); 0: not asked for."
    )
    incumbents_lapse = fields.Boolean(
        string="Posts of Losers Lapse",
        help="Who held a post and did not win it has none from the day on which the winner begins, or from the "
        "decision that cancels the post (S4-P10-39, A4-18).",
    )
    one_per_group = fields.Boolean(
        string="One Post of Each Group",
        help="A person stands for one post of each group of posts at most (S4-P10-10).",
    )
    one_category = fields.Boolean(
        string="One Category a Person",
        help="Who stands in a selection by another procedure of this regulation does not stand here too (S4-P9-30).",
    )
    incumbents_must = fields.Boolean(
        string="Incumbents Must Register",
        help="Who holds one of the posts and has not registered is named in the step of registration (S4-P10-11).",
    )
    most_choices = fields.Integer(
        string="Choices at Most", high=100, help="Of a double selection (S4-P10-27); 0: no limit."
    )
    standby_months = fields.Integer(
        string="Months of Standby",
        high=60,
        help="Of who is not placed by a double selection, with basic pay (S4-P10-33); 0: none.",
    )
    step_ids = fields.One2many("cadre.procedure.step", "procedure_id", string="Steps", copy=True)
    step_count = fields.Integer(string="Number of Steps", compute="_compute_step_count")
    minimum_ids = fields.One2many("cadre.procedure.minimum", "procedure_id", string="Minima", copy=True)
    rule_ref = fields.Char(string="Rules", help="IDs of the rule catalogue, separated by spaces.")
    note = fields.Text()

    _code_version_uniq = models.UniqueIndex("(code, version, COALESCE(company_id, 0))", "This version exists.")

    @api.depends("step_ids")
    def _compute_step_count(self):
        for procedure in self:
            procedure.step_count = len(procedure.step_ids)

    # -- CRUD ------------------------------------------------------------------------------------------------------
    def copy(self, default=None):
        """The steps of a copy wait for steps of the copy."""
        copies = super().copy(default)
        for procedure, new in zip(self, copies, strict=True):
            new._came_from(procedure)
            twins = {step.code: step for step in new.step_ids}
            for step in guarded(procedure.step_ids):
                twins[step.code].after_ids = [Command.set([twins[one.code].id for one in step.after_ids])]
                if step.branch_id:
                    twins[step.code].branch_id = twins[step.branch_id.code]
        return copies

    # -- business --------------------------------------------------------------------------------------------------
    def _as_file(self):
        """With the names of the parts of its score, which its steps give."""
        score = self.scheme_id
        parts = [{"code": part.code, "name": part.name} for part in score.component_ids]
        said = [{"code": self._came_code(score), "name": score.name, "component_ids": parts}] if score else []
        return {**super()._as_file(), "schemes": said}

    def _came_code(self, score):
        return score.origin or score.code

    def _as_it_came(self, found):
        """Its score goes by the code that the scheme came with."""
        here = {one.code: self._came_code(one) for one in self.scheme_id | self.regulation_id.scheme_ids}
        return (
            {**found, "scheme_id": here.get(found["scheme_id"], found["scheme_id"])} if "scheme_id" in found else found
        )

    def _settle(self):
        """A ballot that gives a part of the score has the scale of that part, which came with the scheme."""
        for step in self.step_ids.filtered("scale_id"):
            scale, known = step.scale_id, step.component_id.scale_id
            if known and scale != known and scale.code == known.code:
                step.scale_id = known
                if scale not in self.step_ids.scale_id:
                    scale.unlink()

    def _faults_of_file(self):
        return self._step_problems()

    def _in_use(self):
        begun = [("procedure_id", "in", self.ids), ("state", "!=", "draft")]
        return super()._in_use() | self.env["cadre.selection"].sudo().search(begun).procedure_id

    def _refuse_problems(self):
        """Its steps cannot be followed."""
        if problems := [*self._step_problems(), *self._score_problems()]:
            raise UserError("\n".join(problems))

    def _frozen_text(self, frozen):
        return self.env._(
            "%(procedures)s: a selection goes by it, or it is retired; it stays as it is. Make a new version and "
            "change that.",
            procedures=listed(self.env, frozen.mapped("display_name")),
        )

    def _score_problems(self):
        """Why the score cannot be computed by its scheme, in sentences."""
        self.ensure_one()
        env, scheme = self.env, self.scheme_id
        if scheme and scheme.state != "active":
            yield env._(
                "“%(procedure)s”: its score “%(scheme)s” is not in force. Put that in force first, or choose another.",
                procedure=self.name,
                scheme=scheme.display_name,
            )
        for step in self.step_ids.filtered("component_id"):
            part, method = step.component_id, step.component_id._method()
            fits = {"marks": method.each == "judge", "ballot": method.takes == VOTES, "exam": method.takes == MARKS}
            if part.scheme_id != scheme:
                text = env._("“%(part)s” is no part of its score: choose one of those.", part=part.name)
            elif not fits.get(step.kind):
                text = env._("“%(part)s” is not computed from what this step gives.", part=part.name)
            elif step.kind == "ballot" and part.scale_id != step.scale_id:
                text = env._("“%(part)s” has another scale than the ballot: choose the same.", part=part.name)
            else:
                continue
            yield env._("“%(procedure)s”, “%(step)s”: %(fault)s", procedure=self.name, step=step.name, fault=text)
        for part in scheme.component_ids.filtered(lambda one: not one.child_ids) - self.step_ids.component_id:
            yield env._(
                "“%(procedure)s”: no step gives “%(part)s” of its score. Say so at the step.",
                procedure=self.name,
                part=part.name,
            )
        if len(self.step_ids.filtered(lambda one: one.kind == "exam" and one.scope == "once")) > 1:
            yield env._(
                "“%(procedure)s”: a candidate has one examination; let the other be marks.", procedure=self.name
            )

    def _step_problems(self):
        """What keeps the steps from being followed: sentences that name the steps."""
        self.ensure_one()
        steps = self.step_ids
        if not steps:
            return [self.env._("“%(procedure)s” has no steps yet. Add them.", procedure=self.name)]
        names = {step.code: step.name for step in steps}
        try:
            schedule([Task(step.code, tuple(step.after_ids.mapped("code"))) for step in steps], today_of(self))
        except StepError as error:
            code = error.record
            return [
                self.env._(
                    "“%(procedure)s”: the step “%(step)s” waits for itself: %(ring)s. Take one of the steps before it "
                    "away.",
                    procedure=self.name,
                    step=names.get(code, code),
                    ring=" ← ".join(one.name for one in steps.filtered(lambda one: one.code == code)._ring()),
                )
            ]
        found = [
            self.env._(
                "“%(procedure)s”: “%(step)s” is a ballot: choose its scale.", procedure=self.name, step=step.name
            )
            for step in steps
            if step.kind == "ballot" and not step.scale_id
        ]
        found += [
            self.env._(
                "“%(procedure)s”: of “%(step)s” say after which step, and how that one came out, or neither.",
                procedure=self.name,
                step=step.name,
            )
            for step in steps
            if bool(step.branch_id) != bool(step.branch_outcome)
        ]
        roots = self.criterion_id
        found += [
            self.env._("“%(procedure)s”, conditions: %(fault)s", procedure=self.name, fault=fault)
            for fault in (
                titled(self.env, leaf.display_name, text)
                for leaf, text in (roots._faults(roots._known_codes(), {}, True) if roots else ())
            )
        ]
        return found + [
            self.env._(
                "“%(procedure)s”: “%(step)s” is taken only after a certain outcome of “%(other)s” and must wait for "
                "it.",
                procedure=self.name,
                step=step.name,
                other=step.branch_id.name,
            )
            for step in steps
            if step.branch_id and step.branch_id not in step._all_before()
        ]


class CadreProcedureGroup(models.Model):
    """A group of voters, or of people talked with."""

    _name = "cadre.procedure.group"
    _description = "Group of a Step"
    _inherit = ["cadre.procedure.part.mixin"]
    _order = "step_id, sequence, id"

    step_id = fields.Many2one("cadre.procedure.step", required=True, ondelete="cascade", index=True)
    procedure_id = fields.Many2one(related="step_id.procedure_id")
    company_id = fields.Many2one(related="step_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    rule_ref = fields.Char(string="Rules")


class CadreProcedurePaper(models.Model):
    """A paper without which the step is not done."""

    _name = "cadre.procedure.paper"
    _description = "Paper of a Step"
    _inherit = ["cadre.procedure.part.mixin"]
    _order = "step_id, sequence, id"

    step_id = fields.Many2one("cadre.procedure.step", required=True, ondelete="cascade", index=True)
    procedure_id = fields.Many2one(related="step_id.procedure_id")
    company_id = fields.Many2one(related="step_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    code = fields.Char(required=True)
    name = fields.Char(required=True)
    author = fields.Selection(AUTHORS, string="Written by", required=True, default="office")
    each = fields.Boolean(string="One on Each Candidate", default=True)
    signatures = fields.Integer(high=100, help="So many of the group sign it.")
    section_ids = fields.One2many("cadre.procedure.section", "paper_id", string="Sections", copy=True)
    rule_ref = fields.Char(string="Rules")


class CadreProcedureSection(models.Model):
    _name = "cadre.procedure.section"
    _description = "Section of a Paper of a Step"
    _inherit = ["cadre.procedure.part.mixin"]
    _order = "paper_id, sequence, id"

    paper_id = fields.Many2one("cadre.procedure.paper", required=True, ondelete="cascade", index=True)
    procedure_id = fields.Many2one(related="paper_id.step_id.procedure_id")
    company_id = fields.Many2one(related="paper_id.company_id", store=True, index=True)
    sequence = fields.Integer(default=10)
    name = fields.Char(required=True)
    required = fields.Boolean(default=True)
    rule_ref = fields.Char(string="Rules")
