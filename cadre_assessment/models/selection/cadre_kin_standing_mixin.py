"""Acts on all who stand at once: none of them is taken by a relative of one, whatever office he sits in (回避)."""

from odoo import models
from odoo.exceptions import AccessError

from ..clock import today_of
from ..listing import listed


class CadreKinStandingMixin(models.AbstractModel):
    """Before the guard in ``_inherit``, or of an extension. The record stays his to read and to prepare: a selection is
    no paper about a person. Its steps act on persons once somebody stands, and then another of the office takes them.
    """

    _name = "cadre.kin.standing.mixin"
    _description = "Acts on Who Stands"

    _kin_may_take = frozenset()
    """Codes of steps that a relative takes all the same: another rule keeps him from them, or they act on nobody."""

    def _who_stands(self):
        """The employees on whom a step of this record acts. As superuser."""
        return self.env["hr.employee"]

    def _kin_office(self):
        """The office whose other members act in his place."""
        return self._office_of()._office_body()

    def _acts_on_kin(self):
        """Whether a step here acts on a relative of the current user. Without relatives on the staff: no query."""
        kin = self.env.user.sudo().cadre_kin_ids
        return bool(kin and kin & self.sudo()._who_stands())

    def _kin_keeps(self, step):
        return step.code not in self._kin_may_take and self._acts_on_kin()

    def _kept_from(self, step):
        return super()._kept_from(step) or self._kin_keeps(step)

    def _refusal(self, step):
        """Who could take it otherwise learns why he cannot."""
        kept = self.state in step.sources and not self._is_own() and self._kin_keeps(step)
        if kept and (step.may is None or getattr(self, step.may)()):
            return self._kin_refusal()
        return super()._refusal(step)

    def _kin_refusal(self):
        """He is told that a relative stands there, not which, and who takes it in his place."""
        body = self.sudo()._kin_office()
        others = body._members_on(today_of(body)).user_id - self.env.user if body else self.env["res.users"]
        people = self.sudo()._who_stands()
        free = others.filtered(lambda user: not user.cadre_kin_ids & people)
        names = listed(self.env, [user._cadre_name() for user in free]) or self.env._("the organization department")
        return AccessError(
            self.env._(
                "%(record)s: a relative of yours stands there, so you withdraw. Somebody else of the office takes this "
                "step: %(names)s.",
                record=self.display_name,
                names=names,
            )
        )
