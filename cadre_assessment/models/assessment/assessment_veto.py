"""Veto (一票否决): the deciding body says of everybody it must review whether there is one (S0-32)."""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..guard import guarded
from .snapshot import needs_veto


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    can_review = fields.Boolean(compute="_compute_can_review", help="The reader may record the conclusion of the body.")

    @api.depends("state", "veto_state")
    @api.depends_context("uid")
    def _compute_can_review(self):
        for assessment in self:
            assessment.can_review = assessment._can_be_vetoed() and assessment._may_review()

    # -- actions ---------------------------------------------------------------------------------------------------
    def action_veto_clear(self):
        """The body found no veto against these people.

        Of several, those are passed over against whom a veto stands, and on whom this reader concludes nothing
        (himself): one row chosen with all the others does not keep them back.
        """
        waiting = self.filtered(lambda one: one.veto_state == "pending" and one.can_review)
        (waiting if len(self) > 1 and waiting else self)._conclude("clear")
        return True

    def action_veto_record(self):
        """Ask for the field and the facts of a veto."""
        self.ensure_one()
        self._check_review(may_be_free=True)
        return {
            "type": "ir.actions.act_window",
            "res_model": "cadre.veto.wizard",
            "views": [(False, "form")],
            "target": "new",
            "name": self.env._("Veto against %(name)s", name=self.name),
            "context": {"default_assessment_id": self.id},
        }

    def action_veto_withdraw(self):
        """Take a conclusion back: who must be reviewed is to be reviewed again."""
        must = self.filtered(lambda one: needs_veto(one.scheme_id.veto_review, one))
        must._conclude("pending")
        (self - must)._conclude("none")
        return True

    # -- business --------------------------------------------------------------------------------------------------
    def _may_review(self):
        """A member of the deciding body, not about himself, as long as nothing is decided."""
        self.ensure_one()
        return self._is_living() and not self._is_own() and self.sudo().cycle_id._sits_in_body(self.env.user)

    def _can_be_vetoed(self):
        """Under a scheme with a veto, everybody assessed; only some must be reviewed (S0-32, A0-8)."""
        self.ensure_one()
        return self.veto_state != "none" or (self.assessed and self.sudo().scheme_id.veto_review != "none")

    def _check_review(self, may_be_free=False):
        """Raise when the current user cannot conclude. ``may_be_free``: also on somebody who need not be reviewed."""
        self.check_access("read")
        for assessment in self:
            if assessment.veto_state == "none" and not (may_be_free and assessment._can_be_vetoed()):
                raise UserError(self.env._("%(name)s needs no veto review under this scheme.", name=assessment.name))
            if not assessment._is_living():
                raise UserError(
                    self.env._(
                        "%(name)s: the result is decided. A veto found later is a late event: "
                        "take the person up again first.",
                        name=assessment.name,
                    )
                )
            if not assessment._may_review():
                raise AccessError(
                    self.env._(
                        "%(name)s: only a member of the deciding body of this cycle concludes on a veto, "
                        "and nobody on his own.",
                        name=assessment.name,
                    )
                )

    def _conclude(self, conclusion, field=None, note=None):
        """Record the conclusion of the body. ``field`` and ``note`` say in which field and why there is a veto."""
        self._check_review(may_be_free=conclusion == "vetoed")
        allowed = self.scheme_id.veto_field_ids
        if conclusion == "vetoed" and not (field and field in allowed and (note or "").strip()):
            raise UserError(self.env._("A veto needs its field and the facts it rests on."))
        concluded = conclusion in ("clear", "vetoed")
        values = {
            "veto_state": conclusion,
            "veto_field_id": field.id if field else False,
            "veto_note": note or False,
            "veto_by_id": self.env.uid if concluded else False,
            "veto_on": fields.Datetime.now() if concluded else False,
        }
        if conclusion == "vetoed":
            values["advanced"] = False
        guarded(self.sudo()).write(values)
