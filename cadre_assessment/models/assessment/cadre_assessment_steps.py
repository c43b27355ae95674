"""Steps of an assessment: veto reviews (一票否决, S0-32), taking people up again, reminding of what is owed.

Of everybody whom it must review the deciding body says whether there is a veto. A case closed or a review upheld
makes a new version of an archived result.
"""

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ..guard import guarded
from ..guard.notes import note_each
from ..listing import listed
from ..states import DECIDED
from .snapshot import needs_veto


class CadreAssessment(models.Model):
    _inherit = "cadre.assessment"

    can_review = fields.Boolean(compute="_compute_can_review", help="The reader may record the conclusion of the body.")
    missing_count = fields.Integer(
        string="Records Missing",
        compute="_compute_missing",
        help="Records of a person; letter, papers and own evaluation of a unit: owed, and not there in time.",
    )
    missing_text = fields.Char(string="Not Reported", compute="_compute_missing", help="Which of them.")

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

    # -- after the archive ---------------------------------------------------------------------------------------------
    def action_reopen(self):
        """Ask for the late event that takes people up again."""
        return self._ask_reason("reopen")

    def action_recompute(self):
        """Compute people again whose cycle is archived already."""
        self._take("recompute")
        self.cycle_id._recompute(self)
        return True

    # -- after the archive: how ----------------------------------------------------------------------------------------
    def _may_recompute(self):
        """After a late event, or where the body postponed its line and decided on the others."""
        late = bool(self.late_reason) or self.sudo().cycle_id.state in DECIDED
        return late and self._is_office()

    def _reason_reopen(self, reason):
        return self._reopen(reason)

    def _reopen(self, reason):
        """Take archived people up again for ``reason``; what was archived stays, the result will be a new version."""
        self._take(
            "reopen",
            late_reason=reason,
            decided_grade_id=False,
            override_reason=False,
            decision_id=False,
            extremely_poor=False,
        )
        guarded(self.sudo().award_ids).write({"decided": False})
        guarded(self.sudo().filtered(lambda one: one.veto_state in ("clear", "vetoed"))).write(
            {"veto_state": "pending"}
        )
        note_each(self, self.env._("Taken up again after the archive: %(reason)s", reason=reason))
        self.cycle_id._recompute(self)
        return True

    # -- what is owed, reminded by hand (催办) ----------------------------------------------------------------------
    @api.depends("cycle_id", "employee_id", "subject_unit_id")
    @api.depends_context("lang")
    def _compute_missing(self):
        """A bounded number of queries for each cycle."""
        found = {}
        for cycle, some in self.grouped("cycle_id").items():
            people = some.filtered("employee_id")
            missing = cycle.sudo()._not_reported(cycle._today(), people.employee_id.ids) if people else {}
            found |= {
                one: missing[one.employee_id.id].mapped("name") for one in people if one.employee_id.id in missing
            }
            if units := some - people:
                missing = cycle.sudo()._units_not_reported(cycle._today())
                found |= {one: missing.get(one.subject_unit_id.id, ()) for one in units}
        for one in self:
            one.missing_count = len(found.get(one, ()))
            one.missing_text = listed(self.env, found.get(one, ()))

    def _is_owed(self):
        return bool(self.missing_count)

    def _urged_users(self):
        return self.user_id if self._is_owed() else self.env["res.users"]

    def _urged_about(self):
        """The cycle: nobody reads his assessment before the result."""
        return self.cycle_id

    def _urge_text(self):
        return self.env._("The office reminds: hand in %(records)s", records=self.missing_text)
