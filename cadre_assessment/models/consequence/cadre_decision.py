"""The body decides in a meeting on what follows from results: an item of its own, with the vote and the minutes."""

from odoo import api, fields, models
from odoo.exceptions import UserError

from ..guard import guarded
from ..listing import listed
from ..meeting.vote import vote_problems, who_problems
from ..organization.cadre_family_member import relatives_of
from .proposing import QUIET


class CadreDecision(models.Model):
    _inherit = "cadre.decision"

    _guarded = frozenset({"on_consequences"})

    on_consequences = fields.Boolean(
        string="On What Follows", readonly=True, copy=False, help="It decides on consequences, not on grades."
    )
    consequence_ids = fields.One2many("cadre.consequence", "decision_id", string="Consequences", readonly=True)

    def _fill(self):
        """The lines of an item on consequences are the consequences that were put before the body."""
        grades = self.filtered(lambda one: not one.on_consequences)
        return super(CadreDecision, grades)._fill() if grades else None

    def _about(self, people):
        """By consequence: those of ``people`` whom it is about, or a relative of one."""
        found = super()._about(people)
        known = self.sudo().consequence_ids
        if not people or not known:
            return found
        kin = relatives_of(people)
        for one in known:
            subjects = one.employee_id | one.head_id
            mine = (subjects & people.sudo()).union(*(kin[person] for person in subjects if person in kin))
            if mine:
                found[one] = mine
        return found

    def _problems(self, confirmers):
        if not self.on_consequences:
            return super()._problems(confirmers)
        return [*who_problems(self, confirmers)] or [*vote_problems(self), *self._consequence_problems()]

    def _consequence_problems(self):
        """What must hold of the consequences themselves, whoever votes; all of them, also those he does not read."""
        known = self.sudo().consequence_ids
        if not known:
            yield self.env._("Nothing is put before the body: choose the consequences in their list.")
        for check in ("_refuse_protected_person", "_refuse_without_amount"):
            for one in known:
                try:
                    getattr(one, check)()
                except UserError as error:
                    yield self._said_of(one, error)
        try:
            known._refuse_beyond_seats()
        except UserError as error:
            yield str(error)

    def _said_of(self, one, error):
        """The sentence of ``error``; of a relative he learns that something is missing, and no more."""
        if not one.with_env(self.env)._is_of_kin():
            return str(error)
        return self.env._("Of a relative of yours something is missing: another member of the office sees to it.")

    def _apply(self):
        """What the body agreed to is approved; as superuser."""
        if not self.on_consequences:
            return super()._apply()
        waiting = guarded(self.consequence_ids.filtered(lambda one: one.state == "proposed"))
        waiting.with_context(**QUIET).write(
            {"state": "approved", "approved_by_id": self.confirmed_by_id.id, "approved_on": self.confirmed_on}
        )
        waiting._on_approved()
        return None

    def _refuse_undo(self):
        result = super()._refuse_undo()
        done = self.sudo().consequence_ids.filtered(lambda one: one.state in ("done", "taken_back"))
        if done:
            raise UserError(
                self.env._(
                    "“%(name)s” can no longer be undone: %(people)s: it is carried out already. Take it back there.",
                    name=self.name,
                    people=listed(self.env, done.mapped("person_name")),
                )
            )
        return result

    def _unapply(self):
        """Back to what was proposed."""
        if not self.on_consequences:
            return super()._unapply()
        approved = guarded(self.consequence_ids.filtered(lambda one: one.state == "approved"))
        approved._on_gone(self.undo_reason)
        approved.with_context(**QUIET).write(
            {"state": "proposed", "approved_by_id": False, "approved_on": False, "decision_id": False}
        )
        return None

    @api.model
    def _item_on(self, cycle):
        """A new item on consequences of ``cycle``, by who puts them before the body."""
        values = {
            "name": self.env._("What follows from “%(cycle)s”", cycle=cycle.name),
            "cycle_id": cycle.id,
            "body_id": cycle.leading_body_id.id,
        }
        return guarded(self).create({**values, "on_consequences": True}).with_env(self.env)
