"""The written opinion of the discipline body on one candidate (S4-P2-17). Whether a case is open is shown to nobody."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..clock import today_of
from ..guard import Step, guarded
from ..organization.res_users import sits_in


class CadreOpinion(models.Model):
    _name = "cadre.opinion"
    _description = "Opinion of the Discipline Body"
    _inherit = ["cadre.of.candidate.mixin", "mail.thread", "mail.activity.mixin", "cadre.guard.mixin"]
    _order = "asked_on desc, id desc"

    _guarded = frozenset(
        {"state", "asked_on", "answered_on", "answered_by_id", "step_id", "selection_id", "candidate_id", "body_id"}
    )
    _locked_states = frozenset({"answered"})
    _steps = (
        Step("answer", ("asked",), "answered", "_may_answer", whose="_answerers"),
        Step("take_back", ("answered",), "asked", "_may_take_back", reason=True, whose="_answerers"),
    )

    step_id = fields.Many2one("cadre.selection.step", string="For the Step", ondelete="cascade", index=True)
    selection_id = fields.Many2one("cadre.selection", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="selection_id.company_id", store=True, index=True)
    candidate_id = fields.Many2one("cadre.candidate", required=True, ondelete="cascade", index=True, string="On")
    employee_id = fields.Many2one(related="candidate_id.employee_id", store=True, index=True)
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index="btree_not_null", string="Whose User")
    name = fields.Char(related="candidate_id.name", string="Name of the Person")
    post_text = fields.Char(related="candidate_id.post_text")
    unit_text = fields.Char(related="candidate_id.unit_text")
    for_post = fields.Char(related="candidate_id.post_id.name", string="For the Post")
    body_id = fields.Many2one("cadre.body", string="Discipline Body", required=True, readonly=True, index=True)
    asked_on = fields.Date(readonly=True)
    answer = fields.Selection(
        [("clear", "No Objection"), ("postpone", "To Be Postponed"), ("against", "Against")],
        string="Opinion Given",
        tracking=True,
    )
    text = fields.Text(string="In Writing", help="文字说明")
    state = fields.Selection(
        [("asked", "Asked for"), ("answered", "Opinion Received")],
        default="asked",
        required=True,
        copy=False,
        tracking=True,
    )
    answered_on = fields.Date(readonly=True, copy=False)
    answered_by_id = fields.Many2one("res.users", readonly=True, copy=False)

    _once = models.Constraint("UNIQUE(step_id, candidate_id)", "The opinion on this person is asked for already.")

    # -- whose work ------------------------------------------------------------------------------------------------
    def _may_answer(self):
        return bool(sits_in(self.env.user, self.sudo().body_id)) and not self._is_own()

    def _may_take_back(self):
        return self._may_answer() and self.sudo().step_id.state == "open"

    def _answerers(self):
        return self.sudo().body_id._members_on(today_of(self)).user_id

    def _refuse_others(self):
        for opinion in self:
            if not opinion._may_answer():
                raise UserError(self.env._("%(body)s writes its opinion itself.", body=opinion.sudo().body_id.name))

    def write(self, vals):
        """What the discipline body says, it writes itself."""
        if not self._is_trusted() and vals.keys() & {"answer", "text"}:
            self._refuse_others()
        return super().write(vals)

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_answer(self):
        for opinion in self:
            if not opinion.answer or not (opinion.text or "").strip():
                raise UserError(self.env._("%(person)s: enter the opinion and its text.", person=opinion.name))
            opinion._take("answer", answered_on=today_of(opinion), answered_by_id=self.env.uid)
        return True

    def action_take_back(self):
        return self._ask_reason("take_back")

    def _reason_take_back(self, reason):
        self._take("take_back", answered_on=False, answered_by_id=False)
        for opinion in self:
            opinion.sudo().message_post(body=self.env._("Taken back: %(reason)s", reason=reason))
        return True

    # -- business --------------------------------------------------------------------------------------------------
    @api.model
    def _ask_for(self, step):
        """One for each candidate the step is about."""
        step = guarded(step.sudo())
        missing = step._field() - step.opinion_ids.candidate_id
        if not step.selection_id.discipline_body_id:
            return
        step.opinion_ids.create(
            [
                {
                    "step_id": step.id,
                    "selection_id": step.selection_id.id,
                    "candidate_id": one.id,
                    "body_id": step.selection_id.discipline_body_id.id,
                    "asked_on": today_of(step),
                }
                for one in missing
            ]
        )
