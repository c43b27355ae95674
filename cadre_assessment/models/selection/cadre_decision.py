"""What a body decides in a selection: names one by one, each with its votes; steps that are left out."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..listing import listed
from ..meeting import vote
from ..organization.cadre_family_member import relatives_of
from .cadre_appointment_form import WITH_FORM
from .problems import told


class CadreDecision(models.Model):
    _name = "cadre.decision"
    _inherit = ["cadre.kin.standing.mixin", "cadre.decision"]

    _occasions = ("selection_id",)
    _kin_may_take = frozenset({"approve", "return", "undo"})  # who presides is no relative (:mod:`..meeting.recusal`)

    selection_id = fields.Many2one("cadre.selection", ondelete="restrict", index="btree_not_null", check_company=True)
    step_id = fields.Many2one(
        "cadre.selection.step",
        ondelete="restrict",
        index="btree_not_null",
        domain="[('selection_id', '=', selection_id), ('kind', 'in', ('decision', 'shortlist'))]",
        help="Which step of the selection it takes; empty: it only says which steps are left out.",
    )
    name_ids = fields.One2many("cadre.decision.name", "decision_id", string="Names", copy=False)
    left_out_step_ids = fields.Many2many(
        "cadre.selection.step",
        "cadre_decision_left_out_rel",
        string="Steps Left Out",
        domain="[('selection_id', '=', selection_id), ('state', '=', 'open')]",
        copy=False,
    )

    # -- CRUD ------------------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        vals_list = [{**vals, "vote_by": "line"} if vals.get("step_id") else vals for vals in vals_list]
        decisions = super().create(vals_list)
        for decision in decisions.filtered("step_id"):
            decision._refuse_foreign_step()
            decision._fill_names()
        return decisions

    def write(self, vals):
        result = super().write(vals)
        if vals.keys() & {"step_id", "left_out_step_ids"}:
            for decision in self:
                decision._refuse_foreign_step()
        return result

    def get_formview_id(self, access_uid=None):
        """Links open the page of names, where the one beside results speaks of grades."""
        if len(self) == 1 and self.selection_id:
            return self.env.ref("cadre_assessment.cadre_decision_view_form_selection").id
        return super().get_formview_id(access_uid)

    def _refuse_foreign_step(self):
        steps = self.sudo().step_id | self.sudo().left_out_step_ids
        if steps.selection_id - self.sudo().selection_id:
            raise UserError(self.env._("“%(name)s”: choose steps of its own selection.", name=self.name))

    @api.onchange("selection_id")
    def _onchange_selection_id(self):
        if self.selection_id:
            self._onchange_occasion()

    @api.model
    def _of_step(self, step):
        """The decision that takes ``step``: the one being prepared, else a new draft with the names in the field."""
        found = self.search([("step_id", "=", step.id), ("state", "in", ("draft", "submitted"))], limit=1)
        selection = step.selection_id
        return found or self.create(
            {
                "name": self.env._("%(selection)s: %(step)s", selection=selection.name, step=step.display_name),
                "selection_id": selection.id,
                "step_id": step.id,
                "body_id": selection.body_id.id,
            }
        )

    def _fill_names(self):
        """A line for each candidate the step is about."""
        self.ensure_one()
        rows = self.sudo().name_ids
        missing = self.step_id._field() - rows.candidate_id
        rows.create([{"decision_id": self.id, "candidate_id": one.id} for one in missing])

    def action_fill_names(self):
        """Take in those who came into the field since, and nobody who has left it."""
        self.check_access("write")
        for decision in self:
            decision._refuse_locked(None)
            field = decision.step_id._field()
            decision.sudo().name_ids.filtered(lambda one, field=field: one.candidate_id not in field).unlink()
            decision._fill_names()
        return True

    # -- who -------------------------------------------------------------------------------------------------------
    def _who_stands(self):
        """Who is on its list; of a decision that only leaves steps out, who stands in the selection."""
        return self.name_ids.candidate_id.employee_id if self.step_id else self.selection_id._who_stands()

    # -- what the meeting asks -------------------------------------------------------------------------------------
    def _about(self, people):
        """By candidate: himself, or a relative of his."""
        found = super()._about(people)
        candidates = self.sudo().name_ids.candidate_id
        if not people or not candidates:
            return found
        kin = relatives_of(people)
        for one in candidates:
            person = one.employee_id
            concerned = (people.sudo() & person) | kin.get(person, people.browse()).sudo()
            if concerned:
                found[one] = concerned
        return found

    def _problems(self, confirmers):
        if not self.selection_id:
            return super()._problems(confirmers)
        known = self.sudo()  # the whole list, also the lines about whoever asks or a relative of his
        return [*vote.who_problems(known, confirmers)] or [*known._selection_problems()]

    def _selection_problems(self):
        """What is missing: of the step, of the meeting, of the votes on each name."""
        env, step = self.env, self.sudo().step_id
        if step:
            yield from dict.fromkeys(told(env, step._problems()).values())
            if step.state != "open":
                yield env._("“%(step)s” is done already.", step=step.display_name)
            if not self.name_ids:
                yield env._("There is nobody on the list.")
            if self.vote_by != "line":
                yield env._("Each name of a selection is voted on by itself: choose “Person by Person”.")
        elif not self.left_out_step_ids:
            yield env._("Say which step it takes, or which steps are left out.")
        yield from vote.vote_problems(self)
        for line in self.name_ids:
            yield from line._objections()

    def _voted_lines(self):
        return self.name_ids if self.step_id else super()._voted_lines()

    def _apply(self):
        """The step is done by it; who was voted down is out, who is put off stays where he is."""
        result = super()._apply()
        step = self.step_id
        if not step:
            return result
        step._hold()
        if step.kind == "decision" and self.selection_id.procedure_id.subject in WITH_FORM:
            self.env["cadre.appointment.form"]._freeze(self)
        for line in self.name_ids:
            candidate = line.candidate_id
            line.before = candidate.state
            if line.outcome == "carried":
                candidate._advance("listed" if step.kind == "shortlist" else "decided")
            elif line.outcome == "missed":
                candidate._put_out_by_rule("voted_down", decision=self.name)
        step.acted_on = step.acted_on or self.date
        step._finish()
        return result

    def _refuse_undo(self):
        result = super()._refuse_undo()
        step = self.sudo().step_id
        later = step._done_after() if step else step
        if later:
            raise UserError(
                self.env._(
                    "“%(name)s” can no longer be undone: %(steps)s rest on it.",
                    name=self.name,
                    steps=listed(self.env, later.mapped("name")),
                )
            )
        return result

    def _unapply(self):
        """The step is open again, and everybody stands where he stood before it."""
        result = super()._unapply()
        step = self.step_id
        if step:
            self.env["cadre.appointment.form"]._thaw(self)
            for line in self.name_ids:
                line._restore()
            step._open_again()
            step.acted_on = False
        return result


class CadreDecisionName(models.Model):
    """One name, with the votes of the members on it (逐一表决)."""

    _name = "cadre.decision.name"
    _description = "Name in a Decision"
    _inherit = ["cadre.voted.line.mixin", "cadre.kin.mixin", "cadre.guard.child.mixin"]
    _rec_name = "candidate_id"
    _order = "decision_id, id"

    _guard_parent = "decision_id"
    _about_whom = ("candidate_id.employee_id",)

    decision_id = fields.Many2one("cadre.decision", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="decision_id.company_id", store=True, index=True)
    selection_id = fields.Many2one(related="decision_id.selection_id", store=True, index=True)
    candidate_id = fields.Many2one(
        "cadre.candidate",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index="btree_not_null", string="Whose User")
    has_total = fields.Boolean(related="candidate_id.has_total")
    total = fields.Float(related="candidate_id.total", aggregator=None)
    rank = fields.Integer(related="candidate_id.rank", aggregator=None)
    standing = fields.Selection(related="candidate_id.standing")
    before = fields.Char(string="Stood before", readonly=True, copy=False)
    said = fields.Text(
        string="What Was Said on Him",
        copy=False,
        help="Read by whoever reads this line: not by himself, a relative or a rival, though they sit in the body.",
    )

    _once = models.Constraint("UNIQUE(decision_id, candidate_id)", "This name stands in this decision already.")

    def _about_key(self):
        return self.candidate_id.sudo()

    def action_dossier(self):
        """What lies on the table about this name."""
        return self.candidate_id.action_dossier()

    def _stays_open(self):
        """Who has no majority is out by that vote; who is put off stays where he is."""
        return self.outcome == "postponed"

    def _own_people(self):
        return self.sudo().candidate_id.employee_id

    def _is_own(self):
        """Nobody writes down the votes on himself."""
        return self.sudo().candidate_id._is_own()

    def _objections(self):
        """Why nobody may be decided on against the discipline body (S4-P2-17)."""
        opinions = self.candidate_id.sudo().opinion_ids.filtered(lambda one: one.state == "answered")
        bars = self.decision_id.step_id.sudo().kind == "decision" and any(one.answer != "clear" for one in opinions)
        if bars and self.outcome == "carried":
            yield self.env._(
                "%(name)s: the discipline body is against it, or asks to wait. Postpone him, or let the vote say no.",
                name=self.candidate_id.sudo().name,
            )

    def _restore(self):
        if self.before and self.candidate_id.state != self.before:
            self.candidate_id.write({"state": self.before, "out_reason": False, "out_why": False, "out_on": False})
