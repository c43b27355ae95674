"""What a candidate may know of himself: for which post he stands, and what came of it. Nothing of others."""

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import SQL

from ..guard import guarded
from .reasons_said import said


class CadreRegistration(models.Model):
    """Written by the server. Who was brought forward by others learns of it by the public notice."""

    _name = "cadre.registration"
    _description = "My Registration"
    _inherit = ["cadre.server.only.mixin"]
    _order = "registered_on desc, id desc"

    candidate_id = fields.Many2one("cadre.candidate", required=True, ondelete="cascade", index=True, readonly=True)
    company_id = fields.Many2one(related="candidate_id.company_id", store=True, index=True)
    user_id = fields.Many2one(related="candidate_id.user_id", store=True, index=True, string="User of the Person")
    name = fields.Char(string="Selection", required=True, readonly=True)
    post = fields.Char(string="For the Post", readonly=True)
    registered_on = fields.Datetime(readonly=True)
    channel = fields.Selection(related="candidate_id.channel")
    recommended_by = fields.Char(related="candidate_id.recommended_by")
    statement = fields.Text(related="candidate_id.statement")
    takes_other = fields.Boolean(related="candidate_id.takes_other")
    outcome = fields.Selection(
        [
            ("running", "Under Way"),
            ("shown", "In the Public Notice"),
            ("appointed", "Appointed"),
            ("out", "Not Taken"),
            ("withdrawn", "Withdrawn by Yourself"),
        ],
        required=True,
        readonly=True,
        default="running",
    )
    reason = fields.Text(string="Reason Written", readonly=True, help="By who put him out.")
    why = fields.Json(readonly=True, help="By a rule: it is said in the language of whoever reads it.")
    reason_text = fields.Text(
        string="Reason", compute="_compute_reason_text", compute_sudo=True,
        help="Why he was not taken, as far as it is about himself alone.",
    )  # fmt: skip
    withdraw_until = fields.Date(string="Withdrawal Until", compute="_compute_may_withdraw")
    may_withdraw = fields.Boolean(compute="_compute_may_withdraw")

    _once = models.Constraint("UNIQUE(candidate_id)", "He is registered already.")

    @api.depends("outcome", "candidate_id.state")
    def _compute_may_withdraw(self):
        for one in self:
            candidate = one.sudo().candidate_id
            steps = candidate.selection_id._registrations(candidate.post_id)
            one.withdraw_until = steps[:1].withdraw_until
            one.may_withdraw = (
                candidate.by_himself
                and one.outcome == "running"
                and candidate.selection_id.state == "running"
                and any(step._may_withdraw_today() for step in steps)
            )

    @api.depends("reason", "why")
    @api.depends_context("lang")
    def _compute_reason_text(self):
        for one in self:
            one.reason_text = said(self.env, one.why, one.reason) or False

    @api.model
    def _tell(self, candidates, outcome):
        """Let these candidates know how they stand. Server only."""
        rows = self.sudo()
        known = rows.search([("candidate_id", "in", candidates.ids)])
        known.write({"outcome": outcome, "reason": False, "why": False})
        rows.create(
            [
                {
                    "candidate_id": one.id,
                    "name": one.selection_id.name,
                    "post": one.post_id.name,
                    "registered_on": one.registered_on,
                    "outcome": outcome,
                }
                for one in candidates.sudo() - known.candidate_id
            ]
        )

    # -- by his own hand -------------------------------------------------------------------------------------------
    @api.model
    def _enter(self, number, values):
        """The current user registers himself for the post with this number; nobody registers another one.

        :raises UserError: it is closed, does not concern him, or he stands for a post of the group already
        """
        opening = self.env["cadre.opening"]
        post = opening._refuse_closed(number)
        if post.selection_id.procedure_id.subject == "double":
            raise UserError(self.env._("“%(post)s” is filled by double selection: choose it instead.", post=post.name))
        self._hold(post)
        post = opening._refuse_closed(number)
        candidate = self.env["cadre.candidate"].sudo()._stand(opening._me(post.selection_id), post, values)
        self._tell(candidate, "running")
        mine = self.search([("candidate_id", "=", candidate.id)])
        guarded(mine.sudo()).registered_on = candidate.registered_on
        return mine

    def _hold(self, post):
        """The step cannot be closed while somebody registers: who comes second sees what the first has done."""
        steps = post.selection_id._registrations(post)
        self.env.cr.execute(
            SQL("SELECT 1 FROM cadre_selection_step WHERE id IN %s ORDER BY id FOR SHARE", tuple(steps.ids))
        )
        steps.invalidate_recordset(["state", "done_on", "closes_at"])

    def action_withdraw(self):
        """Take one's own registration back, until the day that is said."""
        self.ensure_one()
        self.check_access("read")
        candidate = self.sudo().candidate_id
        if self.user_id != self.env.user or candidate.user_id != self.env.user:
            raise UserError(self.env._("Nobody withdraws the registration of another one."))
        if self.outcome != "running" or not candidate.by_himself:
            raise UserError(
                self.env._("“%(selection)s”: there is no registration of yours to withdraw.", selection=self.name)
            )
        if not self.may_withdraw:
            raise UserError(
                self.env._(
                    "“%(selection)s”: the time for withdrawing is over. Ask the selection office.", selection=self.name
                )
            )
        candidate._put_out_by_rule("withdrawn")
        self.sudo().write({"outcome": "withdrawn", "reason": False, "why": False})
        return True
