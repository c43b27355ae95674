"""Somebody else says yes to a mark that was given (审定 / 审核).

S2A-17: what the committee of a group scores, the leader in charge of the unit approves. S2A-44: what the departments
score, the bureau of statistics verifies. A mark that nobody has approved yet counts all the same, and is a gap of the
year (:mod:`..decision.gaps`): the body that decides says why it goes on without.
"""

from odoo import api, fields, models

from ..guard import LOG_TOGETHER, Step, guarded
from ..guard.notes import note_each
from ..states import RUNNING
from .cadre_score import NOT_VERIFIED

UNVERIFIED = (
    ("state", "=", "confirmed"),
    ("component_id.verified_by", "!=", False),
    ("verified_on", "=", False),
)
"""Marks that wait for the word of who verifies them."""
VERIFYING = ("cycle_id.body_ids.verified_component_ids", "cycle_id.body_ids.body_id", "cycle_id.body_ids.role")
"""What decides which body of a cycle verifies a part of the score."""


class CadreScore(models.Model):
    _inherit = "cadre.score"

    _guarded = frozenset({"leader_id", "given_by_id", *NOT_VERIFIED})
    _evidence = frozenset({"verified_by_id"})
    _steps = (
        Step("reopen", ("confirmed",), "draft", "_may_reopen"),
        Step("verify", ("confirmed",), None, "_may_verify", whose="_verifiers"),
        Step("send_back", ("confirmed",), "draft", "_may_send_back", reason=True, whose="_verifiers"),
        Step("verified_on_paper", ("confirmed",), None, "_may_note_verified", reason=True),
    )

    verified_by = fields.Selection(related="component_id.verified_by")
    given_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, help="Who entered the mark that stands there."
    )
    leader_id = fields.Many2one(
        "hr.employee", string="Leader in Charge", readonly=True, copy=False, index="btree_not_null", ondelete="restrict"
    )
    leader_user_id = fields.Many2one(
        related="leader_id.user_id", store=True, index="btree_not_null", string="User of the Leader"
    )
    verifying_body_id = fields.Many2one(
        "cadre.body",
        string="Verifying Organ",
        compute="_compute_verifying_body_id",
        store=True,
        compute_sudo=True,
        index="btree_not_null",
        help="Its members verify this mark (S2A-44).",
    )
    verified_by_id = fields.Many2one("res.users", string="Approved By", readonly=True, copy=False)
    verified_on = fields.Datetime(string="Approved On", readonly=True, copy=False)
    verified_text = fields.Char(
        string="Approved on Paper", readonly=True, copy=False, help="The signed sheet, as the office noted it."
    )

    @api.depends("component_id.verified_by", "subject_unit_id.comparison_group_id", *VERIFYING)
    def _compute_verifying_body_id(self):
        def place(score):
            return score.cycle_id, score.component_id, score.subject_unit_id.comparison_group_id

        for (cycle, component, group), scores in self.grouped(place).items():
            by_body = cycle and component.verified_by == "organ"
            scores.verifying_body_id = cycle._verifier_of(component, group) if by_body else False

    # -- who may ---------------------------------------------------------------------------------------------------
    def _verifiers(self):
        """Whose word it waits for."""
        if self.verified_by == "leader":
            return self.leader_user_id
        return self.verifying_body_id._members_today().user_id

    def _others_than_given(self):
        """Whether the current user is none of those who gave or confirmed this mark, by whatever account."""
        givers = self.given_by_id | self.confirmed_by_id | self.entry_user_id
        return self.env.user not in givers._cadre_accounts(self._own_since())

    def _is_verifier(self):
        known = self.sudo()
        return (
            bool(known.component_id.verified_by)
            and self.env.user in known._verifiers()
            and known._others_than_given()
            and known.cycle_id.state in RUNNING
        )

    def _may_verify(self):
        return not self.verified_on and self._is_verifier()

    def _may_send_back(self):
        """Who verifies it, also when he has done so already."""
        return self._is_verifier()

    def _may_note_verified(self):
        """The office, for a sheet signed on paper; nobody notes it of a mark that he gave or confirmed."""
        known = self.sudo()
        waits = bool(known.component_id.verified_by) and not known.verified_on and known.cycle_id.state in RUNNING
        return waits and self._is_office() and known._others_than_given()

    def _may_reopen(self):
        """Whoever enters it; what is approved comes back only from who approved it."""
        return not self.sudo().verified_on and self._may_enter()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_verify(self):
        """These marks are approved by the leader in charge, or verified by the organ (several at once)."""
        return self._take("verify", verified_by_id=self.env.uid, verified_on=fields.Datetime.now())

    def action_send_back(self):
        """Back to who gave them, with a reason."""
        return self._ask_reason("send_back")

    def action_verified_on_paper(self):
        """The office notes the signed sheet."""
        return self._ask_reason("verified_on_paper")

    def _reason_send_back(self, reason):
        marks = self.sudo()
        givers = {mark: mark.given_by_id | mark.confirmed_by_id for mark in marks}
        self._take("send_back", confirmed_by_id=False, confirmed_on=False, **NOT_VERIFIED)
        body, author = self.env._("Returned: %(reason)s", reason=reason), self.env.user.partner_id.id
        if len(marks) <= LOG_TOGETHER:
            for mark in marks:
                mark.message_post(body=body, partner_ids=givers[mark].partner_id.ids, author_id=author)
            return True
        note_each(self, body)
        for giver in self.env["res.users"].union(*givers.values()):  # one word to each, about all that he gave
            theirs = marks.filtered(lambda mark, giver=giver: giver in givers[mark])
            subject = self.env._("%(count)s marks come back to you", count=len(theirs))
            theirs[:1].message_notify(partner_ids=giver.partner_id.ids, subject=subject, body=body, author_id=author)
        return True

    def _reason_verified_on_paper(self, reason):
        return self._take(
            "verified_on_paper",
            verified_by_id=self.env.uid,
            verified_on=fields.Datetime.now(),
            verified_text=reason,
        )

    # -- create, write ---------------------------------------------------------------------------------------------
    @api.model_create_multi
    def create(self, vals_list):
        scores = super().create(vals_list)
        scores.sudo()._follow_leaders()
        given = [score.id for score, vals in zip(scores, vals_list, strict=True) if "value" in vals]
        if given and not self._is_trusted():
            guarded(self.sudo().browse(given)).write({"given_by_id": self.env.uid})
        return scores

    def write(self, vals):
        result = super().write(vals)
        if "value" in vals and not self._is_trusted():
            guarded(self.sudo()).write({"given_by_id": self.env.uid})
        return result

    def _follow_leaders(self):
        """The leader in charge of each subject, as the roster of today names him. One roster a cycle."""
        marks = self.filtered(lambda mark: mark.component_id.verified_by == "leader" and not mark.verified_on)
        for cycle, mine in marks.grouped("cycle_id").items():
            leaders = {
                row.employee_id or row.subject_unit_id: row.leader_id for row in cycle._roster_rows() if row.leader_id
            }
            for leader, some in mine.grouped(
                lambda mark, leaders=leaders: leaders.get(mark.employee_id.id or mark.subject_unit_id.id)
            ).items():
                moved = some.filtered(lambda mark, leader=leader: mark.leader_id.id != leader)
                if leader and moved:
                    guarded(moved).write({"leader_id": leader})
