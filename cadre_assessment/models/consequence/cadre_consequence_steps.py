"""Who approves what follows from a result, who carries it out, and who takes it back.

A dismissal and an adjustment of the post never pass by one member's click: the body decides on them in a meeting, or
two members agree where the rule says so (S2A-80, O-03).
"""

from odoo import fields, models
from odoo.exceptions import UserError

from ..clock import by_today
from ..guard import Step


class CadreConsequence(models.Model):
    _inherit = "cadre.consequence"

    _guarded = frozenset(
        {"approval", "agreed_by_id", "agreed_on", "approved_by_id", "decision_id", "deadline", "responsible_id"}
        | {"question", "question_note", "result_ids", "taken_back_on", "taken_back_because"}
    )
    _steps = (
        Step("agree", {"proposed"}, None, "_may_agree"),
        Step("approve", {"proposed"}, "approved", "_may_approve"),
        Step("bring", {"proposed"}, None, "_may_bring", method="action_bring_before_body"),
        Step("cancel", {"proposed", "approved"}, "cancelled", "_may_decide", reason=True),
        Step("done", {"approved"}, "done", "_is_office"),
        Step("take_back", {"approved", "done"}, "taken_back", "_may_decide", reason=True),
        Step("keep", {"approved", "done"}, None, "_may_keep", reason=True),
    )

    # -- the body --------------------------------------------------------------------------------------------------
    def _may_decide(self):
        """A member of the deciding body."""
        return self.sudo().cycle_id._sits_in_body(self.env.user)

    def _may_agree(self):
        """The first of two members; not who proposed it by archiving the result."""
        two = self.approval == "two_members" and not self.agreed_by_id
        return two and self._may_decide() and self._is_another(self.create_uid)

    def _may_approve(self):
        """Who approves it by its rule: of two another one than the first; by no click what the body decides."""
        if self.approval == "member":
            return self._may_decide()
        if self.approval == "head":
            return self._may_decide() and self.env.user in self._heads()
        first = self.agreed_by_id
        if self.approval != "two_members" or not first:
            return False
        return self._may_decide() and self._is_another(first | self.create_uid)

    def _heads(self):
        """Who presides over the deciding body today."""
        cycle = self.sudo().cycle_id
        return cycle.leading_body_id._members_on(cycle._today(), roles={"chair"}).user_id

    def _is_another(self, users):
        """Whether the current user is another person than ``users``, whatever accounts they have."""
        return self.env.user not in users._cadre_accounts(self._own_since())

    def _may_bring(self):
        """The office puts before the body what the body decides; what stands in an item already waits for that."""
        return self.approval == "body" and not self.sudo().decision_id and self._is_office()

    def _may_keep(self):
        return bool(self.question) and self._may_decide()

    # -- approving -------------------------------------------------------------------------------------------------
    def action_approve(self):
        """The deciding body agrees, several at once; each as its rule says who approves.

        No dismissal before somebody looked whether the person is protected, and none of who is (O-03).
        """
        self._refuse_protected_person()
        self._refuse_without_amount()
        self._refuse_for_the_body()
        first = self.filtered(lambda one: one.approval == "two_members" and not one.agreed_by_id)
        if first:
            first._take("agree", agreed_by_id=self.env.uid, agreed_on=fields.Datetime.now())
        for consequence in (self - first).filtered(lambda one: one.approval == "two_members"):
            if not consequence._is_another(consequence.agreed_by_id):
                raise UserError(
                    self.env._(
                        "%(name)s: you have approved it already. It does not pass by one member alone: another member "
                        "of %(body)s approves it now.",
                        name=consequence.person_name,
                        body=consequence.sudo().cycle_id.leading_body_id.name,
                    )
                )
        rest = self - first
        if rest:
            rest._take("approve", approved_by_id=self.env.uid, approved_on=fields.Datetime.now())
            rest._on_approved()
        return True

    def _refuse_for_the_body(self):
        """Who decides here learns the way; to everybody else, and to whom it is about, the step says no."""
        for consequence in self.filtered(lambda one: one.approval == "body" and one.state == "proposed"):
            if consequence._is_own() or not consequence._may_decide():
                continue
            raise UserError(
                self.env._(
                    "%(name)s: %(body)s decides on it in a meeting. The office puts it before the body; there it is "
                    "voted and confirmed.",
                    name=consequence.display_name,
                    body=consequence.sudo().cycle_id.leading_body_id.name or self.env._("the deciding body"),
                )
            )

    def _on_approved(self):
        """What follows once it is approved, in whatever way; kinds add their own."""

    def action_cancel(self):
        """The deciding body does not follow the proposal; it says why."""
        return self._ask_reason("cancel")

    def _reason_cancel(self, reason):
        self._take("cancel", cancel_reason=reason, decision_id=False)
        return self._on_gone(reason)

    # -- taking back -----------------------------------------------------------------------------------------------
    def action_take_back(self):
        """It does not stand any more: taken back with its reason; what follows in its place is proposed anew."""
        return self._ask_reason("take_back")

    def action_keep(self):
        """It stands all the same, and why."""
        return self._ask_reason("keep")

    def _reason_take_back(self, reason):
        for today, consequences in by_today(self).items():
            consequences._take("take_back", taken_back_on=today, taken_back_because=reason)
        self._on_gone(reason)
        for cycle, some in self.sudo().grouped("cycle_id").items():
            cycle._propose_anew(some.result_id.assessment_id)
        return True

    def _reason_keep(self, reason):
        self._take("keep", question=False, question_note=False)
        for consequence in self.sudo():
            consequence.message_post(body=self.env._("Kept all the same: %(reason)s", reason=reason))
        return True

    def _on_gone(self, reason):
        """What is undone with it; kinds add their own."""
        return True

    # -- carrying out ----------------------------------------------------------------------------------------------
    def action_done(self):
        """Carried out, with all that its kind and its rule ask for."""
        self._read_together()
        for consequence in self:
            if missing := consequence._missing():
                raise UserError(
                    self.env._("%(name)s is not carried out yet:", name=consequence.display_name)
                    + "\n– "
                    + "\n– ".join(missing)
                )
        for today, consequences in by_today(self).items():
            consequences._take("done", done_on=today)
        return True

    def _missing(self):
        """Sentences that say what must be noted before it counts as carried out; kinds add their own."""
        return []

    def _read_together(self):
        """Read for all of them together what each step asks of every one."""
        known = self.sudo()
        known.mapped("rule_id.action")
        known.mapped("cycle_id.leading_body_id")
